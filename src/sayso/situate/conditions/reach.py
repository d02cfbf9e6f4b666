"""How far the words of a condition reach: from what ties it to the end of what it ties."""

from __future__ import annotations

from sayso.situate.conditions.clauses import MODALS, has_modal
from sayso.situate.conditions.tie import Tie
from sayso.trees import Trees

_CLAUSES = frozenset(["conj", "parataxis", "advcl", "ccomp", "acl"])
_SUBJECTS = frozenset(["i", "we", "he", "she", "they", "it", "there"])
_RELATIVE = frozenset(["who", "which", "that", "whom", "whose", "where", "when"])
_NOMINAL = frozenset(["DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART"])
_FARTHEST = 10
"""How many tokens behind a comma "would" may stand."""
_DASHES = frozenset(["-", "--", "–", "—"])
_CLOSING, _OPENING = frozenset("”\"’'»"), frozenset("“\"‘'«")


def reach(trees: Trees, tie: Tie, every: tuple[Tie, ...]) -> list[int]:
    """The tokens of a tie; ``every`` tie of the sentence ends the one before it."""
    other = {i for t in every if t.first != tie.first for i in range(t.first, t.behind)}
    clauses = [i for i in trees.below(tie.top) if trees.tokens[i].relation in _CLAUSES]
    apart = {i for clause in clauses if _apart(trees, clause, tie) for i in trees.below(clause)}
    end = max((i for i in trees.below(tie.top) if i >= tie.behind and i not in apart), default=tie.behind)
    main = _main(trees, tie)
    end = main if _opens(trees, tie) and main < len(trees.tokens) else min(end, main, _second(trees, tie))
    out = []
    for index in range(tie.first, max(end, tie.behind) + 1):
        if index >= tie.behind and (index in other or index in apart or _stops(trees, index, tie.first)):
            break
        out.append(index)
    out = _to_dash(trees, out)
    while len(out) > 1 and (trees.tokens[out[-1]].pos in ("PUNCT", "CCONJ") or trees.word(out[-1]) == "than"):
        out.pop()
    words = [trees.word(i) for i in out]
    if words.count("(") > words.count(")"):
        out += _to_bracket(trees, out[-1])
    return out


def _main(trees: Trees, tie: Tie) -> int:
    """The first comma with the main clause right behind it, whatever the tree says of the two: a noun phrase,
    then "would" and the like; or where the condition begins a sentence, a pronoun. The number of tokens where
    there is none."""
    last = trees.sentence(tie.first)[1]
    opens = _opens(trees, tie)
    for comma in range(tie.behind + 1, last):
        if trees.word(comma) != ",":
            continue
        if _in_tree(trees, comma, last) or _in_words(trees, comma, last):
            return comma
        if opens and comma + 2 < last and trees.word(comma + 1).lower() in _SUBJECTS:
            return comma
    return len(trees.tokens)


def _opens(trees: Trees, tie: Tie) -> bool:
    """Whether a condition begins its sentence."""
    first = trees.sentence(tie.first)[0]
    return all(trees.tokens[i].pos in ("PUNCT", "CCONJ") for i in range(first, tie.first))


def _second(trees: Trees, tie: Tie) -> int:
    """The token before the subject of the main clause where the tree gives the tied one two, one before its
    predicate and one behind ("if the wells dry up it will ask"). The number of tokens where there is none."""
    subjects = trees.children(tie.top, "nsubj")
    behind = [i for i in subjects if i > tie.top]
    two = behind and any(tie.behind <= i < tie.top for i in subjects)
    return min(trees.below(behind[0])) - 1 if two else len(trees.tokens)


def _in_tree(trees: Trees, comma: int, last: int) -> bool:
    """Whether a subject begins right behind a comma whose predicate, behind it, has "would" and the like."""
    for index in range(comma + 1, min(comma + _FARTHEST, last)):
        token = trees.tokens[index]
        if token.relation not in ("nsubj", "expl") or token.head < index or _relative(trees, index):
            continue
        if min(trees.below(index)) == comma + 1:
            return has_modal(trees, token.head)
    return False


