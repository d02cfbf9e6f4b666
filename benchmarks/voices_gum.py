"""GUM's coreference beside Sayso's mentions.

The corpus: https://github.com/amir-zeldes/gum; its entities stand in the MISC column as ``Entity=``
(https://wiki.gucorpling.org/gum/entities). The text is put together from the gold words and read by Sayso
like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.polnear import report
from training.conllu import Document, documents, gum_split

from sayso.parse import parse
from sayso.quotation import quotations
from sayso.resolve.coreference import Coreference
from sayso.resolve.mentions import Mention, mentions
from sayso.types import BlockKind, Parse, Report

WRITTEN = frozenset(
    {
        "academic",
        "bio",
        "court",
        "essay",
        "fiction",
        "interview",
        "letter",
        "news",
        "speech",
        "textbook",
        "voyage",
    }
)
"""The genres that are written, or edited as if they were."""


class GoldMention(NamedTuple):
    """``entity`` is GUM's number of who or what is meant; ``start`` and ``end`` are characters, ``head`` the
    first character of the governing word; ``name`` says whether that word is a proper noun."""

    entity: int
    start: int
    end: int
    head: int
    name: bool


class Annotated(NamedTuple):
    """A document read by Sayso. ``entity_of`` is the gold entity of each of its mentions, or None."""

    name: str
    report: Report
    parse: Parse
    mentions: tuple[Mention, ...]
    entity_of: list[int | None]
    gold: list[GoldMention]


_PIECE = re.compile(r"\((\d+)-[^()]*(\))?|(\d+)\)")


def gold_mentions(document: Document) -> list[GoldMention]:
    """The mentions of a document's entities, in the order in which they end."""
    open_at: dict[int, list[int]] = {}
    found: list[tuple[int, int, int]] = []
    for index, word in enumerate(document.words):
        field = next((f[7:] for f in word.misc.split("|") if f.startswith("Entity=")), "")
        for piece in _PIECE.finditer(field):
            if piece[1] is None:
                opened = open_at.get(int(piece[3]))
                if opened:
                    found.append((int(piece[3]), opened.pop(), index + 1))
            elif piece[2]:
                found.append((int(piece[1]), index, index + 1))
            else:
                open_at.setdefault(int(piece[1]), []).append(index)
    out = []
    for entity, first, last in found:
        words = document.words
        head = next((i for i in range(first, last) if not first <= words[i].head < last), first)
        out.append(
            GoldMention(
                entity, words[first].start, words[last - 1].end, words[head].start, words[head].pos == "PROPN"
            )
        )
    return out


def aligned(found: tuple[Mention, ...], gold: list[GoldMention], parse: Parse) -> list[int | None]:
    """The gold entity of each mention: of those that have its head, the one whose span is most alike; else
    one of the very same span."""
    by_head: dict[int, list[GoldMention]] = {}
    for each in gold:
        by_head.setdefault(each.head, []).append(each)
    spans = {(each.start, each.end): each.entity for each in gold}
    out: list[int | None] = []
    for mention in found:
        near = by_head.get(parse.tokens[mention.head].start, [])
        best = max(near, key=lambda g: _alike(mention, g), default=None)
        if best is not None and mention.parts and _alike(mention, best) < 0.8:
            best = None
        out.append(best.entity if best else spans.get((mention.start, mention.end)))
    return out


def _alike(mention: Mention, gold: GoldMention) -> float:
    shared = min(mention.end, gold.end) - max(mention.start, gold.start)
    return shared / (max(mention.end, gold.end) - min(mention.start, gold.start))


def annotated(folder: Path, split: str, genres: frozenset[str] = WRITTEN) -> Iterator[Annotated]:
    """The documents of one split and of these genres, read by Sayso."""
    for path in gum_split(folder, split):
        if path.stem.split("_")[1] not in genres:
            continue
        for document in documents(path):
            read = with_headline(report(document.text))
            parsed = parse(read)
            found = mentioned(read, parsed)
            gold = gold_mentions(document)
            yield Annotated(path.stem, read, parsed, found, aligned(found, gold, parsed), gold)


def with_headline(read: Report) -> Report:
    """A report whose first paragraph is its headline, if it does not end as a sentence does."""
    first, *others = read.blocks
    if read.text[first.end - 1] in '.!?"”':
        return read
    return replace(read, blocks=(replace(first, kind=BlockKind.HEADLINE), *others))


def mentioned(read: Report, parsed: Parse) -> tuple[Mention, ...]:
    marks = [mark for p in parsed.paragraphs for mark in quotations(read.text, p.start, p.end)]
    return mentions(read, parsed, marks)


def coreference(each: Annotated) -> Coreference:
    return Coreference(each.report, each.parse, each.mentions)
