"""The words that a query looks for are found where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ask.marking import marks
from sayso.ask.query import parse

TEXT = "The Bridge toll, the café-bridge and the toll’s end: bridges, ТОЛЛ"


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("bridge", ["Bridge", "bridge"]),
        ("cafe", ["café"]),
        ("bridge*", ["Bridge", "bridge", "bridges"]),
        ('"bridge toll"', ["Bridge toll"]),
        ("bridge toll", ["Bridge toll", "bridge", "toll"]),
        ("cafe-bridge", ["café", "bridge"]),
        ("end OR толл", ["end", "ТОЛЛ"]),
        ("-bridge", []),
        ("speaker:bridge", []),
        ("", []),
    ],
)
def test_words_are_marked_without_regard_to_case_and_accents(query, marked):
    assert [TEXT[span.start : span.end] for span in marks(parse(query), TEXT)] == marked


@given(st.text(alphabet="abÀ ́-’\n渡", max_size=40), st.sampled_from(["a", "b*", '"a b"', "à OR 渡", "ab"]))
def test_marks_are_within_the_text_in_order_and_disjoint(text, query):
    spans = marks(parse(query), text)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end <= len(text) for end, span in zip(ends, spans, strict=False))


@pytest.mark.parametrize("query", ["toll", "bri*", '"bridge toll"', "sails OR close", "toll -bridge"])
def test_whatever_is_found_by_its_words_has_a_mark(desk, query):
    rows = desk.search(query).rows
    assert rows
    assert all(marks(parse(query), row.text) for row in rows)
