"""Figures and dates: which are one, and which exclude each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims.figures import agree, apart, conflict, exclude, meet
from sayso.link.claims.mention import Count, Days


def exactly(value: float, unit: str | None = None, *counted: str) -> Count:
    return Count(value, value, value, unit, counted)


numbers = st.one_of(st.integers(0, 10**9), st.floats(0, 1e9)).map(float)
counts = st.builds(
    Count,
    st.none() | numbers,
    st.none() | numbers,
    st.none() | numbers,
    st.sampled_from([None, "USD", "kilometre", "mile", "day"]),
    st.sampled_from([(), ("soldier",), ("house",)]),
)
days = st.builds(lambda first, more: Days(first, first + more), st.integers(1, 10**6), st.integers(0, 400))


def test_a_rounded_number_is_the_number() -> None:
    assert agree(exactly(1_200_000), exactly(1_213_000))


def test_a_number_of_one_digit_is_not_taken_for_a_rounded_one() -> None:
    assert not agree(exactly(100), exactly(96))


def test_miles_are_kilometres_but_not_as_many() -> None:
    assert agree(exactly(10, "mile"), exactly(16, "kilometre"))
    assert exclude(exactly(10, "mile"), exactly(10, "kilometre"))


def test_a_bound_agrees_with_what_lies_within_it() -> None:
    more_than_a_hundred = Count(None, 100, None, None, ("soldier",))
    assert agree(more_than_a_hundred, exactly(130, None, "soldier"))
    assert exclude(more_than_a_hundred, exactly(90, None, "soldier"))


def test_figures_of_other_things_do_not_exclude_each_other() -> None:
    assert not exclude(exactly(3, None, "soldier"), exactly(9, None, "house"))


def test_a_figure_that_is_on_both_sides_is_in_no_conflict() -> None:
    dead, hurt = exactly(3, None, "soldier"), exactly(9, None, "soldier")
    assert conflict([dead, hurt], [dead]) is None
    assert conflict([dead], [hurt]) == (dead, hurt)


@given(counts, counts)
def test_the_order_makes_no_difference_to_figures(one: Count, other: Count) -> None:
    assert agree(one, other) == agree(other, one)
    assert exclude(one, other) == exclude(other, one)
    assert not (agree(one, other) and exclude(one, other))


@given(st.lists(days), st.lists(days))
def test_dates_lie_apart_where_both_have_some_and_none_meet(ones: list[Days], others: list[Days]) -> None:
    assert apart(ones, others) == apart(others, ones)
    assert apart(ones, others) == (bool(ones and others) and not meet(ones, others))
    assert not apart(ones, ones)
