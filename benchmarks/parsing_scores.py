"""How well a text was parsed, as the CoNLL 2018 shared task counts it: F1 by spans of characters.

A word of the system is right when the gold has a word of the same characters; a part of speech, lemma
or head is right when the word is, and it too. So errors of tokenisation count in every row.
https://universaldependencies.org/conll18/evaluation.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from training.conllu import Document

Range = tuple[int, int]
Name = tuple[int, int, str]

MEASURES = ("words", "sentences", "UPOS", "lemmas", "UAS", "UAS, no punctuation", "LAS", "names")


class Analysis(NamedTuple):
    """What somebody made of one text. ``words`` are spans of characters, ``sentences`` half-open ranges of
    words, ``heads`` indices of words (-1 the root), ``names`` spans with PER, ORG or LOC. What
    somebody does not give is None."""

    words: list[Range]
    sentences: list[Range]
    pos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[Name] | None = None


def gold(document: Document, names: list[Name] | None) -> Analysis:
    """The treebank's own analysis."""
    words = document.words
    return Analysis(
        [(word.start, word.end) for word in words],
        document.sentences,
        [word.pos for word in words],
        [word.lemma for word in words],
        [word.head for word in words],
        [word.relation for word in words],
        names,
    )


def facts(analysis: Analysis, text: str) -> dict[str, set[object]]:
    """Measure → everything that the analysis claims, so that claims of two analyses can be compared."""
    words = analysis.words
    claims: dict[str, set[object]] = {
        "words": set(words),
        "sentences": {(words[first][0], words[last - 1][1]) for first, last in analysis.sentences},
    }
    if analysis.pos is not None:
        claims["UPOS"] = set(zip(words, analysis.pos, strict=True))
    if analysis.lemmas is not None:
        claims["lemmas"] = set(zip(words, analysis.lemmas, strict=True))
    if analysis.heads is not None:
        heads = [None if head < 0 else words[head] for head in analysis.heads]
        claims["UAS"] = set(zip(words, heads, strict=True))
        if analysis.pos is not None:
            lexical = [pos != "PUNCT" for pos in analysis.pos]
            claims["UAS, no punctuation"] = set(compress(zip(words, heads, strict=True), lexical))
        if analysis.relations is not None:
            claims["LAS"] = set(zip(words, heads, analysis.relations, strict=True))
    if analysis.names is not None:
        claims["names"] = {trimmed(text, name) for name in analysis.names}
    return claims


def trimmed(text: str, name: Name) -> Name:
    """A name without "the" before it and "'s" behind it: corpora differ in that, and it is no error."""
    start, end, kind = name
    words = text[start:end]
    if words[:4].lower() == "the ":
        start += 4
    if words[-2:] in ("'s", "’s"):
        end -= 2
    return start, end, kind


class Tally:
    """Right, claimed and true facts by measure, added up over documents."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.claimed: Counter[str] = Counter()
        self.true: Counter[str] = Counter()

    def add(self, claimed: dict[str, set[object]], true: dict[str, set[object]]) -> None:
        for measure in claimed.keys() & true.keys():
            self.right[measure] += len(claimed[measure] & true[measure])
            self.claimed[measure] += len(claimed[measure])
            self.true[measure] += len(true[measure])

    def scores(self) -> dict[str, float]:
        """Measure → F1 in percent, for the measures that were seen."""
        return {
            measure: 200 * self.right[measure] / (self.claimed[measure] + self.true[measure])
            for measure in MEASURES
            if self.claimed[measure] + self.true[measure]
        }


def gold_names(path: Path, documents: list[Document]) -> dict[str, list[Name]]:
    """Document → its names from an `.iob2` file, found by the sentences' ids and their characters."""
    tagged = dict(_tagged_sentences(path))
    found: dict[str, list[Name]] = {}
    for document in documents:
        names = found[document.name] = []
        for name, (first, last) in zip(document.ids, document.sentences, strict=True):
            start, end = document.words[first].start, document.words[last - 1].end
            visible = [at for at in range(start, end) if not document.text[at].isspace()]
            position = 0
            for word, tag in tagged.get(name, []):
                begin, position = position, position + len("".join(word.split()))
                if tag[:2] == "B-" and position <= len(visible):
                    names.append((visible[begin], visible[position - 1] + 1, tag[2:]))
                elif tag[:2] == "I-" and names and position <= len(visible):
                    names[-1] = (names[-1][0], visible[position - 1] + 1, names[-1][2])
    return found


def _tagged_sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The sentences of an `.iob2` file: id, and word with tag."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        names = [line.partition("=")[2].strip() for line in lines if line.startswith("# sent_id")]
        fields = [line.split("\t") for line in lines if line and line[0] != "#"]
        if names:
            yield names[0], [(field[1], field[2]) for field in fields]
