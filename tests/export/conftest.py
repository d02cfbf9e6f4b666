"""Readings whose every word may hold what breaks a careless format: quotes, markup, control characters, line
ends of all kinds, letters outside the basic plane, marks that turn the direction of writing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import strategies as st

from sayso.spans import merged, words
from sayso.types import (
    Act,
    Actor,
    ActorKind,
    Anonymity,
    Block,
    BlockKind,
    Certainty,
    Condition,
    ConditionKind,
    Event,
    EventKind,
    EventStatus,
    Figure,
    FigureKind,
    Hedge,
    HedgeKind,
    Mode,
    Outlet,
    Party,
    Place,
    Polarity,
    Reading,
    Report,
    Span,
    Statement,
    Time,
    TimeKind,
    Voice,
    VoiceRole,
)

ODD = (
    "\"'<>&;,:%{}[]|\\/#^`=~*@\t\n\x00\x07\x0b\x0c\x1c\x1b\x7f\x85\xa0\xad"
    "\u200b\u2028\u2029\u202e\ufeff\ufffe𐐷🙂é“”"
)
letters = st.sampled_from(ODD) | st.sampled_from("abc 1") | st.characters(exclude_categories=("Cs",))
strange = st.text(letters, min_size=1, max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
maybe = st.none() | strange


@st.composite
def spans_of(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """One to three spans of ``text``, sorted, disjoint, apart."""
    pieces = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        pieces.append(Span(start, draw(st.integers(start + 1, len(text)))))
    return merged(pieces)


@st.composite
def odd_readings(draw: st.DrawFn) -> Reading:
    """A reading of one or two statements and an event, with no field left to be tame."""
    text = unicodedata.normalize("NFC", draw(st.text(letters, min_size=5, max_size=60)))
    number = draw(st.integers(0, 2**64 - 1))
    kinds = draw(st.lists(st.sampled_from(ActorKind), min_size=1, max_size=3))
    actors = [
        Actor(f"{kind}:{draw(strange)}", draw(maybe), kind, role=draw(maybe), condition=None)
        for kind in kinds
    ]
    actors.append(Actor("organ:x/y", draw(maybe), ActorKind.ORGAN, of=actors[0].id, role=draw(maybe)))
    report = Report(
        id=f"{number:016x}",
        text=text,
        blocks=(Block(BlockKind.BODY, 0, len(text)),),
        url=draw(st.none() | strange | st.just("https://courier.example/a b?“q”=<1>&2#é|x")),
        outlet=draw(st.none() | st.builds(Outlet, maybe, maybe)),
        published=draw(
            st.sampled_from([None, "2031-08", "2031-08-14", "2031-08-14T09:30", "2031-08-14T09:30:00+01:00"])
        ),
        title=draw(maybe),
        authors=tuple(draw(st.lists(strange, max_size=2))),
        language=draw(st.sampled_from([None, "en"])),
    )
    first = _statement(draw, report, actors, None, 1)
    statements = [first]
    if draw(st.booleans()):
        statements.append(_statement(draw, report, actors, first.id, 2))
    event = Event(
        f"{report.id}:e1",
        draw(st.sampled_from(EventKind)),
        draw(maybe),
        draw(st.sampled_from(EventStatus)),
        words(text, draw(spans_of(text))),
        tuple(_party(draw, text, actors) for _ in range(draw(st.integers(0, 2)))),
        tuple(_party(draw, text, actors) for _ in range(draw(st.integers(0, 2)))),
        draw(st.none() | st.just(_time(draw, text))),
        (_place(draw, text),),
        (_figure(draw, text),),
        (draw(strange),),
        (first.id,),
        draw(st.booleans()),
        0.5,
        (draw(strange),),
    )
    return Reading(report, tuple(statements), tuple({actor.id: actor for actor in actors}.values()), (event,))


def _statement(draw, report: Report, actors: list[Actor], parent: str | None, number: int) -> Statement:
    text = report.text

    def said(optional: bool = True):
        return None if optional and draw(st.booleans()) else words(text, draw(spans_of(text)))

    publisher = Voice(VoiceRole.PUBLISHER, actors[0].id, actors[0].name, Anonymity.NAMED, None, ())
    voices = [publisher] if draw(st.booleans()) else []
    for role in (VoiceRole.RELAY, VoiceRole.ORIGIN):
        for _ in range(draw(st.integers(0, 2))):
            actor = draw(st.none() | st.sampled_from(actors))
            name = actor.name if actor else None
            kind = actor and (Anonymity.NAMED if name else Anonymity.UNNAMED)
            spans = draw(spans_of(text))
            voiced = words(text, spans)
            voices.append(Voice(role, actor and actor.id, name, kind, voiced.text, spans, 0.5, draw(strange)))
    return Statement(
        f"{report.id}:{number}",
        draw(st.sampled_from(Mode)),
        parent,
        draw(st.floats(0, 1)),
        said(),
        said(),
        said(optional=False),
        tuple(voices),
        draw(st.none() | st.just(_party(draw, text, actors))),
        draw(st.none() | st.just(_party(draw, text, actors))),
        said(),
        draw(st.sampled_from(Act)),
        draw(st.booleans()),
        draw(st.none() | st.sampled_from(EventKind)),
        draw(st.sampled_from(Certainty)),
        draw(st.sampled_from(Polarity)),
        (Hedge(HedgeKind.HEDGE, draw(strange), draw(spans_of(text))),),
        _time(draw, text),
        (_time(draw, text),),
        (_figure(draw, text),),
        (_place(draw, text),),
        (Condition(ConditionKind.IF, draw(strange), draw(spans_of(text)), why=draw(strange)),),
        (),
        (draw(strange),),
    )


def _party(draw, text: str, actors: list[Actor]) -> Party:
    actor = draw(st.none() | st.sampled_from(actors))
    found = words(text, draw(spans_of(text)))
    return Party(found.text, found.spans, actor and actor.id, actor and actor.name)


def _time(draw, text: str) -> Time:
    value, start = draw(st.sampled_from([(None, None), ("2031-08", "2031-08-01"), ("PAST_REF", None)]))
    found = words(text, draw(spans_of(text)))
    return Time(TimeKind.DATE, found.text, found.spans, value, start, start, why=draw(strange))


def _figure(draw, text: str) -> Figure:
    found = words(text, draw(spans_of(text)))
    value = draw(st.none() | st.floats(0, 1e12))
    return Figure(FigureKind.COUNT, found.text, found.spans, value, value, None, counts=found)


def _place(draw, text: str) -> Place:
    found = words(text, draw(spans_of(text)))
    name = draw(maybe)
    return Place(found.text, found.spans, name, name and "GB", name and 54.5, name and -3.0, name and 7)


@pytest.fixture(scope="session")
def odd() -> st.SearchStrategy[Reading]:
    """The strategy; a session's fixture, since hypothesis wants none that is made for each test."""
    return odd_readings()
