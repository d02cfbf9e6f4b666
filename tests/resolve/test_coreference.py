"""Whom pronouns mean, in plain passages of our own: a scorer that fails one is broken, not merely worse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse import parse
from sayso.quotation import quotations
from sayso.resolve.antecedents import reasons
from sayso.resolve.coreference import Choice, Coreference
from sayso.resolve.mentions import Mention, MentionKind, mentions
from sayso.resolve.weights import REASONS, WEIGHTS
from sayso.types import Block, BlockKind, Report


def read(text: str) -> Coreference:
    story = Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),))
    parsed = parse(story)
    return Coreference(story, parsed, mentions(story, parsed, quotations(text, 0, len(text))))


def pronoun(coreference: Coreference, word: str, number: int = 0) -> Mention:
    """The pronoun of this word, the first unless another number is given."""
    around = coreference.around
    return [m for m in around.mentions if m.kind is MentionKind.PRONOUN and around.words[m.head] == word][
        number
    ]


def meant(text: str, word: str, number: int = 0) -> str | None:
    coreference = read(text)
    choice = coreference.antecedent(pronoun(coreference, word, number))
    if choice is None:
        return None
    chosen = coreference.around.mentions[choice.mention]
    return text[chosen.start : chosen.end]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Maria Holt met John Hale. She said the bridge would open.", "She", "Maria Holt"),
        ("Maria Holt met John Hale. He said the bridge would open.", "He", "John Hale"),
        ("John Hale spoke on Monday. He said the bridge was safe.", "He", "John Hale"),
        ("Moscow has maintained that it will not yield.", "it", "Moscow"),
        ("The ministry said it had lost the file.", "it", "The ministry"),
        ("Two officials said they had seen the plan.", "they", "Two officials"),
        ("Maria Holt said that her brother was ill.", "her", "Maria Holt"),
        ("A diplomat who knows the talks said so.", "who", "A diplomat"),
        ("“The bridge is safe,” John Hale said. “Nobody will be hurt,” he added.", "he", "John Hale"),
    ],
)
def test_a_pronoun_means_the_one_that_fits(text: str, word: str, expected: str) -> None:
    assert meant(text, word) == expected


def test_a_plain_pronoun_is_no_other_argument_of_its_verb() -> None:
    assert meant("Tom Hale met Peter Ashby. Peter Ashby praised him.", "him") == "Tom Hale"


def test_a_pronoun_carries_on_what_the_one_before_it_meant() -> None:
    text = "John Hale resigned. He said so on Monday. He said the council knew. He left at noon."
    assert [meant(text, "He", number) for number in range(3)] == ["John Hale"] * 3


def test_only_those_among_whom_the_caller_looks_are_chosen() -> None:
    text = "John Hale met Peter Ashby. He said the bridge was safe."
    coreference = read(text)
    he = pronoun(coreference, "He")
    choice = coreference.antecedent(he, lambda mention: "Ashby" in text[mention.start : mention.end])
    assert choice
    chosen = coreference.around.mentions[choice.mention]
    assert text[chosen.start : chosen.end] == "Peter Ashby"
    assert coreference.antecedent(he, lambda mention: False) is None


def test_first_and_second_persons_are_not_for_this_module() -> None:
    assert meant("“I told you,” John Hale said.", "I") is None
    assert meant("“I told you,” John Hale said.", "you") is None


def test_with_nobody_to_mean_there_is_no_choice() -> None:
    assert meant("He left at noon.", "He") is None


def test_a_choice_says_how_sure_and_why() -> None:
    coreference = read("John Hale spoke on Monday. He said the bridge was safe.")
    choice = coreference.antecedent(pronoun(coreference, "He"))
    assert choice
    assert 0 < choice.confidence <= 1
    assert choice.why.startswith("“He” is taken for “John Hale”: it is ")
    assert choice.why.endswith(".")


def test_reasons_are_those_that_weigh_most() -> None:
    assert set(REASONS) <= set(WEIGHTS)
    assert reasons({"same sentence": 1.0, "same gender": 1.0}, 1) in {
        REASONS["same sentence"],
        REASONS["same gender"],
    }
    assert reasons({}) == "it is the likeliest that stands near"


def test_a_report_of_pronouns_is_read_to_its_end() -> None:
    text = "John Hale spoke. " + "He said that he knew it. " * 400
    coreference = read(text)
    last = coreference.around.mentions[-1]
    coreference.antecedent(last)


WORDS = [
    "Ines Corvo",
    "the mayor",
    "said",
    "that",
    "“",
    "”",
    "he",
    "she",
    "who",
    "himself",
    "they",
    "it",
    ",",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_choice_is_a_name_or_noun_and_the_shares_are_a_part_of_one(words: list[str]) -> None:
    coreference = read(" ".join(words))
    for mention in coreference.around.mentions:
        choice = coreference.antecedent(mention)
        assert choice is None or isinstance(choice, Choice)
        if choice:
            assert coreference.around.mentions[choice.mention].kind is not MentionKind.PRONOUN
            assert 0 <= choice.confidence <= 1.001
        if mention.kind is MentionKind.PRONOUN:
            assert sum(scored.share for scored in coreference.scored(mention)) <= 1.000001
