"""How far two statements are about the same thing, whatever they say of it: `likeness`.

That is not whether they are one claim (`sayso.link.claims.scorer`): what would tell two claims apart by what
they say (a "not", a figure, a voice, a time) must not count here. The weights are those that the
claims' scorer had first, without the ones for these; the bounds of `odds` were set with them.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.link.claims import figures
from sayso.link.claims.pair import Pair, ramp, share, sigmoid

BIAS = -6.0


def _left(pair: Pair) -> tuple[float, float]:
    """The weight of what each says alone."""
    return pair.one.weight - pair.shared_weight, pair.other.weight - pair.shared_weight


WEIGHTS: tuple[tuple[str, float, Callable[[Pair], float]], ...] = (
    ("meaning", 3.0, lambda p: ramp(p.cosine or 0.0, 0.3, 1.0)),
    ("words", 4.0, lambda p: p.overlap),
    ("contained", 5.0, lambda p: p.contained),
    ("much", 1.5, lambda p: ramp(p.shared_weight, 10, 50)),
    ("runs", 2.0, lambda p: p.runs),
    ("dates", 0.5, lambda p: float(figures.meet(p.one.mention.days, p.other.mention.days))),
    ("actors", 0.5, lambda p: share(len(p.one.actors & p.other.actors), len(p.one.actors | p.other.actors))),
    ("other names", -2.0, lambda p: ramp(p.swapped, 0, 10)),
    ("condition", -2.0, lambda p: float(p.one.conditional != p.other.conditional)),
    ("no clause", -1.5, lambda p: float(not (p.one.mention.clausal and p.other.mention.clausal))),
    ("more", -0.5, lambda p: ramp(max(_left(p)), 10, 80)),
    ("apart", -1.0, lambda p: ramp(min(_left(p)), 5, 40)),
)
"""What is measured, from 0 to 1, and how much it counts."""


def likeness(pair: Pair) -> float:
    """From 0, about nothing that both are about, to 1."""
    return sigmoid(BIAS + sum(weight * measure(pair) for _, weight, measure in WEIGHTS))
