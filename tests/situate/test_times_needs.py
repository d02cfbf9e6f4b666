"""What a pattern of a time needs."""

from __future__ import annotations

import re

import pytest

from sayso.situate.times.finding import RULES
from sayso.situate.times.needs import needed
from sayso.situate.times.rules import compiled, expanded


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("the day before", "the day before"),
        (r"(?:the )?(?P<unit>week|month)s?\s{1,3}ago", "month|week"),
        ("(?:in |during )?(?P<year>1[0-9]{3})", r"\d"),
        (r"(?:dawn|\w+day)(?= of)", "dawn|day"),
        ("(?:about )?noon|midnight", "midnight|noon"),
    ],
)
def test_the_longest_words_that_no_match_can_lack_are_needed(pattern: str, words: str) -> None:
    found = needed(pattern)
    assert found is not None
    assert found.pattern.replace("\\ ", " ") == words


@pytest.mark.parametrize("pattern", ["(?:days )?", "[a-z]+", "(?:noon|[a-z]+)", "(?<=the )[a-f]"])
def test_nothing_is_needed_where_a_match_can_do_without(pattern: str) -> None:
    assert needed(pattern) is None


def test_what_a_rule_matches_has_the_words_that_the_rule_needs() -> None:
    """Else a time would be passed over."""
    text = (
        "at 9 a.m. gmt on tuesday, 3 may 2019, over the night, three to four days ago, in early spring, "
        "every other week, the second half of last year, late in the 1990s, from the day before yesterday "
        "until noon tomorrow, twice a month, these days, soon, this morning, 2001-09-04, in two years' time"
    )
    matched = [
        (match[0], needed(expanded(rule.pattern)))
        for rule in RULES
        for match in compiled(rule.pattern).finditer(text)
    ]
    assert len(matched) > 20
    assert [words for words, need in matched if need and not need.search(words)] == []


def test_every_rule_needs_something() -> None:
    assert all(isinstance(needed(expanded(rule.pattern)), re.Pattern) for rule in RULES)
