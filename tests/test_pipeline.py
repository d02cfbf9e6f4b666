"""The order of the stages, and what happens when one of them fails."""

from __future__ import annotations

import pytest

import sayso.pipeline
from sayso.errors import Refused, Stumbled
from sayso.link.claims.mention import mentions
from sayso.pipeline import read_compared, read_report
from sayso.types import Block, BlockKind, Report

TEXT = "The bridge is closed, the harbour master said."
REPORT = Report("0" * 16, TEXT, (Block(BlockKind.BODY, 0, len(TEXT)),), url="https://courier.example/bridge")


def test_a_fault_of_a_stage_is_a_refusal_that_says_where(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr(sayso.pipeline, "situate", broken)
    with pytest.raises(
        Stumbled, match=r"^https://courier\.example/bridge: Sayso stumbled .*KeyError in broken"
    ) as fault:
        read_report(REPORT)
    assert isinstance(fault.value, Refused)
    assert isinstance(fault.value.__cause__, KeyError)


def test_the_actors_are_those_that_are_named() -> None:
    reading = read_report(REPORT)
    named = {voice.actor for one in reading.statements for voice in one.voices}
    named |= {reference.actor for one in reading.statements for reference in one.about}
    assert named == {actor.id for actor in reading.actors}


def test_a_reading_comes_with_what_its_statements_are_compared_by() -> None:
    reading, vectors, compared = read_compared(REPORT)
    assert reading == read_report(REPORT)
    assert len(vectors) == len(reading.statements) == 1
    assert compared == mentions(reading, vectors)
    assert compared[0].vector
