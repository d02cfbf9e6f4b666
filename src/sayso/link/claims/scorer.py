"""Whether two statements say the same: one table of features, with a weight and a reason each.

First the vetoes (`VETOES`): what makes two statements different whatever else they share. Then the features
(`FEATURES`): each measures something from 0 to 1, and the weights and `BIAS` make a probability of them
(logistic regression). The weights were set by hand, fitted towards that on the "dev" pairs by
`benchmarks.origins_claims --fit`, and rounded; see docs/decisions/0022-claims.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sayso.link.claims import figures
from sayso.link.claims.mention import Count, Mention
from sayso.link.claims.pair import FRAME, Pair, Side, listed, ramp, share, side, sigmoid
from sayso.link.claims.words import total


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two statements say the same: ``score`` is the probability, from 0 to 1; ``veto`` the name of
    what rules it out, whatever the rest; ``reasons`` are sentences that can be shown to a person, the
    weightiest first."""

    score: float
    same: bool
    reasons: tuple[str, ...]
    veto: str | None = None


class Feature(NamedTuple):
    """``measure`` gives a number from 0 to 1; ``why`` the sentence that says it."""

    name: str
    weight: float
    measure: Callable[[Pair], float]
    why: Callable[[Pair], str]


class Veto(NamedTuple):
    """``holds`` is the sentence that says why two statements cannot be one claim, or None."""

    name: str
    holds: Callable[[Pair], str | None]


LEAST_WEIGHT = 8.0
"""The least weight of words that a content needs to be a claim at all: two rare words, or three common ones.
Less ("the deal", "to comment") is a fragment that says nothing on its own."""

LEAST_WITHOUT_CLAUSE = 18.0
"""The same for a content that is no clause ("the logo of the bank")."""

SAME_FRAME = 0.4
"""The share of all words from which two contents that differ in one name are one sentence about two
parties."""

HALF, MUCH_MORE = 0.5, 10.0
"""The share that the shorter of two contents has of the longer one's weight, below which the longer one is no
wording of the shorter, and the weight that it has to have more."""

UNLIKE = 0.5
"""How unlike (`Pair.unlike`) the only words that differ have to be to mean something else. Chosen on the dev
pairs: words of one meaning come to 0.3 mostly."""

NEARLY_ALL = 0.8
"""The share of words from which what is left apart decides."""

VERBATIM, LEAST_VERBATIM = 0.8, 28.0
"""The share of running words, and the weight of shared ones, from which two quotations are one, whoever each
report says is quoted: one of the two reports, or its reading, has the wrong name."""

THRESHOLD = 0.5

CLEARLY_ENOUGH, CLEARLY_LITTLE = 0.3, 0.6
"""Where `hopeless` looks no further: the share of the shorter one's words, and that with the cosine added."""

TELLING = 0.3
"""How much a feature has to add to, or take from, the score (in logits) to be given as a reason."""


def _poor(pair: Pair) -> str | None:
    if all(
        each.weight >= (LEAST_WEIGHT if each.mention.clausal else LEAST_WITHOUT_CLAUSE) for each in pair.sides
    ):
        return None
    return "One of them has too few words of its own to say what is claimed."


def _polarity(pair: Pair) -> str | None:
    if not pair.at_odds:
        return None
    if pair.opposite:
        return f"They say the opposite: {listed(pair.opposite)}."
    return "One says that it is so, the other that it is not."


def _figures(pair: Pair) -> str | None:
    found = pair.figure_conflict()
    if found is None:
        return None
    one, other = sorted(_number(count) for count in found)
    what = listed(sorted(set(found[0].counted) & set(found[1].counted)))
    return f"They give different figures{f' for {what}' if what else ''}: {one} and {other}."


def _dates(pair: Pair) -> str | None:
    if figures.apart(pair.one.mention.days, pair.other.mention.days):
        return "They are about different dates."
    return None


def _number(count: Count) -> str:
    number = count.value if count.value is not None else count.low if count.low is not None else count.high
    return f"{number:,.12g}{f' {count.unit}' if count.unit else ''}" if number is not None else "?"


def _roles(pair: Pair) -> str | None:
    return "Who does it to whom is the other way round." if pair.turned or pair.exchange else None


def _speaker(pair: Pair) -> str | None:
    """ "We will not sign" is another thing from another mouth."""
    one, other = pair.one, pair.other
    if pair.own_words and one.mention.voices and other.mention.voices and not one.voices & other.voices:
        verbatim = pair.runs >= VERBATIM and pair.shared_weight >= LEAST_VERBATIM
        return None if verbatim else "Each speaks of itself, and nothing says that they are one voice."
    return None


def _party(pair: Pair) -> str | None:
    if pair.exchanged and pair.overlap >= SAME_FRAME:
        return f"In the same place they name different ones: {listed(pair.exchanged)}."
    return None


def _parted(pair: Pair) -> str | None:
    if pair.parted and pair.contained >= FRAME:
        return f"They say different things of one kind: {listed(pair.parted)}."
    return None


def _more(pair: Pair) -> str | None:
    if pair.even < HALF and abs(pair.one.weight - pair.other.weight) >= MUCH_MORE:
        return "One of them says more than twice as much."
    return None


def _word(pair: Pair) -> str | None:
    """ "The health minister knew", "the interior minister knew"; but not "was hit", "was struck"."""
    if pair.only_difference and pair.unlike >= UNLIKE:
        return f"They differ in one place, and say different things there: {listed(pair.only_difference)}."
    return None


