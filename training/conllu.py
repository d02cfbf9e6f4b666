"""Universal Dependencies' CoNLL-U files as documents of raw text and the words that stand in it.

The raw text is put together again from the gold: ``SpaceAfter=No`` joins two words, a new paragraph
(``# newpar``) begins after an empty line, and sentences of one paragraph follow each other after a space.
Format: https://universaldependencies.org/format.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple


class Word(NamedTuple):
    """One syntactic word. ``start`` and ``end`` are code points in `Document.text`; ``head`` is an index
    into `Document.words`, -1 for a root; ``relation`` is without subtype; ``misc`` is the last column."""

    start: int
    end: int
    form: str
    lemma: str
    pos: str
    head: int
    relation: str
    misc: str


class Document(NamedTuple):
    """One document. ``paragraphs`` are spans of ``text``; ``sentences`` are half-open ranges of ``words``,
    and ``ids`` their ``sent_id``."""

    name: str
    text: str
    paragraphs: list[tuple[int, int]]
    words: list[Word]
    sentences: list[tuple[int, int]]
    ids: list[str]


class _Builder:
    """Grows one document, line by line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: list[str] = []
        self.length = 0
        self.gap = ""
        self.paragraphs: list[tuple[int, int]] = []
        self.words: list[Word] = []
        self.sentences: list[tuple[int, int]] = []
        self.ids: list[str] = []

    def write(self, form: str, space_after: bool) -> int:
        """Puts a surface token behind what is there; its start."""
        self.pieces += (self.gap, form)
        start = self.length + len(self.gap)
        self.length = start + len(form)
        self.gap = " " if space_after else ""
        return start

    def sentence(self, rows: list[list[str]], name: str, starts_paragraph: bool) -> None:
        if starts_paragraph or not self.sentences:
            self.gap = "\n\n" if self.sentences else ""
            self.paragraphs.append((self.length + len(self.gap), self.length))
        first, at = len(self.words), 0
        while at < len(rows):
            number, form, misc = rows[at][0], rows[at][1], rows[at][9]
            parts = 1
            if "-" in number:
                low, high = map(int, number.split("-"))
                at, parts = at + 1, high - low + 1
            start = self.write(form, "SpaceAfter=No" not in misc.split("|"))
            members = rows[at : at + parts]
            for row, (begin, end) in zip(members, _shares(form, [r[1] for r in members]), strict=True):
                head = first + int(row[6]) - 1 if row[6] != "0" else -1
                self.words.append(
                    Word(
                        start + begin, start + end, row[1], row[2], row[3], head, row[7].split(":")[0], row[9]
                    )
                )
            at += parts
        self.sentences.append((first, len(self.words)))
        self.ids.append(name)
        self.paragraphs[-1] = (self.paragraphs[-1][0], self.length)

    def document(self) -> Document:
        return Document(
            self.name, "".join(self.pieces), self.paragraphs, self.words, self.sentences, self.ids
        )


def _shares(form: str, parts: list[str]) -> list[tuple[int, int]]:
    """The characters of ``form`` that each of its words stands for: the words' own where they spell the
    form, else in proportion to their lengths (a misspelt or clipped contraction)."""
    total = sum(map(len, parts))
    bounds = [0]
    for part in parts:
        bounds.append(bounds[-1] + len(part))
    if total != len(form):
        bounds = [round(bound * len(form) / total) for bound in bounds]
    return list(pairwise(bounds))


def documents(path: Path) -> Iterator[Document]:
    """The documents of one CoNLL-U file, in order. Empty nodes are left out."""
    builder: _Builder | None = None
    rows: list[list[str]] = []
    name, paragraph = "", False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            if builder is not None:
                yield builder.document()
            builder, paragraph = _Builder(line.partition("=")[2].strip()), True
        elif line.startswith("# sent_id"):
            name = line.partition("=")[2].strip()
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraph = True
        elif line and line[0] != "#":
            columns = line.split("\t")
            if "." not in columns[0]:
                rows.append(columns)
        elif not line and rows:
            builder = builder or _Builder(path.stem)
            builder.sentence(rows, name, paragraph)
            rows, paragraph = [], False
    if builder is not None:
        yield builder.document()


def gum_split(folder: Path, split: str) -> list[Path]:
    """The files of one split ("train", "dev", "test") by ``splits.md``, those that are there."""
    names: list[str] = []
    current = ""
    for line in (folder / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
        elif line.strip().startswith("* ") and current == split:
            names.append(line.strip()[2:])
    return [path for name in names if (path := folder / f"{name}.conllu").exists()]
