"""An outlet without a name is no origin, and "the report" is the one that was named before."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

import pytest

from development import found, read
from sayso.link.origins import provenance
from sayso.types import Claim, Provenance, Reading, Statement


def reading(text: str, outlet: str, published: str) -> Reading:
    return read({"id": outlet, "text": text, "outlet": outlet, "published": published})


def traced(run: str, *readings: Reading) -> Provenance:
    told: list[Statement] = [each for one in readings if (each := found(one, run))]
    assert len(told) == len(readings)
    ids = tuple(each.id for each in told)
    return provenance(Claim(ids[0], ids, ids[0]), {one.report.id: one for one in readings})


def origins(given: Provenance) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(each.kind.value, each.outlets, each.counts) for each in given.origins]


@pytest.mark.parametrize(
    "text",
    [
        "The dam at Orvel was never inspected, a Norwegian newspaper has reported.",
        "An article published on Sunday said that the dam at Orvel was never inspected.",
        "The dam at Orvel was never inspected, paper says",
    ],
)
def test_an_outlet_without_a_name_is_no_origin(text: str) -> None:
    given = traced("dam at Orvel was never inspected", reading(text, "Sund Courier", "2031-05-05"))
    assert origins(given) == [("unsourced", ("Sund Courier",), False)]
    assert given.independent == 0


def test_the_report_is_that_of_the_outlet_named_before() -> None:
    text = (
        "The dam at Orvel was full to the brim, the Harrow Star reported on Monday, citing an official.\n\n"
        "The dam was never inspected, according to the report."
    )
    star = reading(
        "The dam was never inspected, an official told the Harrow Star.", "Harrow Star", "2031-05-04"
    )
    given = traced("was never inspected", star, reading(text, "Brant Wire", "2031-05-05"))
    assert origins(given) == [("anonymous", ("Harrow Star",), True)]
    assert ("outlet:harrow-star", "outlet:brant-wire", "cited") in {
        (step.giver, step.taker, step.how) for step in given.steps
    }


def test_the_report_of_a_commission_stays_an_origin() -> None:
    text = (
        "A commission of inquiry published its report on Monday.\n\n"
        "The dam was never inspected, the report said."
    )
    given = traced("was never inspected", reading(text, "Brant Wire", "2031-05-05"))
    assert given.independent == 1


def test_whom_a_paper_without_a_name_quotes_did_not_speak_to_the_outlet_itself() -> None:
    text = "A Norwegian newspaper quoted an official as saying that the dam was never inspected."
    given = traced("was never inspected", reading(text, "Sund Courier", "2031-05-05"))
    assert [each.outlets for each in given.origins] == [("A Norwegian newspaper",)]
