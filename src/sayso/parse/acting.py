"""What the tree alone says of whether a place's name acts, where it says it nearly always.

Of ReLocaR's names (train part) that are the subject of an active verb 97 in 100 stand for their government,
people or team; of those behind "by" under a passive all do; of those behind "in" none does. Whoever is
accused, asked or warned is somebody too. There the tree overrules the encoder, whose score elsewhere stands.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.types import Floats, Token
from sayso.words import word_set

SURE = 1.0
"""The least score, as a logit, of a name that acts by its tree; its negative is the most of one that does
not."""

_PLACED = word_set("in at near across throughout inside outside around within")
"""Prepositions of places."""

_BEING = word_set("be become boast border cover have hold house include lie locate remain see situate span")
"""Verbs of what a place is, has or sees."""

_DEALING = word_set(
    """
    accuse ask back blame condemn criticise criticize help invite oppose praise press pressure sanction sue
    support tell thank threaten urge warn
    """
)
"""Verbs whose object is somebody, whatever it is called."""


def ruled(tokens: Sequence[Token], words: Sequence[str], index: int, cases: dict[int, list[int]]) -> int:
    """1 where the tree says that the name that a token heads acts, -1 where it says that it does not, else 0.
    ``cases`` are the prepositions of each token, ``words`` all words in lower case."""
    first = index
    while tokens[first].relation == "conj" and tokens[first].head >= 0:
        first = tokens[first].head
    token = tokens[first]
    before = {words[i] for head in {first, index} for i in cases.get(head, ())}
    if before & _PLACED:
        return -1
    if token.head < 0:
        return 0
    governor = tokens[token.head]
    if governor.pos != "VERB":
        return 0
    passive = _is_passive(tokens, words, token.head)
    if token.relation == "nsubj" and not before and not passive and governor.lemma.lower() not in _BEING:
        return 1
    if token.relation == "obj" and not before and governor.lemma.lower() in _DEALING:
        return 1
    return 1 if token.relation == "obl" and before == {"by"} and passive else 0


def _is_passive(tokens: Sequence[Token], words: Sequence[str], verb: int) -> bool:
    """Whether a verb is passive: behind "be", or a participle that describes a noun."""
    if words[verb].endswith("ing"):
        return False
    near = range(max(0, verb - 6), min(len(tokens), verb + 2))
    helped = any(
        tokens[i].head == verb and tokens[i].relation == "aux" and tokens[i].lemma == "be" for i in near
    )
    return helped or (tokens[verb].relation == "acl" and words[verb].endswith(("ed", "en", "wn", "t")))


def settled(acting: Floats, tokens: Sequence[Token], text: str) -> Floats:
    """The scores with those that the tree overrules; read at the heads of names alone."""
    words = [text[token.start : token.end].lower() for token in tokens]
    cases: dict[int, list[int]] = {}
    for index, token in enumerate(tokens):
        if token.relation == "case" and token.head >= 0:
            cases.setdefault(token.head, []).append(index)
    out = acting.copy()
    for index, token in enumerate(tokens):
        if token.entity >= 0:
            rule = ruled(tokens, words, index, cases)
            if rule:
                out[index] = max(out[index], SURE) if rule > 0 else min(out[index], -SURE)
    return np.asarray(out, np.float32)
