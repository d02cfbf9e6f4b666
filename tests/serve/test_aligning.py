"""Two texts side by side keep all their words, whatever they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.serve.aligning import aligned
from sayso.types import Block, BlockKind, Report

WORDS = st.sampled_from(["toll", "bridge", "ferry", "Holt", "said,", "May", "June", "the"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), max_size=6)


def report(paragraphs: list[str]) -> Report:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.BODY, at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Report("x", "\n".join(paragraphs), tuple(blocks))


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_are_whole_and_in_order(before, after):
    rows = aligned(report(before), report(after))
    left = ["".join(text for text, _ in row.before) for row in rows]
    right = ["".join(text for text, _ in row.after) for row in rows]
    assert [text for text in left if text] == before
    assert [text for text in right if text] == after


@given(PARAGRAPHS)
def test_a_text_is_the_same_as_itself(paragraphs):
    assert all(row.same for row in aligned(report(paragraphs), report(paragraphs)))
