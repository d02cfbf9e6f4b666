"""Two mentions side by side: what they share, and what each has alone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sayso.link.claims import figures
from sayso.link.claims.mention import Count, Mention, unpacked
from sayso.link.claims.words import opposites, total, weight
from sayso.types import Act, Floats

WISHES = frozenset([Act.DEMAND, Act.REQUEST, Act.PROPOSE])
VOWS = frozenset([Act.PROMISE, Act.THREATEN, Act.INTEND, Act.AGREE])
STANCES = frozenset([Act.SUPPORT, Act.OPPOSE, Act.REJECT, Act.REFUSE, Act.CRITICISE, Act.PRAISE])


@dataclass(slots=True)
class Side:
    """A mention with what comparing it needs, worked out once."""

    mention: Mention
    stems: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    voices: frozenset[str]
    runs: frozenset[tuple[str, str]]
    weight: float
    vector: Floats | None
    force: str


def side(mention: Mention) -> Side:
    stems = frozenset(mention.stems)
    return Side(
        mention=mention,
        stems=stems,
        names=frozenset(mention.names) & stems,
        actors=frozenset(mention.actors),
        voices=frozenset(voice for voice in mention.voices if not voice.startswith("anon:")),
        runs=frozenset(zip(mention.stems, mention.stems[1:], strict=False)),
        weight=total(stems),
        vector=unpacked(mention.vector) if mention.vector else None,
        force=_force(mention.act),
    )


def _force(act: Act) -> str:
    """What kind of thing is done with the content: wished, vowed, taken sides on, or said."""
    if act in WISHES:
        return "wish"
    if act in VOWS:
        return "vow"
    return "stance" if act in STANCES else "say"


class Pair:
    """Two sides; everything here is the same whichever comes first."""

    def __init__(self, one: Side, other: Side) -> None:
        self.one, self.other = one, other

    @cached_property
    def shared(self) -> frozenset[str]:
        return self.one.stems & self.other.stems

    @cached_property
    def shared_weight(self) -> float:
        return total(self.shared)

    @cached_property
    def left(self) -> float:
        """The weight of what only the one says that says less alone."""
        return min(self.one.weight, self.other.weight) - self.shared_weight

    @cached_property
    def right(self) -> float:
        """The weight of what only the one says that says more alone."""
        return max(self.one.weight, self.other.weight) - self.shared_weight

    @cached_property
    def cosine(self) -> float | None:
        """How near the embeddings are; None where a side has none."""
        if self.one.vector is None or self.other.vector is None:
            return None
        return float(self.one.vector @ self.other.vector)

    @cached_property
    def opposite(self) -> tuple[str, str] | None:
        """A word of each, neither of which the other has, that say the opposite."""
        ones, others = self.one.stems - self.shared, self.other.stems - self.shared
        found = [(a, b) for a in ones for b in others if (a, b) in opposites()]
        return min(found) if found else None

    @cached_property
    def at_odds(self) -> bool:
        """Whether one says that something is so and the other that it is not: by a negation or a denial, or
        by words of opposite meaning, but not by both at once ("is alive", "is not dead")."""
        return (self.one.mention.negative != self.other.mention.negative) != (self.opposite is not None)

    @cached_property
    def swapped(self) -> float:
        """The weight of the names that stand in each without the other, the lesser of the two: two parties or
        places that change places."""
        ones = {name for name in self.one.names if name not in self.other.stems}
        others = {name for name in self.other.names if name not in self.one.stems}
        return min(total(ones), total(others))

    @cached_property
    def runs(self) -> float:
        """How many of the shorter one's pairs of neighbouring words the other has, from 0 to 1."""
        least = min(len(self.one.runs), len(self.other.runs))
        return len(self.one.runs & self.other.runs) / least if least else 0.0

    def figure_conflict(self) -> tuple[Count, Count] | None:
        return figures.conflict(self.one.mention.figures, self.other.mention.figures)

    def heaviest(self, most: int = 4) -> list[str]:
        """The rarest shared stems."""
        return sorted(self.shared, key=lambda stem: (-weight(stem), stem))[:most]


def share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def ramp(value: float, low: float, high: float) -> float:
    """0 up to ``low``, 1 from ``high`` on, straight between."""
    return min(max((value - low) / (high - low), 0.0), 1.0)


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))
