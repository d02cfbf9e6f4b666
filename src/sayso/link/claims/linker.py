"""Reports one at a time into a `Store`: each brings its statements into claims with those before it.

What one report costs depends on how many statements share keys with its own within the window, not on how
many are kept. Claims are worked out anew only where the report touched a component.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.link.claims.candidates import WINDOW, keys
from sayso.link.claims.clusters import clustered
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
        touched = self.store.drop(report)
        return self._redone(touched)

    def add_mentions(self, added: Sequence[Mention]) -> Linked:
        """`add`, of mentions that are made already, of one report or several."""
        for mention in added:
            keyed = keys(mention)
            if keyed:
                self.store.join(self._edges(mention, keyed))
            self.store.keep(mention, keyed)
        return self._redone([mention.statement for mention in added])

    def _edges(self, mention: Mention, keyed: Sequence[int]) -> list[Edge]:
        """The edges from a mention to those that are kept already."""
        here, found = side(mention), []
        for other in self.store.candidates(keyed, *_window(mention)):
            edge = _edge(here, other)
            if edge:
                found.append(edge)
        return found

    def _redone(self, statements: Iterable[str]) -> Linked:
        """The claims of the components that ``statements`` are in, made anew and kept."""
        component, edges = self._component(statements)
        before = list(self.store.claims([*component, *statements]))
        made = clustered(self.store.mentions(sorted(component)), edges)
        self.store.replace([claim.id for claim in before], made)
        known, ids = set(before), {claim.id for claim in made}
        changed = tuple(claim for claim in made if claim not in known)
        return Linked(changed, tuple(sorted(claim.id for claim in before if claim.id not in ids)))

    def _component(self, statements: Iterable[str]) -> tuple[set[str], set[Edge]]:
        """Everything that edges lead to from ``statements``, and those edges."""
        reached, ahead, edges = set(statements), set(statements), set[Edge]()
        while ahead:
            found = set(self.store.edges(sorted(ahead)))
            edges |= found
            ahead = {end for edge in found for end in (edge.one, edge.other)} - reached
            reached |= ahead
        return reached, edges


def _window(mention: Mention) -> tuple[int | None, int | None]:
    if mention.day is None:
        return None, None
    return mention.day - WINDOW, mention.day + WINDOW


def _edge(here: Side, mention: Mention) -> Edge | None:
    verdict = compare(here, side(mention))
    if not verdict.same:
        return None
    one, other = sorted((here.mention.statement, mention.statement))
    return Edge(one, other, verdict.score, verdict.reasons[0] if verdict.reasons else "")
