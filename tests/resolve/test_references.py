"""Whom the phrases of a report mean, spoken for or not: names, nouns, adjectives, pronouns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.resolve import resolve
from sayso.types import Block, BlockKind, Report, Resolution


def resolved(text: str, published: str | None = "2025-05-29") -> Resolution:
    """A report of one paragraph to a line."""
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.BODY, start, start + len(line)))
        start += len(line) + 1
    report = Report("0" * 16, text, tuple(blocks), published=published)
    parsed = parse(report)
    return resolve(report, parsed, attribute(report, parsed))


def meant(text: str, words: str) -> list[str]:
    """The ids that a run of words means, in text order; the last of several places counts."""
    found = [r for r in resolved(text).references if text[r.span.start : r.span.end] == words]
    last = max((r.span.start for r in found), default=-1)
    return [r.actor for r in found if r.span.start == last]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # A surname is the person of the full name, wherever that stands.
        ("Poland thanked Mr Orrell. Dagny Orrell said the port is open.", "Mr Orrell", "person:dagny-orrell"),
        ("Alhaji Musa Danjuma said the port is open.", "Alhaji Musa Danjuma", "person:musa-danjuma"),
        (
            "It was no surprise. Twitter-happy Billionaire Oskar Lindqvist said the port is open.",
            "Twitter-happy Billionaire Oskar Lindqvist",
            "person:oskar-lindqvist",
        ),
        ("Without the help of Trump the plan is dead, an official said.", "Trump", "person:donald-trump"),
        # Nouns for those who are known, or whom the table knows.
        ("The Polish army fired. Warsaw said the Russian military had left.", "the Russian military", None),
        ("Ilka Morrow, a surgeon, was hurt. The clinic praised the surgeon.", "the surgeon", None),
        ("The visit of the US president was put off, the mayor said.", "the US president", None),
        # Bodies and people of a state.
        ("The bridge was hit by Ukrainian forces, the mayor said.", "Ukrainian forces", None),
        # Adjectives say whose it is.
        ("Ukrainian drones hit the depot, the governor said.", "Ukrainian", "state:ukraine"),
        ("Russian operations went on, a clerk said.", "Russian", "state:russia"),
        # Names of states that act, and those before a noun.
        ("A truce with Poland was signed, the mayor said.", "Poland", "state:poland"),
        ("US troops left the base, the mayor said.", "US", "state:united-states"),
        # Pronouns.
        ("Dagny Orrell flew to Oslo. The mayor said she would resign.", "she", "person:dagny-orrell"),
    ],
)
def test_a_phrase_means_an_actor(text: str, words: str, expected: str | None) -> None:
    known = {
        "the Russian military": "organ:russia/armed-forces",
        "the surgeon": "person:ilka-morrow",
        "the US president": "person:donald-trump",
        "Ukrainian forces": "organ:ukraine/armed-forces",
    }
    assert meant(text, words) == [expected or known[words]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells fell on a village in Ukraine, the governor said.", "Ukraine"),
        ("European efforts failed, a clerk said.", "European"),
        ("European efforts failed, a clerk said.", "European efforts"),
        ("The plan is dead, a clerk said.", "The plan"),
        ("A flat in Moscow costs more than a house here, the tenant said.", "Moscow"),
        ("The explosion woke the town, and it broke windows, the mayor said.", "it"),
    ],
)
def test_things_places_and_vague_adjectives_mean_nobody(text: str, words: str) -> None:
    assert meant(text, words) == []


def test_a_double_adjective_means_both_states() -> None:
    text = "A Franco-British plan was rejected, a clerk said."
    assert meant(text, "Franco") == ["state:france"]
    assert meant(text, "British") == ["state:united-kingdom"]


def test_an_adjective_in_a_phrase_for_somebody_is_not_named_twice() -> None:
    text = "The Russian military said the bridge was open."
    assert meant(text, "The Russian military") == ["organ:russia/armed-forces"]
    assert meant(text, "Russian") == []


def test_people_of_a_state_are_somebody_of_it() -> None:
    found = resolved("The move angered Kyiv's European allies, a clerk said.")
    of = {actor.id: actor.of for actor in found.actors}
    assert "state:ukraine" in [of[r.actor] for r in found.references if r.actor.startswith("anon:")]


def test_a_plural_pronoun_means_each_of_those_joined_before() -> None:
    text = "France and Poland said they would send ships."
    assert meant(text, "they") == ["state:france", "state:poland"]


def test_references_stand_in_text_order_and_name_known_actors() -> None:
    found = resolved("Dagny Orrell met Keir Starmer. He said that she had thanked the Polish army.")
    starts = [r.span.start for r in found.references]
    assert starts == sorted(starts)
    assert {r.actor for r in found.references} <= {actor.id for actor in found.actors}


PIECES = [
    "Poland",
    "Dagny Orrell",
    "said",
    "the minister",
    "’s",
    "“",
    "”",
    "she",
    "French",
    "-",
    "\n",
    "?",
    "I",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_any_text_has_references_inside_of_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    found = resolved(text)
    for reference in found.references:
        assert 0 <= reference.span.start < reference.span.end <= len(text)
        assert 0 < reference.confidence <= 1


def test_another_ministry_and_an_army_are_not_the_ministry_named_before() -> None:
    text = (
        "The Egyptian foreign ministry said the talks had failed. The water ministry in Khartoum said it "
        "would wait. The army denied that shots were fired. The ministry said nothing more."
    )
    assert meant(text, "The Egyptian foreign ministry") == ["organ:egypt/foreign-ministry"]
    assert not {"organ:egypt/foreign-ministry"} & set(meant(text, "The water ministry in Khartoum"))
    assert not {"organ:egypt/foreign-ministry"} & set(meant(text, "The army"))


def test_a_post_with_the_name_beside_it_is_that_person() -> None:
    text = "Residents criticised the mayor, Octavio Brum, for spending the flood money on fireworks."
    assert meant(text, "the mayor") == ["person:octavio-brum"]


def test_an_origin_that_is_named_twice_is_one_voice() -> None:
    found = resolved("Major European banks Barclays, UBS and UBS said the rules could cost them money.")
    (chain,) = found.chains
    assert [voice.name for voice in chain.voices] == ["Barclays", "UBS"]
