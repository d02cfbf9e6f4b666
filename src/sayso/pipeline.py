"""The one place that knows the order of the stages: a report in, a reading out."""

from __future__ import annotations

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.spans import joined, words
from sayso.types import Attribution, Reading, Report, Statement, Words


def read_report(report: Report) -> Reading:
    """Who said what in a report."""
    return Reading(report, statements(report, attribute(report, parse(report))))


def statements(report: Report, attributions: tuple[Attribution, ...]) -> tuple[Statement, ...]:
    """Attributions as the record keeps them, numbered from 1 in text order."""
    ids = [f"{report.id}:{number}" for number in range(1, len(attributions) + 1)]
    return tuple(
        Statement(
            id=identifier,
            mode=a.mode,
            parent=None if a.parent is None else ids[a.parent],
            confidence=a.confidence,
            source=words(report.text, a.source),
            cue=words(report.text, a.cue),
            content=Words(joined(report.text, a.content), a.content),
            reasons=a.reasons,
        )
        for identifier, a in zip(ids, attributions, strict=True)
    )
