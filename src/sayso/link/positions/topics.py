"""Which stances are on one proposal: `alike`, `keys`, `topics`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from sayso.link.claims.mention import day_number
from sayso.link.claims.words import total, weight
from sayso.link.positions.stances import ON_CLAIMS
from sayso.link.positions.stands import Stand

CONTAINED = 0.7
"""The share of the shorter proposal's words, by weight, from which two are one."""

SPECIFIC = 14.0
"""The weight of shared words that is enough by itself: three rare words. Less ("an inquiry") is one proposal
only in reports about the same thing."""

LEAST = 5.0
"""The least weight of the words that two proposals share: one rare word."""

SETTING = 3
"""How many of the rarest words two reports share that are about the same thing."""

DAYS = 60
"""How many days may lie between two reports of a proposal that is told in few words."""


def keys(stand: Stand) -> tuple[str, ...]:
    """The stems under which stances on the same proposal can be found: the three rarest of it."""
    return tuple(sorted(stand.stems, key=lambda root: (-weight(root), root))[:3])


def alike(one: Stand, other: Stand) -> bool:
    """Whether two stances are on one proposal, or one claim. The order of the two makes no difference."""
    if (one.stance in ON_CLAIMS) != (other.stance in ON_CLAIMS):
        return False
    shared = frozenset(one.stems) & frozenset(other.stems)
    common = total(shared)
    if common < LEAST or common < CONTAINED * min(total(one.stems), total(other.stems)):
        return False
    if one.proposal.report == other.proposal.report or common >= SPECIFIC:
        return True
    setting = (frozenset(one.context) & frozenset(other.context)) - shared
    days = day_number(one.published), day_number(other.published)
    near = None in days or abs((days[0] or 0) - (days[1] or 0)) <= DAYS
    return near and len(setting) >= SETTING


def topics(stands: Sequence[Stand]) -> Mapping[Stand, str]:
    """Each stance's topic: the id of the statement that has its proposal first. Stances that are `alike`, or
    are so with a third, have one topic; their order makes no difference."""
    parent = list(range(len(stands)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    places: dict[str, list[int]] = {}
    for number, stand in enumerate(stands):
        for key in set(stand.stems):
            places.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for key in {key for stand in stands for key in keys(stand)}:
        pairs.update(combinations(places[key], 2))
    for one, other in sorted(pairs):
        if root(one) != root(other) and alike(stands[one], stands[other]):
            parent[root(other)] = root(one)
    first: dict[int, Stand] = {}
    for number, stand in enumerate(stands):
        first[root(number)] = min(first.get(root(number), stand), stand, key=when)
    return {stand: first[root(number)].statement for number, stand in enumerate(stands)}


def when(stand: Stand) -> tuple[str, str, str, str]:
    """The order in which stances were taken: when it was said, or else published; undated ones last."""
    published = stand.published or "9999"
    return (stand.said or published)[:10], published, stand.statement, stand.actor


def ordered(stands: Iterable[Stand]) -> list[Stand]:
    return sorted(stands, key=when)
