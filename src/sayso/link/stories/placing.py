"""Which story a report goes to: the one whose earlier reports it is most like.

Reports are placed in the order of their publication, whenever they arrive: each goes to the story with the
highest mean score, over the report's nearest ones there (`NEAREST`), if that reaches `scorer.THRESHOLD`;
else it begins a story, which has its id. So a story's id is its earliest report, a report that sums up two
stories never makes one of them, and what is done for one report concerns its neighbours only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sayso.link.store import Edge
from sayso.link.stories.gist import order
from sayso.link.stories.scorer import THRESHOLD
from sayso.link.stories.store import Standing

NEAREST = 2
"""How many of a story's reports the mean is over, at most. One would let a story wander off by small steps,
all of them would break up a long one. Who is like fewer than that, perhaps like the one report in which the
other event is mentioned, has no place in the story, unless it has no more reports."""

LEAST = 0.05
"""The score from which an edge is kept; less counts as none."""


def story(
    here: Standing, edges: Iterable[Edge], around: Mapping[str, Standing], members: Iterable[Standing]
) -> str:
    """The id of the story that ``here`` goes to. ``edges`` are its own, ``around`` where the other ends of
    these stand, ``members`` the reports of the stories of ``around`` within its window; whoever comes after
    ``here`` makes no difference."""
    scores = defaultdict(list)
    for edge in edges:
        other = around[edge.other if edge.one == here.report else edge.one]
        if other.story is not None and order(other) < order(here):
            scores[other.story].append(edge.score)
    sizes = Counter(member.story for member in members if order(member) < order(here))
    means = [(-_mean(found, sizes[each]), each) for each, found in scores.items()]
    best, chosen = min(means, default=(0.0, here.report))
    return chosen if -best >= THRESHOLD else here.report


def _mean(scores: list[float], size: int) -> float:
    """Over the nearest; 0 where the story has enough reports, but fewer that are near at all."""
    nearest = sorted(scores, reverse=True)[:NEAREST]
    least = min(size, NEAREST)
    return sum(nearest) / least if len(nearest) >= least else 0.0
