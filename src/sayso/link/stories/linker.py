"""Reports one at a time into a `StoryStore`: each goes to its story, and may call others to it.

What one report costs depends on how many share keys with it within the window, and on how many of those were
published later, not on how many are kept.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.link.store import Edge
from sayso.link.stories.candidates import keys, window
from sayso.link.stories.gist import Gist, gist, order
from sayso.link.stories.placing import LEAST, story
from sayso.link.stories.scorer import Side, compare, side
from sayso.link.stories.store import Standing, StoryStore
from sayso.types import Reading


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of it: ``stories`` are the ids of those that have other reports than before, and of those
    that are no more."""

    stories: tuple[str, ...]


class StoryLinker:
    """Finds the stories of reports in ``store``. What comes out is the same in whatever order they come."""

    def __init__(self, store: StoryStore) -> None:
        self.store = store

    def add(self, reading: Reading) -> Placed:
        """Place a report that the store does not have."""
        return self.add_gist(gist(reading))

    def add_gist(self, added: Gist) -> Placed:
        """`add`, of a gist that is made already."""
        keyed = keys(added)
        edges = self._edges(added, keyed)
        self.store.keep(added, keyed)
        self.store.join(edges)
        return self._settled([Standing(added.report, added.moment, added.day, None)], set())

    def remove(self, report: str) -> Placed:
        """Take a report out, for good or before another reading of it is added."""
        here = self.store.standings([report]).get(report)
        if here is None or here.story is None:
            return Placed(())
        after = list(self._after(here, {here.story}))
        self.store.drop(report)
        return self._settled(after, {here.story})

    def _edges(self, added: Gist, keyed: Iterable[int]) -> list[Edge]:
        here = side(added)
        found = (edge(here, side(other)) for other in self.store.candidates(tuple(keyed), *window(added.day)))
        return [each for each in found if each]

    def _settled(self, reports: Iterable[Standing], changed: set[str]) -> Placed:
        """Place ``reports`` anew, and whoever comes after and is concerned by it, in order."""
        ahead = [(order(each), each.report) for each in reports]
        heapq.heapify(ahead)
        done: set[str] = set()
        while ahead:
            _, report = heapq.heappop(ahead)
            if report in done:
                continue
            done.add(report)
            here = self.store.standings([report])[report]
            new = self._story(here)
            if new == here.story:
                continue
            touched = {new} | ({here.story} if here.story is not None else set())
            self.store.place({report: new})
            changed |= touched
            for later in self._after(here, touched):
                heapq.heappush(ahead, (order(later), later.report))
        return Placed(tuple(sorted(changed)))

    def _story(self, here: Standing) -> str:
        edges = list(self.store.edges([here.report]))
        around = self.store.standings({end for edge in edges for end in (edge.one, edge.other)})
        stories = {each.story for each in around.values() if each.story is not None}
        return story(here, edges, around, self.store.members(sorted(stories), *window(here.day)))

    def _after(self, here: Standing, stories: Iterable[str]) -> Iterable[Standing]:
        """The reports whose place may depend on whether ``here`` is in one of ``stories``."""
        return self.store.later(sorted(stories), here, *window(here.day))


def edge(here: Side, there: Side) -> Edge | None:
    """The edge between two reports, if they are alike enough to have one; whichever comes first."""
    verdict = compare(here, there)
    if verdict.score < LEAST:
        return None
    one, two = sorted((here.gist.report, there.gist.report))
    return Edge(one, two, verdict.score, verdict.reasons[0] if verdict.reasons else "")
