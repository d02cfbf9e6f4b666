"""A story as it is shown: its reports in order, its title, and what they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sayso.link.claims.pair import listed
from sayso.link.stories.gist import Gist, order
from sayso.types import Story

SHOWN = 5
"""How many words are given for what the reports share."""


def told(reports: Iterable[Gist]) -> Story:
    """The story that ``reports`` make up (`sayso.link.stories.placing`); there is at least one."""
    ordered = sorted(reports, key=order)
    first = ordered[0]
    return Story(
        id=f"story:{first.report}",
        reports=tuple(each.report for each in ordered),
        title=next((each.title for each in ordered if each.title), None),
        why=_why(ordered),
    )


def _why(ordered: list[Gist]) -> str:
    if len(ordered) == 1:
        return "No other report is about the same."
    everywhere, weights = _in_how_many(ordered)
    most = sorted(everywhere, key=lambda stem: (-everywhere[stem] * weights[stem], stem))[:SHOWN]
    shown = {word.stem: word.shown for each in reversed(ordered) for word in each.words}
    return f"{len(ordered)} reports share {listed(shown[stem] for stem in most)}."


def _in_how_many(ordered: list[Gist]) -> tuple[Counter[str], Mapping[str, float]]:
    """How many reports have a word, and its weight in all of them together."""
    everywhere: Counter[str] = Counter()
    weights: dict[str, float] = defaultdict(float)
    for each in ordered:
        for word in each.words:
            everywhere[word.stem] += 1
            weights[word.stem] += word.weight

    return everywhere, weights
