"""What names, titles and nouns say of man or woman."""

from __future__ import annotations

import pytest

from sayso.resolve.gender import Gender, first_names, folded, of_name, of_noun


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Maria Holt", Gender.FEMALE),
        ("Volodymyr Corvo", Gender.MALE),
        ("José Hale", Gender.MALE),
        ("Mr Oyelaran", Gender.MALE),
        ("Ms Oyelaran", Gender.FEMALE),
        ("Dame Ashby", Gender.FEMALE),
        ("Oyelaran", Gender.UNKNOWN),
        ("Kim Oyelaran", Gender.UNKNOWN),
        ("Oyelaran Maria", Gender.UNKNOWN),
    ],
)
def test_a_name_says_its_bearers_gender(name: str, gender: Gender) -> None:
    assert of_name(name.split()) is gender


def test_a_title_is_worth_more_than_a_table_and_a_table_more_than_a_first_name() -> None:
    def table(words: object) -> Gender:
        return Gender.FEMALE

    assert of_name(["John", "Hale"], table) is Gender.FEMALE
    assert of_name(["Mr", "Hale"], table) is Gender.MALE
    assert of_name(["John", "Hale"], lambda words: None) is Gender.MALE


@pytest.mark.parametrize(
    ("noun", "gender"),
    [("Spokeswoman", Gender.FEMALE), ("father", Gender.MALE), ("diplomat", Gender.UNKNOWN)],
)
def test_a_noun_says_its_bearers_gender(noun: str, gender: Gender) -> None:
    assert of_noun(noun) is gender


def test_the_list_has_names_of_many_countries_and_none_twice() -> None:
    names = first_names()
    assert len(names) > 1500
    assert set(names.values()) == {Gender.MALE, Gender.FEMALE}
    for name in ("olena", "mohammed", "priya", "kwame", "hiroshi", "giulia", "svetlana"):
        assert name in names
    assert all(name == folded(name) for name in names)
