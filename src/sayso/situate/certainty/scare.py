"""Scare quotes: marks by which a report keeps its distance from a word that nobody is quoted with.

The same marks quote. A word or few between them are taken for the report's distance where they label
something ("the ‘volunteers’ who stormed the depot"), and for a quotation where they are what is said of it
("is “dead”"), or where they are a name ("the ‘Fregat’ stage"). Of a label in double marks nothing tells whose
it is but where it stands before a noun, in a content that is no clause ("opposes the “solidarity” levy").
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.quotation import Quotation, quotations
from sayso.trees import Trees
from sayso.types import Mode

MOST = 4
"""More words than these are a quotation."""
_SINGLE = "‘'"
_PREDICATES = frozenset(["root", "ccomp", "xcomp", "advcl", "parataxis", "acl", "conj", "advmod"])


def scare_quotes(trees: Trees, tokens: list[int], mode: Mode, clause: bool) -> Iterator[Quotation]:
    """The scare quotes among a content's tokens; ``clause`` is whether what somebody says may stand in double
    marks there: the content is a clause, or its cue calls something so."""
    if mode is Mode.DIRECT or not tokens:
        return
    among = frozenset(tokens)
    for paragraph in trees.parse.paragraphs:
        if paragraph.last <= tokens[0] or paragraph.first > tokens[-1]:
            continue
        for mark in quotations(trees.text, paragraph.start, paragraph.end):
            inside = [
                i for i in among if mark.start <= trees.tokens[i].start and trees.tokens[i].end <= mark.end
            ]
            words = sorted(i for i in inside if trees.tokens[i].pos != "PUNCT")
            if mark.closed and 0 < len(words) <= MOST and _labels(trees, words, mark, clause):
                yield mark


def _labels(trees: Trees, words: list[int], mark: Quotation, clause: bool) -> bool:
    among = set(words)
    top = next((i for i in words if trees.tokens[i].head not in among), words[0])
    token = trees.tokens[top]
    before = trees.text[max(0, mark.start - 10) : mark.start].lower().rstrip()
    if before.endswith(("so-called", "so called")):
        return True
    if (
        token.relation in _PREDICATES
        or token.pos not in ("NOUN", "PROPN", "ADJ")
        or trees.children(top, "cop")
    ):
        return False
    if trees.word(words[0])[0].isupper():
        return False
    if trees.text[mark.start] in _SINGLE:
        return True
    return not clause and token.relation in ("amod", "compound") and token.head > words[-1]
