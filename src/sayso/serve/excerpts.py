"""A statement's words where they stand in its report, with words marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.types import Report, Span, Statement

SHORT = 420
"""Characters of a paragraph that is shown whole."""
MOST = 700
"""Characters that are shown at most."""
AROUND = 60
"""Characters before and behind the words of a statement, in a paragraph that is too long."""
_ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text: ``classes`` are the roles of its words ("source", "cue", "content"); ``shows`` is
    whether it is one of the marked words."""

    text: str
    classes: str
    shows: bool


def excerpt(report: Report, words: Statement | Sequence[Span], shown: Sequence[Span] = ()) -> tuple[Bit, ...]:
    """The words of a statement, or those that are said to be content, with the words around them; ``shown``
    are marked wherever they stand among them."""
    roles = list(_roles(words)) if isinstance(words, Statement) else [("content", span) for span in words]
    if not roles:
        return ()
    start, end = _window(report, [span for _, span in roles])
    near = [(role, Span(max(span.start, start), min(span.end, end))) for role, span in roles]
    marks = [Span(max(span.start, start), min(span.end, end)) for span in shown]
    edges = {start, end}
    for span in (*(span for _, span in near), *marks):
        if span.start < span.end:
            edges.update((span.start, span.end))
    bits = [_bit(report.text, one, near, marks) for one in pairwise(sorted(edges))]
    before = [] if _begins(report, start) else [Bit("… ", "", False)]
    behind = [] if _ends(report, end) else [Bit(" …", "", False)]
    return (*before, *bits, *behind)


def _roles(statement: Statement) -> Iterator[tuple[str, Span]]:
    for role in _ROLES:
        words = getattr(statement, role)
        for span in words.spans if words else ():
            yield role, span


def _window(report: Report, inside: Sequence[Span]) -> tuple[int, int]:
    """Where to begin and to end: the paragraphs, or where these are long, a few words around."""
    start, end = min(span.start for span in inside), max(span.end for span in inside)
    blocks = [block for block in report.blocks if block.start < end and start < block.end]
    first = min((block.start for block in blocks), default=start)
    last = max((block.end for block in blocks), default=end)
    if max(end, last) - min(start, first) <= SHORT:
        return min(start, first), max(end, last)
    end = min(end, start + MOST)
    begin = _blank_behind(report.text, max(first, start - AROUND), start)
    return min(begin, start), max(_blank_before(report.text, end, min(last, end + AROUND)), end)


def _blank_behind(text: str, least: int, most: int) -> int:
    """The beginning of the first whole word from ``least`` on."""
    if least == 0 or text[least - 1].isspace():
        return least
    found = text.find(" ", least, most)
    return most if found < 0 else found + 1


def _blank_before(text: str, least: int, most: int) -> int:
    """The end of the last whole word up to ``most``."""
    if most >= len(text) or text[most].isspace():
        return most
    found = text.rfind(" ", least, most)
    return least if found < 0 else found


def _begins(report: Report, start: int) -> bool:
    return start == 0 or any(block.start == start for block in report.blocks)


def _ends(report: Report, end: int) -> bool:
    return end >= len(report.text) or any(block.end == end for block in report.blocks)


def _bit(text: str, edges: tuple[int, int], roles: Sequence[tuple[str, Span]], marks: Iterable[Span]) -> Bit:
    start, end = edges
    over = {role for role, span in roles if span.start <= start and end <= span.end}
    shows = any(span.start <= start and end <= span.end for span in marks)
    return Bit(text[start:end], " ".join(role for role in _ROLES if role in over), shows)
