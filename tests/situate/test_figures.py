"""Figures: what is a number of something, how much, of what, and how it binds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parse import parse
from sayso.situate.figures import figures
from sayso.situate.ground import Ground
from sayso.types import Block, BlockKind, Figure, FigureKind, Outlet, Qualifier, Report, Resolution

PIECES = [
    *["5", "1,500", "$", "£", "%", "-", "–", "to", "and", "between", "a", "dozen", "half", "million", "of"],
    *["in", "½", "one", ".", ",", "bn", "km"],
]


def found(text: str, domain: str | None = None) -> tuple[Figure, ...]:
    """The figures of a report of one paragraph."""
    blocks = (Block(BlockKind.BODY, 0, len(text)),) if text.strip() else ()
    report = Report("0" * 16, text, blocks, outlet=Outlet(domain=domain) if domain else None)
    return figures(Ground(report, parse(report), Resolution((), (), ())))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The navy counted 1,500 gulls on the pier.", "1,500", 1500),
        ("The navy counted 1 500 gulls on the pier.", "1 500", 1500),
        ("About half a million people left the island.", "About half a million", 500_000),
        ("Two and a half million people left the island.", "Two and a half million", 2_500_000),
        ("The crew found one hundred and five houses empty.", "one hundred and five", 105),
        ("Twenty-three of the 40 divers came back.", "Twenty-three", 23),
        ("A dozen boats were lost.", "A dozen", 12),
        ("It was -5 degrees on the ridge.", "-5 degrees", -5),
    ],
)
def test_numbers_are_read(text: str, words: str, value: float) -> None:
    assert (words, value) in [(figure.text, figure.value) for figure in found(text)]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("The mill cost $1.5bn.", "USD", 1.5e9),
        ("The mill cost A$20m.", "AUD", 2e7),
        ("The mill cost US$7.2 billion.", "USD", 7.2e9),
        ("The mill cost 30 billion Czech crowns.", "CZK", 3e10),
        ("A court in Oslo, Norway, fined the mill 5 million crowns.", "NOK", 5e6),
        ("The court fined the mill 5 million crowns.", None, 5e6),
        ("The ticket was 50 cents.", "USD", 0.5),
        ("The mill lost 900 million roubles.", "RUB", 9e8),
    ],
)
def test_money_has_its_currency(text: str, unit: str | None, value: float) -> None:
    figure = found(text)[-1]
    assert (figure.kind, figure.unit, figure.value) == (FigureKind.MONEY, unit, value)


def test_a_bare_dollar_is_that_of_the_outlets_country() -> None:
    assert [figure.unit for figure in found("The mill cost $80 million.", "harbour.com.au")] == ["AUD"]


def test_pounds_are_a_weight_without_anything_british() -> None:
    assert found("The bell weighs 200 pounds.")[0].unit == "pound"
    assert found("The bell weighs a lot, and cost £40 or 200 pounds.")[-1].unit == "GBP"


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("At least 40 sheep were lost.", Qualifier.AT_LEAST, 40, None),
        ("More than 40 sheep were lost.", Qualifier.MORE_THAN, 40, None),
        ("As many as 40 sheep were lost.", Qualifier.UP_TO, None, 40),
        ("Fewer than 40 sheep were lost.", Qualifier.LESS_THAN, None, 40),
        ("Nearly 40 sheep were lost.", Qualifier.ABOUT, None, 40),
        ("Some 40 sheep were lost.", Qualifier.ABOUT, None, None),
        ("40 sheep were lost.", Qualifier.EXACT, 40, 40),
        ("Between 30 and 40 sheep were lost.", Qualifier.BETWEEN, 30, 40),
        ("The farmer lost 30-40 sheep.", Qualifier.BETWEEN, 30, 40),
        ("The farmer lost 40 or more sheep.", Qualifier.AT_LEAST, 40, None),
        ("Dozens of sheep were lost.", Qualifier.ABOUT, 24, None),
    ],
)
def test_a_qualifier_says_how_a_number_binds(
    text: str, qualifier: Qualifier, low: float | None, high: float | None
) -> None:
    figure = found(text)[0]
    assert (figure.qualifier, figure.low, figure.high) == (qualifier, low, high)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The navy lost 296 Lomondian fixed-wing gliders.", "Lomondian fixed-wing gliders"),
        ("Dozens of people fled the island.", "people"),
        ("Twelve of the 40 divers came back.", "divers"),
        ("The number of dead rose to 45.", "dead"),
        ("There were 300 cases of cholera.", "cases of cholera"),
        ("They found 500km of wiring.", "wiring"),
    ],
)
def test_what_is_counted_is_named(text: str, counts: str) -> None:
    named = [figure.counts.text for figure in found(text) if figure.counts]
    assert counts in named


@pytest.mark.parametrize(
    ("text", "value", "base"),
    [
        ("The list won 12 percent of the vote.", 12, "the vote"),
        ("Two-thirds of voters stayed at home.", 200 / 3, "voters"),
        ("One in five voters stayed at home.", 20, "voters"),
    ],
)
def test_a_share_has_its_base(text: str, value: float, base: str) -> None:
    figure = found(text)[0]
    assert figure.kind == FigureKind.PERCENT
    assert figure.value == pytest.approx(value)
    assert figure.base is not None
    assert figure.base.text == base


@pytest.mark.parametrize(
    "text",
    [
        "The abbey burned in 1538.",
        "The pause lasted 30 days.",
        "Over a ten-hour period nothing moved.",
        "The 34-year-old left the house.",
        "Dagny Orrell, 34, left the house.",
        "The ship broke Resolution 2375.",
        "The pilot flew an F-16 home.",
        "The club won 3-1 at home.",
        "The train leaves at 5pm on May 5.",
        "Nobody forgot 9/11 or Covid-19.",
        "Call +44 20 7946 0000 for tickets.",
        "One of the men fled.",
        "The third attempt failed.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert found(text) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "5",
                "1,500",
                "$",
                "£",
                "%",
                "-",
                "–",
                "to",
                "and",
                "between",
                "a",
                "dozen",
                "half",
                "million",
                "of",
                "in",
                "½",
                "one",
                ".",
                ",",
                "bn",
                "km",
            ]
        ),
        max_size=14,
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_any_text_is_read_and_the_words_are_the_reports(text: str) -> None:
    for figure in found(text):
        assert figure.text == " … ".join(text[s.start : s.end] for s in figure.spans)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        for words in (figure.counts, figure.base):
            assert words is None or words.text == " … ".join(text[s.start : s.end] for s in words.spans)
