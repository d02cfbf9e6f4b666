"""If-clauses without "if": "had she known", "were it to fail", "should the talks break down"."""

from __future__ import annotations

from sayso.situate.conditions.clauses import MODALS, has_modal, verb
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees
from sayso.types import ConditionKind

OPENING = frozenset(["had", "were", "should"])
_TURNING = frozenset(
    """
    nor neither so never rarely seldom hardly scarcely barely then than as there here little only how what why
    where when who whom which that it he she they we you i
    """.split()  # noqa: SIM905
)
"""Behind these a verb before its subject ties nothing ("nor had he"), or has its subject before it."""

_NOT = frozenset(["n't", "n’t"])
_SUBJECTS = frozenset(["i", "he", "she", "we", "they", "there"])
"""Words that are never an object, so behind "had" they are its subject, whatever the tree says."""
_FARTHEST = 20
"""How many tokens behind the verb the head of its subject may stand."""


def inverted(trees: Trees, first: int, index: int) -> Tie | None:
    """The tie that an auxiliary or a copula is; what hangs on it has "would", "could" and the like, or is
    asked for ("should it rain, close the hatch"), so a question ("Had he known?") is none."""
    if index + 1 >= len(trees.tokens):
        return None
    if index > first and trees.word(index - 1).lower() in _TURNING and trees.tokens[index - 1].pos != "SCONJ":
        return None
    top = _predicate(trees, first, index)
    governor = _governor(trees, first, top, index) if top >= 0 else -1
    return Tie(ConditionKind.IF, index, index + 1, top, governor) if governor >= 0 else None


def _predicate(trees: Trees, first: int, index: int) -> int:
    """The predicate whose subject begins right behind a word, or -1."""
    begins = index + 2 if trees.word(index + 1).lower() in _NOT else index + 1
    if begins >= trees.sentence(index)[1]:
        return -1
    clear = (
        index == first or trees.tokens[index - 1].pos == "PUNCT" or trees.word(begins).lower() in _SUBJECTS
    )
    for subject in range(begins, min(index + _FARTHEST, trees.sentence(index)[1])):
        token = trees.tokens[subject]
        if token.relation not in ("nsubj", "expl") or first <= token.head < index:
            continue
        if min(i for i in trees.below(subject) if i > index) != begins:
            continue
        before = any(i < index for i in trees.children(token.head, "nsubj", "expl"))
        marks = [i for i in trees.children(token.head, "mark") if i > index]
        if (before and not clear) or any(trees.word(i).lower() != "to" for i in marks):
            return -1
        return token.head
    return -1


def _governor(trees: Trees, first: int, top: int, index: int) -> int:
    """The clause that hangs on it, or -1: its head, a clause below where the tree has it upside down, or, as
    trees of such sentences are often wrong, the nearest one with "would". Where the verb opens no clause by a
    comma or a conjunction it stands before ("it would have gone better had they asked")."""
    token = trees.tokens[top]
    opens = _opens(trees, first, index)
    helping = [i for i in trees.children(top, "aux") if i > index and trees.word(i).lower() in MODALS]
    if opens and helping and any(trees.word(i) == "," for i in range(index, helping[0])):
        return top
    while token.relation == "conj" and token.head >= 0:
        top, token = token.head, trees.tokens[token.head]
    if token.head >= 0 and (opens or token.head < index) and has_modal(trees, token.head):
        return token.head
    if opens and token.relation == "advcl":
        return token.head
    for child in trees.children(top, "parataxis", "ccomp", "advcl", "conj") if opens else ():
        if child > index and has_modal(trees, child) and not trees.children(child, "cc", "mark"):
            return child
    behind = range(max(top, index) + 1, trees.sentence(index)[1] if opens else 0)
    for at in [*behind, *reversed(range(first, index))]:
        if trees.word(at).lower() in MODALS and trees.tokens[at].pos == "AUX":
            return verb(trees, at)
    return -1


def _opens(trees: Trees, first: int, index: int) -> bool:
    """Whether a clause can begin at a word: at the beginning of a sentence, be it behind an adverb, behind a
    comma or a conjunction."""
    before = trees.tokens[index - 1].pos
    adverb = before == "ADV" and index - 1 == first
    return index == first or adverb or before in ("PUNCT", "CCONJ", "SCONJ")
