"""Trees → the words of a party, and the small words around it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.trees import Trees
from sayso.types import Span
from sayso.words import word_set

PARTS = word_set("half member part group number most some many one two several wave rest band team")
"""Nouns that say how many of those behind "of": the latter are meant."""

TITLES = word_set("gen lt col maj capt sen rep gov amb brig prime minister secretary sheikh emir")

FORMS = word_set("mr mrs ms dr sen rep gov prof sir")
"""Forms of address, which are nobody when the parser takes them from their name."""

SERVICES = word_set("army navy police government military parliament court")
"""Nouns before another by which those who own it are named: "army bulldozers"."""

PAIRS = word_set("country nation side state government neighbour neighbor party rival capital")

WITHOUT = frozenset(["acl", "appos", "parataxis", "advcl", "cc", "conj", "punct", "discourse"])
"""What is left out of a party's words: what describes it further, and others beside it."""


def phrase(trees: Trees, token: int) -> Span:
    """A noun with what belongs to it, without clauses, appositions and what stands beside it."""
    first, last = trees.sentence(token)
    own = set(trees.children(token, "case"))
    inside = {i for i in _within(trees, token) if first <= i < last} - own
    inside |= {i for i in range(first + 1, last - 1) if trees.word(i) in "-–" and {i - 1, i + 1} <= inside}
    low = high = token
    while low - 1 in inside:
        low -= 1
    while high + 1 in inside:
        high += 1
    return Span(trees.tokens[low].start, trees.tokens[high].end)


def _within(trees: Trees, token: int) -> Iterator[int]:
    """A noun and what belongs to it: of the phrases behind it, those with "of" alone."""
    waiting = [token]
    while waiting:
        node = waiting.pop()
        yield node
        for child in trees.children(node):
            relation = trees.tokens[child].relation
            apart = relation in ("nmod", "obl") and child > node and trees.case(child) not in ("", "of")
            if relation not in WITHOUT and not apart:
                waiting.append(child)
