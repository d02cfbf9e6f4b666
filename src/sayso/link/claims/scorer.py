"""Whether two statements say the same: one table of features, with a weight and a reason each.

First the vetoes (`VETOES`): what makes two statements different whatever else they share. Then the features
(`FEATURES`): each measures something from 0 to 1, and the weights and `BIAS` make a probability of them
(logistic regression). The weights were fitted on the dev pairs by `benchmarks.origins_claims_fit`, rounded;
those of "figures" and "elsewhere" were set by hand, since the pairs, nearly all of one story each, tell
little of them; and the bias was lowered to where nine of ten pairs that are judged the same are so. See
docs/decisions/0022-claims.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sayso.link.claims import figures
from sayso.link.claims.mention import Count, Mention
from sayso.link.claims.pair import FIGURE, FRAME, Pair, Side, listed, ramp, side, sigmoid


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

LEAST_OWN = 1.0
"""The least weight by the words' own report (`Side.weights`): "was on the tram" says little where all is
about trams."""

SAME_FRAME = 0.4
"""The share of all words from which two contents that differ in one name are one sentence about two
parties."""

NEARLY_ALL = 0.8
"""The share of words from which what is left apart decides."""

VERBATIM, LEAST_VERBATIM = 0.8, 28.0
"""The share of running words, and the weight of shared ones, from which two quotations are one, whoever each
report says is quoted: one of the two reports, or its reading, has the wrong name."""

THRESHOLD = 0.5

LITTLE = 0.8
"""What two contents have in common at least (`Pair.likely`). Of 567 pairs that were joined without this bound
in 216 reports, none had less than 0.8."""

TELLING = 0.3
"""How much a feature has to add to, or take from, the score (in logits) to be given as a reason."""


def _unlike(pair: Pair) -> str | None:
    if pair.likely >= LITTLE or pair.cosine is None:
        return None
    return "They share too few words, and their meaning is not near."


def _poor(pair: Pair) -> str | None:
    if any(
        sum(each.weights.values()) + FIGURE * len(each.mention.figures) < LEAST_OWN for each in pair.sides
    ):
        return "One of them has no words but those that its report is all about."
    if all(
        each.weight + FIGURE * len(each.mention.figures)
        >= (LEAST_WEIGHT if each.mention.clausal else LEAST_WITHOUT_CLAUSE)
        for each in pair.sides
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


def _strangers(pair: Pair) -> str | None:
    """ "Norway shipped shells to Oman", "Canada shipped shells to Kuwait": alike as the rest may be."""
    if pair.strangers:
        names = sorted(pair.one.names | pair.other.names)
        return f"Each is about others, whom the other's report is not about at all: {listed(names)}."
    return None


def _parted(pair: Pair) -> str | None:
    if pair.parted and pair.contained >= FRAME:
        return f"They say different things of one kind: {listed(pair.parted)}."
    return None


def _word(pair: Pair) -> str | None:
    """ "The health minister knew", "the interior minister knew"; but not "was hit", "was struck"."""
    if pair.only_difference and pair.one_for_one:
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


def _possible(pair: Pair) -> str | None:
    if pair.one.mention.possible != pair.other.mention.possible and pair.held >= NEARLY_ALL and not pair.near:
        return "In nearly the same words, one of them only holds it possible."
    return None


def _scope(pair: Pair) -> str | None:
    if {pair.one.mention.scope, pair.other.mention.scope} == {"all", "some"} and pair.held >= NEARLY_ALL:
        return "In nearly the same words, one speaks of all, the other of a part."
    return None


VETOES = (
    Veto("unlike", _unlike),
    Veto("fragment", _poor),
    Veto("polarity", _polarity),
    Veto("figures", _figures),
    Veto("dates", _dates),
    Veto("roles", _roles),
    Veto("speaker", _speaker),
    Veto("party", _party),
    Veto("strangers", _strangers),
    Veto("word", _word),
    Veto("other words", _parted),
    Veto("time", _time),
    Veto("condition", _condition),
    Veto("possible", _possible),
    Veto("scope", _scope),
)

BIAS = -2.0

FEATURES = (
    Feature(
        "words",
        1.9,
        lambda p: p.common,
        lambda p: f"They share words: {listed(p.heaviest())}.",
    ),
    Feature(
        "contained",
        1.4,
        lambda p: p.held,
        lambda p: f"Most of what the shorter one says is in the other: {listed(p.heaviest())}.",
    ),
    Feature(
        "meaning",
        1.0,
        lambda p: ramp(p.cosine if p.cosine is not None else 0.0, 0.3, 1.0),
        lambda p: f"Their meaning is near (cosine {p.cosine:.2f}).",
    ),
    Feature(
        "dates",
        0.5,
        lambda p: float(figures.meet(p.one.mention.days, p.other.mention.days)),
        lambda p: "They are about the same time.",
    ),
    Feature(
        "length",
        -0.9,
        lambda p: 1 - p.shorter,
        lambda p: "One of them is longer than the other.",
    ),
    Feature(
        "parts",
        -0.5,
        lambda p: float(p.one.mention.parts != p.other.mention.parts),
        lambda p: "One of them says more things than the other.",
    ),
    Feature(
        "figures",
        0.3,
        lambda p: float(figures.shared(p.one.mention.figures, p.other.mention.figures) > 0),
        lambda p: "They give the same figure.",
    ),
    Feature(
        "other figures",
        -0.7,
        lambda p: float(p.figures_left),
        lambda p: "One of them gives a figure that the other does not.",
    ),
    Feature(
        "other voice",
        -0.9,
        lambda p: float(bool(p.one.voices and p.other.voices) and not p.one.voices & p.other.voices),
        lambda p: "They come from different voices.",
    ),
    Feature(
        "other names",
        -0.3,
        lambda p: ramp(p.swapped, 0, 10),
        lambda p: "Each names somebody or something that the other does not.",
    ),
    Feature(
        "replaced",
        -1.2,
        lambda p: float(p.only_difference is not None),
        lambda p: f"They differ in one place, and say other things there: {listed(p.only_difference or ())}.",
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
