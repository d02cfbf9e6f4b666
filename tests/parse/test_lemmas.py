"""Lemmas as Universal Dependencies' English treebanks write them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.models.labels import POS
from sayso.parse.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("told", "VERB", "tell"),
        ("Insisting", "VERB", "insist"),
        ("found", "VERB", "find"),
        ("said", "VERB", "say"),
        ("officials", "NOUN", "official"),
        ("parties", "NOUN", "party"),
        ("people", "NOUN", "person"),
        ("biggest", "ADJ", "big"),
        ("better", "ADJ", "good"),
        ("better", "ADV", "well"),
        ("n’t", "PART", "not"),
        ("'s", "AUX", "be"),
        ("’s", "PART", "'s"),
        ("wo", "AUX", "will"),
        ("would", "AUX", "would"),
        ("them", "PRON", "they"),
        ("I", "PRON", "I"),
        ("An", "DET", "a"),
        ("quickly", "ADV", "quickly"),
        ("“", "PUNCT", '"'),
        ("—", "PUNCT", "—"),
        ("1,000", "NUM", "1000"),
    ],
)
def test_lemmas_are_those_of_the_treebanks(word: str, pos: str, expected: str) -> None:
    assert lemma(word, pos) == expected


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("Brel", "PROPN", "Brel"),
        ("Americans", "PROPN", "American"),
        ("Novak", "PROPN", "Novak"),
        ("German", "ADJ", "German"),
        ("New", "ADJ", "new"),
        ("TV", "NOUN", "TV"),
        ("1990s", "NOUN", "1990s"),
    ],
)
def test_names_and_acronyms_keep_their_case(word: str, pos: str, expected: str) -> None:
    assert lemma(word, pos) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("zorped", "zorp"),
        ("zorpping", "zorp"),
        ("glimified", "glimify"),
        ("zorpated", "zorpate"),
        ("zorps", "zorp"),
    ],
)
def test_unknown_verbs_lose_their_ending(word: str, expected: str) -> None:
    assert lemma(word, "VERB") == expected


@given(st.text(min_size=1), st.sampled_from(POS))
def test_every_word_has_a_lemma(word: str, pos: str) -> None:
    assert lemma(word, pos)


def test_the_dictionary_is_read_without_its_code() -> None:
    lemma("asked", "VERB")
    assert "lemminflect" not in sys.modules
