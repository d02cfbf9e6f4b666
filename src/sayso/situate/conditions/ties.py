"""The words that tie a condition or a concession to what hangs on it, and how far each of them reaches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.conditions.clauses import hangs, is_dated, narrates, negated
from sayso.trees import Trees
from sayso.types import ConditionKind as Kind
from sayso.words import word_set

TIES: tuple[tuple[Kind, str], ...] = (
    (Kind.ONLY_IF, "only if"),
    (Kind.ONLY_IF, "only when"),
    (Kind.ONLY_IF, "only after"),
    (Kind.ONLY_IF, "only once"),
    (Kind.ALTHOUGH, "even if"),
    (Kind.ALTHOUGH, "even though"),
    (Kind.ALTHOUGH, "although"),
    (Kind.ALTHOUGH, "though"),
    (Kind.IF, "in the event that"),
    (Kind.IF, "in the event of"),
    (Kind.IF, "in case of"),
    (Kind.IF, "if"),
    (Kind.UNLESS, "unless"),
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

HANGING = frozenset(["contingent", "conditional", "conditioned", "dependent", "predicated"])
"""Adjectives with "on" or "upon"."""
HINGING = frozenset(["depend", "hinge"])
"""Verbs with "on" or "upon"."""

_ASKING = word_set(
    """
    ask check clear decide determine discover doubt know learn question remember say see sure tell
    unclear unsure wonder
    """
)
"""After these "if" means "whether"."""

HINGES = word_set(
    """
    agreement approval armistice authorisation authorization ceasefire cease-fire clearance completion
    condition confirmation consent consultation contract deal decision election end funding go-ahead
    guarantee inspection invitation licence license mandate negotiation peace permission permit
    ratification referendum regulator release request resolution resumption review ruling settlement
    signature signing test treaty truce verdict victory vote withdrawal
    """
)
"""What plans wait for: with "after", "following" and "subject to", a condition and no mere date."""

_BOUNDARY = frozenset(["advcl", "parataxis", "root", "obl", "nmod", "acl", "ccomp", "conj"])


class Tie(NamedTuple):
    """``first`` is the first token of the tying words, ``behind`` the one after them; ``top`` governs what
    they tie, ``governor`` is the word that it hangs on (-1 for none)."""

    kind: Kind
    first: int
    behind: int
    top: int
    governor: int


def ties(trees: Trees, first: int, last: int) -> Iterator[Tie]:
    """The conditions and concessions of a sentence, its tokens ``first`` up to, not including, ``last``."""
    words = [trees.word(i).lower() for i in range(first, last)]
    index = first
    while index < last:
        tie = _worded(trees, words, first, index) or _governed(trees, index) or _inverted(trees, first, index)
        if tie and _is_tied(trees, tie):
            yield tie
            index = tie.behind
        else:
            index += 1


def _worded(trees: Trees, words: list[str], first: int, index: int) -> Tie | None:
    """A tie by its words."""
    for kind, text in TIES:
        parts = text.split()
        at = index - first
        if words[at : at + len(parts)] != parts:
            continue
        behind = index + len(parts)
        if behind - first >= len(words):
            return None
        top = _complement(trees, behind, first + len(words))
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


def _governor(trees: Trees, top: int, first: int, behind: int) -> int:
    """What the tied phrase hangs on, outside the tying words."""
    at = trees.tokens[top].head
    while first <= at < behind:
        at = trees.tokens[at].head
    return at


def _governed(trees: Trees, index: int) -> Tie | None:
    """ "Contingent on an audit", "depends on the weather"."""
    token = trees.tokens[index]
    if not (token.lemma.lower() in HANGING or (token.pos == "VERB" and token.lemma in HINGING)):
        return None
    for noun in trees.children(index, "obl", "nmod", "advcl", "ccomp"):
        cases = [trees.word(i).lower() for i in trees.children(noun, "case", "mark")]
        if noun > index and {"on", "upon"} & set(cases):
            return Tie(Kind.CONTINGENT, index, index + 1, noun, index)
    return None


def _inverted(trees: Trees, first: int, index: int) -> Tie | None:
    """ "Had she known", "were it to fail", "should the talks break down": an if-clause without "if"."""
    token = trees.tokens[index]
    word = trees.word(index).lower()
    if word not in ("had", "were", "should") or token.relation not in ("aux", "cop") or token.head < index:
        return None
    subjects = trees.children(token.head, "nsubj")
    opens = index == first or trees.tokens[index - 1].pos in ("PUNCT", "CCONJ", "SCONJ")
    if not subjects or not index < subjects[0] < token.head or not opens:
        return None
    head = trees.tokens[token.head]
    if head.relation not in ("advcl", "parataxis", "ccomp") or trees.children(token.head, "mark"):
        return None
    return Tie(Kind.IF, index, index + 1, token.head, head.head)


def _is_tied(trees: Trees, tie: Tie) -> bool:
    """Whether the words tie a condition here, and not a date, a question or a manner."""
    rule = _RULES.get(tie.kind)
    return rule is None or rule(trees, tie)


def _asks_nothing(trees: Trees, tie: Tie) -> bool:
    if trees.tokens[tie.first].relation in ("aux", "cop"):
        return True
    before = trees.word(tie.first - 1).lower() if tie.first else ""
    if before in ("as", "what"):
        return False
    asked = (
        tie.governor >= 0 and trees.tokens[tie.governor].lemma.lower() in _ASKING and tie.governor < tie.first
    )
    return not (asked and trees.tokens[tie.top].relation in ("ccomp", "csubj", "advcl", "obj", "xcomp"))


def _provides(trees: Trees, tie: Tie) -> bool:
    """Not the verb: "had provided the masks", "assuming office"."""
    token = trees.tokens[tie.first]
    if tie.behind - tie.first > 1:
        return True
    clause = token.relation == "mark" or bool(trees.children(tie.first, "ccomp"))
    return clause and not trees.children(tie.first, "nsubj", "aux", "obj")


def _is_missed(trees: Trees, tie: Tie) -> bool:
    """Something could not be, or would be otherwise, without it; nobody just went without it."""
    return hangs(trees, tie.governor) or not narrates(trees, tie.governor)


def _waits(trees: Trees, tie: Tie) -> bool:
    """Something to come waits for what is not sure to come."""
    if trees.tokens[tie.first].pos in ("VERB", "AUX") and trees.tokens[tie.first].relation not in (
        "case",
        "mark",
    ):
        return False
    if is_dated(trees, tie.top) or not hangs(trees, tie.governor, plans=True):
        return False
    top = trees.tokens[tie.top]
    if top.pos in ("VERB", "AUX", "ADJ") or trees.children(tie.top, "nsubj", "cop"):
        return bool(trees.children(tie.top, "nsubj")) and not narrates(trees, tie.top)
    unsure = {trees.tokens[i].lemma.lower() for i in trees.children(tie.top, "amod")}
    return trees.word(tie.first).lower() == "pending" or bool(
        top.lemma.lower() in HINGES or unsure & {"potential", "possible", "eventual", "successful", "future"}
    )


def _ends(trees: Trees, tie: Tie) -> bool:
    """Nothing comes before it: "will not come back until the prisoners are freed"."""
    if is_dated(trees, tie.top) or tie.governor < 0:
        return False
    clause = bool(trees.children(tie.top, "nsubj"))
    if trees.word(tie.first).lower() == "before":
        return clause and negated(trees, tie.governor) and not narrates(trees, tie.top)
    return negated(trees, tie.governor) or (clause and hangs(trees, tie.governor))


def _is_approved(trees: Trees, tie: Tie) -> bool:
    """A sale is subject to approval; people are subject to abuse."""
    near = {
        trees.tokens[i].lemma.lower() for i in [tie.top, *trees.children(tie.top, "compound", "conj", "amod")]
    }
    return bool(near & HINGES)


def _is_clause(trees: Trees, tie: Tie) -> bool:
    """Not the adverb: "it will not work, though"."""
    return trees.tokens[tie.behind - 1].relation == "mark" or bool(trees.children(tie.top, "nsubj", "cop"))


_RULES = {
    Kind.IF: _asks_nothing,
    Kind.PROVIDED: _provides,
    Kind.WITHOUT: _is_missed,
    Kind.AFTER: _waits,
    Kind.UNTIL: _ends,
    Kind.SUBJECT_TO: _is_approved,
    Kind.ALTHOUGH: _is_clause,
}
