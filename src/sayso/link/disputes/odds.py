"""Whether two statements are at odds, by their mentions alone: `odds`, one table of rules.

What both are about is measured by `likeness`. Each rule gives a score of how sure it is; how often they are
right is measured by ``benchmarks/origins_disputes.py``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.link.claims import figures
from sayso.link.claims.mention import Count, Mention
from sayso.link.claims.pair import Pair, Side, ramp, share
from sayso.link.claims.words import opposites, stem, total
from sayso.link.disputes.likeness import likeness
from sayso.types import Act, DisputeKind

MORE = 3.0
"""The least weight of what two statements share besides what is counted, for their figures to be at odds."""

FEWEST, SIDED = 5.0, 0.7
"""The least weight of the words that two proposals share, and their least share of the shorter one's, for
them to be one."""

HELD, NEAR = 0.8, 0.5
"""The share of the shorter one's words, and the cosine, from which two statements of one report are about the
same."""

FOR = frozenset([Act.SUPPORT, Act.PROPOSE, Act.DEMAND, Act.REQUEST, Act.PROMISE, Act.AGREE])
AGAINST = frozenset([Act.OPPOSE, Act.REJECT, Act.REFUSE])
"""Acts that take opposite sides on what is proposed."""


STANCES = frozenset(
    [
        Act.DOUBT,
        Act.SUPPORT,
        Act.OPPOSE,
        Act.REJECT,
        Act.DEMAND,
        Act.REQUEST,
        Act.PROPOSE,
        Act.CRITICISE,
        Act.PRAISE,
    ]
)
"""Acts that do not tell that their content is so, or not so."""


class Odds(NamedTuple):
    """That two statements are at odds. ``first`` is whether the first of the two is the one that disputes,
    None where neither answers the other; ``score`` from 0 to 1; ``why`` a sentence for a person; ``stems``
    and ``counts`` those words and figures of either (as `Mention` has them) that show it."""

    kind: DisputeKind
    first: bool | None
    score: float
    why: str
    stems: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()


class Bounds(NamedTuple):
    """How much two statements must have in common: ``likeness``, ``shared`` weight of words, and the share of
    the shorter one's words (``negated``) from which a statement with "not" denies one without. Inside one
    report, where they are about one event anyway, it is less than across reports, and least where one follows
    the other. ``denied`` is the shared weight that it takes for that, ``opposed`` the share from which two
    words of opposite meaning are said of one thing, ``alone`` the likeness, and
    ``whole`` the share of the denying one's words, names aside, where nobody says that he denies it."""

    likeness: float
    shared: float
    negated: float
    denied: float
    opposed: float
    alone: float
    whole: float


NEXT = Bounds(0.0, 2.5, 0.45, 4.0, 0.27, 0.0, 0.45)
INSIDE = Bounds(0.3, 7.0, 0.7, 7.0, 0.45, 0.5, 0.6)
ACROSS = Bounds(0.5, 10.0, 0.7, 10.0, 0.5, 0.8, 0.3)
TOGETHER = ACROSS._replace(likeness=0.3, shared=7.0)
"""The bounds where one statement follows the other in a report, in one report, in two reports, and in two
reports that are known to be about one event, which makes a difference for figures only."""


def odds(one: Side, other: Side, bounds: Bounds = ACROSS) -> Odds | None:
    """How two statements are at odds; None where they are not, or nothing shows it."""
    if one.stems.isdisjoint(other.stems) or not set(one.mention.voices).isdisjoint(other.mention.voices):
        return None
    pair = Pair(one, other)
    if pair.shared_weight < bounds.shared:
        return None
    return _opposed(pair, bounds) or _figures(pair, bounds) or _blame(pair) or _polarity(pair, bounds)


def opposite(pair: Pair) -> tuple[str, str] | None:
    """A stem of each, neither of which the other has, that say the opposite."""
    ones, others = pair.one.stems - pair.shared, pair.other.stems - pair.shared
    found = [(a, b) for a in ones & antonyms().keys() for b in antonyms()[a] & others]
    return min(found) if found else None


@cache
def antonyms() -> Mapping[str, frozenset[str]]:
    """Stem → the stems that exclude it when said of one thing: `claims.opposites` and ``antonyms.csv``."""
    with (files(__package__) / "antonyms.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    pairs = {(stem(row["one"]), stem(other)) for row in rows for other in row["other"].split()}
    table: dict[str, set[str]] = {}
    for one, other in pairs | {(b, a) for a, b in pairs} | opposites():
        if one != other:
            table.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in table.items()}


def _about(pair: Pair, bounds: Bounds) -> bool:
    """Whether both are about the same, as far as ``bounds`` ask: or, inside a report, one has nearly nothing
    that the other has not."""
    if bounds is not ACROSS and pair.contained >= HELD and (pair.cosine or 0.0) >= NEAR:
        return True
    return likeness(pair) >= bounds.likeness


