"""To whom it was said is no piece of what was said: trees written by hand."""

from __future__ import annotations

import numpy as np

from sayso.attribute.addressee import without_addressee
from sayso.attribute.linking import Draft
from sayso.attribute.tagging import Chunk
from sayso.types import Parse, Scores, Token


def parse(text: str, *rows: tuple[str, str, int, str]) -> Parse:
    """A parse of words apart by spaces: each with lemma, part of speech, head and relation."""
    tokens, start = [], 0
    for word, (lemma, pos, head, relation) in zip(text.split(), rows, strict=True):
        tokens.append(Token(start, start + len(word), lemma, pos, head, relation, -1))
        start += len(word) + 1
    nothing = np.zeros((0, 1), np.float32)
    return Parse(tuple(tokens), (), (), (), Scores((), nothing, nothing, nothing))


TOLD = "boats left he told the paper"
TREE = (
    ("boat", "NOUN", 1, "nsubj"),
    ("leave", "VERB", 3, "ccomp"),
    ("he", "PRON", 3, "nsubj"),
    ("tell", "VERB", -1, "root"),
    ("the", "DET", 5, "det"),
    ("paper", "NOUN", 3, "obj"),
)
CLAUSE, PAPER = Chunk("content", 0, 2), Chunk("content", 4, 6)


def left(content: list[Chunk], text: str = TOLD, *rows: tuple[str, str, int, str]) -> list[Chunk]:
    draft = Draft(Chunk("source", 2, 3), Chunk("cue", 3, 4), content)
    without_addressee(draft, text, parse(text, *(rows or TREE)))
    return draft.content


def test_the_one_who_is_told_is_taken_out() -> None:
    assert left([CLAUSE, PAPER]) == [CLAUSE]


def test_it_stays_where_no_clause_would_be_left() -> None:
    assert left([PAPER]) == [PAPER]


def test_the_object_of_a_verb_without_addressee_stays() -> None:
    rows = (*TREE[:3], ("mock", "VERB", -1, "root"), *TREE[4:])
    assert left([CLAUSE, PAPER], TOLD, *rows) == [CLAUSE, PAPER]


def test_the_one_to_whom_it_is_said_is_taken_out() -> None:
    rows = (
        *TREE[:3],
        ("say", "VERB", -1, "root"),
        ("to", "ADP", 5, "case"),
        ("reporter", "NOUN", 3, "obl"),
    )
    assert left([CLAUSE, PAPER], "boats left he said to reporters", *rows) == [CLAUSE]


def test_what_a_thing_was_said_of_stays() -> None:
    rows = (
        *TREE[:3],
        ("say", "VERB", -1, "root"),
        ("of", "ADP", 5, "case"),
        ("reporter", "NOUN", 3, "obl"),
    )
    assert left([CLAUSE, PAPER], "boats left he said of reporters", *rows) == [CLAUSE, PAPER]
