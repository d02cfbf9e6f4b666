"""spaCy's trees brought nearer to Universal Dependencies'; skipped where spaCy is not installed."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

from benchmarks.parsing_spacy import universal_heads  # noqa: E402
from spacy.tokens import Doc, Span  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402


def heads(rows: str, name: tuple[int, int] | None = None) -> list[int]:
    """The converted heads of a tree given as ``word/POS/lemma/head/relation``."""
    fields = [row.split("/") for row in rows.split()]
    words, pos, lemmas, above, relations = (list(column) for column in zip(*fields, strict=True))
    doc = Doc(
        Vocab(), words=words, pos=pos, lemmas=lemmas, heads=[int(head) for head in above], deps=relations
    )
    if name:
        doc.ents = [Span(doc, *name, label="PERSON")]
    return universal_heads(doc)


def test_an_object_takes_its_prepositions_place() -> None:
    rows = "Ferries/NOUN/ferry/1/nsubj left/VERB/leave/1/ROOT from/ADP/from/1/prep Dol/PROPN/Dol/2/pobj"
    assert heads(rows) == [1, -1, 3, 1]


def test_a_predicate_takes_the_place_of_be() -> None:
    rows = "It/PRON/it/1/nsubj is/AUX/be/1/ROOT late/ADJ/late/1/acomp ./PUNCT/./1/punct"
    assert heads(rows) == [2, 2, -1, 2]


def test_there_is_stays() -> None:
    rows = "There/PRON/there/1/expl is/VERB/be/1/ROOT fog/NOUN/fog/1/attr"
    assert heads(rows) == [1, -1, 1]


def test_conjuncts_depend_on_the_first_and_conjunctions_on_the_next() -> None:
    rows = (
        "Brel/PROPN/Brel/0/ROOT ,/PUNCT/,/0/punct Oke/PROPN/Oke/0/conj and/CCONJ/and/2/cc Li/PROPN/Li/2/conj"
    )
    assert heads(rows) == [-1, 2, 0, 4, 0]


def test_the_first_word_of_a_persons_name_governs() -> None:
    rows = "Ana/PROPN/Ana/1/compound Brel/PROPN/Brel/2/nsubj left/VERB/leave/2/ROOT"
    assert heads(rows, name=(0, 2)) == [2, 0, -1]
