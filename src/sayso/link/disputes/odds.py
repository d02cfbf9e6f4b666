"""Whether two statements are at odds, by their mentions alone: `odds`, one table of rules.

What both are about is measured as for claims, but without what would tell them apart by what they say of it
(`likeness`). Each rule gives a score for how often it is right, measured by ``benchmarks/origins_disputes.py``.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.link.claims import figures
from sayso.link.claims.mention import Count, Mention
from sayso.link.claims.pair import Pair, Side, ramp, sigmoid
from sayso.link.claims.scorer import BIAS, FEATURES
from sayso.link.claims.words import opposites, stem, total, weight
from sayso.types import Act, DisputeKind

APART = frozenset(
    [
        "negation",
        "voice",
        "other voice",
        "figures",
        "figures unlike",
        "other figures",
        "replaced",
        "force",
        "time",
    ]
)
"""Features of the claim scorer that measure what statements say of their matter, not what it is; or whose it
is."""

NEGATED = 0.6
"""The share of the shorter one's words from which a statement with "not" denies one without."""

FOR = frozenset([Act.SUPPORT, Act.PROPOSE, Act.DEMAND, Act.REQUEST, Act.PROMISE, Act.PRAISE, Act.AGREE])
AGAINST = frozenset([Act.OPPOSE, Act.REJECT, Act.REFUSE, Act.CRITICISE])
"""Acts that take opposite sides on what is proposed."""


class Odds(NamedTuple):
    """That two statements are at odds. ``first`` is whether the first of the two is the one that disputes,
    None where neither answers the other; ``score`` from 0 to 1; ``why`` a sentence for a person; ``stems``
    those words (as `Mention.stems` has them) of either that show it."""

    kind: DisputeKind
    first: bool | None
    score: float
    why: str
    stems: tuple[str, ...] = ()


class Bounds(NamedTuple):
    """How much two statements must have in common: inside one report, where they are about one event anyway,
    less than across reports."""

    likeness: float
    shared: float


INSIDE = Bounds(0.3, 7.0)
ACROSS = Bounds(0.5, 10.0)


def odds(one: Side, other: Side, bounds: Bounds = ACROSS) -> Odds | None:
    """How two statements are at odds; None where they are not, or nothing shows it."""
    if not one.stems & other.stems or set(one.mention.voices) & set(other.mention.voices):
        return None
    pair = Pair(one, other)
    if pair.shared_weight < bounds.shared:
        return None
    return _figures(pair, bounds) or _opposed(pair, bounds) or _polarity(pair, bounds)


def likeness(pair: Pair) -> float:
    """How far two statements are about the same, from 0 to 1: the claim scorer's table without `APART`."""
    return sigmoid(BIAS + math.fsum(f.weight * f.measure(pair) for f in FEATURES if f.name not in APART))


def opposite(pair: Pair) -> tuple[str, str] | None:
    """A word of each, neither of which the other has, that say the opposite: of `claims.opposites` or of
    ``antonyms.csv``."""
    if pair.opposite:
        return pair.opposite
    ones, others = pair.one.stems - pair.shared, pair.other.stems - pair.shared
    found = [(a, b) for a in ones for b in others if (a, b) in antonyms()]
    return min(found) if found else None


@cache
def antonyms() -> frozenset[tuple[str, str]]:
    """Pairs of stems that exclude each other when said of one thing, either way round."""
    with (files(__package__) / "antonyms.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = [(stem(row["one"]), stem(other)) for row in rows for other in row["other"].split()]
    return (frozenset(pairs) | frozenset((b, a) for a, b in pairs) | opposites()) - {
        (a, b) for a, b in pairs if a == b
    }


def _about(pair: Pair, bounds: Bounds) -> bool:
    """Whether both are about the same, as far as ``bounds`` ask."""
    return pair.shared_weight >= bounds.shared and likeness(pair) >= bounds.likeness


def _dated_apart(pair: Pair) -> bool:
    return figures.apart(pair.one.mention.days, pair.other.mention.days)


def _figures(pair: Pair, bounds: Bounds) -> Odds | None:
    """Two numbers for one count: the same words for what is counted, and more in common than those."""
    if _dated_apart(pair) or pair.exchanged:
        return None
    found = figures.conflict(pair.one.mention.figures, pair.other.mention.figures)
    if found is None or not found[0].counted or not found[1].counted:
        return None
    counted = set(found[0].counted) & set(found[1].counted)
    if not counted or pair.overlap < 0.25 or total(pair.shared - counted) < 3.0:
        return None
    if not _about(pair, bounds):
        return None
    why = f"They give different figures for “{' '.join(sorted(counted))}”: {_number(found[0])} and {_number(found[1])}."
    return Odds(DisputeKind.FIGURES, None, 0.85, why)


def _number(count: Count) -> str:
    number = next((n for n in (count.value, count.low, count.high) if n is not None), None)
    return f"{number:,.12g}{f' {count.unit}' if count.unit else ''}" if number is not None else "?"


def _opposed(pair: Pair, bounds: Bounds) -> Odds | None:
    """One is for, the other against the same."""
    one, other = pair.one.mention, pair.other.mention
    if {one.act in FOR, other.act in FOR} != {True, False} or not (
        one.act in AGAINST or other.act in AGAINST
    ):
        return None
    mine, yours = (frozenset(m.proposal) or frozenset(m.stems) for m in (one, other))
    common = total(mine & yours)
    least = min(total(mine), total(yours))
    if common < bounds.shared or common < 0.6 * least:
        return None
    against = one if one.act in AGAINST else other
    words = " ".join(sorted(mine & yours, key=lambda s: (-weight(s), s))[:3])
    kind = DisputeKind.REJECTS if against.act in (Act.REJECT, Act.REFUSE) else DisputeKind.OPPOSES
    why = f"One takes the side of it ({_verb(one, other, FOR)}), the other is against it ({against.act.value}): “{words}”."
    return Odds(kind, against is one, 0.85, why)


def _verb(one: Mention, other: Mention, acts: frozenset[Act]) -> str:
    return (one if one.act in acts else other).act.value


def _polarity(pair: Pair, bounds: Bounds) -> Odds | None:
    """The one says that it is so, the other that it is not, or the opposite of it."""
    if _dated_apart(pair) or not _about(pair, bounds):
        return None
    one, other = pair.one.mention, pair.other.mention
    both = opposite(pair)
    differ = one.negative != other.negative and not (one.negators and other.negators)
    if differ == (both is not None):
        return None
    if differ and (pair.contained < NEGATED or not (one.clausal and other.clausal)):
        return None
    denies = one.act is Act.DENY or other.act is Act.DENY
    kind = DisputeKind.DENIES if denies else DisputeKind.CONTRADICTS
    score = min(0.95, 0.6 + 0.4 * ramp(likeness(pair), 0.2, 0.9))
    if both:
        return Odds(
            kind, None, score, f"They say the opposite of one thing: “{both[0]}” and “{both[1]}”.", both
        )
    return Odds(kind, one.negative, score, "One says that it is so, the other that it is not.")
