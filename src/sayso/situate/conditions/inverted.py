"""If-clauses without "if": "had she known", "were it to fail", "should the talks break down"."""

from __future__ import annotations

from sayso.situate.conditions.clauses import has_modal
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees
from sayso.types import ConditionKind

_OPENING = frozenset(["had", "were", "should"])
_TURNING = frozenset(
    """
    nor neither so never rarely seldom hardly scarcely barely then than as there here little only how what why
    where when who whom which that it he she they we you i
    """.split()  # noqa: SIM905
)
"""Behind these a verb before its subject ties nothing ("nor had he"), or has its subject before it."""


def inverted(trees: Trees, first: int, index: int) -> Tie | None:
    """The tie that an auxiliary or a copula is; what hangs on it has "would", "could" and the like, or is
    asked for ("should it rain, close the hatch"), so a question ("Had he known?") is none."""
    if trees.word(index).lower() not in _OPENING or index + 1 >= len(trees.tokens):
        return None
    if index > first and trees.word(index - 1).lower() in _TURNING:
        return None
    top = _predicate(trees, first, index)
    governor = _governor(trees, top, index) if top >= 0 else -1
    return Tie(ConditionKind.IF, index, index + 1, top, governor) if governor >= 0 else None


def _predicate(trees: Trees, first: int, index: int) -> int:
    """The predicate whose subject begins right behind a word, or -1."""
    last = trees.sentence(index)[1]
    for subject in range(index + 1, min(index + 20, last)):
        token = trees.tokens[subject]
        if token.relation in ("nsubj", "expl") and not first <= token.head < index:
            if min(trees.below(subject)) != _past_not(trees, index + 1):
                continue
            before = [i for i in trees.children(token.head, "nsubj", "expl") if i < index]
            return (
                -1
                if before or (trees.children(token.head, "mark") and _marked(trees, token.head))
                else token.head
            )
    return -1


def _past_not(trees: Trees, index: int) -> int:
    return index + 1 if trees.word(index).lower() in ("n't", "n’t") else index


def _marked(trees: Trees, index: int) -> bool:
    """Whether a clause has a conjunction of its own, and not only "to"."""
    return any(trees.word(i).lower() != "to" for i in trees.children(index, "mark"))


def _governor(trees: Trees, top: int, index: int) -> int:
    """The clause that hangs on it, or -1: its head, or where the tree has it upside down a clause below."""
    token = trees.tokens[top]
    while token.relation == "conj" and token.head >= 0:
        top, token = token.head, trees.tokens[token.head]
    if token.head >= 0 and (has_modal(trees, token.head) or token.relation == "advcl"):
        return token.head
    for child in trees.children(top, "parataxis", "ccomp", "advcl", "conj"):
        if child > index and has_modal(trees, child) and not trees.children(child, "cc", "mark"):
            return child
    return -1