def _time(pair: Pair) -> str | None:
    """ "The minister should resign" and "the minister has resigned" differ in nothing but this."""
    outlooks = {pair.one.mention.outlook, pair.other.mention.outlook}
    if outlooks == {"done", "coming"} and pair.overlap >= NEARLY_ALL:
        return "In nearly the same words, one is past, the other yet to come."
    return None


def _condition(pair: Pair) -> str | None:
    """What holds only if something else does is no mere wording of what holds."""
    if pair.one.conditional != pair.other.conditional and pair.contained >= NEARLY_ALL:
        return "In nearly the same words, only one of them hangs on a condition."
    return None


VETOES = (
    Veto("fragment", _poor),
    Veto("polarity", _polarity),
    Veto("figures", _figures),
    Veto("dates", _dates),
    Veto("roles", _roles),
    Veto("speaker", _speaker),
    Veto("party", _party),
    Veto("word", _word),
    Veto("more", _more),
    Veto("other words", _parted),
    Veto("time", _time),
    Veto("condition", _condition),
)

BIAS = -3.8

FEATURES = (
    Feature(
        "meaning",
        2.2,
        lambda p: ramp(p.cosine if p.cosine is not None else 0.0, 0.3, 1.0),
        lambda p: f"Their meaning is near (cosine {p.cosine:.2f}).",
    ),
    Feature(
        "words",
        3.3,
        lambda p: p.overlap,
        lambda p: f"They share words: {listed(p.heaviest())}.",
    ),
    Feature(
        "contained",
        3.9,
        lambda p: p.contained,
        lambda p: f"Most of the shorter one's words stand in the other: {listed(p.heaviest())}.",
    ),
    Feature(
        "figures",
        0.8,
        lambda p: float(figures.shared(p.one.mention.figures, p.other.mention.figures) > 0),
        lambda p: "They give the same figure.",
    ),
    Feature(
        "dates",
        0.6,
        lambda p: float(figures.meet(p.one.mention.days, p.other.mention.days)),
        lambda p: "They are about the same time.",
    ),
    Feature(
        "voice",
        0.5,
        lambda p: float(bool(p.one.voices & p.other.voices)),
        lambda p: f"They come from the same voice: {listed(sorted(p.one.voices & p.other.voices))}.",
    ),
    Feature(
        "other voice",
        -0.6,
        lambda p: float(bool(p.one.voices and p.other.voices) and not p.one.voices & p.other.voices),
        lambda p: "They come from different voices.",
    ),
    Feature(
        "other names",
        -1.4,
        lambda p: ramp(p.swapped, 0, 10),
        lambda p: "Each names somebody or something that the other does not.",
    ),
    Feature(
        "other figures",
        -0.6,
        lambda p: float(bool(p.one.mention.figures) != bool(p.other.mention.figures)),
        lambda p: "Only one of them gives a figure.",
    ),
    Feature(
        "negation",
        -0.7,
        lambda p: float((p.one.mention.negators > 0) != (p.other.mention.negators > 0)),
        lambda p: "Only one of them has a word that negates.",
    ),
    Feature(
        "replaced",
        -2.1,
        lambda p: p.replacing * ramp(p.overlap, 0.3, 0.6),
        lambda p: f"In the same place they have different words: {listed(p.replaced or ())}.",
    ),
    Feature(
        "no clause",
        -1.4,
        lambda p: float(not (p.one.mention.clausal and p.other.mention.clausal)),
        lambda p: "One of them is no whole clause.",
    ),
    Feature(
        "time",
        -1.6,
        lambda p: float({p.one.mention.outlook, p.other.mention.outlook} == {"done", "coming"}),
        lambda p: "One is past, the other yet to come.",
    ),
    Feature(
        "figures unlike",
        -1.1,
        lambda p: float(p.figures_unlike),
        lambda p: "Both give figures, none of which is the same.",
    ),
    Feature(
        "longer",
        -1.4,
        lambda p: 1 - ramp(p.even, 0.4, 0.8),
        lambda p: "One of them says more than the other.",
    ),
    Feature(
        "elsewhere",
        -1.2,
        lambda p: float(p.elsewhere),
        lambda p: "Their reports are about other things.",
    ),
)


def same(one: Mention, other: Mention) -> Verdict:
    """Whether two statements say the same. The order of the two makes no difference."""
    return compare(side(one), side(other))


def compare(one: Side, other: Side) -> Verdict:
    """`same`, of sides that are worked out already."""
    if one.mention.statement > other.mention.statement:
        one, other = other, one
    pair = Pair(one, other)
    for veto in VETOES:
        why = veto.holds(pair)
        if why:
            return Verdict(0.0, False, (why,), veto.name)
    measured = [(feature, feature.measure(pair)) for feature in FEATURES]
    score = sigmoid(BIAS + sum(feature.weight * value for feature, value in measured))
    is_same = score >= THRESHOLD
    telling = [
        (abs(feature.weight * value), feature)
        for feature, value in measured
        if abs(feature.weight * value) >= TELLING and (feature.weight > 0) == is_same
    ]
    telling.sort(key=lambda item: (-item[0], item[1].name))
    return Verdict(score, is_same, tuple(feature.why(pair) for _, feature in telling[:4]))


def hopeless(one: Side, other: Side) -> bool:
    """Whether two sides cannot come out the same, whatever the costlier features say: what they share, by the
    words' plain weights and by their embeddings, leaves the score below the threshold with all else in
    favour."""
    pair = Pair(one, other)
    shared = total(one.stems & other.stems)
    contained = share(shared, min(one.weight, other.weight))
    if contained >= CLEARLY_ENOUGH or one.vector is None or other.vector is None:
        return False
    return contained + (pair.cosine or 0.0) < CLEARLY_LITTLE
