"""A reading built by hand, so that the exports and the command line are tested without a model."""

from __future__ import annotations

import pytest
from hypothesis import settings

from sayso.spans import words
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
    ConditionStatus,
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
    Qualifier,
    Reading,
    Reference,
    Report,
    Span,
    Statement,
    Time,
    TimeKind,
    Voice,
    VoiceRole,
    Words,
)

# A test never asserts a time; these machines are shared.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

BLOCKS = (
    (BlockKind.HEADLINE, "Larkhaven council told of dry reservoir"),
    (BlockKind.BYLINE, "By Ines Corvo"),
    (BlockKind.BODY, "The reservoir is “as good as empty”, the water board said, citing Dr Tamsin Oyelaran."),
    (BlockKind.CAPTION, "The Upper Mere on Sunday, seen from <the> dam & road."),
    (BlockKind.BODY, "=SUM(A1) was all that the board's spreadsheet showed, an engineer said."),
    (BlockKind.PROMO, "Read more: The long summer"),
)

COURIER = Actor("outlet:larkhaven-courier", "Larkhaven Courier", ActorKind.OUTLET)
BOARD = Actor("organisation:water-board", "Larkhaven Water Board", ActorKind.ORGANISATION)
SOMEBODY = Actor(
    "anon:0123456789abcdef:1", None, ActorKind.PERSON, BOARD.id, "engineer with the board", number="one"
)


def _span(text: str, piece: str) -> Span:
    """Where ``piece`` first stands in ``text``."""
    start = text.index(piece)
    return Span(start, start + len(piece))


@pytest.fixture
def reading() -> Reading:
    """A report with three statements: a mixed one in two pieces, an indirect one inside it, and one
    without source and cue whose content looks like a spreadsheet's formula."""
    text, blocks = "", []
    for kind, piece in BLOCKS:
        start = len(text)
        text += piece
        blocks.append(Block(kind, start, len(text)))
        text += "\n\n"
    text = text.rstrip()
    report = Report(
        id="0123456789abcdef",
        text=text,
        blocks=tuple(blocks),
        url="https://courier.example/water",
        outlet=Outlet("Larkhaven Courier", "courier.example"),
        published="2031-08-14T09:30:00+01:00",
        title="Larkhaven council told of dry reservoir",
        authors=("Ines Corvo",),
        language="en",
        notes=("The page gives no canonical address.",),
    )

    def said(piece: str) -> Words:
        found = words(text, (_span(text, piece),))
        assert found
        return found

    def voice(role: VoiceRole, piece: str, actor: str, name: str | None, anonymity: Anonymity) -> Voice:
        return Voice(role, actor, name, anonymity, piece, (_span(text, piece),), 0.9, "It reads as a name.")

    publisher = Voice(
        VoiceRole.PUBLISHER,
        COURIER.id,
        COURIER.name,
        Anonymity.NAMED,
        None,
        (),
        1.0,
        "The metadata names it.",
    )

    def when(piece: str) -> Time:
        spans = (_span(text, piece),)
        return Time(
            TimeKind.DATE, piece, spans, "2031-08-10", "2031-08-10", "2031-08-10", why="Four days ago."
        )

    content = words(
        text, (_span(text, "The reservoir is “as good as empty”"), _span(text, "citing Dr Tamsin Oyelaran"))
    )
    assert content
    statements = (
        Statement(
            "0123456789abcdef:1",
            Mode.MIXED,
            None,
            0.97,
            said("the water board"),
            said("said"),
            content,
            (publisher, voice(VoiceRole.ORIGIN, "the water board", BOARD.id, BOARD.name, Anonymity.NAMED)),
            Party("Ines Corvo", (_span(text, "Ines Corvo"),)),
            Party("the water board", (_span(text, "the water board"),), BOARD.id, BOARD.name),
            said("the board's spreadsheet"),
            Act.WARN,
            True,
            EventKind.THREATEN,
            Certainty.HEDGED,
            Polarity.NEGATIVE,
            (Hedge(HedgeKind.SCARE_QUOTES, "“as good as empty”", (_span(text, "“as good as empty”"),)),),
            when("on Sunday"),
            (when("The long summer"),),
            (
                Figure(
                    FigureKind.MEASURE,
                    "A1",
                    (_span(text, "A1"),),
                    1.5,
                    1.5,
                    None,
                    Qualifier.AT_LEAST,
                    "litre",
                    said("spreadsheet"),
                ),
            ),
            (
                Place(
                    "Upper Mere",
                    (_span(text, "Upper Mere"),),
                    "Upper Mere",
                    "GB",
                    54.5,
                    -3.0,
                    7,
                    "One has it.",
                ),
            ),
            (
                Condition(
                    ConditionKind.UNLESS, "as good as", (_span(text, "as good as"),), ConditionStatus.ABSENT
                ),
            ),
            (Reference(_span(text, "the water board"), BOARD.id, BOARD.name, 0.9, "It is its name."),),
            ("The cue “said” has a subject.",),
        ),
        Statement(
            "0123456789abcdef:2",
            Mode.INDIRECT,
            "0123456789abcdef:1",
            0.61,
            said("Dr Tamsin Oyelaran"),
            said("citing"),
            said("The reservoir is “as good as empty”"),
            (
                publisher,
                voice(VoiceRole.RELAY, "the water board", BOARD.id, BOARD.name, Anonymity.NAMED),
                voice(VoiceRole.ORIGIN, "Dr Tamsin Oyelaran", SOMEBODY.id, None, Anonymity.DESCRIBED),
            ),
        ),
        Statement(
            "0123456789abcdef:3",
            Mode.DIRECT,
            None,
            0.42,
            None,
            None,
            said("=SUM(A1) was all that the board's spreadsheet showed"),
            (publisher,),
        ),
    )
    party = Party("the water board", (_span(text, "the water board"),), BOARD.id, BOARD.name)
    warning = Event(
        "0123456789abcdef:e1",
        EventKind.THREATEN,
        "warning",
        EventStatus.HAPPENED,
        said("said"),
        (party,),
        (),
        when("on Sunday"),
        contexts=("disaster",),
        statements=("0123456789abcdef:1",),
        speech=True,
        confidence=0.8,
        reasons=("A warning is a speech act.",),
    )
    return Reading(report, statements, (COURIER, BOARD, SOMEBODY), (warning,))
