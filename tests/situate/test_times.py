"""Time expressions: what they are worth, what they count from, and which of them date a saying."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.pipeline import read_report
from sayso.resolve import resolve
from sayso.situate.ground import Ground
from sayso.situate.times import Times
from sayso.types import Block, BlockKind, Report, Statement, Time
from sayso.words import word_set

THURSDAY = "2025-05-29"


def report(text: str, published: str | None = THURSDAY) -> Report:
    block = Block(BlockKind.BODY, 0, len(text))
    return Report("0" * 16, text, (block,), published=published, language="en")


def times(text: str, published: str | None = THURSDAY) -> tuple[Time, ...]:
    """All of a text, whoever says it."""
    story = report(text, published)
    parsed = parse(story)
    attributions = attribute(story, parsed)
    return Times(Ground(story, parsed, resolve(story, parsed, attributions)), attributions).all


def statement(text: str, published: str | None = THURSDAY) -> Statement:
    return read_report(report(text, published)).statements[0]


def only(text: str, published: str | None = THURSDAY) -> Time:
    (time,) = times(text, published)
    return time


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The bridge fell on 3 November 2021.", "date", "2021-11-03"),
        ("The bridge fell on Tuesday.", "date", "2025-05-27"),
        ("The bridge will be closed on Tuesday.", "date", "2025-06-03"),
        ("The bridge fell yesterday.", "date", "2025-05-28"),
        ("The bridge fell last week.", "date", "2025-W21"),
        ("The bridge fell this month.", "date", "2025-05"),
        ("The bridge was built in 2009.", "date", "2009"),
        ("The bridge was built in the 1990s.", "date", "199"),
        ("The bridge was built a decade ago.", "date", "2015"),
        ("The bridge fell in mid-April.", "date", "2025-04"),
        ("The bridge was shut for ten hours.", "duration", "PT10H"),
        ("The bridge was shut for a 30-day test.", "duration", "P30D"),
        ("The bridge is checked every Friday.", "set", "XXXX-WXX-5"),
        ("The bridge fell at 1500 GMT on Tuesday.", "time", "2025-05-27T15:00Z"),
        ("The bridge fell overnight.", "time", "2025-05-28TNI"),
    ],
)
def test_an_expression_has_its_kind_and_value(text: str, kind: str, value: str) -> None:
    time = only(text)
    assert (time.kind, time.value) == (kind, value)


def test_a_week_is_a_week_and_a_month_a_month() -> None:
    week, month = only("The bridge fell last week."), only("The bridge fell this month.")
    assert (week.start, week.end) == ("2025-05-19", "2025-05-25")
    assert (month.start, month.end) == ("2025-05-01", "2025-05-31")


@pytest.mark.parametrize(
    "text", ["The bridge fell on Tuesday.", "The bridge fell last month.", "The bridge fell on 3 May."]
)
def test_without_a_day_of_publication_what_is_relative_has_no_value_and_says_why(text: str) -> None:
    time = only(text, None)
    assert time.value is None
    assert time.start is None
    assert "day of publication" in time.why


def test_without_a_day_of_publication_what_is_absolute_has_its_value_all_the_same() -> None:
    assert only("The bridge fell on 3 November 2021.", None).value == "2021-11-03"
    assert only("The bridge was shut for ten hours.", None).value == "PT10H"


def test_when_it_was_said_is_told_apart_from_when_it_happened() -> None:
    found = statement("The ferry sank overnight, the harbour master said on Tuesday.")
    assert found.said.value == "2025-05-27"
    assert [(time.text, time.value) for time in found.times] == [("overnight", "2025-05-26TNI")]


def test_a_saying_lies_back_whatever_its_content_looks_ahead_to() -> None:
    found = statement("The talks will resume next week, the mediator said on Tuesday.")
    assert found.said.value == "2025-05-27"
    assert [time.value for time in found.times] == ["2025-W23"]


def test_a_day_right_behind_the_cue_dates_the_saying() -> None:
    found = statement("Syria accused Israel on Saturday of bombing a flour mill.")
    assert found.said.value == "2025-05-24"
    assert found.times == ()


def test_an_hour_is_of_the_day_that_stands_beside_it() -> None:
    found = statement("On Sunday the ferry sank at 9 a.m., the harbour master said.")
    assert [time.value for time in found.times] == ["2025-05-25", "2025-05-25T09:00"]
    assert found.said.value is None


def test_now_dates_no_saying_and_the_reason_names_the_cue() -> None:
    found = statement("The ferry is currently being repaired, the harbour master said.")
    assert found.said.value is None
    assert "said" in found.said.why


@pytest.mark.parametrize(
    "text",
    [
        "The 34-year-old singer left the stage.",
        "The mayor is 55 years old.",
        "The court cited Resolution 2375 in its ruling.",
    ],
)
def test_ages_and_names_are_no_times(text: str) -> None:
    assert times(text) == ()


def test_a_sentences_full_stop_is_no_part_of_a_time() -> None:
    assert only("It has rained since March.").text == "March"


def test_times_that_count_from_each_other_end() -> None:
    found = times("The clerk said two days earlier that it began the day before, two days later, last week.")
    assert found


WORDS = sorted(
    word_set(
        """
        the on in last next week Monday May 3 1999 ago two days later earlier said will overnight at 9 p.m.
        every year 30-day more than three years half a century , . “ ” 2025-13-45 31/31/3131 Feb 30 999999999
        Q3 '90s
        """
    )
)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), st.sampled_from([None, THURSDAY, "2024-02"])
)
def test_no_text_breaks_it_and_every_time_is_the_texts_own_words(words: list[str], day: str | None) -> None:
    text = f"The clerk said {' '.join(words)}."
    for time in times(text, day):
        assert " … ".join(text[start:end] for start, end in time.spans) == time.text
        assert time.why
        if time.kind == "date" and time.start and time.end:
            assert date.fromisoformat(time.start) <= date.fromisoformat(time.end)
