"""The words that tie a condition or a concession to what hangs on it, and how far each of them reaches."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.situate.conditions.inverted import OPENING, inverted
from sayso.situate.conditions.rules import is_tied
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees
from sayso.types import ConditionKind as Kind

TIES: tuple[tuple[Kind, str], ...] = (
    (Kind.ONLY_IF, "only if"),
    (Kind.ONLY_IF, "only when"),
    (Kind.ONLY_IF, "only after"),
    (Kind.ONLY_IF, "only once"),
    (Kind.ALTHOUGH, "even if"),
    (Kind.ALTHOUGH, "even though"),
    (Kind.ALTHOUGH, "although"),
    (Kind.ALTHOUGH, "though"),
    (Kind.ALTHOUGH, "while"),
    (Kind.ALTHOUGH, "whilst"),
    (Kind.DESPITE, "even without"),
    (Kind.IF, "in the event that"),
    (Kind.IF, "in the event of"),
    (Kind.IF, "in case of"),
    (Kind.IF, "had it not been for"),
    (Kind.IF, "were it not for"),
    (Kind.IF, "if"),
    (Kind.UNLESS, "unless"),
    (Kind.UNLESS, "barring"),
    (Kind.PROVIDED, "provided that"),
    (Kind.PROVIDED, "providing that"),
    (Kind.PROVIDED, "provided"),
    (Kind.PROVIDED, "providing"),
    (Kind.PROVIDED, "on the condition that"),
    (Kind.PROVIDED, "on condition that"),
    (Kind.PROVIDED, "as long as"),
    (Kind.PROVIDED, "so long as"),
    (Kind.PROVIDED, "assuming that"),
    (Kind.PROVIDED, "assuming"),
    (Kind.WITHOUT, "without"),
    (Kind.WITHOUT, "in the absence of"),
    (Kind.WITHOUT, "but for"),
    (Kind.IN_RETURN, "in return for"),
    (Kind.IN_RETURN, "in exchange for"),
    (Kind.SUBJECT_TO, "subject to"),
    (Kind.AFTER, "following"),
    (Kind.AFTER, "after"),
    (Kind.AFTER, "once"),
    (Kind.AFTER, "pending"),
    (Kind.UNTIL, "until"),
    (Kind.UNTIL, "till"),
    (Kind.UNTIL, "before"),
    (Kind.DESPITE, "despite"),
    (Kind.DESPITE, "in spite of"),
    (Kind.DESPITE, "notwithstanding"),
    (Kind.DESPITE, "regardless of"),
    (Kind.DESPITE, "irrespective of"),
)
"""Kind and words; of several that fit at one word, the first in this list."""

_BY_FIRST: dict[str, list[tuple[Kind, list[str]]]] = {}
for _kind, _text in TIES:
    _BY_FIRST.setdefault(_text.split()[0], []).append((_kind, _text.split()))

HANGING = frozenset(["contingent", "conditional", "conditioned", "dependent", "predicated", "premised"])
"""Adjectives with "on" or "upon"."""
HINGING = frozenset(["depend", "hinge"])
"""Verbs with "on" or "upon"."""

_BOUNDARY = frozenset(["advcl", "parataxis", "root", "obl", "nmod", "acl", "ccomp", "conj"])


def ties(trees: Trees, first: int, last: int) -> Iterator[Tie]:
    """The conditions and concessions of a sentence, its tokens ``first`` up to, not including, ``last``."""
    index = first
    while index < last:
        word = trees.word(index).lower()
        tie = _worded(trees, word, last, index) if word in _BY_FIRST else None
        tie = tie or _governed(trees, word, index)
        if not tie and word in OPENING:
            tie = inverted(trees, first, index)
        if tie and is_tied(trees, tie):
            yield tie
            index = tie.behind
        else:
            index += 1


def _worded(trees: Trees, word: str, last: int, index: int) -> Tie | None:
    """A tie by its words."""
    for kind, parts in _BY_FIRST[word]:
        behind = index + len(parts)
        if all(trees.word(index + at).lower() == part for at, part in enumerate(parts) if index + at < last):
            if behind >= last:
                return None
            top = _complement(trees, behind, last)
            clause = _nearer(trees, behind, top)
            if clause >= 0:
                return Tie(kind, index, behind, clause, top)
            return Tie(kind, index, behind, top, _governor(trees, top, index, behind))
    return None


def _complement(trees: Trees, behind: int, last: int) -> int:
    """The head of what stands behind the tying words: that of the last of them where it is their governor in
    the tree, else the top of the phrase that begins there."""
    tokens, at = trees.tokens, behind - 1
    while tokens[at].relation == "fixed":
        at = tokens[at].head
    if tokens[at].relation in ("mark", "case") and behind <= tokens[at].head < last:
        return tokens[at].head
    top = behind
    while behind <= tokens[top].head < last and tokens[top].relation not in _BOUNDARY:
        top = tokens[top].head
    return top


def _nearer(trees: Trees, behind: int, top: int) -> int:
    """Where the tree hangs "once" on the main clause ("once it stops we expect to go"), the clause right
    behind it, else -1: its subject begins there, and ``top`` has another."""
    for subject in range(behind, top):
        token = trees.tokens[subject]
        if token.relation in ("nsubj", "expl") and behind < token.head < top:
            clear = trees.tokens[token.head].relation in ("advcl", "parataxis")
            others = [i for i in trees.children(top, "nsubj", "expl") if i > token.head]
            return token.head if clear and others and min(trees.below(subject)) == behind else -1
    return -1


def _governor(trees: Trees, top: int, first: int, behind: int) -> int:
    """What the tied phrase hangs on, outside the tying words; where the tree hangs it on "said" in "said that
    without it nothing would work" or "without it, she said, nothing would work", the clause said."""
    at = trees.tokens[top].head
    while first <= at < behind:
        at = trees.tokens[at].head
    for told in trees.children(at, "ccomp", "parataxis") if at >= 0 else ():
        opening = min(trees.below(told))
        if at < first and told > top and opening < first and trees.tokens[told].relation == "ccomp":
            return told
        if top < at < opening and "PUNCT" in (trees.tokens[opening].pos, trees.tokens[opening - 1].pos):
            return told
    return at


def _governed(trees: Trees, word: str, index: int) -> Tie | None:
    """ "Contingent on an audit", "depends on the weather"."""
    token = trees.tokens[index]
    hinges = token.lemma in HINGING and token.pos == "VERB"
    if not (hinges or word in HANGING or token.lemma.lower() in HANGING):
        return None
    for noun in trees.children(index, "obl", "nmod", "advcl", "ccomp"):
        cases = [trees.word(i).lower() for i in trees.children(noun, "case", "mark")]
        if noun > index and {"on", "upon"} & set(cases):
            return Tie(Kind.CONTINGENT, index, index + 1, noun, index)
    return None