def _in_words(trees: Trees, comma: int, last: int) -> bool:
    """Whether the words of a noun phrase stand right behind a comma, and right behind them "would"."""
    for index in range(comma + 1, min(comma + _FARTHEST, last)):
        token = trees.tokens[index]
        if index > comma + 1 and token.pos == "AUX" and trees.word(index).lower() in MODALS:
            return True
        begins = index > comma + 1 or (token.pos != "ADP" and token.relation != "conj")
        if token.pos not in _NOMINAL or trees.word(index).lower() in _RELATIVE or not begins:
            return False
    return False


def _to_dash(trees: Trees, out: list[int]) -> list[int]:
    """The tokens before a dash, unless the aside that it opens is closed by another."""
    last = trees.sentence(out[0])[1]
    dashes = [i for i in range(out[0], last) if trees.word(i) in _DASHES and _spaced(trees, i, both=True)]
    return [i for i in out if i < dashes[0]] if len(dashes) == 1 and dashes[0] > out[0] else out


def _apart(trees: Trees, clause: int, tie: Tie) -> bool:
    """Whether a clause below the tied one goes on beside it: it has a subject of its own and stands behind a
    comma, or it has "would" and the like and no conjunction ("had she asked I would have gone")."""
    if clause <= max(tie.top, tie.behind) or not trees.children(clause, "nsubj", "expl"):
        return False
    comma, modal = _behind_comma(trees, clause, tie), has_modal(trees, clause)
    joined = bool(trees.children(clause, "cc", "mark"))
    relation = trees.tokens[clause].relation
    if relation == "acl":
        return modal and trees.tokens[tie.first].pos == "AUX" and not _relative(trees, clause)
    if relation == "conj" and trees.children(clause, "cc") and tie.governor > tie.first:
        return comma and modal
    if relation == "ccomp" or trees.tokens[clause].head != tie.top:
        return comma and modal and not joined
    return comma or (modal and not joined)


def _relative(trees: Trees, clause: int) -> bool:
    opening = min(trees.below(clause))
    return trees.word(opening).lower() in _RELATIVE


def _behind_comma(trees: Trees, child: int, tie: Tie) -> bool:
    opening = min(trees.below(child))
    return any(trees.tokens[i].pos == "PUNCT" for i in range(tie.top + 1, opening + 1))


def _stops(trees: Trees, index: int, first: int) -> bool:
    """Whether a token ends the condition whatever the tree says: "?", ";", ", then", a closing mark."""
    word = trees.word(index)
    if trees.tokens[index].pos != "PUNCT":
        return False
    if word == "," and index + 1 < len(trees.tokens):
        return trees.word(index + 1).lower() == "then"
    return word in ("?", ";") or (word in _CLOSING and _closes(trees, index, first))


def _closes(trees: Trees, index: int, first: int) -> bool:
    """Whether a quotation mark closes what was opened before the condition."""
    opened = sum(trees.word(i) in _OPENING for i in range(first, index))
    return opened == 0 and (trees.word(index) not in _OPENING or _spaced(trees, index))


def _spaced(trees: Trees, index: int, both: bool = False) -> bool:
    """Whether white space or nothing stands behind a mark, and none before it, as with one that closes; or
    with ``both``, whether it stands on either side."""
    start, end = trees.tokens[index].start, trees.tokens[index].end
    before = trees.text[max(start - 1, 0) : start].isspace()
    return (trees.text[end : end + 1] or " ").isspace() and before is both


def _to_bracket(trees: Trees, last: int) -> list[int]:
    """The tokens up to the bracket that closes, if it stands in the sentence."""
    behind = trees.sentence(last)[1]
    closing = next((i for i in range(last + 1, behind) if trees.word(i) == ")"), None)
    return list(range(last + 1, closing + 1)) if closing else []
