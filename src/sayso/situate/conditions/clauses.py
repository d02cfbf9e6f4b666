"""What the clause around a word is like: whether it tells of the past, or of what may or will be."""

from __future__ import annotations

from sayso.trees import Trees
from sayso.types import EntityKind
from sayso.words import word_set

MODALS = frozenset(
    [
        "will",
        "'ll",
        "’ll",
        "wo",
        "would",
        "'d",
        "’d",
        "can",
        "ca",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
    ]
)
_NOT = frozenset(["not", "n't", "n’t", "never", "no", "nobody", "none", "nothing", "neither", "nor"])
_PLANNING = word_set(
    """
    agree aim demand expect hope intend offer plan pledge promise propose ready refuse seek threaten vow
    want willing proposal request deployment
    """
)
_DATES = frozenset([EntityKind.DATE, EntityKind.TIME])
_IMPOSSIBLE = frozenset(
    ["impossible", "unthinkable", "unlikely", "unable", "useless", "meaningless", "hard", "difficult"]
)


def verb(trees: Trees, index: int) -> int:
    """The predicate of the clause that a word stands in."""
    while index >= 0:
        token = trees.tokens[index]
        if token.pos in ("VERB", "AUX") or trees.children(index, "cop", "nsubj"):
            return index
        if token.relation == "root":
            return index
        index = token.head
    return -1


def helpers(trees: Trees, index: int) -> set[str]:
    """The auxiliaries and copulas of a predicate, in lower case."""
    return {trees.word(i).lower() for i in trees.children(index, "aux", "cop")}


def has_modal(trees: Trees, index: int) -> bool:
    """Whether the clause of a word has "would", "will", "can" and the like."""
    at = verb(trees, index)
    return at >= 0 and bool(helpers(trees, at) & MODALS)


def negated(trees: Trees, index: int) -> bool:
    """Whether a clause is negated by a word of its own, or called impossible."""
    at = verb(trees, index)
    if at < 0:
        return False
    if trees.tokens[at].lemma.lower() in _IMPOSSIBLE:
        return True
    own = trees.children(at, "advmod", "det", "aux", "cc", "neg")
    subjects = [
        j for i in trees.children(at, "nsubj", "obj") for j in [i, *trees.children(i, "det", "advmod")]
    ]
    if any(trees.word(i).lower() in _NOT for i in [*own, *subjects]):
        return True
    relation, head = trees.tokens[at].relation, trees.tokens[at].head
    if relation == "acl" and any(trees.word(i).lower() == "no" for i in trees.children(head, "det")):
        return True
    return relation in ("xcomp", "ccomp") and head >= 0 and _refused(trees, head)


def _refused(trees: Trees, index: int) -> bool:
    word = trees.tokens[index]
    refuses = word.lemma in ("refuse", "decline") or word.lemma.lower() in _IMPOSSIBLE
    return refuses or any(trees.word(i).lower() in _NOT for i in trees.children(index, "advmod"))


def hangs(trees: Trees, index: int, plans: bool = False) -> bool:
    """Whether a clause tells of what will, would, can or must be, or is negated; with ``plans``, also one
    that somebody plans or promises, but not one that is only negated."""
    at = verb(trees, index)
    if at < 0:
        return False
    if helpers(trees, at) & MODALS or (not plans and negated(trees, at)):
        return True
    above = trees.tokens[at].head
    if trees.tokens[at].relation in ("xcomp", "acl", "ccomp", "advcl") and above >= 0:
        infinitive = any(trees.word(i).lower() == "to" for i in trees.children(at, "mark"))
        if infinitive and trees.tokens[above].lemma.lower() in _PLANNING | {"plan"}:
            return True
        if trees.tokens[at].relation == "xcomp" and helpers(trees, above) & MODALS:
            return True
    return plans and trees.tokens[at].lemma.lower() in _PLANNING


def narrates(trees: Trees, index: int) -> bool:
    """Whether a clause is in the past tense or the past perfect, and so tells what was."""
    at = verb(trees, index)
    if at < 0:
        return True
    helping = helpers(trees, at)
    if helping & MODALS:
        return False
    if helping:
        return bool(helping & {"was", "were", "had", "did"})
    word = trees.tokens[at]
    infinitive = any(trees.word(i).lower() == "to" for i in trees.children(at, "mark"))
    return (
        word.pos == "VERB" and not infinitive and trees.word(at).lower() not in _present(word.lemma.lower())
    )


def _present(lemma: str) -> set[str]:
    return {lemma, f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies", f"{lemma}ing", f"{lemma[:-1]}ing"}


def is_dated(trees: Trees, index: int) -> bool:
    """Whether a phrase is a date or a time of day."""
    entity = trees.tokens[index].entity
    return entity >= 0 and trees.parse.entities[entity].kind in _DATES
