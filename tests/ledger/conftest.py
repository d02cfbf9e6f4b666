"""Readings made by hand, so that the ledger is tested without a model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso import ledger
from sayso.ledger.sqlite.writer import SqliteWriter
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

Said = tuple[str, str]
"""Who said it, and what."""


def made(
    *said: Said,
    outlet: str = "Larkhaven Courier",
    url: str | None = None,
    published: str | None = "2031-03-04T18:05+01:00",
    modified: str | None = None,
    title: str = "A made-up report",
    act: Act = Act.SAY,
    body: str = "",
) -> Reading:
    """A reading of a text with one sentence for each of ``said``."""
    text, statements, actors = body, [], {}
    publisher = Voice(VoiceRole.PUBLISHER, f"outlet:{_slug(outlet)}", outlet, Anonymity.NAMED, None, ())
    actors[publisher.actor] = Actor(str(publisher.actor), outlet, ActorKind.OUTLET)
    places = []
    for who, what in said:
        start = len(text)
        text += f"{who} said {what}.\n"
        places.append((who, what, start))
    report = _report(
        text or "Nothing was said.", outlet, url=url, published=published, modified=modified, title=title
    )
    for number, (who, what, start) in enumerate(places, 1):
        named = who[:1].isupper()
        actor = f"person:{_slug(who)}" if named else f"anon:{report.id}:{number}"
        actors[actor] = Actor(actor, who if named else None, ActorKind.PERSON)
        spans = (Span(start, start + len(who)),)
        anonymity = Anonymity.NAMED if named else Anonymity.UNNAMED
        origin = Voice(VoiceRole.ORIGIN, actor, who if named else None, anonymity, who, spans)
        cue, content = start + len(who) + 1, start + len(who) + 6
        statements.append(
            Statement(
                f"{report.id}:{number}",
                Mode.INDIRECT,
                None,
                0.9,
                Words(who, spans),
                Words("said", (Span(cue, cue + 4),)),
                Words(what, (Span(content, content + len(what)),)),
                (publisher, origin),
                act=act,
            )
        )
    return Reading(report, tuple(statements), tuple(actors.values()))


def _report(text: str, outlet: str, **others: str | None) -> Report:
    return Report(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        blocks=(Block(BlockKind.BODY, 0, len(text)),),
        outlet=Outlet(outlet, f"{_slug(outlet)}.example"),
        language="en",
        **others,
    )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


@pytest.fixture(name="made")
def _made() -> Callable[..., Reading]:
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def writer(path: Path) -> Iterator[SqliteWriter]:
    with ledger.writer(path) as opened:
        yield opened
