"""Places: which names mean one, and where it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parse import parse
from sayso.situate.ground import Ground
from sayso.situate.places import places
from sayso.situate.places.gazetteer import COUNTRY, country_named, key, spots
from sayso.types import Block, BlockKind, Place, Report, Resolution

PIECES = [
    "in",
    "Paris",
    ",",
    "Texas",
    "London",
    "'s",
    "the",
    "of",
    "city",
    "Syria",
    "—",
    "-",
    "(",
    ")",
    "Bay",
]


def found(text: str) -> tuple[Place, ...]:
    """The places of a report of one paragraph."""
    blocks = (Block(BlockKind.BODY, 0, len(text)),) if text.strip() else ()
    report = Report("0" * 16, text, blocks)
    return places(Ground(report, parse(report), Resolution((), (), ())))


def where(text: str) -> dict[str, str | None]:
    return {place.text: place.country for place in found(text)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The bakery stands in Paris, Texas.", "Paris", "US"),
        ("The boat left from Tripoli in Lebanon.", "Tripoli", "LB"),
        ("Shells fell on the Syrian city of Tal Rifaat.", "Tal Rifaat", "SY"),
        ("The train was stopped near Lyon.", "Lyon", "FR"),
        ("They walked from Sweden, Norway and Finland to the sea.", "Sweden", "SE"),
    ],
)
def test_the_words_beside_a_name_decide(text: str, name: str, country: str) -> None:
    assert where(text)[name] == country


def test_what_nothing_decides_is_not_located_and_says_why() -> None:
    (place,) = found("A storm flattened a school in Springfield.")
    assert place.latitude is place.country is place.geonames is None
    assert "nothing decides" in place.why


def test_what_is_decided_once_holds_for_the_report() -> None:
    both = found("The bakery stands in Paris, Texas. People in Paris like its bread.")
    assert {place.country for place in both if place.text == "Paris"} == {"US"}


def test_governments_and_datelines_are_no_places() -> None:
    assert found("Moscow said that it would not talk.") == ()
    assert found("GENEVA (AP) - The wells have run dry.") == ()


@pytest.mark.parametrize(
    "pair", [("Kiev", "Kyiv"), ("Burma", "Myanmar"), ("Odessa", "Odesa"), ("UK", "Britain")]
)
def test_names_of_one_place_are_one_place(pair: tuple[str, str]) -> None:
    first, second = ({place.geonames for place in found(f"The truck stopped in {name}.")} for name in pair)
    assert first == second != {None}


@pytest.mark.parametrize(
    "name", ["Gaza Strip", "Crimea", "Black Sea", "Red Sea", "West Bank", "Donbas", "Siberia"]
)
def test_regions_and_waters_are_known(name: str) -> None:
    assert any(spot.name == name for spot in spots(name))


def test_countries_are_known_by_their_people() -> None:
    assert country_named("Syrian") == "SY"
    assert country_named("South Korean") == "KR"
    assert country_named("gravel") is None
    assert all(spot.kind == COUNTRY for spot in spots("Ivory Coast"))


def test_every_point_lies_on_the_earth() -> None:
    for name in ("London", "Texas", "Fiji", "Bering Sea", "Aleppo", "Chukotka"):
        assert all(abs(s.latitude) <= 90 and abs(s.longitude) <= 180 for s in spots(name))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=40))
def test_any_name_can_be_asked_for(name: str) -> None:
    assert key(key(name)) == key(name) or key(name) == "" or spots(name) is not None


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "in",
                "Paris",
                ",",
                "Texas",
                "London",
                "'s",
                "the",
                "of",
                "city",
                "Syria",
                "—",
                "-",
                "(",
                ")",
                "Bay",
            ]
        ),
        max_size=12,
    ).map(" ".join)
    | st.text(max_size=50)
)
def test_any_text_is_read_and_the_words_are_the_reports(text: str) -> None:
    for place in found(text):
        assert place.text == " … ".join(text[s.start : s.end] for s in place.spans)
        assert (place.latitude is None) == (place.longitude is None)
        assert place.why
