"""Pieces of content that stand too far from their cue."""

from __future__ import annotations

import pytest

from sayso.attribute.linking import Draft
from sayso.attribute.strays import without_strays
from sayso.attribute.tagging import Chunk
from sayso.parse import parse
from sayso.quotation import quotations
from sayso.types import Block, BlockKind, Parse, Report

FIRST = "The mayor said the bridge was safe."


def parsed(second: str) -> tuple[str, Parse]:
    text = f"{FIRST}\n{second}"
    blocks = (
        Block(BlockKind.BODY, 0, len(FIRST)),
        Block(BlockKind.BODY, len(FIRST) + 1, len(text)),
    )
    return text, parse(Report("0" * 16, text, blocks))


def kept(second: str, own_piece: bool = True) -> int:
    """How many pieces are left of a draft with one in the cue's paragraph and one in the next."""
    text, made = parsed(second)
    words = [text[token.start : token.end] for token in made.tokens]
    cue, dot = words.index("said"), words.index(".")
    pieces = [Chunk("content", cue + 1, dot)] * own_piece + [Chunk("content", dot + 1, len(words) - 1)]
    draft = Draft(Chunk("source", 0, cue), Chunk("cue", cue, cue + 1), pieces)
    without_strays(draft, made, [mark for p in made.paragraphs for mark in quotations(text, p.start, p.end)])
    return len(draft.content)


@pytest.mark.parametrize(
    ("second", "own_piece", "left"),
    [
        pytest.param("Two hikers were found on the moor.", True, 1, id="the report goes on"),
        pytest.param("“I drive over it every day.”", True, 2, id="the quotation goes on"),
        pytest.param("The ferry was not safe.", False, 1, id="all that there is stands there"),
    ],
)
def test_a_piece_in_a_later_paragraph_is_the_reports_own(second: str, own_piece: bool, left: int) -> None:
    assert kept(second, own_piece) == left
