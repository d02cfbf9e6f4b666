"""Statements that were judged the same, pair by pair, to claims.

Statements are taken in order of publication. Each joins the claim of that earlier statement which it is most
the same as; one that is the same as none is the first of a claim of its own. What comes out depends on the
statements and their edges alone, not on the order in which they came; and one that is added last changes the
home of no other, so that it costs the same in a large ledger as in a small one. Nothing joins a claim whose
first statement it cannot be the same as (`scorer.VETOES`), so that small steps ("two killed", "several
killed", "nine killed") do not add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from sayso.link.claims.mention import TELLING, Mention
from sayso.link.claims.scorer import same
from sayso.link.store import Edge
from sayso.types import Claim, Mode

Place = tuple[bool, str, str, bool, int, str]
"""Where a statement comes in the order of publication (`order`)."""


def clustered(mentions: Mapping[str, Mention], edges: Iterable[Edge]) -> tuple[Claim, ...]:
    """The claims that ``mentions`` (by statement's id) make up, by id; edges to others are passed over."""
    near: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        near[edge.one].append(edge)
        near[edge.other].append(edge)
    homes: dict[str, str] = {}
    members: dict[str, list[str]] = defaultdict(list)
    for statement in sorted(mentions, key=lambda each: order(mentions[each])):
        homes[statement] = home(mentions[statement], near[statement], homes, mentions)
        members[homes[statement]].append(statement)
    return tuple(
        claim([member(mentions[each]) for each in members[first]], near[first]) for first in sorted(members)
    )


def order(mention: Mention) -> Place:
    """Sorts mentions by publication, the earliest first, undated ones last, ties by the report's id. Of one
    report, what is told comes before the mere matter of a deed ("agreed on a draft"), and the sentence of
    most words before its short forms, as in a headline: more can be compared with it. A moment without a
    zone is taken for UTC, a date without a time for its first moment."""
    inside = mention.report, mention.act not in TELLING, -len(mention.stems), mention.statement
    if mention.published is None:
        return True, "", *inside
    return False, _moment(mention.published), *inside


@lru_cache(maxsize=1 << 12)
def _moment(published: str) -> str:
    try:
        moment = datetime.fromisoformat(published)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return published


class Earlier(NamedTuple):
    """A statement that has an edge to one that comes behind it: the edge's ``score``, its ``place``, and the
    ``first`` statement of the claim that it is in."""

    statement: str
    score: float
    place: Place
    first: str


def home(
    mention: Mention, edges: Iterable[Edge], homes: Mapping[str, str], mentions: Mapping[str, Mention]
) -> str:
    """The first statement of the claim that a statement belongs to (`joined`). ``homes`` are those of the
    statements before it; ``mentions`` has them and their firsts."""
    here = order(mention)
    near = [(edge, edge.other if edge.one == mention.statement else edge.one) for edge in edges]
    before = [
        Earlier(other, edge.score, order(mentions[other]), homes[other])
        for edge, other in near
        if other in homes and other in mentions and order(mentions[other]) < here
    ]
    return joined(mention.statement, before, lambda first: same(mention, mentions[first]).veto is None)


def joined(statement: str, before: Iterable[Earlier], fits: Callable[[str], bool]) -> str:
    """The first statement of the claim that a statement joins: the claim of the one with the highest score,
    of those ``before`` it that have an edge to it, ties to the earliest; itself where there is none.
    ``fits`` tells whether it can be the same as a first one that it has no edge to."""
    best = sorted(before, key=lambda each: (-each.score, each.place, each.first))
    direct = {each.statement for each in best}
    return next((each.first for each in best if each.first in direct or fits(each.first)), statement)


class Member(NamedTuple):
    """What a claim needs to know of one of its statements."""

    place: Place
    mode: Mode
    clausal: bool

    @property
    def statement(self) -> str:
        return self.place[-1]

    @property
    def stems(self) -> int:
        """How many stems its content has."""
        return -self.place[-2]


def member(mention: Mention) -> Member:
    return Member(order(mention), mention.mode, mention.clausal)


def claim(members: Iterable[Member], edges: Iterable[Edge]) -> Claim:
    """The claim of ``members``; ``edges`` are those of its first one, which give the reasons."""
    ordered = sorted(members, key=lambda each: each.place)
    inside = {each.statement for each in ordered}
    best = sorted(
        (edge for edge in edges if edge.one in inside and edge.other in inside),
        key=lambda edge: (-edge.score, edge.one, edge.other),
    )
    return Claim(
        id=ordered[0].statement,
        statements=tuple(each.statement for each in ordered),
        wording=_wording(ordered),
        reasons=tuple(dict.fromkeys(edge.why for edge in best)),
    )


def _wording(ordered: list[Member]) -> str:
    """Whose words stand for the claim: of whole clauses told indirectly, where there are any (a quotation's
    "I" and "here" need its report), the middle one by length; the earlier of equals."""
    told = [each for each in ordered if each.mode is not Mode.DIRECT and each.clausal]
    by_length = sorted(told or ordered, key=lambda each: each.stems)
    return by_length[len(by_length) // 2].statement
