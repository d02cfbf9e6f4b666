"""Trees → the words of a party or of a proposal."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.spans import merged
from sayso.trees import Trees
from sayso.types import Span
from sayso.words import word_set

FURTHER = word_set("acl appos parataxis advcl ccomp csubj discourse list orphan dep")
"""Relations of what describes a party further, and is no part of who it is."""

_BESIDE = word_set("appos parataxis discourse list orphan vocative")
"""Relations of what stands beside a proposal."""

_LEADS = frozenset(["case", "cc", "mark"])
"""Relations of what only leads to a phrase."""

_PREDICATE = word_set("nsubj csubj expl aux cop")
"""Relations of what a noun has below it where it is a predicate ("he is against *the plan*")."""

_CIRCUMSTANCES = word_set(
    "if unless because while although though when after before since until whereas despite amid"
)
"""Words that open a clause or phrase which tells of circumstances."""

_COUNTS = word_set("one some many several most all member number group dozen hundred thousand")
"""Words whose "of" says of whom they are some ("one of the journalists")."""

_MODALS = word_set("will would wo 'll ’ll 'd ’d shall must should ought can ca could may might")
_PAIRS = {"”": "“", "’": "‘", '"': '"', "'": "'"}


def led_by(trees: Trees, anchor: int, head: int) -> str:
    """The preposition before a noun, in lower case; that which the tree gives to the verb ("insisted on") or
    to the infinitive behind ("called for them to leave") is taken back."""
    if case := trees.case(head):
        return case
    before = min(trees.below(head)) - 1
    token = trees.tokens[before] if before > anchor else None
    return trees.word(before).lower() if token and token.pos in ("ADP", "SCONJ") else ""


def party_span(trees: Trees, head: int) -> Span:
    """The noun phrase of a party: its head with what stands together around it. What somebody is accused
    of is no part of him, though the tree may say so."""
    lead = set()
    if trees.tokens[head].relation == "obj" and trees.tokens[trees.tokens[head].head].lemma == "accuse":
        of = [c for c in trees.children(head, "nmod") if trees.case(c) == "of"]
        counts = trees.tokens[head].pos in ("NUM", "PRON", "DET") or trees.tokens[head].lemma in _COUNTS
        lead = set() if counts else {i for c in of for i in trees.below(c)}
    lead |= {i for child in trees.children(head, "case", "cc", "mark", "punct") for i in trees.below(child)}
    inside = set(trees.below(head, FURTHER)) - lead
    first, last = head, head + 1
    while first - 1 in inside:
        first -= 1
    while last in inside:
        last += 1
    while last - 1 > head and trees.tokens[last - 1].pos == "PUNCT":
        last -= 1
    return Span(trees.tokens[first].start, trees.tokens[last - 1].end)


def noun_spans(trees: Trees, head: int, without: Iterable[int] = ()) -> tuple[Span, ...]:
    """A noun with all that belongs to it: not what stands beside it, nor a clause behind a comma, nor the
    branches of ``without``."""
    left = set(without)
    for child in trees.children(head):
        token = trees.tokens[child]
        clause = token.relation == "conj" and bool(trees.children(child, "nsubj"))
        as_what = token.relation in ("nmod", "obl") and trees.case(child) in ("as", *_CIRCUMSTANCES)
        if token.relation in _BESIDE | _LEADS | _PREDICATE | {"advcl"} or clause or as_what:
            left.add(child)
    return _spans(trees, _kept(trees, head, left))


def clause_spans(
    trees: Trees, top: int, without: Iterable[int] = (), whole: bool = False
) -> tuple[Span, ...]:
    """What is to be done: a verb with what belongs to it, but for what leads to it, its modal verb and its
    negation, its subject too unless ``whole``, and what tells of circumstances."""
    left = set(without)
    for child in trees.children(top):
        token, word = trees.tokens[child], trees.word(child).lower()
        clause = token.relation in ("conj", "advcl", "parataxis") and bool(trees.children(child, "nsubj"))
        comma = child > top and trees.tokens[_first(trees, child) - 1].pos == "PUNCT"
        clause = clause or (token.relation == "advcl" and comma)
        marks = {trees.word(i).lower() for i in trees.children(child, "mark")} | {trees.case(child)}
        around = token.relation in ("advcl", "obl") and bool(marks & _CIRCUMSTANCES)
        helper = token.relation == "aux" and (word in _MODALS or word in ("do", "does", "did"))
        negation = token.relation == "advmod" and word in ("not", "n't", "n’t", "never")
        subject = token.relation in ("nsubj", "csubj", "expl")
        drop = token.relation in _BESIDE | _LEADS or clause or around
        if drop or (not whole and (helper or subject or negation)):
            left.add(child)
    return _spans(trees, _kept(trees, top, left))


def _first(trees: Trees, head: int) -> int:
    return min(i for i in trees.below(head) if trees.tokens[i].pos != "PUNCT" or i == head)


def _kept(trees: Trees, head: int, left: set[int]) -> list[int]:
    """A token and all below it, but for the branches of ``left``."""
    out, waiting = [], [head]
    while waiting:
        index = waiting.pop()
        out.append(index)
        waiting += [i for i in trees.children(index) if i not in left and not _loose(trees, index, i)]
    return sorted(out)


def _loose(trees: Trees, head: int, child: int) -> bool:
    """Whether a clause describes a noun behind a comma: "…, which is set for May"."""
    if trees.tokens[child].relation != "acl" or child < head:
        return False
    return trees.tokens[_first(trees, child) - 1].pos == "PUNCT"


def _spans(trees: Trees, kept: list[int]) -> tuple[Span, ...]:
    """The spans of tokens, without the punctuation at the ends of each piece."""
    pieces: list[list[int]] = []
    for index in kept:
        if pieces and index == pieces[-1][-1] + 1:
            pieces[-1].append(index)
        else:
            pieces.append([index])
    spans = [span for piece in pieces if (span := _trimmed(trees, piece))]
    return merged(spans)


def _trimmed(trees: Trees, piece: list[int]) -> Span | None:
    first, last = 0, len(piece)
    while first < last and trees.tokens[piece[first]].pos == "PUNCT":
        first += 1
    while last > first and trees.tokens[piece[last - 1]].pos == "PUNCT":
        last -= 1
    if first == last:
        return None
    start, end = trees.tokens[piece[first]].start, trees.tokens[piece[last - 1]].end
    text = trees.text
    return Span(start, _closed(text, start, end))


def _closed(text: str, start: int, end: int) -> int:
    """Where a piece ends with the mark that closes a quotation opened inside it, which may stand behind a
    full stop."""
    for close in range(end, min(end + 2, len(text))):
        mark, words = text[close], text[start:end]
        opening = _PAIRS.get(mark)
        if opening and not text[end:close].strip(".,!?"):
            odd = words.count(opening) % 2 if opening == mark else words.count(opening) > words.count(mark)
            return close + 1 if odd else end
    return end
