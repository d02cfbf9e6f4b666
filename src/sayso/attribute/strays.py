"""Pieces of content that the network gives to a cue which stands too far off."""

from __future__ import annotations

from bisect import bisect_right

from sayso.attribute.linking import Draft
from sayso.attribute.tagging import Chunk
from sayso.quotation import Quotation
from sayso.types import Parse


def without_strays(draft: Draft, parse: Parse, marks: list[Quotation]) -> None:
    """Take from a draft what stands in a paragraph behind its cue's, where a piece stands in the cue's own: a
    report's own words go on there. What is quoted may be the speaker's still."""
    if draft.cue is None or draft.carried_on:
        return
    home = _paragraph(parse, draft.cue)
    if any(_paragraph(parse, piece) == home for piece in draft.content):
        draft.content = [
            piece
            for piece in draft.content
            if _paragraph(parse, piece) <= home or _is_quoted(parse, piece, marks)
        ]


def _paragraph(parse: Parse, chunk: Chunk) -> int:
    return bisect_right(parse.paragraphs, chunk.first, key=lambda paragraph: paragraph.first) - 1


def _is_quoted(parse: Parse, chunk: Chunk, marks: list[Quotation]) -> bool:
    start, end = parse.tokens[chunk.first].start, parse.tokens[chunk.last - 1].end
    return any(mark.start < end and start < mark.end for mark in marks)
