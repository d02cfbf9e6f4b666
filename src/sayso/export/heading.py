"""How a report is headed, in whichever format people read."""

from __future__ import annotations

import textwrap
from collections import Counter
from datetime import date, datetime

from sayso.types import Mode, Reading, Report


def title(report: Report) -> str:
    """The report's title, or its first words."""
    if report.title:
        return report.title
    start, end = report.blocks[0].span if report.blocks else (0, len(report.text))
    return textwrap.shorten(report.text[start:end], 80, placeholder=" …")


def outlet(report: Report) -> str:
    """Who published it, by name if there is one."""
    return (report.outlet and (report.outlet.name or report.outlet.domain)) or "no outlet"


def day(report: Report) -> str:
    """When it was published, as people write it; the zone stays as it was given."""
    moment = report.published
    if moment is None:
        return "no date"
    try:
        published = date.fromisoformat(moment[:10])
        words = f"{published.day} {published:%B} {published.year}"
        if len(moment) <= 10:
            return words
        zone = " UTC" if moment.endswith("Z") else f" {moment[-6:]}" if moment[-6] in "+-" else ""
        return f"{words}, {datetime.fromisoformat(moment):%H:%M}{zone}"
    except ValueError:  # a year and a month only
        return moment


def summary(reading: Reading) -> str:
    """How many statements, in how many wordings of source, of which kinds."""
    statements = reading.statements
    if not statements:
        return "No statements found"
    kinds = Counter(statement.mode for statement in statements)
    sources = {statement.source.text.casefold() for statement in statements if statement.source}
    parts = [_many(len(statements), "statement"), _many(len(sources), "source")]
    unsourced = sum(statement.source is None for statement in statements)
    if unsourced:
        parts.append(f"{unsourced} without a source")
    return ", ".join(parts) + ": " + ", ".join(f"{kinds[mode]} {mode}" for mode in Mode if kinds[mode])


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
