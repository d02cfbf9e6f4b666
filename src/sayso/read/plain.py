"""Plain text: paragraphs parted by blank lines, by single line ends, or wrapped at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.read.blocks import (
    LIST_ITEM,
    LONGEST_CROSSHEAD,
    LONGEST_DEK,
    LONGEST_HEADLINE,
    dateline_end,
    divided,
    ends_sentence,
    kind_by_form,
    word_count,
)
from sayso.read.decode import clean
from sayso.read.draft import Draft, moved
from sayso.types import Block, BlockKind

WIDEST_WRAP = 120
"""Code points: text whose lines are longer is not wrapped by hand or by a mail program."""

WRAPPED_SHARE = 0.6
"""The share of line ends, inside groups of lines, that a greedy wrap at the text's width explains."""

_QUOTED = re.compile(r"‘[^‘]+’$|'[^']+'$|“[^“]+”$|\"[^\"]+\"$")
"""A line in quotation marks whole, as some desks set their crossheads."""


class Line(NamedTuple):
    """A line with something on it, trimmed: offsets into the text, whether blank lines stand before it,
    and how far it is indented."""

    start: int
    end: int
    apart: bool
    indent: int


def plain_draft(text: str, title: str | None = None) -> Draft:
    """A plain-text report; line ends stay as they are. ``title`` tells its headline when it is known."""
    text = clean(text).strip("\n")
    paragraphs = tuple(_paragraphs(text))
    return Draft(text, typed(text, paragraphs, title))


def typed(text: str, paragraphs: Sequence[tuple[int, int]], title: str | None = None) -> tuple[Block, ...]:
    """The paragraphs (start, end) of ``text`` as blocks, each told by its form and its place."""
    blocks: list[Block] = []
    seen: set[BlockKind] = set()
    for number, (start, end) in enumerate(paragraphs):
        piece = text[start:end]
        following = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else None
        kind = kind_by_form(piece)
        if kind is None:
            kind = _by_place(piece, following, seen, title)
        part = divided(kind, piece, opens=BlockKind.BODY not in seen)
        seen.update(block.kind for block in part.blocks)
        blocks += moved(part.blocks, start)
    return tuple(blocks)


def _by_place(piece: str, following: str | None, before: set[BlockKind], title: str | None) -> BlockKind:
    """Headline, dek, crosshead or body."""
    words = word_count(piece)
    body_seen = BlockKind.BODY in before
    if title is not None and not body_seen and piece.casefold().strip() == title.casefold().strip():
        return BlockKind.HEADLINE
    if body_seen and _QUOTED.match(piece):
        piece = piece[1:-1]
    if following is None or ends_sentence(piece) or piece[0] in "“\"‘'":
        return BlockKind.BODY
    if not body_seen:
        first = before <= {BlockKind.PROMO} and title is None
        if first and (words <= LONGEST_HEADLINE or piece.istitle()):
            return BlockKind.HEADLINE
        if BlockKind.DEK not in before and words <= LONGEST_DEK and piece[-1] not in ",;-–—":
            return BlockKind.DEK
        return BlockKind.BODY
    crosshead = words <= LONGEST_CROSSHEAD and piece[0].isupper() and piece[-1].isalnum()
    return BlockKind.HEADLINE if crosshead and ends_sentence(following) else BlockKind.BODY


def _lines(text: str) -> Iterator[Line]:
    offset, apart = 0, False
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            yield Line(offset + indent, offset + indent + len(bare), apart, indent)
        apart = not bare
        offset += len(raw) + 1


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph, by the text's own manner of parting them."""
    lines = tuple(_lines(text))
    width = _wrap_width(text, lines)
    start = previous = None
    for line in lines:
        if previous is not None and start is not None and _parted(text, previous, line, width):
            yield start, previous.end
            start = None
        start = line.start if start is None else start
        previous = line
    if previous is not None and start is not None:
        yield start, previous.end


def _parted(text: str, left: Line, right: Line, width: int | None) -> bool:
    """Whether a paragraph ends between two lines that follow each other."""
    if right.apart or width is None:
        return True
    opening = text[right.start : right.end]
    if LIST_ITEM.match(opening) or opening.startswith(">") != text[left.start : left.end].startswith(">"):
        return True
    if BlockKind.BYLINE in (kind_by_form(text[left.start : left.end]), kind_by_form(opening)):
        return True
    if right.indent > left.indent and ends_sentence(text[left.start : left.end]):
        return True
    return not _full(text, left, right, width) and (
        ends_sentence(text[left.start : left.end])
        or left.end - left.start < width * 0.6
        or dateline_end(opening) is not None
    )


def _full(text: str, left: Line, right: Line, width: int) -> bool:
    """Whether the first word of ``right`` would not have fitted on ``left``."""
    word = text[right.start : right.end].split(" ", 1)[0]
    return left.indent + left.end - left.start + 1 + len(word) > width * 0.95


def _wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """The width at which the text is wrapped, in code points; None when each line is a paragraph."""
    pairs = [(left, right) for left, right in pairwise(lines) if not right.apart]
    if len(pairs) < 2:  # of one pair, any line would be the widest
        return None
    lengths = sorted(left.indent + left.end - left.start for left, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    if not 40 <= width <= WIDEST_WRAP:
        return None
    full = sum(_full(text, left, right, width) for left, right in pairs)
    broken = sum(not ends_sentence(text[left.start : left.end]) for left, _ in pairs)
    return width if full >= len(pairs) * WRAPPED_SHARE and broken >= len(pairs) / 2 else None
