"""Actors in the making."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.member import Member, slug
from sayso.types import ActorKind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dagny Orrell", "dagny-orrell"),
        ("Élysée", "elysee"),
        ("Seafarers’ League", "seafarers-league"),
        ("Ukraine’s navy", "ukraine-navy"),
        ("U.S. Steel", "us-steel"),
        ("Ragnhild Fjellø", "ragnhild-fjello"),
        ("Sæby Łowicz", "saeby-lowicz"),
        ("…", "unnamed"),
    ],
)
def test_a_name_as_an_id_has_it(name, expected):
    assert slug(name) == expected


@given(st.text())
def test_an_id_is_always_plain(name):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


def test_the_longest_form_of_a_name_is_shown_and_makes_the_id():
    member = Member("person:renn", "Renn", ActorKind.PERSON)
    member.take_name("Tobiah Renn")
    member.take_name("T. Renn")
    assert (member.name, member.id) == ("Tobiah Renn", "person:tobiah-renn")
    assert {"Tobiah Renn", "T. Renn"} <= member.names


def test_what_the_table_knows_keeps_its_id():
    member = Member("state:france", "France", ActorKind.STATE, known=True)
    member.take_name("The French Republic")
    assert (member.name, member.id) == ("France", "state:france")
