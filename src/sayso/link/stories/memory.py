"""A `StoryStore` in memory: for tests, benchmarks, and reports that go into no ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.link.postings import Postings
from sayso.link.store import Edge
from sayso.link.stories.gist import Gist, order
from sayso.link.stories.store import Standing


class StoryMemory:
    """Everything in dictionaries."""

    def __init__(self) -> None:
        self._gists: dict[str, Gist] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._postings = Postings()
        self._edges: dict[str, dict[str, Edge]] = defaultdict(dict)
        self._story_of: dict[str, str] = {}
        self._members: dict[str, dict[str, None]] = defaultdict(dict)

    def keep(self, gist: Gist, keys: Sequence[int]) -> None:
        self._gists[gist.report] = gist
        self._keys[gist.report] = tuple(keys)
        self._postings.keep(keys, gist.day, gist.report)

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterator[Gist]:
        for report in self._postings.found(keys, since, until):
            yield self._gists[report]

    def gists(self, reports: Iterable[str]) -> Mapping[str, Gist]:
        return {each: self._gists[each] for each in reports if each in self._gists}

    def standings(self, reports: Iterable[str]) -> Mapping[str, Standing]:
        return {each: self._standing(each) for each in reports if each in self._gists}

    def join(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            self._edges[edge.one][edge.other] = self._edges[edge.other][edge.one] = edge

    def edges(self, reports: Iterable[str]) -> Iterator[Edge]:
        yield from sorted({edge for each in reports for edge in self._edges.get(each, {}).values()})

    def members(self, stories: Iterable[str], since: int | None, until: int | None) -> Iterator[Standing]:
        for story in stories:
            for report in self._members.get(story, ()):
                if _between(self._gists[report].day, since, until):
                    yield self._standing(report)

    def later(
        self, stories: Iterable[str], than: Standing, since: int | None, until: int | None
    ) -> Iterator[Standing]:
        after = order(than)
        near = {
            other
            for member in self.members(stories, since, until)
            for other in self._edges.get(member.report, ())
        }
        for report in sorted(near):
            if order(self._gists[report]) > after and _between(self._gists[report].day, since, until):
                yield self._standing(report)

    def place(self, stories: Mapping[str, str]) -> None:
        for report, story in stories.items():
            self._leave(report)
            self._story_of[report] = story
            self._members[story][report] = None

    def drop(self, report: str) -> None:
        self._leave(report)
        if report in self._gists:
            self._postings.drop(self._keys.pop(report), self._gists[report].day, report)
        for other in self._edges.pop(report, {}):
            self._edges[other].pop(report, None)
        self._gists.pop(report, None)

    def stories(self) -> Mapping[str, Sequence[str]]:
        """Every story: its reports by its id, neither in any order."""
        return {story: list(members) for story, members in self._members.items()}

    def _leave(self, report: str) -> None:
        story = self._story_of.pop(report, None)
        if story is not None:
            del self._members[story][report]
            if not self._members[story]:
                del self._members[story]

    def _standing(self, report: str) -> Standing:
        gist = self._gists[report]
        return Standing(report, gist.moment, gist.day, self._story_of.get(report))


def _between(day: int | None, since: int | None, until: int | None) -> bool:
    return day is None or ((since is None or day >= since) and (until is None or day <= until))
