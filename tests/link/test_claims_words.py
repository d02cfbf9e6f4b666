"""The words of a content, brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims.wording import clausal, negators, outlook, parts, passive, plain, scope
from sayso.link.claims.words import opposites, stem, terms, variants, weight


def stems(text: str) -> list[str]:
    return [term.stem for term in terms(text)]


def test_forms_and_words_of_one_meaning_become_one() -> None:
    assert stem("resigned") == stem("resignation")
    assert stem("killed") == stem("fatal") == stem("deaths")


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("stepped down", "resigned"),
        ("called off", "cancelled"),
        ("ruled out", "excluded"),
        ("put off", "delayed"),
    ],
)
def test_a_verb_with_its_particle_is_one_word(phrase: str, word: str) -> None:
    text = f"The harbour master {phrase} on Sunday"
    found = [term for term in terms(text) if text[term.start : term.end] == phrase]
    assert [term.stem for term in found] == [stem(word)]


def test_a_verb_without_its_particle_stands_for_itself_wherever_it_is() -> None:
    assert stems("Talks broke, broke down and broke") == list(
        map(stem, ("talks", "broke", "collapse", "broke"))
    )


def test_what_is_told_in_passing_is_no_part_of_its_own() -> None:
    text = "The Orvel dam, which was built in the war, has burst"
    assert plain(text) == "The Orvel dam has burst"
    assert (parts(plain(text)), parts("The dam burst and nobody came. It rained."), parts("")) == (1, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("All of the wells are dry", "all"), ("Some wells are dry", "some"), ("The well is dry", "")],
)
def test_whether_all_or_a_part_is_meant(text: str, expected: str) -> None:
    assert scope(text) == expected


def test_stop_words_fall_away_and_places_are_kept() -> None:
    text = "There was a strike at the Orvel mill."
    assert [text[term.start : term.end] for term in terms(text)] == ["strike", "Orvel", "mill"]


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert [term.name for term in terms("Mills closed in Orvel")] == [False, False, True]


@given(st.text())
def test_terms_are_in_order_and_within_the_text(text: str) -> None:
    found = list(terms(text))
    assert all(0 <= term.start < term.end <= len(text) for term in found)
    assert [term.start for term in found] == sorted(term.start for term in found)


def test_rare_words_weigh_more() -> None:
    assert weight(stem("president")) < weight(stem("reservoir")) <= weight("zzyzx")


@pytest.mark.parametrize("text", ["that the mill would close", "it shut", "the board rejected it", "to go"])
def test_clauses(text: str) -> None:
    assert clausal(text)


@pytest.mark.parametrize("text", ["the deal", "a terror attack", "the logo of the bank", ""])
def test_no_clauses(text: str) -> None:
    assert not clausal(text)


def test_negations_are_counted() -> None:
    assert negators("He didn’t go, and nobody asked") == 2


def test_a_passive_names_who_did_it() -> None:
    assert passive("Orlo Bank was bought by Lirna Trust")
    assert not passive("The mayor was hit by a stone")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mill will close", "coming"),
        ("to close the mill", "coming"),
        ("the mill has closed", "done"),
        ("now", ""),
    ],
)
def test_outlook(text: str, told: str) -> None:
    assert outlook(text) == told


def test_opposites_hold_either_way_round() -> None:
    assert {(b, a) for a, b in opposites()} == opposites()
    assert not any(one == other for one, other in opposites())


@given(st.text("abcdef", max_size=9), st.text("abcdef", max_size=9))
def test_variants_are_so_either_way_round(one: str, other: str) -> None:
    assert variants(one, other) == variants(other, one)
