"""To whom it was said is no part of what was said."""

from __future__ import annotations

from sayso.attribute.linking import Draft
from sayso.attribute.saying import SAYING_TO, TELLING
from sayso.attribute.tagging import Chunk
from sayso.types import Parse

NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])

LEADING = frozenset(["to", "with"])
"""The prepositions before an addressee."""


def without_addressee(draft: Draft, text: str, parse: Parse) -> None:
    """Take out of a draft the pieces of content that are its cue's addressee, where a piece with a clause
    stays: "a plan is dead, he has told *the paper*"."""
    clauses = [chunk for chunk in draft.content if _has_clause(chunk, parse)]
    if clauses and draft.cue:
        draft.content = [
            c for c in draft.content if c in clauses or not _addressed(c, draft.cue, text, parse)
        ]


def _has_clause(chunk: Chunk, parse: Parse) -> bool:
    return any(parse.tokens[i].pos in ("VERB", "AUX") for i in range(chunk.first, chunk.last))


def _addressed(chunk: Chunk, cue: Chunk, text: str, parse: Parse) -> bool:
    """Whether a piece is one noun phrase, below a verb of the cue as its object or behind "to"."""
    inside = range(chunk.first, chunk.last)
    heads = [i for i in inside if parse.tokens[i].head not in inside and parse.tokens[i].pos != "PUNCT"]
    if len(heads) != 1 or parse.tokens[heads[0]].pos not in NOMINAL:
        return False
    head = parse.tokens[heads[0]]
    if not cue.first <= head.head < cue.last:
        return False
    verb = parse.tokens[head.head].lemma
    if verb in TELLING and head.relation in ("obj", "iobj"):
        return True
    # The preposition may have been tagged with the piece, or stand between it and the cue.
    below = (i for i in range(max(0, chunk.first - 2), chunk.last) if parse.tokens[i].head == heads[0])
    cases = {text[t.start : t.end].lower() for t in (parse.tokens[i] for i in below) if t.relation == "case"}
    return verb in SAYING_TO and head.relation in ("obl", "iobj") and bool(cases & LEADING)
