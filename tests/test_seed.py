"""The worked example as offsets and labels, chains and situations included: a change shows up as a diff to be
reviewed.

The article is other people's text and not part of the project: it is read by its path (SAYSO_SEED, or
where the project's data lies beside it), and without it there is nothing to compare. After a change that
is meant: `SAYSO_SNAPSHOT=write pytest tests/test_seed.py`, and read the diff.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.types import Dispute, Event, Reading, Statement, Time

SNAPSHOT = Path(__file__).with_name("seed.json")
ARTICLE = Path(
    os.environ.get("SAYSO_SEED") or Path(__file__).resolve().parents[2] / "shared/data/seed/article.txt"
)
PUBLISHED = "2025-05-29"

pytestmark = pytest.mark.skipif(
    not ARTICLE.is_file(), reason="the worked example is not here; name it by SAYSO_SEED"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return sayso.read(ARTICLE, published=PUBLISHED)


def labels(statement: Statement) -> dict[str, Any]:
    return {
        "mode": statement.mode.value,
        **{role: spans(getattr(statement, role)) for role in ("source", "cue", "content", "proposal")},
        "parent": statement.parent,
        "voices": [[voice.role, voice.actor, voice.anonymity, spans(voice)] for voice in statement.voices],
        "addressee": statement.addressee and statement.addressee.actor,
        "act": [statement.act, statement.act_known, statement.plover],
        "target": statement.target and [statement.target.actor, spans(statement.target)],
        "certainty": [statement.certainty, statement.polarity],
        "hedges": [[hedge.kind, spans(hedge)] for hedge in statement.hedges],
        "said": time(statement.said),
        "times": [time(one) for one in statement.times],
        "figures": [
            [one.kind, one.value, one.qualifier, one.unit, spans(one), spans(one.counts)]
            for one in statement.figures
        ],
        "places": [[one.name, one.country, spans(one)] for one in statement.places],
        "conditions": [[one.kind, one.status, one.concession, spans(one)] for one in statement.conditions],
        "about": [[one.actor, list(one.span)] for one in statement.about],
    }


def spans(words: Any) -> list[list[int]] | None:
    return [list(span) for span in words.spans] if words else None


def time(one: Time | None) -> list[Any] | None:
    return [one.kind, one.value, one.start, one.end, spans(one)] if one else None


def coded(event: Event) -> dict[str, Any]:
    return {
        "kind": [event.kind, event.mode, event.status],
        "cue": spans(event.cue),
        "actors": [[party.actor, spans(party)] for party in event.actors],
        "recipients": [[party.actor, spans(party)] for party in event.recipients],
        "time": event.time and event.time.value,
        "magnitude": [figure.value for figure in event.magnitude],
        "statements": list(event.statements),
    }


def at_odds(dispute: Dispute) -> list[Any]:
    return [dispute.kind, dispute.statement, dispute.against, [spans(words) for words in dispute.evidence]]


def test_the_worked_example_reads_as_it_did(reading: Reading) -> None:
    found = {
        "report": reading.report.id,
        "blocks": [[block.kind.value, block.start, block.end] for block in reading.report.blocks],
        "statements": [labels(statement) for statement in reading.statements],
        "actors": [[actor.id, actor.of, actor.since, actor.known] for actor in reading.actors],
        "events": [coded(event) for event in reading.events],
        "disputes": [at_odds(dispute) for dispute in reading.disputes],
    }
    if os.environ.get("SAYSO_SNAPSHOT") == "write":
        SNAPSHOT.write_text(_lines(found), encoding="utf-8")
    assert found == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def _lines(found: dict[str, Any]) -> str:
    """JSON with a line for each thing that can change by itself."""
    whole = json.dumps(found, indent=1)
    short = json.loads(whole)
    out = ["{"]
    for name, value in short.items():
        if isinstance(value, str):
            out.append(f" {json.dumps(name)}: {json.dumps(value)},")
            continue
        out.append(f" {json.dumps(name)}: [")
        for number, one in enumerate(value):
            end = "" if number == len(value) - 1 else ","
            if isinstance(one, dict):
                fields = [f"   {json.dumps(k)}: {json.dumps(v)}" for k, v in one.items()]
                out.append("  {\n" + ",\n".join(fields) + "\n  }" + end)
            else:
                out.append(f"  {json.dumps(one)}{end}")
        out.append(" ]" if name == "disputes" else " ],")
    return "\n".join(out) + "\n}\n"


def named(reading: Reading, cue: str) -> Statement:
    """The first statement under a cue."""
    return next(one for one in reading.statements if one.cue and one.cue.text == cue)


def test_the_days_of_the_worked_example_are_dated_from_its_publication(reading: Reading) -> None:
    said = {one.said.value for one in reading.statements}
    assert {"2025-05-28", "2025-05-27"} <= said
    drones = next(one for one in reading.statements if "organ:russia/armed-forces" in map(_origin, [one]))
    assert [(figure.value, figure.kind) for figure in drones.figures] == [(296, "count")]
    assert "PT10H" in [one.value for one in drones.times]
    assert "P30D" in [one.value for one in named(reading, "has accused").times]
    talks = [event for event in reading.events if event.time and event.time.value == "2025-05"]
    assert [event.kind for event in talks] == ["CONSULT"]


def _origin(statement: Statement) -> str | None:
    return statement.voices[-1].actor if statement.voices else None


def test_without_a_day_of_publication_no_day_of_the_worked_example_is_dated() -> None:
    undated = sayso.read(ARTICLE)
    times = [time for one in undated.statements for time in (one.said, *one.times)]
    times += [event.time for event in undated.events if event.time]
    for one in times:
        if one.kind == "date" and not (one.text or "").removeprefix("in ").isdigit():
            assert one.value is None or one.value.endswith("_REF"), one
        assert one.value is not None or one.why


def test_nothing_planned_in_the_worked_example_is_coded_as_having_happened(reading: Reading) -> None:
    text = reading.report.text
    for event in reading.events:
        told = text[event.cue.spans[0].start : event.cue.spans[-1].end]
        if event.kind in ("MOBILIZE", "AID") or "deploy" in told:
            assert event.status != "happened", told


def test_the_diplomat_is_set_against_the_official(reading: Reading) -> None:
    official = next(one for one in reading.statements if _unnamed(one))
    (dispute,) = [one for one in reading.disputes if one.against == official.id]
    diplomat = next(one for one in reading.statements if one.id == dispute.statement)
    assert dispute.kind == "contrasts"
    assert [voice.anonymity for voice in diplomat.voices if voice.role == "origin"] == ["described"]
    assert {voice.name for voice in (*diplomat.voices, *official.voices) if voice.role == "relay"} == {
        "Financial Times"
    }


def _unnamed(statement: Statement) -> bool:
    return any(voice.role == "origin" and voice.anonymity == "unnamed" for voice in statement.voices)
