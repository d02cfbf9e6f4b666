""" "The paper quoted an official as saying that …": what was said, and who is quoted with it.

The network takes all that stands behind "quoted" for the content. What is said is the clause behind "as
saying"; who is quoted is no part of it (`sayso.resolve` reads from the trees that it is the origin).
"""

from __future__ import annotations

from sayso.attribute.linking import Draft
from sayso.attribute.saying import SPEAKING
from sayso.attribute.tagging import Chunk
from sayso.types import Parse

CITING = frozenset(["cite", "quote"])


def without_cited(draft: Draft, parse: Parse) -> None:
    """Take from the content of a cue who is quoted "as saying" it; a content of nothing else is left."""
    verb = next((i for i in _tokens(draft) if _is_cited_by(draft.cue, parse, i)), None)
    if verb is None:
        return
    tokens = parse.tokens
    first = next((i for i in _tokens(draft) if i > verb and _opens(parse, verb, i)), verb + 1)
    while first < len(tokens) and tokens[first].pos == "PUNCT":
        first += 1
    pieces = [chunk._replace(first=max(chunk.first, first)) for chunk in draft.content]
    kept = [piece for piece in pieces if piece.first < piece.last]
    draft.content = kept or draft.content


def is_as_saying(parse: Parse, verb: int) -> bool:
    """Whether a verb is the "saying" of "quoted somebody as saying"."""
    tokens = parse.tokens
    token = tokens[verb]
    return (
        token.relation == "advcl"
        and token.lemma in SPEAKING
        and token.head < verb
        and tokens[token.head].lemma in CITING
        and tokens[verb - 1].lemma == "as"
    )


def _tokens(draft: Draft) -> list[int]:
    return [i for chunk in draft.content for i in range(chunk.first, chunk.last)]


def _is_cited_by(cue: Chunk | None, parse: Parse, verb: int) -> bool:
    return cue is not None and cue.first <= parse.tokens[verb].head < cue.last and is_as_saying(parse, verb)


def _opens(parse: Parse, verb: int, index: int) -> bool:
    """Whether a word is in the clause that is the verb's object, not in the phrase for whom it told."""
    tokens = parse.tokens
    while tokens[index].head not in (-1, verb):
        index = tokens[index].head
    return tokens[index].head == verb and tokens[index].relation in ("ccomp", "xcomp", "parataxis")
