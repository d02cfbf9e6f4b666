"""CSV: one row for each statement, with what is known of its report in every row.

UTF-8, commas, a heading line, quoted where needed (RFC 4180, with ``\\n`` line ends). Spans are JSON,
``[[start, end], …]``, code-point offsets into the report's text; a cell is empty where there is nothing.
A report without statements has no row. Several voices stand outermost first in one cell, parted by "; ":
by name or, where they have none, in the report's words. Several times, figures, places or conditions are
parted so too, in text order. Events are in JSON alone.

A spreadsheet would run a cell that begins like a formula, and the words in these cells are whatever
a page says, so such a cell gets an apostrophe before it, as OWASP advises ("CSV Injection"). Its
offsets still say what stands in the report, and JSON never changes a character.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

import msgspec

from sayso.export.situation import plain
from sayso.types import Reading, Report, Statement, VoiceRole, Words

COLUMNS = (
    "report",
    "url",
    "outlet",
    "published",
    "title",
    "statement",
    "parent",
    "mode",
    "confidence",
    "source",
    "source_spans",
    "cue",
    "cue_spans",
    "content",
    "content_spans",
    "relay",
    "relay_actor",
    "origin",
    "origin_actor",
    "anonymity",
    "addressee",
    "act",
    "plover",
    "target",
    "target_actor",
    "proposal",
    "certainty",
    "polarity",
    "hedges",
    "said",
    "said_value",
    "times",
    "times_values",
    "figures",
    "figures_values",
    "places",
    "conditions",
    "reasons",
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What OWASP lists, with the full-width forms that some spreadsheets take for the same."""


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """The heading, then each reading's rows as it comes."""
    rows = csv.writer(out, lineterminator="\n")
    for number, reading in enumerate(readings):
        if not number:
            rows.writerow(COLUMNS)
        report = _report_cells(reading.report)
        rows.writerows([*report, *_statement_cells(statement)] for statement in reading.statements)
        out.flush()


def safe(cell: str | None) -> str:
    """``cell`` as a spreadsheet may open it: never a formula."""
    if not cell:
        return ""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _report_cells(report: Report) -> list[str]:
    outlet = (report.outlet.name or report.outlet.domain) if report.outlet else None
    return [safe(cell) for cell in (report.id, report.url, outlet, report.published, report.title)]


def _statement_cells(statement: Statement) -> list[str]:
    cells = [statement.id, statement.parent or "", statement.mode.value, f"{statement.confidence:.3f}"]
    for words in (statement.source, statement.cue, statement.content):
        cells += _words_cells(words)
    cells += [*_voice_cells(statement), *_situation_cells(statement)]
    return [*cells, safe(" ".join(statement.reasons))]


def _voice_cells(statement: Statement) -> list[str]:
    """Relays and origins by name, or by the report's words, and by actor, the outermost first; how much
    is said of the origins; to whom it was said. Several in one cell are joined by "; "."""
    relays = [voice for voice in statement.voices if voice.role is VoiceRole.RELAY]
    origins = [voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN]
    told = statement.addressee
    cells = []
    for voices in (relays, origins):
        cells.append(safe("; ".join(voice.name or voice.words or "" for voice in voices)))
        cells.append("; ".join(voice.actor or "" for voice in voices))
    return [
        *cells,
        "; ".join(voice.anonymity or "" for voice in origins),
        safe((told.name or told.words) if told else None),
    ]


def _situation_cells(statement: Statement) -> list[str]:
    """Act, parties, certainty, and the words for hedges, times, figures, places and conditions, with the
    values of times and figures beside them; several in one cell are joined by "; ", and one without a value
    leaves its place empty."""
    target, said = statement.target, statement.said

    def listed(found: Iterable[str | None]) -> str:
        return safe("; ".join(one or "" for one in found))

    return [
        statement.act,
        statement.plover or "",
        safe((target.name or target.words) if target else None),
        (target.actor if target else None) or "",
        safe(statement.proposal.text if statement.proposal else None),
        statement.certainty,
        statement.polarity,
        listed(hedge.text for hedge in statement.hedges),
        safe(said.text),
        said.value or "",
        listed(time.text for time in statement.times),
        listed(time.value for time in statement.times),
        listed(figure.text for figure in statement.figures),
        listed(None if f.value is None else plain(f.value) for f in statement.figures),
        listed(place.text for place in statement.places),
        listed(condition.text for condition in statement.conditions),
    ]


def _words_cells(words: Words | None) -> tuple[str, str]:
    return (safe(words.text), msgspec.json.encode(words.spans).decode()) if words else ("", "")
