"""Whether two reports are about one event: a table of features, with a weight and a reason each.

Each measures something from 0 to 1; the weights and `BIAS` make a probability of them (logistic regression).
The weights were fitted by `benchmarks.origins_stories --fit` and rounded; see docs/decisions/0026-stories.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sayso.link.claims.pair import listed, ramp, sigmoid
from sayso.link.claims.scorer import Verdict
from sayso.link.stories.gist import Gist, Word, heaviest, rarity

NAMES = 4
"""How many of the weightiest names in a head say who and where it is about."""


@dataclass(slots=True)
class Side:
    """A gist with what comparing it needs, worked out once. ``head`` are the words of the head, by how rare
    they are alone, at length 1."""

    gist: Gist
    words: dict[str, Word]
    head: dict[str, float]
    names: list[Word]


def side(gist: Gist) -> Side:
    rare = {word.stem: rarity(word.stem) for word in gist.words if word.head}
    length = math.sqrt(math.fsum(value * value for value in rare.values())) or 1.0
    return Side(
        gist=gist,
        words={word.stem: word for word in gist.words},
        head={stem: value / length for stem, value in rare.items()},
        names=heaviest((word for word in gist.words if word.head and word.name), NAMES),
    )


class Pair:
    """Two sides; everything here is the same whichever comes first."""

    def __init__(self, one: Side, other: Side) -> None:
        self.one, self.other = one, other

    @cached_property
    def shared(self) -> list[tuple[str, float]]:
        """The stems of both, with what each adds to the cosine of all words, the weightiest first; not the
        surname of two people with other first names."""
        ones, others = self.one.words, self.other.words
        both = [
            (stem, ones[stem].weight * others[stem].weight)
            for stem in ones.keys() & others.keys()
            if not self._are_two(ones[stem], others[stem])
        ]
        return sorted(both, key=lambda item: (-item[1], item[0]))

    def _are_two(self, one: Word, other: Word) -> bool:
        """Whether a surname is that of two people: neither report has the other's first name."""
        return (
            bool(one.given and other.given)
            and one.given != other.given
            and one.given not in self.other.words
            and other.given not in self.one.words
        )

    @cached_property
    def words(self) -> float:
        return math.fsum(value for _, value in self.shared)

    @cached_property
    def shared_names(self) -> list[tuple[str, float]]:
        ones, others = self.one.words, self.other.words
        return [(stem, value) for stem, value in self.shared if ones[stem].name and others[stem].name]

    @cached_property
    def heads(self) -> float:
        """How far the head of each is what the whole of the other is about: the mean of two cosines."""
        both = sorted(stem for stem, _ in self.shared)
        there = math.fsum(self.one.head.get(s, 0.0) * self.other.words[s].weight for s in both)
        return (there + math.fsum(self.other.head.get(s, 0.0) * self.one.words[s].weight for s in both)) / 2

    @cached_property
    def head_words(self) -> list[tuple[str, float]]:
        """The shared stems of which at least one report makes its head."""
        return [item for item in self.shared if item[0] in self.one.head or item[0] in self.other.head]

    @cached_property
    def alone(self) -> float:
        """How much of the names in its head the other does not have at all, of that report which has more in
        common."""
        return min(_alone(self.one, self.other), _alone(self.other, self.one))

    @cached_property
    def days(self) -> int | None:
        """Days between their publication."""
        one, other = self.one.gist.day, self.other.gist.day
        return None if one is None or other is None else abs(one - other)

    def shown(self, stems: Iterable[tuple[str, float]]) -> str:
        return listed(self.one.words[stem].shown for stem, _ in list(stems)[:4])

    def names_alone(self) -> str:
        return listed(
            word.shown
            for here, there in ((self.one, self.other), (self.other, self.one))
            for word in [name for name in here.names if name.stem not in there.words][:2]
        )


def _alone(here: Side, there: Side) -> float:
    every = math.fsum(word.weight for word in here.names)
    alone = math.fsum(word.weight for word in here.names if word.stem not in there.words)
    return alone / every if every else 0.0


class Feature(NamedTuple):
    """``measure`` gives a number from 0 to 1; ``why`` the sentence that says it."""

    name: str
    weight: float
    measure: Callable[[Pair], float]
    why: Callable[[Pair], str]


BIAS = -4.1

THRESHOLD = 0.2
"""From which score on two reports are about one event: on the dev half, 95 percent of the pairs of one event
reach it, and 12 percent of those of one subject and two events. Placing a report takes more than one pair."""

TELLING = 0.3
"""How much a feature has to add to, or take from, the score (in logits) to be given as a reason."""

FAR = 30
"""Days from which on it makes no more difference how far apart two reports were published."""

FEATURES = (
    Feature(
        "head",
        2.4,
        lambda p: ramp(p.heads, 0.05, 0.3),
        lambda p: f"What one leads with is what the other is about: {p.shown(p.head_words)}.",
    ),
    Feature(
        "words",
        2.0,
        lambda p: ramp(p.words, 0.05, 0.3),
        lambda p: f"They share rare words: {p.shown(p.shared)}.",
    ),
    Feature(
        "names",
        4.0,
        lambda p: ramp(math.fsum(value for _, value in p.shared_names), 0.0, 0.2),
        lambda p: f"They name the same: {p.shown(p.shared_names)}.",
    ),
    Feature(
        "other names",
        -1.8,
        lambda p: p.alone,
        lambda p: f"Each leads with names that the other does not have: {p.names_alone()}.",
    ),
    Feature(
        "days",
        -0.9,
        lambda p: ramp(p.days if p.days is not None else FAR / 2, 1, FAR),
        lambda p: (
            "They were published far apart in time." if p.days is not None else "One of them is undated."
        ),
    ),
)


def same_story(one: Gist, other: Gist) -> Verdict:
    """Whether two reports are about one event. The order of the two makes no difference."""
    return compare(side(one), side(other))


def compare(one: Side, other: Side) -> Verdict:
    """`same_story`, of sides that are worked out already."""
    if one.gist.report > other.gist.report:
        one, other = other, one
    pair = Pair(one, other)
    measured = [(feature, feature.measure(pair)) for feature in FEATURES]
    score = sigmoid(BIAS + math.fsum(feature.weight * value for feature, value in measured))
    is_same = score >= THRESHOLD
    telling = [
        (abs(feature.weight * value), feature)
        for feature, value in measured
        if abs(feature.weight * value) >= TELLING and (feature.weight > 0) == is_same
    ]
    telling.sort(key=lambda item: (-item[0], item[1].name))
    return Verdict(score, is_same, tuple(feature.why(pair) for _, feature in telling[:3]))