def _dated_apart(pair: Pair) -> bool:
    return figures.apart(pair.one.mention.days, pair.other.mention.days)


def _figures(pair: Pair, bounds: Bounds) -> Odds | None:
    """Two numbers for one count: the same words for what is counted, and more in common than those; or two of
    one unit, in contents that have nearly all else in common."""
    one, other = pair.one.mention, pair.other.mention
    found = figures.conflict(one.figures, other.figures)
    if found is None or None in (found[0].value, found[1].value) or _dated_apart(pair) or pair.exchanged:
        return None
    counted = set(found[0].counted) & set(found[1].counted)
    alike = (
        pair.contained >= HELD
        and (pair.cosine or 0.0) >= NEAR
        and {one.outlook, other.outlook} != {"done", "coming"}
    )
    if not counted and not (alike and found[0].unit and found[0].unit == found[1].unit):
        return None
    bounds = INSIDE if bounds is NEXT else bounds
    if total(pair.shared - counted) < MORE or pair.shared_weight < bounds.shared or not _about(pair, bounds):
        return None
    what = f" for “{' '.join(sorted(counted))}”" if counted else ""
    why = f"They give different figures{what}: {_number(found[0])} and {_number(found[1])}."
    return Odds(DisputeKind.FIGURES, None, 0.85, why, counts=found)


def _number(count: Count) -> str:
    number = next((n for n in (count.value, count.low, count.high) if n is not None), None)
    return f"{number:,.12g}{f' {count.unit}' if count.unit else ''}" if number is not None else "?"


def _opposed(pair: Pair, bounds: Bounds) -> Odds | None:
    """One is for, the other against the same."""
    one, other = pair.one.mention, pair.other.mention
    against, wants = (one, other) if one.act in AGAINST else (other, one)
    if against.act not in AGAINST or wants.act not in FOR:
        return None
    mine, yours = (frozenset(m.proposal) or frozenset(m.stems) for m in (one, other))
    common = total(mine & yours)
    if common < max(bounds.shared, FEWEST) or common < SIDED * min(total(mine), total(yours)):
        return None
    kind = DisputeKind.OPPOSES if against.act is Act.OPPOSE else DisputeKind.REJECTS
    why = f"One is for it (“{wants.act.value}”), the other against it (“{against.act.value}”)."
    return Odds(kind, against is one, 0.85, why)


def _blame(pair: Pair) -> Odds | None:
    """Each lays the same at the other's door."""
    one, other = pair.one.mention, pair.other.mention
    if one.act is not Act.ACCUSE or other.act is not Act.ACCUSE:
        return None
    if one.target not in other.voices or other.target not in one.voices:
        return None
    if not pair.shared - pair.one.names - pair.other.names:
        return None
    return Odds(DisputeKind.CONTRADICTS, None, 0.8, "Each of the two accuses the other of it.")


def _polarity(pair: Pair, bounds: Bounds) -> Odds | None:
    """The one says that it is so, the other that it is not, or the opposite of it."""
    one, other = pair.one.mention, pair.other.mention
    if STANCES & {one.act, other.act} or any(_silent(each) for each in (one, other)):
        return None
    both = opposite(pair)
    differ = denying(one) != denying(other) and not (one.negators and other.negators)
    if differ == (both is not None):
        return None
    if pair.contained < (bounds.opposed if both else bounds.negated):
        return None
    if _dated_apart(pair) or not _about(pair, ACROSS if bounds is TOGETHER else bounds):
        return None
    score = min(0.95, 0.6 + 0.4 * ramp(likeness(pair), 0.2, 0.9))
    if both:
        return excluded(both, score)
    if pair.shared_weight < bounds.denied or not (one.clausal and other.clausal):
        return None
    if figures.shared(one.figures, other.figures):
        return None
    denies = one.act is Act.DENY or other.act is Act.DENY
    against = pair.one if denying(one) else pair.other
    own = share(total(pair.shared - against.names), total(against.stems - against.names))
    if not denies and (likeness(pair) < bounds.alone or own < bounds.whole):
        return None
    kind = DisputeKind.DENIES if denies else DisputeKind.CONTRADICTS
    return Odds(kind, denying(one), score, "One says that it is so, the other that it is not.")


def _silent(mention: Mention) -> bool:
    """Whether it is a refusal that says nothing of what is so: "would not say whether …"."""
    return mention.act is Act.REFUSE and mention.negators == 0


def denying(mention: Mention) -> bool:
    """Whether a statement says that something is not so: by its act, or by words of its content."""
    return mention.act is Act.DENY or mention.negative


def excluded(both: tuple[str, str], score: float) -> Odds:
    """That two contents say the opposite of one thing, by these words."""
    why = f"They say the opposite of one thing: “{both[0]}” and “{both[1]}”."
    return Odds(DisputeKind.CONTRADICTS, None, score, why, both)
