"""How far the words of a condition reach: from what ties it to the end of what it ties."""

from __future__ import annotations

from sayso.situate.conditions.clauses import has_modal
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees

_CLAUSES = frozenset(["conj", "parataxis", "advcl", "ccomp"])
_CLOSING, _OPENING = frozenset("”\"’'»"), frozenset("“\"‘'«")


def reach(trees: Trees, tie: Tie, every: tuple[Tie, ...]) -> list[int]:
    """The tokens of a tie; ``every`` tie of the sentence ends the one before it."""
    other = {i for t in every if t.first != tie.first for i in range(t.first, t.behind)}
    children = trees.children(tie.top, *_CLAUSES)
    apart = {i for child in children if _apart(trees, child, tie) for i in trees.below(child)}
    end = max((i for i in trees.below(tie.top) if i >= tie.behind and i not in apart), default=tie.behind)
    out = []
    for index in range(tie.first, end + 1):
        if index >= tie.behind and (index in other or index in apart or _closes(trees, index, tie.first)):
            break
        out.append(index)
    while len(out) > 1 and trees.tokens[out[-1]].pos in ("PUNCT", "CCONJ"):
        out.pop()
    words = [trees.word(i) for i in out]
    if words.count("(") > words.count(")"):
        out += _to_bracket(trees, out[-1])
    return out


def _apart(trees: Trees, child: int, tie: Tie) -> bool:
    """Whether a clause below the tied one goes on beside it: it has a subject of its own, and stands behind a
    comma, or is no part of it but for the tree ("had she asked I would have gone")."""
    subjects = trees.children(child, "nsubj", "expl")
    if child < tie.top or not subjects or trees.children(child, "mark"):
        return child > tie.top and bool(subjects) and _behind_comma(trees, child, tie)
    if trees.tokens[child].relation == "ccomp":
        return False
    joined = trees.children(child, "cc")
    return _behind_comma(trees, child, tie) or (has_modal(trees, child) and not joined)


def _behind_comma(trees: Trees, child: int, tie: Tie) -> bool:
    if trees.tokens[child].relation == "ccomp":
        return False
    opening = min(trees.below(child))
    return any(trees.tokens[i].pos == "PUNCT" for i in range(tie.top + 1, opening + 1))


def _closes(trees: Trees, index: int, first: int) -> bool:
    """Whether a token is a quotation mark that closes what was opened before the condition."""
    mark = trees.word(index)
    if trees.tokens[index].pos != "PUNCT" or mark not in _CLOSING:
        return False
    opened = sum(trees.word(i) in _OPENING for i in range(first, index))
    return opened == 0 and (mark not in _OPENING or index + 1 == len(trees.tokens) or _spaced(trees, index))


def _spaced(trees: Trees, index: int) -> bool:
    """Whether white space stands behind a mark and not before it, as behind a closing one."""
    start, end = trees.tokens[index].start, trees.tokens[index].end
    return trees.text[end : end + 1].isspace() and not trees.text[max(start - 1, 0) : start].isspace()


def _to_bracket(trees: Trees, last: int) -> list[int]:
    """The tokens up to the bracket that closes, if it stands in the sentence."""
    behind = trees.sentence(last)[1]
    closing = next((i for i in range(last + 1, behind) if trees.word(i) == ")"), None)
    return list(range(last + 1, closing + 1)) if closing else []
