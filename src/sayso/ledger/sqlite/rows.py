"""A reading as the rows of its tables, and back."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from sayso.ledger.sqlite.keys import minute, moment
from sayso.types import Actor, Anonymity, Event, Floats, Party, Reading, Report, Statement, VoiceRole
from sayso.words import word_set

Values = tuple[object, ...]


def packed(reading: Reading) -> bytes:
    """A reading without its text, which is kept once, beside it."""
    bare = replace(reading, report=replace(reading.report, text=""))
    return zlib.compress(msgspec.json.encode(bare), 6)


def unpacked(blob: bytes, text: str) -> Reading:
    reading = msgspec.json.decode(zlib.decompress(blob), type=Reading)
    return replace(reading, report=replace(reading.report, text=text))


def document_of(report: Report) -> str:
    """What the versions of a report share: its address; without one each text is a document of its own."""
    return report.canonical_url or report.url or report.id


def newness(report: Report) -> int:
    """By which of two versions is the newer: the minute in which it was changed or else published."""
    return minute(report.modified or report.published)


class Provenance(NamedTuple):
    """When a reading was added (UTC), and the versions of what read it."""

    added: str
    sayso: str
    model: str


def report_row(key: int, reading: Reading, provenance: Provenance) -> dict[str, object]:
    """The row of ``reports``, by column."""
    report = reading.report
    when = moment(report.published)
    return {
        "key": key,
        "id": report.id,
        "document": document_of(report),
        "current": 1,
        "url": report.url,
        "canonical_url": report.canonical_url,
        "outlet": report.outlet.name if report.outlet else None,
        "domain": report.outlet.domain if report.outlet else None,
        "published": report.published,
        "modified": report.modified,
        "day": when.date().isoformat() if when else None,
        "title": report.title,
        "authors": _json(report.authors),
        "language": report.language,
        "text": report.text,
        "copy_of": None,
        **provenance._asdict(),
        "statements": len(reading.statements),
        "reading": packed(reading),
    }


STATEMENT_COLUMNS = (
    "key, id, report, number, parent, mode, act, certainty, polarity, confidence, said, source, cue, text,"
    " start, speaker, outlet, via, anonymous"
)


def statement_row(key: int, report_key: int, number: int, report: Report, s: Statement) -> Values:
    outlet = report.outlet
    return (
        key,
        s.id,
        report_key,
        number,
        s.parent,
        s.mode,
        s.act,
        s.certainty,
        s.polarity,
        round(s.confidence, 4),
        s.said.value,
        s.source.text if s.source else None,
        s.cue.text if s.cue else None,
        s.content.text,
        s.content.spans[0].start,
        _who(s, VoiceRole.ORIGIN),
        " ".join(filter(None, (outlet.name, outlet.domain))) if outlet else "",
        _who(s, VoiceRole.RELAY),
        anonymity(s),
    )


_SHOWN_LEAST = (Anonymity.UNNAMED, Anonymity.DESCRIBED, Anonymity.NAMED)


def anonymity(statement: Statement) -> str:
    """The most anonymous of a statement's origins; empty where it has none that is known."""
    origins = {voice.anonymity for voice in statement.voices if voice.role is VoiceRole.ORIGIN}
    return next((str(kind) for kind in _SHOWN_LEAST if kind in origins), "")


def _who(statement: Statement, role: VoiceRole) -> str:
    """Names, words and actors of the voices with a role, each once."""
    voices = [voice for voice in statement.voices if voice.role is role]
    said = [part for v in voices for part in (v.name, v.words, v.actor) if part]
    return " · ".join(dict.fromkeys(said))


def voice_rows(key: int, statement: Statement) -> list[Values]:
    return [
        (key, position, v.role, v.actor, v.name, v.anonymity, v.words)
        for position, v in enumerate(statement.voices)
    ]


def actor_row(actor: Actor) -> Values:
    return (actor.id, actor.name, actor.kind, actor.of, actor.role, int(actor.known))


MOST_WORDS = 5
"""A longer phrase describes somebody rather than naming them."""

_NO_NAME = word_set(
    "i we you he she it they his her its their our my this that these those the a an one some both"
)
"""What a phrase begins with that means somebody without naming them, or names them with more than a name."""


def names_of(reading: Reading) -> set[tuple[str, str]]:
    """What the named actors of a reading were called by."""
    called = {(actor.id, actor.name) for actor in reading.actors if actor.name}
    named = {actor for actor, _ in called}
    for voice in (voice for statement in reading.statements for voice in statement.voices):
        if voice.actor in named and voice.words and _is_name(voice.words):
            called.add((voice.actor, voice.words))
    return called


def _is_name(words: str) -> bool:
    parts = words.split()
    return (
        len(parts) <= MOST_WORDS
        and words[0].isupper()
        and parts[0].lower() not in _NO_NAME
        and "," not in words
    )


def block_rows(key: int, report: Report) -> list[Values]:
    return [(key, number, b.kind, b.start, b.end) for number, b in enumerate(report.blocks)]


def event_row(key: int, event: Event) -> Values:
    return (
        event.id,
        key,
        event.kind,
        event.mode,
        event.status,
        event.cue.text,
        _parties(event.actors),
        _parties(event.recipients),
        event.time.value if event.time else None,
        _json([place.name or place.text for place in event.places]),
        _json(event.statements),
        round(event.confidence, 4),
    )


def vector_blob(row: Floats) -> bytes:
    return row.astype("<f2").tobytes()


def _parties(parties: Sequence[Party]) -> str:
    return _json([party.actor or party.words for party in parties])


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
