"""Words → word pieces, one word at a time, so that no piece ever crosses a word."""

from __future__ import annotations

from tokenizers import Tokenizer

from sayso.models.encoding import UNKNOWN, Piece, case

LONGEST = 60
"""Characters of the longest word that is read by its pieces; anything longer (an address, a run of
symbols) is one unknown piece."""


def pieces_of(tokenizer: Tokenizer, word: str) -> Piece:
    """The pieces of a word and its case; always at least one piece."""
    if len(word) > LONGEST:
        return (UNKNOWN,), case(word)
    ids = tokenizer.encode(word, add_special_tokens=False).ids
    return tuple(ids) or (UNKNOWN,), case(word)
