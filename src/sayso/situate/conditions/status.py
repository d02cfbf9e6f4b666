"""How a condition stands: asked for, not there, not granted, or none of these said."""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.conditions.clauses import has_modal, helpers
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees
from sayso.types import ConditionKind, ConditionStatus
from sayso.words import word_set

_GRANTING = word_set(
    """
    accept agree allow do give grant help lend let offer pay permit provide send sign supply
    """
)
_REFUSING = frozenset(["refuse", "reject", "decline", "oppose", "veto"])
_WILLING = frozenset(["willing", "ready", "prepared", "unwilling", "reluctant"])
_DEMANDING = word_set("demand insist require stipulate request ask seek want urge call")
_LACKING = frozenset(["lack", "absence", "no", "without"])
_NOT = frozenset(["not", "n't", "n’t", "never", "no"])


class Standing(NamedTuple):
    status: ConditionStatus
    why: str = ""


def status(
    trees: Trees, tie: Tie, tokens: list[int], content: frozenset[int], cue: frozenset[int]
) -> Standing:
    """What the rest of the content, the cue and the condition's own words say of it."""
    inside = frozenset(tokens)
    own = {trees.tokens[i].lemma.lower() for i in tokens[:6]}
    if tie.kind is ConditionKind.DESPITE and own & _LACKING:
        return Standing(ConditionStatus.ABSENT, ", and its own words say that it is not there")
    first, last = trees.sentence(tie.first)
    after = [i for i in range(tokens[-1] + 1, last) if i in content and i not in inside]
    following = _next_sentence(trees, last, content)
    for index in [*after, *following]:
        if why := _refused(trees, index):
            return Standing(ConditionStatus.REFUSED, why)
    for index in after:
        if _is_none(trees, index):
            return Standing(ConditionStatus.ABSENT, ", and “there is no” such thing, it goes on")
    around = [*(i for i in range(first, tie.first) if i in cue or i in content), *after]
    around += [i for i in sorted(cue) if tie.first < i < last]
    asking = [i for i in around if _demands(trees, i)]
    if asking and tie.kind not in (ConditionKind.DESPITE, ConditionKind.ALTHOUGH, ConditionKind.AFTER):
        return Standing(ConditionStatus.DEMANDED, f", and “{trees.word(asking[0])}” asks for it")
    return Standing(ConditionStatus.OPEN)


def _next_sentence(trees: Trees, last: int, content: frozenset[int]) -> list[int]:
    """The tokens of the sentence behind, as far as the content goes on there."""
    if last >= len(trees.tokens) or last not in content:
        return []
    return [i for i in range(*trees.sentence(last)) if i in content]


def _refused(trees: Trees, index: int) -> str:
    """Why a word says that it is not granted, or an empty text."""
    token = trees.tokens[index]
    lemma = token.lemma.lower()
    denied = any(trees.word(i).lower() in _NOT for i in trees.children(index, "advmod"))
    word = trees.word(index)
    if lemma in _REFUSING and token.pos == "VERB" and not denied:
        return f", and “{word}” says that somebody will not have it so"
    if lemma in _WILLING and (denied or lemma in ("unwilling", "reluctant")):
        return f", and somebody is {'not ' if denied else ''}{word} to grant it"
    will = helpers(trees, index) & {"will", "wo", "would"}
    if lemma in _GRANTING and denied and will:
        return f", and somebody will not {lemma}"
    return ""


def _is_none(trees: Trees, index: int) -> bool:
    """ "There is no buyer"."""
    there = any(trees.word(i).lower() == "there" for i in trees.children(index, "expl"))
    return there and any(
        trees.word(j).lower() in ("no", "none")
        for i in [index, *trees.children(index, "nsubj")]
        for j in [i, *trees.children(i, "det")]
    )


def _demands(trees: Trees, index: int) -> bool:
    token = trees.tokens[index]
    denied = any(trees.word(i).lower() in _NOT for i in trees.children(index, "advmod", "aux"))
    if denied or (token.lemma == "want" and (has_modal(trees, index) or _yours(trees, index))):
        return False
    return token.pos in ("VERB", "NOUN") and token.lemma.lower() in _DEMANDING


def _yours(trees: Trees, index: int) -> bool:
    """ "You want" and "anybody wants" ask nobody for anything."""
    if trees.tokens[index].relation == "conj":
        index = trees.tokens[index].head
    subjects = [trees.word(i).lower() for i in trees.children(index, "nsubj")]
    return bool({"you", "someone", "somebody", "anyone", "anybody", "who"} & set(subjects))
