"""Statements that were judged the same, pair by pair, to claims.

The edges of a component say which statements may be one claim; they are merged by average linkage: of two
clusters, all pairs across are scored, and those with the highest average are merged first, while it is at
least `scorer.THRESHOLD` and no pair across is vetoed. So that a chain of small steps ("two killed", "several
killed", "nine killed") does not become one claim. What comes out depends on the component alone, not on the
order in which its statements came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from sayso.link.claims.mention import Mention
from sayso.link.claims.pair import Side, side
from sayso.link.claims.scorer import THRESHOLD, compare
from sayso.link.store import Edge
from sayso.types import Claim, Mode

APART = -1.0
"""The score of a vetoed pair: no average with it in reaches the threshold, since clusters are refused
outright."""


def clustered(mentions: Mapping[str, Mention], edges: Iterable[Edge]) -> tuple[Claim, ...]:
    """The claims that ``mentions`` (by statement's id) make up, by id; a statement that is the same as no
    other is a claim of its own. Edges to statements that are not in ``mentions`` are passed over."""
    inside = [edge for edge in edges if edge.one in mentions and edge.other in mentions]
    groups = _Clusters(mentions, inside).merged()
    by_pair = {(edge.one, edge.other): edge for edge in inside}
    return tuple(sorted((_claim(group, mentions, by_pair) for group in groups), key=lambda claim: claim.id))


def order(mention: Mention) -> tuple[bool, str, str]:
    """Sorts mentions by publication, the earliest first, undated ones last, ties by id. A moment without a
    zone is taken for UTC, a date without a time for its first moment."""
    if mention.published is None:
        return True, "", mention.statement
    return False, _moment(mention.published), mention.statement


def _moment(published: str) -> str:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return published
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


class _Clusters:
    """Average linkage over one or more components."""

    def __init__(self, mentions: Mapping[str, Mention], edges: Iterable[Edge]) -> None:
        self.mentions = mentions
        self.sides: dict[str, Side] = {}
        self.scores = {(edge.one, edge.other): edge.score for edge in edges}
        self.members = {each: [each] for each in mentions}
        self.near: dict[str, dict[str, float]] = defaultdict(dict)
        for (one, other), score in self.scores.items():
            self.near[one][other] = self.near[other][one] = score

    def merged(self) -> list[list[str]]:
        """The clusters, each sorted."""
        while (best := self._best()) is not None:
            self._merge(*best)
        return [sorted(members) for members in self.members.values()]

    def _best(self) -> tuple[str, str] | None:
        """The two clusters, by their first members, with the highest average; ties to those that sort
        first."""
        found = [
            (-average, one, other)
            for one, others in self.near.items()
            for other, average in others.items()
            if one < other and average >= THRESHOLD
        ]
        return min(found)[1:] if found else None

    def _merge(self, one: str, other: str) -> None:
        """Put ``other`` into ``one``; clusters are named by their first member."""
        self.members[one] += self.members.pop(other)
        neighbours = (self.near[one].keys() | self.near[other].keys()) - {one, other}
        for neighbour in neighbours:
            self.near[neighbour].pop(one, None)
            self.near[neighbour].pop(other, None)
        del self.near[other]
        self.near[one] = {}
        for neighbour in sorted(neighbours):
            average = self._average(self.members[one], self.members[neighbour])
            if average >= THRESHOLD:
                self.near[one][neighbour] = self.near[neighbour][one] = average

    def _average(self, ones: Iterable[str], others: Iterable[str]) -> float:
        """The average score of all pairs across; `APART` where one is vetoed."""
        scores = [self._score(*sorted((one, other))) for one in ones for other in others]
        return APART if APART in scores else sum(sorted(scores)) / len(scores)

    def _score(self, one: str, other: str) -> float:
        if (one, other) not in self.scores:
            verdict = compare(self._side(one), self._side(other))
            self.scores[one, other] = APART if verdict.veto else verdict.score
        return self.scores[one, other]

    def _side(self, statement: str) -> Side:
        if statement not in self.sides:
            self.sides[statement] = side(self.mentions[statement])
        return self.sides[statement]


def _claim(group: list[str], mentions: Mapping[str, Mention], edges: Mapping[tuple[str, str], Edge]) -> Claim:
    statements = sorted(group, key=lambda each: order(mentions[each]))
    inside = [edges[one, other] for one in group for other in group if (one, other) in edges]
    best = sorted(inside, key=lambda edge: (-edge.score, edge.one, edge.other))
    return Claim(
        id=statements[0],
        statements=tuple(statements),
        wording=_wording([mentions[each] for each in statements]),
        reasons=tuple(dict.fromkeys(edge.why for edge in best)),
    )


def _wording(ordered: list[Mention]) -> str:
    """Whose words stand for the claim: the middle one by length, of those told indirectly where there are any
    (a quotation's "I" and "here" need its report); the earlier of two."""
    told = [mention for mention in ordered if mention.mode is not Mode.DIRECT] or ordered
    by_length = sorted(told, key=lambda mention: len(mention.stems))
    return by_length[len(by_length) // 2].statement
