"""Where the tree overrules the encoder on whether a place's name acts."""

from __future__ import annotations

import pytest

from sayso.parse import parse
from sayso.types import Block, BlockKind, Report


def acts(text: str, name: str) -> bool:
    parsed = parse(Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),)))
    start = text.index(name)
    head = next(i for i, token in enumerate(parsed.tokens) if token.start == start)
    return bool(parsed.scores.acting[head] > 0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Moscow has recently launched several strikes.", "Moscow"),
        ("Norway and Sweden signed the treaty.", "Sweden"),
        ("The talks were abandoned by Kenya in March.", "Kenya"),
    ],
)
def test_who_does_something_acts(text: str, name: str) -> None:
    assert acts(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The minister signed the treaty in Moscow.", "Moscow"),
        ("The storm passed over the sea near Norway.", "Norway"),
        ("The fair was held in Kenya and Uganda.", "Uganda"),
    ],
)
def test_where_something_is_does_not(text: str, name: str) -> None:
    assert not acts(text, name)
