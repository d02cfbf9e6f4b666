"""Outlets that a report credits with a part of itself."""

from __future__ import annotations

import pytest

from sayso.pipeline import read_report
from sayso.read.document import Document
from sayso.read.formats import report_of
from sayso.types import Reading

BODY = "The dam is safe, the mayor of Varn said on Monday. Nobody was hurt when the water rose at night.\n\n"


def read(text: str) -> Reading:
    return read_report(report_of(Document("dam.txt", text.encode(), "text/plain", "utf-8")))


@pytest.mark.parametrize(
    ("line", "outlets"),
    [
        ("The Associated Press contributed to this report.", ["outlet:associated-press"]),
        ("Reuters and AFP contributed to this story.", ["outlet:reuters", "outlet:agence-france-presse"]),
        ("With files from Reuters", ["outlet:reuters"]),
        ("Reuters - AP - AFP", ["outlet:reuters", "outlet:associated-press", "outlet:agence-france-presse"]),
        ("jm/dm (AFP, dpa)", ["outlet:agence-france-presse", "outlet:dpa"]),
        ("The mayor contributed to the fund.", []),
        ("The mayor told Reuters that he was glad.", []),
        ("Oslo - Bergen", []),
    ],
)
def test_a_line_of_credits_names_outlets(line: str, outlets: list[str]) -> None:
    reading = read(BODY + line)
    assert [party.actor for party in reading.credits] == outlets
    assert set(outlets) <= {actor.id for actor in reading.actors}


def test_who_contributed_is_no_relay() -> None:
    reading = read(BODY + "The Associated Press contributed to this report.")
    said = next(s for s in reading.statements if "dam" in s.content.text)
    assert "outlet:associated-press" not in [voice.actor for voice in said.voices]
