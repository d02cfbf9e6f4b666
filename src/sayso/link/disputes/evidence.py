"""The words that show a dispute: `passage`, `shown_by`, `shown`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sayso.link.claims import figures
from sayso.link.claims.mention import Count, mentions
from sayso.link.claims.pair import Pair, side
from sayso.link.claims.words import NEGATORS, WORD, terms
from sayso.link.disputes.denials import denial
from sayso.link.disputes.odds import opposite
from sayso.spans import joined
from sayso.types import Dispute, DisputeKind, Passage, Reading, Span, Statement, Words

Where = tuple[Reading, Statement]


def passage(reading: Reading, spans: Sequence[Span]) -> Passage:
    """Words of a report."""
    return Passage(reading.report.id, tuple(spans), joined(reading.report.text, spans))


def shown(dispute: Dispute, readings: Mapping[str, Reading]) -> Dispute:
    """``dispute`` with its evidence, and with the reports' own words in its ``why``, from the readings of the
    two reports by id; unchanged where one of them, or of the statements, is not there."""
    sides = []
    for identifier in (dispute.statement, dispute.against):
        reading = readings.get((identifier or "").partition(":")[0])
        numbers = [n for n, s in enumerate(reading.statements) if s.id == identifier] if reading else []
        if reading is None or not numbers:
            return dispute
        sides.append((reading, reading.statements[numbers[0]], mentions(reading)[numbers[0]]))
    (reading, one, mention), (counter, other, against) = sides
    pair = Pair(side(mention), side(against))
    counts = figures.conflict(mention.figures, against.figures) or ()
    stems = opposite(pair) or () if dispute.kind is DisputeKind.CONTRADICTS else ()
    evidence = shown_by(dispute.kind, (reading, one), (counter, other), stems, counts)
    return replace(dispute, evidence=evidence, why=worded(dispute.kind, evidence, dispute.why, stems))


def shown_by(
    kind: DisputeKind, one: Where, other: Where, stems: Collection[str] = (), counts: Collection[Count] = ()
) -> tuple[Passage, ...]:
    """The words of two statements that show that they are at odds: the figures (``counts``), the words of
    opposite meaning (``stems``), the cues of opposite acts, or the words that deny; failing all, the content
    of ``one``, which disputes. At least one passage."""
    out = []
    for reading, statement in (one, other):
        if kind is DisputeKind.FIGURES:
            spans = _figures(statement, counts)
        elif stems:
            spans = _stems(reading.report.text, statement, stems)
        else:
            spans = _denying(reading.report.text, statement, kind)
        if spans:
            out.append(passage(reading, spans))
    return tuple(out) or (passage(one[0], one[1].content.spans),)


def worded(kind: DisputeKind, evidence: Sequence[Passage], why: str, stems: Collection[str] = ()) -> str:
    """``why`` in the reports' own words, where the evidence has two."""
    if len(evidence) == 2 and (kind is DisputeKind.FIGURES or stems):
        told = "give different figures" if kind is DisputeKind.FIGURES else "say the opposite of one thing"
        return f"They {told}: “{evidence[0].text}” and “{evidence[1].text}”."
    return why


def _figures(statement: Statement, counts: Collection[Count]) -> tuple[Span, ...]:
    """The figures that are among ``counts``; all, where none is (lengths of time)."""
    meant = {(count.value, count.low, count.high) for count in counts}
    found = [each for each in statement.figures if (each.value, each.low, each.high) in meant]
    chosen = [span for figure in found or statement.figures for span in _counted(figure.spans, figure.counts)]
    durations = [span for time in statement.times if time.kind == "duration" for span in time.spans]
    return tuple(sorted(set(chosen or durations)))


def _counted(spans: Sequence[Span], counts: Words | None) -> list[Span]:
    """The spans of a figure and of what it counts, as one where nothing stands between them."""
    if counts and spans and 0 <= counts.spans[0].start - spans[-1].end <= 1:
        joint = Span(spans[-1].start, counts.spans[0].end)
        return [*spans[:-1], joint, *counts.spans[1:]]
    return [*spans, *(counts.spans if counts else ())]


def _stems(text: str, statement: Statement, stems: Collection[str]) -> tuple[Span, ...]:
    return tuple(
        Span(span.start + term.start, span.start + term.end)
        for span in statement.content.spans
        for term in terms(text[span.start : span.end])
        if term.stem in stems
    )


def _denying(text: str, statement: Statement, kind: DisputeKind) -> tuple[Span, ...]:
    """The words by which a statement denies or turns down; its cue, where it takes a side."""
    found = denial(statement)
    if found is not None:
        return found.evidence
    if kind in (DisputeKind.OPPOSES, DisputeKind.REJECTS):
        return statement.cue.spans if statement.cue else ()
    return tuple(
        Span(span.start + word.start(), span.start + word.end())
        for span in statement.content.spans
        for word in WORD.finditer(text[span.start : span.end])
        if word.group().lower() in NEGATORS or re.search(r"n['’]t$", word.group().lower())
    )
