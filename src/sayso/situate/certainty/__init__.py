"""Attribution → how its content is put: certain or not, negated or not, and the words that say so.

The main predication decides, not one inside it. Of several reasons the first wins: what would have been is
HYPOTHETICAL; what hangs on a condition, CONDITIONAL; what the report keeps its distance from, REPORTED; what
its speaker doubts, HEDGED; what is yet to come, FUTURE.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.certainty.doubts import BELIEVED, DISTANCES, SEEMING, doubts
from sayso.situate.certainty.predication import Predication
from sayso.situate.certainty.scare import scare_quotes
from sayso.situate.ground import Ground
from sayso.spans import joined
from sayso.types import (
    Attribution,
    Certainty,
    Condition,
    ConditionKind,
    ConditionStatus,
    Hedge,
    HedgeKind,
    Mode,
    Polarity,
    Span,
)
from sayso.words import word_set

HANGING = frozenset(ConditionKind) - {ConditionKind.DESPITE, ConditionKind.ALTHOUGH}
"""The kinds of condition that make a content conditional; concessions do not."""
_DISTANT = {HedgeKind.DISTANCE: Certainty.REPORTED, HedgeKind.HEDGE: Certainty.HEDGED}

_CALLING = word_set("brand call decry denounce describe dismiss dub hail label name slam term")
"""Verbs whose object gets a name from the source."""


class Judged(NamedTuple):
    certainty: Certainty
    polarity: Polarity
    hedges: tuple[Hedge, ...]
    reasons: tuple[str, ...]


def judged(ground: Ground, attribution: Attribution, hanging: tuple[Condition, ...]) -> Judged:
    """How a content is put; ``hanging`` are the conditions that it hangs on."""
    trees = ground.trees
    tokens = trees.inside(attribution.content)
    if not tokens:
        return Judged(Certainty.ASSERTED, Polarity.POSITIVE, (), ())
    main = Predication(trees, tokens)
    found = list(doubts(trees, tokens))
    cue = [
        (kind, at) for kind, at in doubts(trees, trees.inside(attribution.cue)) if kind is HedgeKind.DISTANCE
    ]
    beside = _beside_the_cue(ground, attribution)
    certainty, why = weighed(main, attribution, hanging, found, bool(cue or beside))
    hedges = [_hedge(ground, kind, range_) for kind, range_ in [*found, *cue, *beside]]
    for mark in scare_quotes(
        trees, tokens, attribution.mode, main.is_clause() or _calls(ground, attribution)
    ):
        span = (Span(mark.start, mark.end),)
        hedges.append(Hedge(HedgeKind.SCARE_QUOTES, joined(ground.text, span), span))
    negated = main.negated()
    reasons = [why] if why else []
    if negated:
        reasons.append(f"“{trees.word(main.top)}”, on which the content turns, is negated.")
    polarity = Polarity.NEGATIVE if negated else Polarity.POSITIVE
    ordered = sorted(set(hedges), key=lambda hedge: hedge.spans)
    return Judged(certainty, polarity, tuple(ordered), tuple(reasons))


Found = list[tuple[HedgeKind, tuple[int, int]]]
"""Doubts: their kinds, and their tokens, half-open."""


def weighed(
    main: Predication, attribution: Attribution, hanging: tuple[Condition, ...], found: Found, distant: bool
) -> tuple[Certainty, str]:
    """How sure a predication is put, and why, in a sentence; none for what is simply asserted. ``found`` are
    the doubts of its content, ``distant`` is whether the cue has one."""
    trees = main.trees
    word = trees.word(main.top)
    if main.perfect() and (main.would() or main.could()):
        return Certainty.HYPOTHETICAL, f"“{word}” tells of what would have been."
    tied = next((c for c in hanging if _still_hangs(c) and _hangs_on_main(main, c)), None)
    if tied:
        return Certainty.CONDITIONAL, f"It hangs on “{tied.text}”."
    weighing = [(kind, at) for kind, at in found if main.holds(at[0]) and not _of_a_noun(main, at[0])]
    for kind in (HedgeKind.DISTANCE, HedgeKind.HEDGE):
        if kind is HedgeKind.DISTANCE and distant:
            return Certainty.REPORTED, "The report itself keeps its distance from it."
        first = next((at for other, at in weighing if other is kind), None)
        if first:
            return _DISTANT[kind], f"“{trees.words(*first)}” takes away from how sure it is."
    if main.asks():
        return Certainty.HEDGED, "It is asked, not said."
    if main.would():
        told = attribution.mode is not Mode.DIRECT
        if told:
            return Certainty.FUTURE, f"“would {word}”, as it is reported, is yet to come."
        return Certainty.HYPOTHETICAL, f"“would {word}” is only thought of."
    if main.infinitive() and (seeming := _seeming(main, attribution)):
        return Certainty.HEDGED, f"“{seeming}” takes away from how sure it is."
    if main.coming() or (main.is_clause() and main.infinitive()):
        return Certainty.FUTURE, f"“{word}” is yet to come."
    if main.bare(frozenset(trees.tokens[i].lemma.lower() for i in trees.inside(attribution.cue))):
        return Certainty.FUTURE, f"“{word}” is asked for, and so yet to come."
    return Certainty.ASSERTED, ""


def _still_hangs(condition: Condition) -> bool:
    """Not what goes without a thing that is said to be missing or refused: that is how it is."""
    gone = condition.status in (ConditionStatus.ABSENT, ConditionStatus.REFUSED)
    return condition.kind in HANGING and not (gone and condition.kind is ConditionKind.WITHOUT)


def _hangs_on_main(main: Predication, condition: Condition) -> bool:
    """Whether a condition is of the main predication, and not of a clause below it or of another sentence."""
    inside = main.trees.inside(condition.spans)
    among = frozenset(inside)
    above = [main.trees.tokens[i].head for i in inside if main.trees.tokens[i].head not in among]
    return any(head < 0 or head not in main.among or main.holds(head) for head in above)


def _seeming(main: Predication, attribution: Attribution) -> str:
    """The cue that only thinks an infinitive so: "is believed to be his", "appears to be siding"."""
    trees = main.trees
    lemmas = SEEMING | BELIEVED
    found = (i for i in trees.inside(attribution.cue) if trees.tokens[i].lemma.lower() in lemmas)
    return next((trees.word(i) for i in found), "")


def _calls(ground: Ground, attribution: Attribution) -> bool:
    """Whether the cue calls something by the words that follow: they are its source's."""
    cue = ground.trees.inside(attribution.cue)
    return any(ground.parse.tokens[i].lemma.lower() in _CALLING for i in cue)


def _of_a_noun(main: Predication, index: int) -> bool:
    """Whether a doubt is about a noun alone: "the alleged hacker", "a so-called coalition"."""
    token = main.trees.tokens[index]
    return token.relation in ("amod", "compound") or (
        token.relation == "advmod" and token.head >= 0 and main.trees.tokens[token.head].relation == "amod"
    )


def _beside_the_cue(ground: Ground, attribution: Attribution) -> Found:
    """Words of distance right at the cue and outside of the content: "has reportedly told"."""
    trees = ground.trees
    cue, content = trees.inside(attribution.cue), frozenset(trees.inside(attribution.content))
    near = {j for i in cue for j in trees.children(i, "advmod")} - set(cue) - content
    return [(HedgeKind.DISTANCE, (i, i + 1)) for i in sorted(near) if trees.word(i).lower() in DISTANCES]


def _hedge(ground: Ground, kind: HedgeKind, tokens: tuple[int, int]) -> Hedge:
    first, last = tokens
    span = (Span(ground.parse.tokens[first].start, ground.parse.tokens[last - 1].end),)
    return Hedge(kind, joined(ground.text, span), span)
