from dataclasses import replace

import pytest

from sayso.export.situation import event, facts, kind
from sayso.types import (
    Certainty,
    Condition,
    ConditionKind,
    Figure,
    FigureKind,
    Place,
    Polarity,
    Qualifier,
    Span,
    Statement,
    Time,
    TimeKind,
    Words,
)

HERE = (Span(0, 1),)


@pytest.fixture
def bare(reading) -> Statement:
    return reading.statements[2]


def test_what_is_known_of_a_situation_is_told_with_its_name(reading):
    assert facts(reading.statements[0]) == [
        "whom: Larkhaven Water Board",
        "what: the board's spreadsheet",
        "how sure: hedged, negated, scare-quotes “as good as empty”",
        "said: on Sunday = 2031-08-10",
        "when: The long summer = 2031-08-10",
        "how many: A1 spreadsheet = 1.5 litre",
        "where: Upper Mere (GB)",
        "hangs on: “as good as” (absent)",
    ]


def test_what_is_as_in_most_statements_is_left_out(bare):
    assert facts(bare) == []


def test_an_act_whose_cue_is_not_in_the_table_is_marked(reading, bare):
    assert kind(reading.statements[0]) == "warn, mixed"
    assert kind(bare) == "say?, direct"


def test_a_time_without_a_value_is_told_as_not_dated(bare):
    undated = Time(TimeKind.DATE, "on Tuesday", HERE, None, why="The day of publication is not known.")
    assert facts(replace(bare, times=(undated,))) == ["when: on Tuesday = not dated"]


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure(FigureKind.COUNT, "296", HERE, 296, 296, 296, counts=Words("gulls", HERE)), "296 gulls"),
        (Figure(FigureKind.COUNT, "2,000", HERE, 2000, 2000, 2000), "2,000"),
        (
            Figure(FigureKind.MONEY, "€1.5bn", HERE, 1.5e9, 1.5e9, 1.5e9, unit="EUR"),
            "€1.5bn = 1,500,000,000 EUR",
        ),
        (
            Figure(FigureKind.MONEY, "$20 billion", HERE, 2e10, 2e10, 2e10, unit="USD"),
            "$20 billion = 20,000,000,000 USD",
        ),
        (
            Figure(FigureKind.PERCENT, "a third", HERE, 100 / 3, None, None, unit="%"),
            "a third = 33.3333333333 %",
        ),
        (Figure(FigureKind.COUNT, "3 to 5", HERE, None, 3, 5, Qualifier.BETWEEN), "3 to 5"),
        (
            Figure(FigureKind.PERCENT, "12%", HERE, 12, 12, 12, unit="%", base=Words("voters", HERE)),
            "12% of voters",
        ),
    ],
)
def test_a_figure_is_told_with_what_it_counts_and_its_worth(bare, figure, told):
    assert facts(replace(bare, figures=(figure,))) == [f"how many: {told}"]


def test_a_place_that_could_be_several_is_told_as_not_placed(bare):
    assert facts(replace(bare, places=(Place("Newport", HERE),))) == ["where: Newport (not placed)"]


def test_a_concession_is_no_condition(bare):
    despite = Condition(ConditionKind.DESPITE, "despite the rain", HERE, concession=True)
    assert facts(replace(bare, conditions=(despite,))) == ["in spite: “despite the rain”"]


def test_certainty_and_polarity_are_told_where_they_are_not_the_common_ones(bare):
    future = replace(bare, certainty=Certainty.FUTURE, polarity=Polarity.NEGATIVE)
    assert facts(future) == ["how sure: future, negated"]


def test_an_event_is_told_in_one_line(reading):
    numbers = {"0123456789abcdef:1": 1}
    assert event(reading.events[0], numbers).split("  ·  ") == [
        "THREATEN (warning)",
        "happened",
        "Larkhaven Water Board",
        "said",
        "on Sunday = 2031-08-10",
        "in 1",
    ]
    assert event(replace(reading.events[0], statements=()), numbers).endswith("the report’s own words")
