"""Whoever agrees to something is not the one who says so."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import read
from sayso.link.origins import provenance
from sayso.types import Act, Claim, Provenance, Reading

TOLD = "The ports of Orvel and Sund have agreed on a new tariff, a senior official told the Harrow Herald."
BARE = "The ports of Orvel and Sund have agreed on a new tariff. The tariff is to hold for a year."


def reading(text: str, outlet: str = "Harrow Herald") -> Reading:
    return read({"id": outlet, "text": text, "outlet": outlet, "published": "2031-05-04"})


def traced(*readings: Reading) -> Provenance:
    ids = tuple(each.id for one in readings for each in one.statements)
    return provenance(Claim(ids[0], ids, ids[0]), {one.report.id: one for one in readings})


def test_who_tells_of_an_agreement_is_its_origin_under_any_headline() -> None:
    headline = "Ports of Orvel and Sund agree on a new tariff"
    given = reading(f"{headline}\n\n{TOLD}")
    assert Act.AGREE in {each.act for each in given.statements}
    found = traced(given)
    assert [(each.kind.value, each.words) for each in found.origins] == [("anonymous", "a senior official")]
    assert (found.independent, found.at_least) == (1, 1)
    assert found.origins[0].statements == tuple(each.id for each in given.statements)


def test_an_agreement_that_nobody_tells_of_has_no_source() -> None:
    found = traced(reading(BARE))
    assert [each.kind.value for each in found.origins] == ["unsourced"]
    assert found.independent == 0


def test_who_is_said_to_have_promised_something_stays_its_origin() -> None:
    given = reading("Orvel’s mayor, Ilse Brandt, promised to lower the tariff by June.")
    assert [each.name for each in traced(given).origins] == ["Ilse Brandt"]
