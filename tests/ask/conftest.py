"""A small ledger made by hand: a bridge toll, a ferry, and who said what of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import ledger
from sayso.ask.desk import Desk
from sayso.types import (
    Act,
    Actor,
    ActorKind,
    Anonymity,
    Block,
    BlockKind,
    Mode,
    Outlet,
    Reading,
    Report,
    Span,
    Statement,
    Voice,
    VoiceRole,
    Words,
)

HOLT = Actor("person:maren-holt", "Maren Holt", ActorKind.PERSON, "organ:ports", "minister")
OTHER_HOLT = Actor("person:otto-holt", "Otto Holt", ActorKind.PERSON)
PORTS = Actor("organ:ports", "Ministry of Ports", ActorKind.ORGAN)
OFFICIAL = Actor("anon:x:1", None, ActorKind.PERSON, role="a harbour official")
COURIER = Actor("outlet:larkhaven-courier", "Larkhaven Courier", ActorKind.OUTLET)
POST = Actor("outlet:quay-post", "Quay Post", ActorKind.OUTLET)

Told = tuple[Actor | None, str, Act, str, Actor | None]
"""Who, in which words for them, which act, what, and through whom."""

REPORTS: tuple[tuple[Actor, str | None, str, tuple[Told, ...]], ...] = (
    (
        COURIER,
        "2031-05-02T08:30:00+00:00",
        "Bridge toll to rise",
        (
            (HOLT, "Holt", Act.SAY, "the bridge toll will rise in June", None),
            (OFFICIAL, "she", Act.WARN, "the old bridge may close", POST),
        ),
    ),
    (
        POST,
        "2031-05-03",
        "=Minister denies it",
        (
            (HOLT, "the Minister", Act.DENY, "-that any toll was planned", None),
            (OTHER_HOLT, "Otto Holt", Act.SAY, "the toll is a toll too many", None),
        ),
    ),
    (POST, None, "An undated page", ((None, "", Act.SAY, "a ferry sails at night", None),)),
)


def reading(publisher: Actor, published: str | None, title: str, told: tuple[Told, ...]) -> Reading:
    lines = [f"{called} said {what}.\n" for _, called, _, what, _ in told]
    text = "".join(lines)
    identifier = hashlib.sha256(text.encode()).hexdigest()[:16]
    statements = tuple(
        _statement(f"{identifier}:{number}", publisher, one, len("".join(lines[: number - 1])))
        for number, one in enumerate(told, 1)
    )
    actors = {publisher.id: publisher, PORTS.id: PORTS}
    actors |= {actor.id: actor for who, _, _, _, through in told for actor in (who, through) if actor}
    outlet = Outlet(publisher.name, f"{publisher.id.partition(':')[2]}.example")
    block = Block(BlockKind.BODY, 0, len(text))
    report = Report(
        identifier, text, (block,), outlet=outlet, published=published, title=title, language="en"
    )
    return Reading(report, statements, tuple(actors.values()))


def _statement(identifier: str, publisher: Actor, told: Told, start: int) -> Statement:
    who, called, act, what, through = told
    voices = [Voice(VoiceRole.PUBLISHER, publisher.id, publisher.name, Anonymity.NAMED, None, ())]
    if through:
        voices.append(Voice(VoiceRole.RELAY, through.id, through.name, Anonymity.NAMED, through.name, ()))
    source = None
    if who:
        source = Words(called, (Span(start, start + len(called)),))
        kind = Anonymity.NAMED if who.name else Anonymity.DESCRIBED
        voices.append(Voice(VoiceRole.ORIGIN, who.id, who.name, kind, called, source.spans, 0.9, "A test."))
    content = start + len(called) + 6
    return Statement(
        identifier,
        Mode.INDIRECT,
        None,
        0.9,
        source,
        Words("said", (Span(content - 5, content - 1),)),
        Words(what, (Span(content, content + len(what)),)),
        tuple(voices),
        act=act,
        act_known=True,
        reasons=("A test says so.",),
    )


@pytest.fixture(scope="session")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("ledger") / "desk.db"
    with ledger.writer(file) as writer:
        for report in REPORTS:
            writer.add(reading(*report), model="test")
        writer.refuse("https://quay.example/app", "NoArticle", "has no article", "name another page")
    return file


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk(ledger.view(path)) as opened:
        yield opened
