"""Reports one at a time into a `Store`: each brings its statements into claims with those before it.

What one report costs depends on how many statements share keys with its own within the window, not on how
many are kept. A report that is older than what is kept may make other statements first in their claims, or no
longer so; then their neighbours are looked at anew, in order of publication, until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from sayso.link.claims.candidates import keys, window
from sayso.link.claims.clusters import Place, claim, home, member, order
from sayso.link.claims.mention import Mention, mentions
from sayso.link.claims.pair import Side, side
from sayso.link.claims.scorer import compare
from sayso.link.store import Edge, Store
from sayso.types import Claim, Floats, Reading


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it: ``claims`` are those that are new or changed, ``gone`` the ids of claims that are no
    more (one that changed and kept its id is in ``claims`` only)."""

    claims: tuple[Claim, ...]
    gone: tuple[str, ...] = ()


class Linker:
    """Links reports into ``store``. What comes out is the same in whatever order they come."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def add(self, reading: Reading, vectors: Floats | None = None) -> Linked:
        """Link a report that the store does not have. ``vectors`` are its contents' embeddings, (statements,
        width)."""
        return self.add_mentions(mentions(reading, vectors))

    def remove(self, report: str) -> Linked:
        """Take a report out, for good or before another reading of it is added."""
        return _Settling(self.store).settled(self.store.drop(report))

    def add_mentions(self, added: Sequence[Mention]) -> Linked:
        """`add`, of mentions that are made already, of one report or several."""
        sides: dict[str, Side] = {}
        for mention in added:
            keyed = keys(mention)
            if keyed:
                self.store.join(self._edges(mention, keyed, sides))
            self.store.keep(mention, keyed)
        return _Settling(self.store).settled([mention.statement for mention in added])

    def _edges(self, mention: Mention, keyed: Sequence[int], sides: dict[str, Side]) -> list[Edge]:
        """The edges from a mention to those that are kept already. ``sides`` has those of the same call, and
        gets more."""
        here, found = side(mention), []
        for other in self.store.candidates(keyed, *window(mention)):
            there = sides.get(other.statement) or sides.setdefault(other.statement, side(other))
            found.append(edge(here, there))
        return [each for each in found if each]


class _Settling:
    """Finds every statement's home again after some came or went, and keeps the claims that changed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.mentions: dict[str, Mention] = {}
        self.homes: dict[str, str] = {}
        self.claims: dict[str, Claim] = {}
        self.ahead: list[Place] = []

    def settled(self, touched: Iterable[str]) -> Linked:
        """``touched`` are the statements that came, that went, or that had an edge to one that went."""
        touched = list(touched)
        self._learn(touched)
        for each in touched:
            if each in self.mentions:
                heappush(self.ahead, order(self.mentions[each]))
            else:
                self.homes.pop(each, None)
        while self.ahead:
            self._settle(heappop(self.ahead)[-1])
        return self._kept()

    def _settle(self, statement: str) -> None:
        """Find one statement's home; where it has another one than it had, those published behind it that
        have an edge to it come next."""
        edges = list(self.store.edges([statement]))
        ends = {end for edge in edges for end in (edge.one, edge.other)}
        self._learn(ends)
        self._learn({self.homes[end] for end in ends if end in self.homes})
        was = self.homes.get(statement)
        now = self.homes[statement] = home(self.mentions[statement], edges, self.homes, self.mentions)
        if was == now:
            return
        here = order(self.mentions[statement])
        for edge in edges:
            other = edge.other if edge.one == statement else edge.one
            place = order(self.mentions[other])
            if place > here and place not in self.ahead:
                heappush(self.ahead, place)

    def _learn(self, statements: Iterable[str]) -> None:
        """Look up statements that were not looked up yet, and the claims that they are in."""
        new = [each for each in statements if each not in self.mentions]
        if not new:
            return
        self.mentions.update(self.store.mentions(new))
        for found in self.store.claims(new):
            if found.id not in self.claims:
                self.claims[found.id] = found
                for each in found.statements:
                    self.homes.setdefault(each, found.id)

    def _kept(self) -> Linked:
        """Make the claims anew that won or lost a statement, and keep them."""
        old = {each: found.id for found in self.claims.values() for each in found.statements}
        moved = {each for each in old.keys() | self.homes.keys() if old.get(each) != self.homes.get(each)}
        changed = {home for each in moved for home in (old.get(each), self.homes.get(each)) if home}
        members: dict[str, list[str]] = {each: [] for each in changed}
        for each, found in self.homes.items():
            if found in members:
                members[found].append(each)
        wanted = [each for ids in members.values() for each in ids if each not in self.mentions]
        self.mentions.update(self.store.mentions(wanted))
        made = [
            claim([member(self.mentions[each]) for each in ids], self.store.edges([first]))
            for first, ids in sorted(members.items())
            if ids
        ]
        gone = sorted(each for each in changed if each in self.claims)
        self.store.replace(gone, made)
        known, ids_made = set(self.claims.values()), {each.id for each in made}
        return Linked(
            tuple(each for each in made if each not in known),
            tuple(each for each in gone if each not in ids_made),
        )


def edge(here: Side, there: Side) -> Edge | None:
    """The edge between two statements, if they say the same; whichever comes first."""
    verdict = compare(here, there)
    if not verdict.same:
        return None
    one, other = sorted((here.mention.statement, there.mention.statement))
    return Edge(one, other, verdict.score, verdict.reasons[0] if verdict.reasons else "")
