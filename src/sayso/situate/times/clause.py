"""Which way a clause looks, back or ahead, by its verb; and whether the parse too takes words for a time."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.trees import Trees
from sayso.types import EntityKind

_AHEAD = frozenset(["will", "would", "shall", "'ll", "’ll", "wo"])
_BACK = frozenset(["had", "has", "have", "'d", "was", "were", "did", "’d"])
_PLANNED = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "intend",
        "hope",
        "due",
        "set",
        "aim",
        "promise",
        "want",
        "vow",
        "pledge",
        "decide",
        "agree",
        "prepare",
    ]
)
"""Words whose infinitive is yet to come."""
_CASES = {"since": -1, "'s": -1, "’s": -1, "by": 1, "until": 1, "till": 1, "through": 1}
"""What the word before a date says by itself; "Tuesday's speech" has been given."""
_VERBAL = ("VERB", "AUX")


def verb_above(trees: Trees, token: int) -> int | None:
    """The verb whose clause a token is in, itself included; the head of a clause without a verb."""
    for above in [token, *trees.above(token)]:
        if trees.tokens[above].pos in _VERBAL or trees.children(above, "cop"):
            return above
    return None


def direction(trees: Trees, token: int) -> int:
    """-1 where the clause of a token looks back, 1 where it looks ahead, 0 where it does not say."""
    case = trees.case(token)
    if case in _CASES:
        return _CASES[case]
    verb = verb_above(trees, token)
    if verb is None:
        return 0
    helpers = [trees.word(i).lower() for i in trees.children(verb, "aux", "cop")]
    if _AHEAD & set(helpers):
        return 1
    if _BACK & set(helpers):
        return -1
    word, lemma = trees.word(verb).lower(), trees.tokens[verb].lemma
    if "to" in (trees.word(i).lower() for i in trees.children(verb, "mark")):
        head = trees.tokens[verb].head
        if head >= 0 and trees.tokens[head].lemma in _PLANNED:
            return 1
        return direction(trees, head) if head >= 0 else 1
    if word.endswith("ing"):
        head = trees.tokens[verb].head
        if helpers:
            return 1
        return direction(trees, head) if head >= 0 else 0
    if word.endswith("ed") or (word != lemma and not word.endswith("s")):
        return -1
    return 1 if trees.tokens[verb].pos == "VERB" and word in (lemma, lemma + "s", lemma + "es") else 0


def dated(ground: Ground, tokens: list[int]) -> bool | None:
    """Whether the parse has a date or time at some of the tokens (True), a name or amount of another kind
    (False), or nothing (None)."""
    kinds = {
        ground.parse.entities[ground.parse.tokens[i].entity].kind
        for i in tokens
        if ground.parse.tokens[i].entity >= 0
    }
    if kinds & {EntityKind.DATE, EntityKind.TIME}:
        return True
    return False if kinds else None


def top(trees: Trees, tokens: list[int]) -> int:
    """The token of an expression that the others hang from."""
    among = set(tokens)
    return next((i for i in tokens if trees.tokens[i].head not in among), tokens[0])
