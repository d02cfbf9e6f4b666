"""Positions: who is for what and who against it, by topic and time, with every change of side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.ask.desk import Desk
from sayso.ask.page import behind
from sayso.export import linked
from sayso.link.positions.folding import FOR
from sayso.serve.page import Answer, Asked, Table
from sayso.types import Position

TOPICS = 25


@dataclass(frozen=True, slots=True)
class Topic:
    """All positions on one proposal, in the order of time, under its longest words; ``changes`` is how often
    somebody changed sides, ``sides`` is 2 where there are some for and some against it."""

    id: str
    words: str
    positions: tuple[Position, ...]
    actors: int
    changes: int
    sides: int


def positions(asked: Asked) -> Answer:
    """The positions on what the statements that answer a query are about; topics on which somebody changed
    sides come first, then those with two sides, then those on which most have one."""
    query = asked.query
    found = asked.desk.positions(query)
    page = behind(topics(found), TOPICS, asked.get("after"), lambda topic: topic.id)
    rows = [position for topic in page.rows for position in topic.positions]
    return Answer(
        "positions.html",
        {
            "query": query,
            "topics": page.rows,
            "side": side,
            "roles": roles(asked.desk, rows),
            "next": asked.here(after=page.next) if page.next else None,
        },
        Table("positions", linked.positions(), rows, {"query": str(query)}, page.next),
    )


def topics(found: Sequence[Position]) -> list[Topic]:
    """Positions by topic, those that tell most first."""
    ordered = sorted(found, key=lambda position: position.topic)
    made = [_topic(name, list(group)) for name, group in groupby(ordered, lambda one: one.topic)]
    return sorted(made, key=lambda topic: (-topic.changes, -topic.sides, -topic.actors, topic.id))


def roles(desk: Desk, found: Sequence[Position]) -> dict[str, str]:
    """How reports first describe those who have no name, by the actor's id."""
    nameless = {position.actor for position in found if not position.name}
    described = {actor: desk.view.actor(actor).role for actor in sorted(nameless)}
    return {actor: role for actor, role in described.items() if role}


def side(position: Position) -> str:
    """Whether somebody is for it or against it."""
    return "for" if position.stance in FOR else "against"


def _topic(name: str, taken: list[Position]) -> Topic:
    return Topic(
        name,
        max((position.proposal.text for position in taken), key=len),
        tuple(sorted(taken, key=lambda position: position.since or "9999")),
        len({position.actor for position in taken}),
        sum(position.before is not None for position in taken),
        len({side(position) for position in taken}),
    )
