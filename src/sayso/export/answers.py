"""Answers of a ledger for machines: JSON, JSON lines and CSV (docs/asking.md).

JSON is one object, with the rows and the place where the next page begins; JSON lines are the rows alone, one
a line; CSV is a heading and the rows, in which several voices, names or counts stand in one cell, parted by
"; ". Fields keep their names and order; new ones come last.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TextIO, TypeVar

import msgspec

from sayso.ask.desk import Shown, Stats, Who
from sayso.ask.marking import marks
from sayso.export.csv import safe
from sayso.ledger.base import Appearance, Coverage, Kept, OutletShare, Refusal, Row, Speaker
from sayso.ledger.query import Query
from sayso.types import Outlet, Voice, VoiceRole

Kind = TypeVar("Kind")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape(Generic[Kind]):
    """How rows of a kind are written: as an object, and as cells under ``columns``."""

    fields: Callable[[Kind], Fields]
    columns: tuple[str, ...]
    cells: Callable[[Kind], Sequence[object]]


def write(
    format: str,
    shape: Shape[Kind],
    rows: Iterable[Kind],
    out: TextIO,
    *,
    next: str | None = None,
    head: Mapping[str, object] | None = None,
) -> None:
    """Write rows as ``json`` (with ``head`` before them and the ``next`` place behind), ``jsonl`` or
    ``csv``."""
    if format == "json":
        whole = {**(head or {}), "rows": [shape.fields(row) for row in rows], "next": next}
        write_object(whole, out)
    elif format == "jsonl":
        for row in rows:
            out.write(msgspec.json.encode(shape.fields(row)).decode() + "\n")
    else:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(shape.columns)
        table.writerows([_cell(cell) for cell in shape.cells(row)] for row in rows)


def write_object(value: object, out: TextIO, *, indented: bool = True) -> None:
    """Anything as one object, indented or on one line."""
    line = msgspec.json.encode(value)
    out.write((msgspec.json.format(line, indent=2) if indented else line).decode() + "\n")


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; numbers are numbers, though they may begin with "-"."""
    return str(value) if isinstance(value, int | float) else safe(str(value) if value is not None else None)


def statements(query: Query = Query()) -> Shape[Row]:  # noqa: B008 - it cannot be changed
    """Statements; ``marks`` are where the words of ``query`` stand in their texts."""
    return Shape(lambda row: _statement(row, query), _STATEMENT_COLUMNS, _statement_cells)


def who(found: Who) -> Fields:
    """What stands before the statements of a voice."""
    return {
        "name": found.name,
        "speakers": [speaker(one) for one in found.speakers],
        "others": [speaker(one) for one in found.others],
    }


def stats(found: Stats) -> Fields:
    """What stands before the reports by outlet and day."""
    checks = [
        {"what": one.what, "counted": one.counted, "summed": one.summed, "agrees": one.agrees}
        for one in found.checks
    ]
    return {"counts": msgspec.to_builtins(found.counts), "checks": checks}


