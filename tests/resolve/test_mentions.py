"""Which phrases can mean somebody, and what their words say of whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse import parse
from sayso.quotation import quotations
from sayso.resolve.gender import Gender
from sayso.resolve.mentions import Mention, MentionKind, Number, mentions
from sayso.types import Block, BlockKind, Parse, Report


def read(text: str) -> tuple[Report, Parse, tuple[Mention, ...]]:
    story = Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),))
    parsed = parse(story)
    return story, parsed, mentions(story, parsed, quotations(text, 0, len(text)))


def found(text: str) -> dict[str, Mention]:
    """The mentions of a text by their words, the first of each."""
    out: dict[str, Mention] = {}
    for mention in read(text)[2]:
        out.setdefault(text[mention.start : mention.end], mention)
    return out


def test_names_nouns_and_pronouns_are_mentions() -> None:
    by_words = found("Ines Corvo said the council had told her.")
    kinds = {words: mention.kind for words, mention in by_words.items()}
    assert kinds == {
        "Ines Corvo": MentionKind.NAME,
        "the council": MentionKind.NOMINAL,
        "her": MentionKind.PRONOUN,
    }


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The head of the agency resigned on Monday.", "The head of the agency"),
        ("The minister, who had flown in from Brussels, resigned.", "The minister"),
        ("Russia's army has left the town.", "Russia"),
        ("Officials in the ministry said so, and the mayor of Larkhaven agreed.", "the mayor of Larkhaven"),
        ("A spokeswoman for the ministry declined to comment.", "A spokeswoman for the ministry"),
    ],
)
def test_a_phrase_keeps_its_of_and_leaves_clauses_and_clitics(text: str, phrase: str) -> None:
    assert phrase in found(text)


def test_a_title_belongs_to_its_name() -> None:
    by_words = found("French President Louise Arnaud met the mayor of Larkhaven.")
    arnaud = by_words["French President Louise Arnaud"]
    assert arnaud.kind is MentionKind.NAME
    assert arnaud.gender is Gender.FEMALE
    assert "President" not in by_words


def test_members_of_a_coordination_have_mentions_of_their_own() -> None:
    text = "France and Germany said they would help."
    _, _, all_of = read(text)
    group = next(mention for mention in all_of if mention.parts)
    assert text[group.start : group.end] == "France and Germany"
    assert group.number is Number.PLURAL
    assert [text[all_of[i].start : all_of[i].end] for i in group.parts] == ["France", "Germany"]


@pytest.mark.parametrize(
    ("text", "words", "number", "gender", "animate"),
    [
        ("He left.", "He", Number.SINGULAR, Gender.MALE, True),
        ("Its roof fell in.", "Its", Number.SINGULAR, Gender.THING, False),
        ("Two officials left.", "Two officials", Number.PLURAL, Gender.UNKNOWN, True),
        ("The spokeswoman left.", "The spokeswoman", Number.SINGULAR, Gender.FEMALE, True),
        ("The ministry closed.", "The ministry", Number.SINGULAR, Gender.THING, False),
    ],
)
def test_words_say_number_gender_and_life(
    text: str, words: str, number: Number, gender: Gender, animate: bool
) -> None:
    mention = found(text)[words]
    assert (mention.number, mention.gender, mention.animate) == (number, gender, animate)


def test_a_surname_is_of_the_gender_of_the_full_name() -> None:
    by_words = found("Maria Holt spoke first. Holt then left the room.")
    assert by_words["Holt"].gender is Gender.FEMALE


def test_what_the_caller_knows_of_a_name_counts() -> None:
    text = "Prime Minister Oyelaran spoke in London."
    story = Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),))
    told = mentions(story, parse(story), [], lambda words: Gender.FEMALE if "Oyelaran" in words else None)
    assert any(mention.gender is Gender.FEMALE for mention in told)


def test_a_mention_knows_the_quotation_it_stands_in() -> None:
    by_words = found("The mayor said: “The bridge is closed.” The police agreed.")
    assert by_words["The bridge"].quotation == 0
    assert by_words["The mayor"].quotation == -1
    assert by_words["The police"].quotation == -1


def test_nothing_is_said_of_an_empty_report() -> None:
    empty = Report("0" * 16, "", ())
    assert mentions(empty, parse(empty), []) == ()


WORDS = [
    "Ines Corvo",
    "the mayor",
    "and",
    "said",
    "that",
    "“",
    "”",
    "he",
    "who",
    "of",
    ",",
    ".",
    "two",
    "Kiev's",
    "it",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_mentions_of_any_text_are_well_formed(words: list[str]) -> None:
    text = " ".join(words)
    _, parsed, all_of = read(text)
    for index, mention in enumerate(all_of):
        assert mention.index == index
        assert mention.first <= mention.head < mention.last
        assert (mention.start, mention.end) == (
            parsed.tokens[mention.first].start,
            parsed.tokens[mention.last - 1].end,
        )
        sentence = parsed.sentences[mention.sentence]
        assert sentence.first <= mention.head < sentence.last
        assert all(all_of[part].first >= mention.first for part in mention.parts)
    assert list(all_of) == sorted(all_of, key=lambda m: (m.first, -m.last, -len(m.parts)))
