"""Report: the text as it was published, with every statement marked in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.export import heading, marked, situation
from sayso.export.answers import Shape
from sayso.export.marked import Card
from sayso.export.telling import passing, summary
from sayso.serve.claimed import shared_claims, story_of
from sayso.serve.page import Answer, Asked, Table
from sayso.types import Anonymity, Reading, Report, Statement, Voice, VoiceRole

NOBODY = "report"
"""The value of a filter for statements that have no voice but the report's."""


def report(asked: Asked) -> Answer:
    """A report with its statements; ``voice``, ``act`` and ``named`` leave only those that answer."""
    identifier = asked.path["report"]
    reading = asked.desk.reading(identifier)
    view = asked.desk.view
    cards = marked.cards("", reading)
    shown = [card for card in cards if _answers(card.statement, asked)]
    numbers = {card.statement.id: card.number for card in cards}
    versions = view.versions(identifier)
    return Answer(
        "report.html",
        {
            "report": reading.report,
            "day": heading.day(reading.report),
            "outlet": heading.outlet(reading.report),
            "link": web_address(reading.report),
            "kept": view.kept(identifier),
            "summary": heading.summary(reading),
            "told": summary(reading),
            "cards": cards,
            "shown": shown,
            "rows": list(marked.rows(reading, shown)),
            "keys": {card.key for card in shown},
            "claims": shared_claims(asked.desk, [card.statement.id for card in shown]),
            "story": story_of(asked.desk, identifier),
            "roles": roles(reading),
            "choices": _choices(asked, cards),
            "filtered": any(asked.get(name) for name in ("voice", "act", "named")),
            "everything": asked.here(voice=None, act=None, named=None),
            "events": [situation.event(event, numbers) for event in reading.events],
            "copies": [one for one in view.copies(identifier) if one.id != identifier],
            "versions": versions if len(versions) > 1 else (),
            "appearances": view.appearances(identifier),
        },
        Table("report", SHAPE, [card.statement for card in shown], {"report": reading.report}),
    )


def web_address(report: Report) -> str | None:
    """Where it was published, if that is an address to follow."""
    url = report.url or report.canonical_url or ""
    return url if url.startswith(("https://", "http://")) else None


def roles(reading: Reading) -> dict[str, str]:
    """How the report first describes its nameless voices, by the actor's id."""
    return {actor.id: actor.role for actor in reading.actors if actor.role and not actor.name}


def _answers(statement: Statement, asked: Asked) -> bool:
    """Whether a statement is one that the reader wants to see."""
    voice, act, named = asked.get("voice"), asked.get("act"), asked.get("named")
    voices = passing(statement)
    if voice and voice not in (_keys(voices) or {NOBODY}):
        return False
    if act and statement.act != act:
        return False
    return not named or named == _naming(voices)


def _keys(voices: Sequence[Voice]) -> set[str]:
    return {voice.actor for voice in voices if voice.actor}


def _naming(voices: Sequence[Voice]) -> str:
    """How the most anonymous origin is named; nobody's words are the report's."""
    kinds = {voice.anonymity for voice in voices if voice.role is VoiceRole.ORIGIN}
    for kind in (Anonymity.UNNAMED, Anonymity.DESCRIBED, Anonymity.NAMED):
        if kind in kinds:
            return str(kind)
    return NOBODY


def _choices(asked: Asked, cards: Sequence[Card]) -> list[tuple[str, list[tuple[str, int, str, bool]]]]:
    """What can be shown alone, by kind: a label, how many statements, the address, whether it is chosen."""
    names: dict[str, str] = {}
    voices: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for card in cards:
        found = passing(card.statement)
        for voice in found:
            if voice.actor:
                names.setdefault(voice.actor, voice.name or voice.words or "somebody")
        voices.update(_keys(found) or {NOBODY})
        acts[str(card.statement.act)] += 1
        named[_naming(found)] += 1
    names[NOBODY] = "the report itself"
    return [
        ("Voice", _listed(asked, "voice", voices, names)),
        ("Act", _listed(asked, "act", acts, {})),
        ("Named", _listed(asked, "named", named, {NOBODY: "no source"})),
    ]


def _listed(
    asked: Asked, kind: str, counts: Counter[str], names: dict[str, str]
) -> list[tuple[str, int, str, bool]]:
    chosen = asked.get(kind)
    found = []
    for value, number in counts.most_common():
        address = asked.here(**{kind: None if value == chosen else value})
        found.append((names.get(value, value), number, address, value == chosen))
    return found


def _fields(statement: Statement) -> dict[str, object]:
    return {"statement": statement}


def _cells(statement: Statement) -> list[object]:
    words = (statement.source, statement.cue, statement.content)
    return [
        statement.id,
        statement.parent,
        "; ".join(v.name or v.words or "" for v in passing(statement)),
        statement.act,
        statement.mode,
        statement.certainty,
        statement.polarity,
        statement.confidence,
        *(one.text if one else None for one in words),
        "; ".join(situation.facts(statement)),
    ]


SHAPE: Shape[Statement] = Shape(
    _fields,
    (
        "id",
        "parent",
        "voices",
        "act",
        "mode",
        "certainty",
        "polarity",
        "confidence",
        "source",
        "cue",
        "content",
        "facts",
    ),
    _cells,
)
