"""The words that show a dispute: `passage`, `shown_by`, `shown`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sayso.link.claims.words import NEGATORS, WORD, terms
from sayso.link.disputes.denials import denial
from sayso.spans import joined
from sayso.types import Dispute, DisputeKind, Passage, Reading, Span, Statement


def passage(reading: Reading, spans: Sequence[Span]) -> Passage:
    """Words of a report."""
    return Passage(reading.report.id, tuple(spans), joined(reading.report.text, spans))


def shown_by(
    kind: DisputeKind,
    reading: Reading,
    one: Statement,
    counter: Reading,
    other: Statement,
    stems: Collection[str] = (),
) -> tuple[Passage, ...]:
    """The words of ``one`` and ``other`` that show that they are at odds: the figures, the words of opposite
    meaning (``stems``), the cues of opposite acts, or the words that deny; failing all, the content of the one
    that disputes. At least one passage."""
    out = []
    for where, statement in ((reading, one), (counter, other)):
        spans = _showing(kind, where, statement, stems)
        if spans:
            out.append(passage(where, spans))
    return tuple(out) or (passage(reading, one.content.spans),)


def shown(dispute: Dispute, readings: Mapping[str, Reading]) -> Dispute:
    """``dispute`` with its evidence, from the readings of the two reports by id; unchanged where one of them
    or of the statements is not there."""
    sides = []
    for identifier in (dispute.statement, dispute.against):
        reading = readings.get((identifier or "").partition(":")[0])
        statement = next((s for s in reading.statements if s.id == identifier), None) if reading else None
        if reading is None or statement is None:
            return dispute
        sides.append((reading, statement))
    (reading, one), (counter, other) = sides
    stems = re.findall(r"“(\w+)”", dispute.why) if dispute.kind is DisputeKind.CONTRADICTS else ()
    return replace(dispute, evidence=shown_by(dispute.kind, reading, one, counter, other, stems))


def _showing(
    kind: DisputeKind, reading: Reading, statement: Statement, stems: Collection[str]
) -> tuple[Span, ...]:
    text = reading.report.text
    if kind is DisputeKind.FIGURES:
        return tuple(sorted({span for figure in statement.figures for span in figure.spans}))
    if stems:
        return tuple(
            Span(span.start + term.start, span.start + term.end)
            for span in statement.content.spans
            for term in terms(text[span.start : span.end])
            if term.stem in stems
        )
    if kind is DisputeKind.OPPOSES:
        return statement.cue.spans if statement.cue else ()
    found = denial(statement)
    if found is not None:
        return found.evidence
    return tuple(
        Span(span.start + word.start(), span.start + word.end())
        for span in statement.content.spans
        for word in WORD.finditer(text[span.start : span.end])
        if word.group().lower() in NEGATORS or re.search(r"n['’]t$", word.group().lower())
    )
