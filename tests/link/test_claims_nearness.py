"""Words that mean nearly the same, and words that only stand in the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims.nearness import excluding, near
from sayso.link.claims.words import stem
from sayso.words import word_set


def stems(*words: str) -> dict[str, str]:
    return {stem(word): word for word in words}


@pytest.mark.parametrize(("one", "other"), [("fire", "arson"), ("salary", "pay"), ("documents", "papers")])
def test_words_of_one_meaning_are_near(one: str, other: str) -> None:
    assert [pair[:2] for pair in near(stems(one), stems(other), frozenset())] == [(stem(one), stem(other))]


@pytest.mark.parametrize(("one", "other"), [("ferry", "verdict"), ("harvest", "treasurer")])
def test_words_that_have_nothing_to_do_with_each_other_are_not(one: str, other: str) -> None:
    assert near(stems(one), stems(other), frozenset()) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quickly", "slowly"),
        ("boy", "girl"),
        ("public", "private"),
        ("certain", "uncertain"),
        ("hope", "hopeless"),
    ],
)
def test_words_that_exclude_each_other_are_not_near(one: str, other: str) -> None:
    assert excluding(stem(one), stem(other))
    assert excluding(stem(other), stem(one))
    assert near(stems(one), stems(other), frozenset()) == ()


def test_names_and_numbers_mean_nothing_but_themselves() -> None:
    assert near(stems("nine"), stems("ten"), frozenset()) == ()
    assert near(stems("paris"), stems("london"), frozenset([stem("paris"), stem("london")])) == ()


WORDS = sorted(
    word_set("fire arson salary pay papers documents boat ferry quickly slowly nine ten leave stay")
)


@given(st.sets(st.sampled_from(WORDS)), st.sets(st.sampled_from(WORDS)))
def test_each_word_is_matched_at_most_once(one: set[str], other: set[str]) -> None:
    found = near(stems(*one), stems(*other), frozenset())
    assert all(0 < degree <= 1 for _, _, degree in found)
    assert len({a for a, _, _ in found}) == len({b for _, b, _ in found}) == len(found)
