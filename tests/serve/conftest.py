"""A small ledger made by hand, served without a socket; and where there is a browser, the worked story."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso import ledger
from sayso.serve.app import application
from sayso.serve.site import Site
from sayso.types import (
    Act,
    Actor,
    ActorKind,
    Anonymity,
    Block,
    BlockKind,
    Certainty,
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
PORTS = Actor("organ:ports", "Ministry of Ports", ActorKind.ORGAN)
POST = Actor("outlet:quay-post", "Quay Post", ActorKind.OUTLET)
MARKUP = "<script>alert(1)</script> & <b>bold</b>"


def words(text: str, part: str) -> Words:
    """Where ``part`` stands in a text."""
    start = text.index(part)
    return Words(part, (Span(start, start + len(part)),))


def reading(
    *lines: tuple[str, str, str, Act],
    outlet: str = "Larkhaven Courier",
    published: str | None = "2031-05-02T08:30:00+00:00",
    title: str | None = "Bridge toll to rise",
    url: str | None = None,
) -> Reading:
    """A report of one paragraph for each of ``lines``: who (one who begins with a small letter has no name),
    the cue, what, and the act."""
    paragraphs = [f"{who} {cue} {what}." for who, cue, what, _ in lines]
    text = "\n".join(paragraphs)
    report = Report(
        hashlib.sha256(text.encode()).hexdigest()[:16],
        text,
        tuple(_blocks(paragraphs)),
        outlet=Outlet(outlet, f"{outlet.lower().replace(' ', '-')}.example"),
        published=published,
        title=title,
        url=url,
        language="en",
    )
    publisher = Voice(
        VoiceRole.PUBLISHER, f"outlet:{outlet.lower().replace(' ', '-')}", outlet, Anonymity.NAMED, None, ()
    )
    statements, actors = [], {PORTS.id: PORTS, POST.id: POST}
    for number, (who, cue, what, act) in enumerate(lines, 1):
        source = words(text, who)
        if who[0].isupper():
            actor = HOLT if who == "Holt" else Actor(f"person:{who.lower()}", who, ActorKind.PERSON)
            kind = Anonymity.NAMED
        else:
            actor = Actor(f"anon:{report.id}:{number}", None, ActorKind.PERSON, role=who)
            kind = Anonymity.UNNAMED
        actors[actor.id] = actor
        relay = Voice(VoiceRole.RELAY, POST.id, POST.name, Anonymity.NAMED, "the Post", (), 0.9)
        origin = Voice(
            VoiceRole.ORIGIN, actor.id, actor.name, kind, who, source.spans, 0.9, f"“{who}” is meant."
        )
        voices = (publisher, origin) if kind is Anonymity.NAMED else (publisher, relay, origin)
        statements.append(
            Statement(
                f"{report.id}:{number}",
                Mode.INDIRECT,
                None,
                0.91,
                source,
                words(text, cue),
                words(text, what),
                voices,
                act=act,
                act_known=True,
                certainty=Certainty.ASSERTED,
                reasons=("The cue says so.",),
            )
        )
    made = tuple(actors.values())
    outlets = Actor(str(publisher.actor), outlet, ActorKind.OUTLET)
    return Reading(report, tuple(statements), (*made, outlets))


def _blocks(paragraphs: list[str]) -> Iterator[Block]:
    at = 0
    for paragraph in paragraphs:
        yield Block(BlockKind.BODY, at, at + len(paragraph))
        at += len(paragraph) + 1


TOLL = reading(
    ("Holt", "said", "the bridge toll will rise in June", Act.SAY),
    ("a harbour official", "warned", "the old bridge may close", Act.WARN),
    url="https://larkhaven-courier.example/toll",
)
DENIAL = reading(
    ("Holt", "denied", "that any toll was planned", Act.DENY),
    ("Pell", "claimed", f"{MARKUP} was the toll", Act.SAY),
    outlet="Quay Post",
    published="2031-05-03",
    title=f"Minister {MARKUP}",
)
EARLIER = replace(
    reading(
        ("Holt", "said", "the bridge toll will rise in May", Act.SAY),
        url="https://larkhaven-courier.example/toll",
        published="2031-05-01T08:30:00+00:00",
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger with three reports, two of which are versions of one."""
    path = tmp_path / "desk.db"
    with ledger.writer(path) as opened:
        for one in (EARLIER, TOLL, DENIAL):
            opened.add(one, model="none")
        opened.refuse("https://quay-post.example/gone", "NotFound", "no such page", "check the address")
    return path


@pytest.fixture
def client(file: Path) -> Iterator[TestClient]:
    with served(Site(file)) as made:
        yield made


def served(site: Site) -> TestClient:
    """A browser of sorts, which follows no redirects."""
    return TestClient(application(site), "http://localhost:8642", follow_redirects=False)


@pytest.fixture(name="served")
def _served() -> Callable[[Site], TestClient]:
    return served


@pytest.fixture(name="reading", scope="session")
def _reading() -> Callable[..., Reading]:
    return reading


@pytest.fixture
def toll() -> Reading:
    return TOLL


@pytest.fixture
def denial() -> Reading:
    return DENIAL


@pytest.fixture
def earlier() -> Reading:
    return EARLIER


@pytest.fixture
def known() -> dict[str, str]:
    """The ids of the reports by name."""
    return {"toll": TOLL.report.id, "denial": DENIAL.report.id, "earlier": EARLIER.report.id}
