"""Positions made of stances: `folded`, `positions`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.link.positions.stands import Stand, stands
from sayso.link.positions.topics import ordered, topics
from sayso.types import Position, Reading, Stance

FOR = frozenset([Stance.SUPPORTS, Stance.DEMANDS, Stance.PROPOSES, Stance.PROMISES, Stance.CONFIRMS])
"""Stances on the one side; the others are on the other side."""


def positions(readings: Iterable[Reading]) -> tuple[Position, ...]:
    """The positions of all actors in ``readings``; their order makes no difference."""
    return folded([stand for reading in readings for stand in stands(reading)])


def folded(every: Sequence[Stand]) -> tuple[Position, ...]:
    """The positions that stances come to, by topic (the first first), actor and time. An actor's stances on
    one topic that follow each other and are the same are one position; where one changes side, the position
    that follows says from what (``before``)."""
    unique = ordered({(each.statement, each.actor): each for each in every}.values())
    topic = topics(unique)
    groups: dict[tuple[str, str], list[Stand]] = {}
    for stand in unique:
        groups.setdefault((topic[stand], stand.actor), []).append(stand)
    return tuple(position for (about, _), taken in groups.items() for position in _positions(about, taken))


def _positions(topic: str, taken: Sequence[Stand]) -> Iterator[Position]:
    """One actor's positions on one topic."""
    runs: list[list[Stand]] = []
    for stand in taken:
        if runs and runs[-1][0].stance is stand.stance:
            runs[-1].append(stand)
        else:
            runs.append([stand])
    before: Stance | None = None
    for run in runs:
        first = run[0]
        reported = sorted(run, key=lambda each: (each.published or "9999", each.statement))
        changed = before if before is not None and (before in FOR) != (first.stance in FOR) else None
        yield Position(
            actor=first.actor,
            name=first.name,
            stance=first.stance,
            topic=topic,
            proposal=max(run, key=lambda each: (len(each.stems), each.statement)).proposal,
            since=first.said or first.published,
            statements=tuple(dict.fromkeys(each.statement for each in reported)),
            through=tuple(dict.fromkeys(name for each in reported for name in each.through)),
            before=changed,
            why=_why(first, changed),
            confidence=max(each.confidence for each in run),
        )
        before = first.stance


def _why(first: Stand, changed: Stance | None) -> str:
    if changed is None:
        return first.why
    return f"{first.why} Until then the same voice had it otherwise ({changed.value})."
