"""What finding stories keeps, wherever that is: `StoryStore`. A ledger is one; `memory` is one in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sayso.link.store import Edge
from sayso.link.stories.gist import Gist


class Standing(NamedTuple):
    """Where a report stands: when it was published (as in `Gist`), and the ``story`` that it is in (None
    before it is placed): the id of that story's earliest report."""

    report: str
    moment: str | None
    day: int | None
    story: str | None


class StoryStore(Protocol):
    """Gists under their keys, the edges between them, and the story that each report is in."""

    def keep(self, gist: Gist, keys: Sequence[int]) -> None:
        """Keep a gist, to be found under each of ``keys``; it is in no story yet."""

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterable[Gist]:
        """All gists under any of ``keys``, each once, in any order, that were published from day ``since`` to
        day ``until``, both included, or on an unknown day. Without bounds: all."""

    def gists(self, reports: Iterable[str]) -> Mapping[str, Gist]:
        """The gists of these reports, by id; without those that are not kept."""

    def standings(self, reports: Iterable[str]) -> Mapping[str, Standing]:
        """Where these reports stand, by id; without those that are not kept."""

    def join(self, edges: Iterable[Edge]) -> None:
        """Keep edges between reports that are kept; one that is there already is replaced."""

    def edges(self, reports: Iterable[str]) -> Iterable[Edge]:
        """All edges that touch any of these reports."""

    def members(self, stories: Iterable[str], since: int | None, until: int | None) -> Iterable[Standing]:
        """The reports of these stories that were published from day ``since`` to day ``until``, both
        included, or on an unknown day. Without bounds: all."""

    def later(
        self, stories: Iterable[str], than: Standing, since: int | None, until: int | None
    ) -> Iterable[Standing]:
        """The reports that come after ``than`` (by `sayso.link.stories.gist.order`) and have an edge with a
        report of one of these stories, each once; both of days from ``since`` to ``until``, or undated."""

    def place(self, stories: Mapping[str, str]) -> None:
        """Put each report (a key) into the story (its value)."""

    def drop(self, report: str) -> None:
        """Forget a report's gist with its keys, its edges and where it stood."""
