"""The development set of the stage `situate`: short passages with what a careful reader would write down of
their statements and events, as data in ``passages/``. `sayso.types` says what the fields mean; `judging`
finds what is otherwise in one passage, `scores` and `table` in all of them.

    python tests/situate/test_passages.py [PATTERN…]

The passages were written before anybody saw what Sayso makes of them. An expected statement is right when it
is found (the shortest statement whose content holds the given run of words) and nothing that the passage says
of it is otherwise; an expected event when some event of the reading is all that the passage says.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # whoever runs this
sys.path.insert(0, str(Path(__file__).parents[1]))

from judging import FLAGS, differences, items

import development
from development import Expected, folded, holds, read
from sayso.types import (
    Act,
    Certainty,
    Condition,
    ConditionKind,
    ConditionStatus,
    Event,
    EventKind,
    EventStatus,
    Figure,
    FigureKind,
    Hedge,
    HedgeKind,
    Mode,
    Party,
    Place,
    Polarity,
    Qualifier,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    TimeKind,
    Words,
)

FOLDER = Path(__file__).parent / "passages"
PATTERNS = frozenset(["acts", "targets", "certainty", "times", "figures", "places", "conditions", "events"])
LEAST_FOUND = 0.90
LEAST_RIGHT = 0.95
LEAST_PASSAGES = 14


def load() -> tuple[Expected, ...]:
    return development.load(FOLDER)


Result = tuple[Expected, list[tuple[str, list[str]]]]
"""A passage, and each thing that it expects by name, with what is otherwise."""


def result(passage: Expected) -> Result:
    return passage, list(zip(items(passage), differences(passage, read(passage)), strict=True))


@cache
def results() -> tuple[Result, ...]:
    """Every passage; read once in a process."""
    return tuple(map(result, load()))


def scores() -> dict[str, tuple[int, int]]:
    """By pattern: how many things expected are right, and how many there are. What is not found is not
    right."""
    return {pattern: (right, total) for pattern, (right, _, total) in counts().items()}


def counts(among: tuple[Result, ...] | None = None) -> dict[str, tuple[int, int, int]]:
    """By pattern: things expected that are right, that are found (an event is, right or not), and all."""
    sums = dict.fromkeys(sorted(PATTERNS), (0, 0, 0))
    for passage, judged in results() if among is None else among:
        right, seen, total = sums[passage["pattern"]]
        right += sum(not wrong for _, wrong in judged)
        seen += sum(wrong != ["not found"] for _, wrong in judged)
        sums[passage["pattern"]] = (right, seen, total + len(judged))
    return sums


def table(among: tuple[Result, ...] | None = None) -> str:
    """Right, found and all by pattern, then each difference with its passage."""
    chosen = results() if among is None else among
    rows = {name: row for name, row in counts(chosen).items() if row[2]}
    rows["all"] = tuple(map(sum, zip(*rows.values(), strict=True)))  # type: ignore[assignment]
    lines = [
        f"{name:12} {right:3} right, {seen:3} found, of {total:3}"
        for name, (right, seen, total) in rows.items()
    ]
    return "\n".join(lines + [f"  {line}" for each in chosen for line in told(each)])


def told(of: Result) -> list[str]:
    """A line for each difference."""
    passage, judged = of
    return [
        f"{passage['pattern']}/{passage['id']}: {name}: {difference}"
        for name, wrong in judged
        for difference in wrong
    ]


def test_most_expected_statements_are_found() -> None:
    seen, total = (sum(row[i] for row in counts().values()) for i in (1, 2))
    assert seen >= LEAST_FOUND * total, table()


def test_of_the_found_nearly_all_are_right() -> None:
    right, seen = (sum(row[i] for row in counts().values()) for i in (0, 1))
    assert right >= LEAST_RIGHT * seen, table()


def test_no_two_passages_have_one_id() -> None:
    ids = [passage["id"] for passage in load()]
    assert len(ids) == len(set(ids))


def test_every_pattern_has_passages_enough() -> None:
    patterns = [passage["pattern"] for passage in load()]
    assert set(patterns) == PATTERNS
    assert all(patterns.count(pattern) >= LEAST_PASSAGES for pattern in PATTERNS)


ALLOWED: dict[str, dict[str, Any]] = {
    "statement": {
        "act": Act,
        "plover": EventKind,
        "certainty": Certainty,
        "polarity": Polarity,
        "content": str,
        "target": str,
        "proposal": str,
        "said": str,
        "hedges": list,
        "times": list,
        "figures": list,
        "places": list,
        "conditions": list,
    },
    "hedges": {"kind": HedgeKind, "text": str},
    "times": {"text": str, "kind": TimeKind, "value": str, "start": str, "end": str},
    "figures": {
        "text": str,
        "kind": FigureKind,
        "qualifier": Qualifier,
        "value": float,
        "low": float,
        "high": float,
        "unit": str,
        "counts": str,
        "base": str,
    },
    "places": {"text": str, "country": str, "name": str, "located": bool, "optional": bool},
    "conditions": {"text": str, "kind": ConditionKind, "status": ConditionStatus, "concession": bool},
    "event": {
        "kind": EventKind,
        "status": EventStatus,
        "mode": str,
        "actors": list,
        "recipients": list,
        "time": str,
        "magnitude": float,
        "speech": bool,
    },
}
"""The fields of each part of a passage, and what their values are."""

RUNS = frozenset(["text", "proposal", "counts", "base"])
"""The fields that are words of the passage."""


def check(part: str, given: Expected, text: str) -> None:
    """That every field of a part is allowed, of its kind, and in the text where it is a run of words."""
    allowed = ALLOWED[part]
    assert set(given) <= set(allowed)
    for field, value in given.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                check(field, each, text)
            elif isinstance(allowed[field], type) and issubclass(allowed[field], (bool, list, str, float)):
                check_value(field, each, allowed[field])
        if field in RUNS:
            assert holds(text, value)


def check_value(field: str, value: Any, kind: Any) -> None:
    """That a value is of its kind, or "" where there may be none."""
    if kind is float:
        assert value == "" or isinstance(value, int | float), field
    elif kind is bool:
        assert isinstance(value, bool), field
    else:
        assert isinstance(value, str), field
        if kind not in (str, list):
            assert (value == "" and field == "plover") or kind(value)


@pytest.mark.parametrize("passage", load(), ids=lambda passage: str(passage["id"]))
def test_a_passage_says_clearly_what_it_means(passage: Expected) -> None:
    plain = {"id", "pattern", "text", "published", "outlet", "url", "statement", "event"}
    assert set(passage) <= plain | set(FLAGS)
    assert items(passage)
    for statement in passage.get("statement", []):
        check("statement", statement, passage["text"])
        assert folded(passage["text"]).count(folded(statement["content"])) == 1
        assert set(statement) > {"content"}
    for event in passage.get("event", []):
        assert {"kind", "status"} <= set(event)
        check("event", event, passage["text"])
        for party in [*event.get("actors", []), *event.get("recipients", [])]:
            assert ":" in party
            assert not party.startswith("words:") or holds(passage["text"], party.removeprefix("words:"))


def test_the_format_check_catches_an_unknown_field_value_and_run() -> None:
    text = "The quay is shut, the porter said."
    for part, given in (
        ("statement", {"content": "The quay", "mood": "glum"}),
        ("statement", {"content": "The quay", "act": "sing"}),
        ("statement", {"content": "The quay", "proposal": "a longer quay"}),
        ("hedges", {"kind": "shrug", "text": "quay"}),
        ("event", {"kind": "AGREE", "status": "finished"}),
        ("figures", {"text": "quay", "value": "one"}),
    ):
        with pytest.raises((AssertionError, ValueError)):
            check(part, given, text)


TEXT = "Norway accused the porter of taking about 40 crates from Oslo on Monday if the clerk may be believed."
PLANTED: Expected = {
    "id": "planted",
    "pattern": "acts",
    "text": TEXT,
    "no_happened": False,
    "events_exactly": True,
    "statement": [
        {
            "content": "taking about 40 crates",
            "act": "accuse",
            "plover": "ACCUSE",
            "target": "words:the porter",
            "proposal": "",
            "certainty": ["hedged", "conditional"],
            "polarity": "positive",
            "said": "",
            "hedges": [{"kind": "hedge", "text": "may"}],
            "times": [{"text": "Monday", "kind": "date", "value": "2031-08-11", "start": "2031-08-11"}],
            "figures": [
                {"text": "40", "value": 40, "low": "", "qualifier": "about", "counts": "crates", "base": ""}
            ],
            "places": [{"text": "Oslo", "country": "NO", "located": True}],
            "conditions": [{"kind": "if", "status": "open", "text": "if the clerk", "concession": False}],
        }
    ],
    "event": [
        {
            "kind": ["ACCUSE", "REJECT"],
            "mode": "allege",
            "status": "happened",
            "actors": ["state:norway"],
            "recipients": ["words:the porter"],
            "time": "2031-08-11",
            "magnitude": 40,
            "speech": True,
        }
    ],
}


def spans(run: str) -> tuple[Span, ...]:
    start = TEXT.index(run)
    return (Span(start, start + len(run)),)


def some(run: str) -> Words:
    return Words(run, spans(run))


MONDAY = Time(TimeKind.DATE, "on Monday", spans("on Monday"), "2031-08-11", "2031-08-11", "2031-08-11")
CRATES = Figure(
    FigureKind.COUNT, "about 40", spans("about 40"), 40.0, None, None, Qualifier.ABOUT, counts=some("crates")
)
OSLO = Place("Oslo", spans("Oslo"), "Oslo", "NO", 59.9, 10.7)
PORTER = Party("the porter", spans("the porter"))
CLERK = Condition(ConditionKind.IF, "if the clerk may be believed", spans("if the clerk may be believed"))


def planted() -> tuple[Statement, Event]:
    """The statement and the event that `PLANTED` expects."""
    content = some("taking about 40 crates from Oslo on Monday if the clerk may be believed")
    statement = Statement(
        *("planted:1", Mode.INDIRECT, None, 1.0, some("Norway"), some("accused"), content),
        act=Act.ACCUSE,
        act_known=True,
        plover=EventKind.ACCUSE,
        target=PORTER,
        certainty=Certainty.HEDGED,
        hedges=(Hedge(HedgeKind.HEDGE, "may", spans("may")),),
        times=(MONDAY,),
        figures=(CRATES,),
        places=(OSLO,),
        conditions=(CLERK,),
    )
    event = Event(
        *("planted:e1", EventKind.ACCUSE, "allege", EventStatus.HAPPENED, some("accused")),
        actors=(Party("Norway", spans("Norway"), "state:norway", "Norway"),),
        recipients=(PORTER,),
        time=MONDAY,
        magnitude=(CRATES,),
        speech=True,
    )
    return statement, event


def judged(passage: Expected = PLANTED, *, event: dict[str, Any] | None = None, **changes: Any) -> list[str]:
    """What the scorer finds otherwise when the planted statement, or the event, is changed."""
    statement, happening = planted()
    reading = Reading(
        Report("planted", TEXT, ()),
        (replace(statement, **changes),),
        events=(replace(happening, **(event or {})),),
    )
    return [line for wrong in differences(passage, reading) for line in wrong]


def test_the_scorer_finds_no_fault_with_what_is_expected() -> None:
    assert judged() == []


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("act is deny, and should be accuse", {"act": Act.DENY}),
        ("plover is None, and should be ACCUSE", {"plover": None}),
        ("target is none, and should be words:the porter", {"target": None}),
        ("target is words:the clerk", {"target": Party("the clerk", spans("the clerk"))}),
        ("proposal is 'crates'", {"proposal": some("crates")}),
        ("certainty is asserted, and should be hedged or conditional", {"certainty": Certainty.ASSERTED}),
        ("polarity is negative", {"polarity": Polarity.NEGATIVE}),
        ("said is 2031-08-11, and should be none", {"said": MONDAY}),
        ("hedges lack 'may'", {"hedges": ()}),
        ("hedges lack 'may'", {"hedges": (Hedge(HedgeKind.DISTANCE, "may", spans("may")),)}),
        ("times lack 'Monday'", {"times": ()}),
        ("times have 'on Monday' too many", {"times": (MONDAY, MONDAY)}),
        ("value is None, and should be 2031-08-11", {"times": (replace(MONDAY, value=None),)}),
        ("start is 2031-08-04", {"times": (replace(MONDAY, start="2031-08-04"),)}),
        ("kind is duration", {"times": (replace(MONDAY, kind=TimeKind.DURATION),)}),
        ("figures lack '40'", {"figures": ()}),
        ("figures have 'about 40' too many", {"figures": (CRATES, CRATES)}),
        ("value is 41.0, and should be 40", {"figures": (replace(CRATES, value=41.0),)}),
        ("low is 40.0, and should be none", {"figures": (replace(CRATES, low=40.0),)}),
        ("qualifier is exact", {"figures": (replace(CRATES, qualifier=Qualifier.EXACT),)}),
        ("counts is 'the porter'", {"figures": (replace(CRATES, counts=some("the porter")),)}),
        ("base is 'crates', and should be 'none'", {"figures": (replace(CRATES, base=some("crates")),)}),
        ("places lack 'Oslo'", {"places": ()}),
        ("places have 'Norway' too many", {"places": (OSLO, Place("Norway", spans("Norway")))}),
        ("country is SE", {"places": (replace(OSLO, country="SE"),)}),
        ("latitude is None", {"places": (replace(OSLO, latitude=None),)}),
        ("conditions lack 'if the clerk'", {"conditions": ()}),
        ("kind is unless", {"conditions": (replace(CLERK, kind=ConditionKind.UNLESS),)}),
        ("status is refused", {"conditions": (replace(CLERK, status=ConditionStatus.REFUSED),)}),
        ("concession is True", {"conditions": (replace(CLERK, concession=True),)}),
        ("not found", {"content": some("on Monday")}),
    ],
)
def test_the_scorer_catches_a_statement_that_is_otherwise(said: str, changes: dict[str, Any]) -> None:
    assert any(said in line for line in judged(**changes)), judged(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": EventKind.AID},
        {"mode": "investigate"},
        {"status": EventStatus.FUTURE},
        {"actors": ()},
        {"actors": (PORTER,)},
        {"recipients": (PORTER, PORTER)},
        {"recipients": (Party("the clerk", spans("the clerk")),)},
        {"time": None},
        {"magnitude": ()},
        {"speech": False},
    ],
)
def test_the_scorer_catches_an_event_that_is_otherwise(changes: dict[str, Any]) -> None:
    missing, surplus = judged(event=changes)
    assert missing.startswith("no such event")
    assert surplus.endswith("is no event")


def test_the_scorer_catches_what_should_not_have_happened() -> None:
    passage = PLANTED | {"no_happened": True}
    (line,) = judged(passage)
    assert line.endswith("should not have happened")
    assert not judged(passage | {"event": []}, event={"status": EventStatus.NEGATED})[:-1]


if __name__ == "__main__":
    wanted = set(sys.argv[1:]) or PATTERNS
    print(table(tuple(result(each) for each in load() if each["pattern"] in wanted)))