def shown(found: Shown) -> Fields:
    """A statement with all that is kept of it; the report without its text."""
    report: Fields = msgspec.to_builtins(found.report)
    text = report.pop("text")
    return {
        "statement": found.statement,
        "report": report,
        "paragraphs": [
            {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
            for span in found.paragraphs
        ],
        "events": found.events,
        "kept": found.kept,
        "copies": [_kept(one) for one in found.copies],
        "versions": [_kept(one) for one in found.versions],
        "appearances": [_appearance(one) for one in found.appearances],
        "roles": found.roles,
    }


def _statement(row: Row, query: Query) -> Fields:
    return {
        "key": row.key,
        "id": row.id,
        "report": row.report,
        "title": row.title,
        "outlet": _outlet(row.outlet),
        "published": row.published,
        "url": row.url,
        "voices": [_voice(voice) for voice in row.voices],
        "act": row.act,
        "mode": row.mode,
        "certainty": row.certainty,
        "polarity": row.polarity,
        "confidence": row.confidence,
        "said": row.said,
        "source": row.source,
        "cue": row.cue,
        "text": row.text,
        "start": row.start,
        "marks": marks(query, row.text),
        "score": row.score,
        "copy_of": row.copy_of,
    }


_STATEMENT_COLUMNS = (
    "key",
    "id",
    "report",
    "title",
    "outlet",
    "published",
    "url",
    "origin",
    "origin_actor",
    "anonymity",
    "relay",
    "relay_actor",
    "act",
    "mode",
    "certainty",
    "polarity",
    "confidence",
    "said",
    "source",
    "cue",
    "text",
    "start",
    "score",
    "copy_of",
)


def _statement_cells(row: Row) -> list[object]:
    origins = [voice for voice in row.voices if voice.role is VoiceRole.ORIGIN]
    relays = [voice for voice in row.voices if voice.role is VoiceRole.RELAY]
    outlet = row.outlet and (row.outlet.name or row.outlet.domain)
    return [
        row.key,
        row.id,
        row.report,
        row.title,
        outlet,
        row.published,
        row.url,
        "; ".join(voice.name or voice.words or "" for voice in origins),
        "; ".join(voice.actor or "" for voice in origins),
        "; ".join(voice.anonymity or "" for voice in origins),
        "; ".join(voice.name or voice.words or "" for voice in relays),
        "; ".join(voice.actor or "" for voice in relays),
        row.act,
        row.mode,
        row.certainty,
        row.polarity,
        row.confidence,
        row.said,
        row.source,
        row.cue,
        row.text,
        row.start,
        row.score,
        row.copy_of,
    ]


def speaker(one: Speaker) -> Fields:
    """An actor with all its names."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "of": one.of,
        "role": one.role,
        "names": one.names,
        "statements": one.statements,
    }


SPEAKERS: Shape[Speaker] = Shape(
    speaker,
    ("id", "name", "kind", "of", "role", "names", "statements"),
    lambda one: [one.id, one.name, one.kind, one.of, one.role, "; ".join(one.names), one.statements],
)

OUTLETS: Shape[OutletShare] = Shape(
    lambda one: {
        "outlet": _outlet(one.outlet),
        "reports": one.reports,
        "statements": one.statements,
        "named": one.named,
        "described": one.described,
        "unnamed": one.unnamed,
        "own": one.own,
    },
    ("outlet", "domain", "reports", "statements", "named", "described", "unnamed", "own"),
    lambda one: [
        one.outlet.name,
        one.outlet.domain,
        one.reports,
        one.statements,
        one.named,
        one.described,
        one.unnamed,
        one.own,
    ],
)

COVERAGE: Shape[Coverage] = Shape(
    lambda one: {"day": one.day, "outlet": _outlet(one.outlet), "reports": one.reports},
    ("day", "outlet", "domain", "reports"),
    lambda one: [one.day, one.outlet.name, one.outlet.domain, one.reports],
)

REFUSALS: Shape[Refusal] = Shape(
    lambda one: {
        "source": one.source,
        "kind": one.kind,
        "problem": one.problem,
        "remedy": one.remedy,
        "first": one.first,
        "last": one.last,
        "times": one.times,
    },
    ("source", "kind", "problem", "remedy", "first", "last", "times"),
    lambda one: [one.source, one.kind, one.problem, one.remedy, one.first, one.last, one.times],
)


def _outlet(outlet: Outlet | None) -> Fields | None:
    return {"name": outlet.name, "domain": outlet.domain} if outlet else None


def _voice(voice: Voice) -> Fields:
    return {
        "role": voice.role,
        "actor": voice.actor,
        "name": voice.name,
        "anonymity": voice.anonymity,
        "words": voice.words,
    }


def _kept(one: Kept) -> Fields:
    return {
        "id": one.id,
        "outlet": _outlet(one.outlet),
        "published": one.published,
        "title": one.title,
        "url": one.url,
        "current": one.current,
    }


def _appearance(one: Appearance) -> Fields:
    return {"outlet": _outlet(one.outlet), "published": one.published, "url": one.url}
