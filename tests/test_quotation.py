"""Quotation marks: pairs, the ends of contents, modes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.quotation import Quotation, mode, quotations, with_marks
from sayso.types import Mode, Span


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ('"Go," she said. "Now."', ['"Go,"', '"Now."']),
        ("``Go,'' she said.", ["``Go,''"]),
        ("„Geh“, sagte sie", ["„Geh“"]),
        ("«Go», she said", ["«Go»"]),
        ("He called it ‘a farce’ and left", ["‘a farce’"]),
        ("the dockers’ plan and the crew’s", []),
        ("don't, can't, '90s", []),
        ("“She said ‘go’ to me,” he said", ["“She said ‘go’ to me,”"]),
        ("the so-called ‘ring of docks’", ["‘ring of docks’"]),
        ("'We don't go,' she said of the 'ring of docks'.", ["'We don't go,'", "'ring of docks'"]),
        ("the dockers' plan, the crews' and rock 'n' roll", []),
        ("Give 'em the '80s, the dockers' own", []),
        ("the 'old harbour and “the new” one", ["“the new”"]),
        ("''All the 'grand' docks,'' she said", ["''All the 'grand' docks,''"]),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_quotation_left_open_runs_to_the_paragraphs_end() -> None:
    assert quotations("He said: “We go on", 0, 18) == [Quotation(9, 18, False)]


@given(st.text(alphabet="ab “”\"'‘’`«»„.", max_size=60))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    marks = quotations(text, 0, len(text))
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        # the marks that enclose it
        ("“We will go,” she said.", "We will go", "“We will go,”"),
        # a mark that it opens
        ("She said the plan is “dead.”", "the plan is “dead", "the plan is “dead.”"),
        # a quotation that goes on far behind it is not its own
        ("“We go,” is what “they” say", "is what", "is what"),
        # no marks, no change
        ("She said that they go.", "that they go", "that they go"),
        # the opening mark of a quotation that ends inside
        ("She called it “grim” and left.", "grim” and left", "“grim” and left"),
    ],
)
def test_contents_take_in_their_marks(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    span = with_marks(text, Span(start, start + len(content)), quotations(text, 0, len(text)))
    assert text[span.start : span.end] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go,”", Mode.DIRECT),
        ("the plan is “dead”", Mode.MIXED),
        ("that they will go", Mode.INDIRECT),
        ("…", Mode.INDIRECT),
    ],
)
def test_modes(text: str, expected: Mode) -> None:
    assert mode(text, (Span(0, len(text)),), quotations(text, 0, len(text))) is expected
