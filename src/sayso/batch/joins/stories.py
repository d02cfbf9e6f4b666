"""Which story each report is in, in order of publication, as `sayso.link.stories.linker` finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as arrow

from sayso.batch.engine import Task
from sayso.batch.joins.ranking import Kind, Touch, stream
from sayso.batch.joins.shuffling import Parts
from sayso.batch.joins.waiting import Turn, Waiting
from sayso.batch.layout import Layout
from sayso.batch.packing import unpack_gist
from sayso.batch.tables import GISTS
from sayso.link.store import Edge
from sayso.link.stories.candidates import WINDOW, window
from sayso.link.stories.gist import order
from sayso.link.stories.placing import NEAREST, story
from sayso.link.stories.store import Standing


class Told(NamedTuple):
    """A report as it is placed: where it stands, and its edges."""

    standing: Standing
    edges: tuple[Touch, ...]


class Entry(NamedTuple):
    """A neighbour before; ``latest`` are the last reports of its story, `NEAREST` of them: no more are asked
    for. In memory it is one list for all entries of the story."""

    score: float
    standing: Standing
    latest: list[Standing]


def _made(blob: bytes) -> Told:
    gist = unpack_gist(blob)
    return Told(Standing(gist.report, gist.moment, gist.day, None), ())


def _with_edges(row: Told, edges: tuple[Touch, ...]) -> Told:
    return row._replace(edges=edges)


def _place(row: Told) -> tuple[bool, str, str]:
    return order(row.standing)


REPORTS = Kind("stories", GISTS, "story_edges", Told, _made, _with_edges, _place)

STORIES = arrow.schema({"report": arrow.string(), "story": arrow.string()})


@dataclass(frozen=True)
class Place:
    """All reports, in one task: the next needs the one before."""

    layout: Layout
    phase: str = "stories"

    def __call__(self, task: Task) -> str:
        with (
            Waiting(self.layout.phase("stories_waiting"), WINDOW, Entry) as waiting,
            Parts(self.layout.phase(self.phase), task.name, STORIES) as parts,
        ):
            for report, found in placed(stream(self.layout, REPORTS), waiting):
                parts.add(report, (report, found))
        return "{}"


def placed(rows: Iterator[Told], waiting: Waiting[Entry]) -> Iterator[tuple[str, str]]:
    """Each report with the story that it is in, from reports in order."""
    grown: dict[str | None, list[Standing]] = {}
    for row in waiting.turns(rows, _turn):
        here = row.standing
        before = {each.standing.report: each for each in waiting.take(here.report)}
        stories = {
            # What was on disk does not know of undated reports that joined the story since.
            each.standing.story: grown.get(each.standing.story, each.latest)
            for each in before.values()
        }
        found = story(
            here,
            [Edge(here.report, other, each.score, "") for other, each in before.items()],
            {other: each.standing for other, each in before.items()},
            [member for latest in stories.values() for member in latest if _near(here, member)],
        )
        latest = stories.get(found, [])
        standing = here._replace(story=found)
        latest[:] = [*latest, standing][-NEAREST:]
        if here.moment is None and found != here.report:
            grown[found] = latest
        for edge in row.edges:
            if edge.other not in before:
                waiting.add(edge.other, Entry(edge.score, standing, latest), here.day)
        yield here.report, found


def _turn(row: Told) -> Turn:
    late, moment, report = order(row.standing)
    return Turn(report, late, moment, row.standing.day)


def _near(here: Standing, member: Standing) -> bool:
    """Whether a report before this one is in its window."""
    since, _ = window(here.day)
    return since is None or member.day is None or member.day >= since
