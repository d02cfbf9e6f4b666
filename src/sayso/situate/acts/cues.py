"""The words of a cue → what they do: the table's act, turned by "not" and "refused to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.acts.lexicon import Entry, entry
from sayso.trees import Trees
from sayso.types import Act, EventKind

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely", "cannot"])
"""Words below a verb that negate it."""

NEGATED = {
    Act.AGREE: Act.REJECT,
    Act.SUPPORT: Act.OPPOSE,
    Act.OPPOSE: Act.AGREE,
    Act.INTEND: Act.REFUSE,
    Act.THINK: Act.DOUBT,
    Act.DOUBT: Act.THINK,
    Act.REQUEST: Act.OPPOSE,
    Act.PREDICT: Act.PREDICT,
    Act.REJECT: Act.SAY,
    Act.DENY: Act.SAY,
}
"""What is left of an act that is said not to be done. Who does not deny something, or does not rule it out,
leaves it open: that is no more than SAY. So is every act that is not in this table."""

DOUBTED = frozenset(["think", "believe", "trust", "buy", "convinced", "confident", "sure"])
"""Thoughts whose negation says the contrary of what follows: "does not believe it will hold"."""

_WILL = frozenset(["will", "would", "wo", "'ll", "’ll", "'d", "’d", "shall"])
"""Modal verbs with which a speaker binds himself; "wo" is of "won't"."""

_OPEN = frozenset([Act.DENY, Act.REJECT])
_DISTANCING = frozenset(
    ["disavow", "disown", "repudiate", "renounce", "disclaim", "cancel", "call", "withdraw"]
)
"""Who will not do this leaves nothing open: "refused to disavow his supporters"."""


class Cue(NamedTuple):
    """What a cue does. ``anchor`` is the token of the word that decides, None where the table has none;
    ``control`` is that of "refused" or "declined" where what follows it is not done."""

    act: Act
    known: bool
    anchor: int | None
    entry: Entry | None
    plover: EventKind | None
    weak: bool
    reasons: tuple[str, ...]


def negated(trees: Trees, index: int) -> bool:
    """Whether a word stands under "not", "never" or "no"."""
    for child in trees.children(index, "advmod", "aux", "det", "cc", "dep"):
        word = trees.word(child).lower()
        if word in NEGATIONS or (word == "no" and trees.tokens[child].relation == "det"):
            return True
        if word == "longer" and any(trees.word(i).lower() == "no" for i in trees.children(child)):
            return True
    return False


def willing(trees: Trees, index: int) -> bool:
    """Whether a verb stands under "will" or "would"."""
    return any(trees.word(child).lower() in _WILL for child in trees.children(index, "aux"))


def read_cue(trees: Trees, cue: list[int]) -> Cue:
    """What the tokens of a cue do."""
    found = _deciding(trees, cue)
    if found is None:
        words = trees.words(cue[0], cue[-1] + 1)
        return Cue(Act.SAY, False, None, None, None, True, (f"“{words}” is no cue of the table: say.",))
    anchor, cued = _instead(trees, *found)
    act = cued.act or Act.SAY
    weak = act is Act.SAY and cued.flag in ("weak", "light", "carrier")
    told = " ".join(cued.words)
    reasons = [f"“{told}”: {cued.why}"]
    plover = cued.plover
    if cued.flag == "control":
        return _controlled(trees, anchor, cued, reasons)
    if any(negated(trees, i) for i in _chain(trees, anchor, cue)):
        act, plover = _turned(trees, anchor, cued, act), None
        weak = False
        reasons.append(f"It is negated, which makes it {act}.")
    return Cue(act, True, anchor, cued, plover, weak, tuple(reasons))


def _instead(trees: Trees, anchor: int, cued: Entry) -> tuple[int, Entry]:
    """What is done, where the cue only tells what is not: "claimed, without offering proof, that …"."""
    head = trees.tokens[anchor].head
    without = any(trees.word(i).lower() == "without" for i in trees.children(anchor, "mark", "case"))
    done = entry(trees, head) if without and head >= 0 else None
    return (head, done) if done else (anchor, cued)


def _turned(trees: Trees, anchor: int, cued: Entry, act: Act) -> Act:
    """What a negated act is. With "will" or "would" a speaker refuses: "will not accept", "would not say"."""
    will = willing(trees, anchor)
    if act in (Act.AGREE, Act.SUPPORT) and will:
        return Act.REFUSE if act is Act.AGREE else Act.OPPOSE
    if act in (Act.SAY, Act.CONFIRM, Act.REPORT) and will and cued.part == "verb":
        return Act.REFUSE
    if act is Act.REQUEST and cued.flag != "light":  # "did not request the records"
        return Act.SAY
    if act is Act.THINK and cued.words[0] not in DOUBTED:
        return Act.THINK
    return NEGATED.get(act, Act.SAY)


def _controlled(trees: Trees, anchor: int, cued: Entry, reasons: list[str]) -> Cue:
    """What "refused to …" does: a refusal, but for what leaves something open ("refused to rule out")."""
    if negated(trees, anchor):
        reasons.append("It is negated, which makes it say.")
        return Cue(Act.SAY, True, anchor, cued, None, False, tuple(reasons))
    followed = followed_by(trees, anchor)
    inner = entry(trees, followed) if followed is not None else None
    if inner and inner.act in _OPEN and inner.words[0] not in _DISTANCING and cued.act is Act.REFUSE:
        reasons.append(f"What is not done is to {' '.join(inner.words)}: that leaves it open, which is say.")
        return Cue(Act.SAY, True, anchor, cued, None, False, tuple(reasons))
    return Cue(Act.REFUSE, True, anchor, cued, None, False, tuple(reasons))


def followed_by(trees: Trees, anchor: int) -> int | None:
    """The infinitive or the "…ing" that depends on a word; behind a preposition too ("stopped short of
    calling")."""
    for child in trees.children(anchor, "xcomp", "acl", "ccomp", "advcl"):
        marks = {trees.word(i).lower() for i in trees.children(child, "mark")}
        if child > anchor and (trees.tokens[child].relation != "advcl" or marks & {"to", "of", "from"}):
            return child
    return None


def _deciding(trees: Trees, cue: list[int]) -> tuple[int, Entry] | None:
    """The word of a cue that says what it does: the highest in the tree that the table has, where light words
    give way to others, and carriers to their noun."""
    known = [(i, found) for i in cue if (found := entry(trees, i))]
    if not known:
        return None
    heavy = [each for each in known if each[1].flag not in ("light", "carrier")]
    carried = [each for each in heavy if each[1].part in ("noun", "adjective", "verb")]
    for anchor, found in known:
        if found.flag == "carrier" and not carried:
            below = [(i, e) for i in trees.children(anchor, "obj", "nsubj") if (e := entry(trees, i))]
            nouns = [each for each in below if each[1].part == "noun" and each[1].flag != "weak"]
            if nouns:
                return nouns[0]
    anchor, found = min(heavy or known, key=lambda each: (_depth(trees, each[0]), each[0]))
    if found.flag == "weak":
        noun = found.part == "noun"  # "a statement calling": the verb says more
        below = [
            each
            for each in heavy
            if (each[1].flag != "weak" or (noun and each[1].part == "verb"))
            and _inside(trees, each[0], anchor)
        ]
        return below[0] if below else (anchor, found)
    return anchor, found


def _inside(trees: Trees, index: int, anchor: int) -> bool:
    """Whether a word is what was said, and not said of the occasion: "added a note of caution"."""
    if index == anchor:
        return False
    while index != anchor:
        token = trees.tokens[index]
        of = token.relation == "nmod" and trees.case(index) == "of"
        if token.head < 0 or not (of or token.relation in ("obj", "amod", "acl", "xcomp")):
            return False
        index = token.head
    return True


def _depth(trees: Trees, index: int) -> int:
    return sum(1 for _ in trees.above(index))


def _chain(trees: Trees, anchor: int, cue: list[int]) -> Iterator[int]:
    """A word and those of the same cue that govern it ("does not seem to believe")."""
    yield anchor
    yield from (i for i in trees.above(anchor) if i in cue)
