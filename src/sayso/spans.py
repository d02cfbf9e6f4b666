"""Arithmetic on spans: half-open code-point ranges, as in `sayso.types.Span`."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.types import Span, Words

GAP = " … "
"""What stands between the pieces when several spans are shown as one text."""


def joined(text: str, spans: Iterable[Span]) -> str:
    """The characters of ``spans`` in order, with `GAP` between pieces."""
    return GAP.join(text[start:end] for start, end in spans)


def words(text: str, spans: tuple[Span, ...]) -> Words | None:
    """``spans`` with their characters; None when there are none."""
    return Words(joined(text, spans), spans) if spans else None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as sorted, disjoint, non-touching spans."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def trimmed(text: str, span: Span) -> Span | None:
    """``span`` without white space at either end; None when nothing else is in it."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = span.start + len(piece.rstrip())
    return Span(start, end) if start < end else None


def overlap(left: Iterable[Span], right: Iterable[Span]) -> int:
    """How many characters two groups of disjoint spans share."""
    others = tuple(right)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in others)
