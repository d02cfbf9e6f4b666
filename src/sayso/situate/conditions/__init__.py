"""Attribution → what its content hangs on, and in spite of what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.situate.conditions.reach import reach
from sayso.situate.conditions.status import status
from sayso.situate.conditions.tie import Tie
from sayso.situate.conditions.ties import ties
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


def conditions(ground: Ground, attribution: Attribution) -> tuple[Condition, ...]:
    """In text order."""
    trees = ground.trees
    content = frozenset(trees.inside(attribution.content))
    frame = frozenset(trees.inside((*attribution.cue, *attribution.source)))
    cue = frozenset(trees.inside(attribution.cue))
    out = []
    for first, last in sorted({trees.sentence(i) for i in content}):
        every = tuple(ties(trees, first, last))
        for tie in every:
            within = tie.first in content
            taken = tie.governor in content or (tie.governor in cue and tie.kind in _TAKEN_OVER)
            if (not within and not taken) or tie.first in frame:
                continue
            tokens = reach(trees, tie, every)
            if within:
                tokens = [i for i in tokens if i in content]
            tokens = list(_before(tokens, frame))
            if tokens and tokens[-1] >= tie.behind:
                out.append(_condition(ground, tie, tokens, content, cue))
    return tuple(out)


def in_sentence(trees: Trees, first: int, last: int) -> Iterator[tuple[ConditionKind, Span]]:
    """The kind and characters of each condition or concession of a sentence, whoever says it."""
    every = tuple(ties(trees, first, last))
    for tie in every:
        tokens = reach(trees, tie, every)
        if tokens[-1] >= tie.behind:
            yield tie.kind, Span(trees.tokens[tokens[0]].start, trees.tokens[tokens[-1]].end)


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
