"""The words that take away from how sure something is, and where they are no such words."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.trees import Trees
from sayso.types import HedgeKind
from sayso.words import word_set

MODALS = word_set("may might could")
"""Auxiliaries of possibility; "can" is ability or leave."""

ADVERBS = word_set(
    """
    apparently arguably conceivably likely maybe perhaps plausibly possibly potentially presumably probably
    seemingly
    """
)
"""The speaker's doubt."""

DISTANCES = word_set(
    """
    allegedly ostensibly purportedly reportedly reputedly rumoredly rumouredly so-called supposedly
    self-proclaimed self-styled
    """
)
"""The distance that a report keeps."""

ADJECTIVES = word_set("likely unlikely possible probable conceivable unclear uncertain unconfirmed")
"""Of a clause or what is to come ("it is possible that", "likely to rise"), not of a noun ("possible
suspects")."""

ESTIMATED = word_set("estimated suspected apparent")
"""Before a noun, a doubt of it alone."""

SUGGESTING = word_set("imply indicate suggest")
"""Verbs of evidence, with a clause: "the data suggest that"."""

DISTANT_ADJECTIVES = word_set("alleged purported ostensible reputed rumored rumoured")

SEEMING = word_set("appear seem")
"""Verbs with an infinitive or a clause."""

BELIEVED = word_set("believe consider estimate fear presume suspect think understand assume")
"""Verbs in the passive with an infinitive or a clause: "is believed to be"."""

SAID = word_set("allege report rumor rumour say claim")
"""The same, at the report's distance: "is said to have fled"."""

OWN = word_set("believe feel guess hope imagine reckon suppose suspect think")
"""Verbs of a speaker who says how sure he is: "I think that"."""

_NOT = word_set("not n't n’t never")


def doubts(trees: Trees, tokens: list[int]) -> Iterator[tuple[HedgeKind, tuple[int, int]]]:
    """Each doubt among ``tokens``: its kind and its tokens, half-open."""
    among, skip = frozenset(tokens), -1
    for index in tokens:
        if index < skip:
            continue
        if three := _hyphened(trees, index):
            skip = index + 3
            yield HedgeKind.DISTANCE, (index, three)
        elif kind := _kind(trees, index, among):
            yield kind, (index, index + 1)


def _hyphened(trees: Trees, index: int) -> int:
    """The end of "so-called" where it is three tokens, 0 where none begins here."""
    if index + 3 > len(trees.tokens) or trees.word(index + 1) != "-":
        return 0
    words = [trees.word(i).lower() for i in range(index, index + 3)]
    return index + 3 if "".join(words) in DISTANCES else 0


def _kind(trees: Trees, index: int, among: frozenset[int]) -> HedgeKind | None:
    token, word = trees.tokens[index], trees.word(index).lower()
    if word in DISTANCES:
        return HedgeKind.DISTANCE
    if token.relation == "amod" and word in DISTANT_ADJECTIVES:
        return HedgeKind.DISTANCE
    if token.relation == "amod" and word in ESTIMATED:
        return HedgeKind.HEDGE
    if token.pos == "AUX" and word == "must" and _concludes(trees, index):
        return HedgeKind.HEDGE
    if token.pos == "AUX" and word == "could" and _denied(trees, token.head):
        return None  # "could not be found" is plain
    if word == "possible" and index and trees.word(index - 1).lower() == "as":
        return None
    if (token.pos == "AUX" and word in MODALS) or (token.pos == "ADV" and word in ADVERBS):
        return HedgeKind.HEDGE
    if token.pos == "ADJ" and word in ADJECTIVES and token.relation != "amod":
        return HedgeKind.HEDGE
    if token.pos not in ("VERB", "AUX", "ADJ"):
        return None
    return _verbal(trees, index)


def _verbal(trees: Trees, index: int) -> HedgeKind | None:
    lemma = trees.tokens[index].lemma.lower()
    said = trees.children(index, "xcomp", "ccomp")
    if not said:
        return None
    if lemma in SEEMING or (lemma in SUGGESTING and trees.children(index, "ccomp")):
        return HedgeKind.HEDGE
    passive = not trees.word(index).lower().endswith("ing")
    helped = passive and any(trees.tokens[i].lemma == "be" for i in trees.children(index, "aux", "cop"))
    if helped and lemma in BELIEVED:
        return HedgeKind.HEDGE
    if helped and lemma in SAID:
        return HedgeKind.DISTANCE
    subjects = {trees.word(i).lower() for i in trees.children(index, "nsubj")}
    own = lemma in OWN and subjects & {"i", "we"} and not _denied(trees, index)
    return HedgeKind.HEDGE if own else None


def _concludes(trees: Trees, index: int) -> bool:
    """ "Must have" concludes: "the pilot must have been asleep"; not "must have a licence"."""
    helping = trees.children(trees.tokens[index].head, "aux")
    return any(i > index and trees.word(i).lower() == "have" for i in helping)


def _denied(trees: Trees, index: int) -> bool:
    return any(trees.word(i).lower() in _NOT for i in trees.children(index, "advmod"))
