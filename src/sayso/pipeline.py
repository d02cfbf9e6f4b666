"""The one place that knows the order of the stages: a report in, a reading out."""

from __future__ import annotations

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.resolve import resolve
from sayso.resolve.table import ActorTable
from sayso.spans import joined, words
from sayso.types import Attribution, Chain, Reading, Report, Statement, Words


def read_report(report: Report, table: ActorTable | None = None) -> Reading:
    """Who said what in a report, and on whose say-so; ``table`` is the packaged table of actors unless
    given."""
    parsed = parse(report)
    attributions = attribute(report, parsed)
    resolution = resolve(report, parsed, attributions, table)
    return Reading(report, statements(report, attributions, resolution.chains), resolution.actors)


def statements(
    report: Report, attributions: tuple[Attribution, ...], chains: tuple[Chain, ...]
) -> tuple[Statement, ...]:
    """Attributions with their chains as the record keeps them, numbered from 1 in text order."""
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
            voices=chain.voices,
            addressee=chain.addressee,
            reasons=a.reasons,
        )
        for identifier, a, chain in zip(ids, attributions, chains, strict=True)
    )
