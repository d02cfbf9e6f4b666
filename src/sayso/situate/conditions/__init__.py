"""Attribution → what its content hangs on, and in spite of what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.situate.conditions.status import status
from sayso.situate.conditions.ties import Tie, ties
from sayso.situate.ground import Ground
from sayso.spans import joined
from sayso.trees import Trees
from sayso.types import Attribution, Condition, ConditionKind, Span

CONCESSIONS = frozenset([ConditionKind.DESPITE, ConditionKind.ALTHOUGH])
"""With these the content holds all the same."""
_TAKEN_OVER = frozenset(
    [ConditionKind.IF, ConditionKind.UNLESS, ConditionKind.ONLY_IF, ConditionKind.PROVIDED]
)
"""What belongs to the content even where the tree hangs it on the cue: "If it rains, he said, …"."""
_CLAUSES = frozenset(["conj", "parataxis", "advcl"])


def conditions(ground: Ground, attribution: Attribution) -> tuple[Condition, ...]:
    """In text order."""
    trees = ground.trees
    content = frozenset(trees.inside(attribution.content))
    frame = frozenset(trees.inside((*attribution.cue, *attribution.source)))
    cue = frozenset(trees.inside(attribution.cue))
    out = []
    for first, last in sorted({trees.sentence(i) for i in content}):
        for tie in ties(trees, first, last):
            within = tie.first in content
            taken = tie.governor in content or (tie.governor in cue and tie.kind in _TAKEN_OVER)
            if (not within and not taken) or tie.first in frame:
                continue
            tokens = reach(trees, tie, (first, last))
            if within:
                tokens = [i for i in tokens if i in content]
            tokens = list(_before(tokens, frame))
            if tokens and tokens[-1] >= tie.behind:
                out.append(_condition(ground, tie, tokens, content, cue))
    return tuple(out)


def in_sentence(trees: Trees, first: int, last: int) -> Iterator[tuple[ConditionKind, Span]]:
    """The kind and characters of each condition or concession of a sentence, whoever says it."""
    for tie in ties(trees, first, last):
        tokens = reach(trees, tie, (first, last))
        yield tie.kind, Span(trees.tokens[tokens[0]].start, trees.tokens[tokens[-1]].end)


def reach(trees: Trees, tie: Tie, sentence: tuple[int, int]) -> list[int]:
    """The tokens from the tying words to the end of what they tie."""
    other = {i for t in ties(trees, *sentence) if t.first != tie.first for i in range(t.first, t.behind)}
    apart = {
        i
        for child in trees.children(tie.top, *_CLAUSES)
        if _apart(trees, child, tie)
        for i in trees.below(child)
    }
    below = [i for i in trees.below(tie.top) if i >= tie.behind and i not in apart]
    end = max(below, default=tie.behind)
    out = []
    for index in range(tie.first, end + 1):
        if index >= tie.behind and (index in other or index in apart):
            break
        out.append(index)
    while len(out) > 1 and trees.tokens[out[-1]].pos in ("PUNCT", "CCONJ"):
        out.pop()
    return out


def _apart(trees: Trees, child: int, tie: Tie) -> bool:
    """Whether a clause below the tied one goes on beside it: it has a subject of its own, behind a comma."""
    if child < tie.top or trees.tokens[child].relation not in _CLAUSES or not trees.children(child, "nsubj"):
        return False
    opening = min(trees.below(child))
    return any(trees.tokens[i].pos == "PUNCT" for i in range(tie.top + 1, opening + 1))


def _before(tokens: list[int], frame: frozenset[int]) -> Iterator[int]:
    """The tokens up to the first of the frame."""
    for index in tokens:
        if index in frame:
            return
        yield index


def _condition(
    ground: Ground, tie: Tie, tokens: list[int], content: frozenset[int], cue: frozenset[int]
) -> Condition:
    trees = ground.trees
    span = Span(trees.tokens[tokens[0]].start, trees.tokens[tokens[-1]].end)
    standing = status(trees, tie, tokens, content, cue)
    words = trees.words(tie.first, tie.behind)
    concession = tie.kind in CONCESSIONS
    why = f"“{words}” says {'in spite of what it holds' if concession else 'what it hangs on'}{standing.why}."
    return Condition(tie.kind, joined(ground.text, (span,)), (span,), standing.status, concession, why)
