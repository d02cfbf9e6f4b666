"""How contents are put: the main predication decides, and the words that take away from it are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.pipeline import read_report
from sayso.read.document import Document
from sayso.read.formats import report_of
from sayso.types import Block, BlockKind, Reading, Report, Statement
from sayso.words import word_set


def read(text: str) -> Reading:
    return read_report(report_of(Document("passage.txt", text.encode(), "text/plain", "utf-8")))


def only(text: str, content: str) -> Statement:
    """The statement whose content holds the words, the shortest of several."""
    found = [one for one in read(text).statements if content in one.content.text]
    return min(found, key=lambda one: len(one.content.text))


@pytest.mark.parametrize(
    ("content", "certainty", "polarity"),
    [
        ("the ferry sank off the cape", "asserted", "positive"),
        ("the ferry did not sink", "asserted", "negative"),
        ("nobody had seen the ferry", "asserted", "negative"),
        ("the crew could not find the leak", "asserted", "negative"),
        ("the ferry may have sunk", "hedged", "positive"),
        ("the ferry is likely to sink", "hedged", "positive"),
        ("the ferry seems to have sunk", "hedged", "positive"),
        ("the ferry is believed to have sunk", "hedged", "positive"),
        ("the ferry is said to have sunk", "reported", "positive"),
        ("the ferry had allegedly been scuttled", "reported", "positive"),
        ("the ferry will sail again", "future", "positive"),
        ("the ferry will not sail again", "future", "negative"),
        ("the ferry is going to sail again", "future", "positive"),
        ("the ferry is no longer safe", "asserted", "negative"),
        ("the ferry would have sunk", "hypothetical", "positive"),
        ("the ferry should never have sailed", "asserted", "negative"),
        ("the ferry will sail if the wind drops", "conditional", "positive"),
        ("the ferry will not sail unless the wind drops", "conditional", "negative"),
        ("the ferry will sail despite the wind", "future", "positive"),
    ],
)
def test_the_main_predication_decides(content: str, certainty: str, polarity: str) -> None:
    found = only(f"The harbour master said that {content}.", content)
    assert (found.certainty, found.polarity) == (certainty, polarity)


def test_what_is_doubted_further_down_does_not_make_the_whole_uncertain() -> None:
    found = only("The clerk said she had read the letter that may have been forged.", "she had read")
    assert found.certainty == "asserted"
    assert [hedge.text for hedge in found.hedges] == ["may"]


def test_a_condition_further_down_does_not_make_the_whole_conditional() -> None:
    found = only("The clerk said she had met the man who will testify if he is paid.", "she had met")
    assert found.certainty == "asserted"


def test_the_distance_may_stand_at_the_cue() -> None:
    found = only(
        "The clerk has reportedly told the court that the letter was forged.", "the letter was forged"
    )
    assert found.certainty == "reported"
    assert [(hedge.kind, hedge.text) for hedge in found.hedges] == [("distance", "reportedly")]


def test_single_marks_around_a_label_are_the_reports_distance() -> None:
    found = only("The minister said that the ‘volunteers’ had crossed the river at dawn.", "had crossed")
    assert [(hedge.kind, hedge.text) for hedge in found.hedges] == [("scare-quotes", "‘volunteers’")]
    assert found.mode == "indirect"
    assert "quotation marks" not in " ".join(found.reasons)


@pytest.mark.parametrize(
    "said",
    [
        "The plan is “dead”, the minister said.",
        "The minister said the plan was “a shambles”.",
        "The minister said that the ‘Meridian’ would sail at dawn.",
        "“The ‘volunteers’ crossed the river at dawn,” the minister said.",
    ],
    ids=["predicate", "predicate noun", "name", "inside a direct quotation"],
)
def test_a_quotation_is_no_scare_quote(said: str) -> None:
    statements = read(said).statements
    assert statements
    assert not [hedge for one in statements for hedge in one.hedges if hedge.kind == "scare-quotes"]


def test_every_judgement_but_the_plain_one_has_its_reason() -> None:
    found = only("The harbour master said that the ferry may not sail.", "may not sail")
    assert any("may" in reason for reason in found.reasons)
    assert any("negated" in reason for reason in found.reasons)


WORDS = st.sampled_from(
    sorted(
        word_set(
            """
            the ferry may not sail if “dead” ‘so’ called said , . would have been reportedly no nothing to is
            """
        )
    )
)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=30))
def test_no_text_breaks_it_and_every_hedge_is_the_texts_own_words(words: list[str]) -> None:
    text = f"The clerk said {' '.join(words)}."
    report = Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),), language="en")
    for one in read_report(report).statements:
        for hedge in one.hedges:
            assert " … ".join(text[start:end] for start, end in hedge.spans) == hedge.text


def test_the_examples_of_the_page_read_as_it_says() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "certainty.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) >= 10
    for name, _, example in rows:
        statements = read(example.strip()).statements
        shown = {one.certainty for one in statements} | {one.polarity for one in statements}
        shown |= {hedge.kind for one in statements for hedge in one.hedges}
        assert name.strip("`") in shown, example
