"""Report → Parse: one pass of the encoder, decoded to sentences, words, trees and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from sayso.models.labels import POS, RELATIONS
from sayso.models.reader import Read, Reader, packaged
from sayso.parse.acting import settled
from sayso.parse.lemmas import lemma
from sayso.parse.names import names
from sayso.parse.tokens import tokenize
from sayso.parse.trees import sentence_heads
from sayso.types import Block, BlockKind, Entity, Floats, Paragraph, Parse, Report, Scores, Sentence, Token

READ_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST})
"""The blocks that are read for language. Captions, credits, bylines and promos are about the report,
not part of what it reports."""

Range = tuple[int, int]


def parse(report: Report, reader: Reader | None = None) -> Parse:
    """The language of a report's prose; ``reader`` is the packaged one unless given."""
    reader = reader or packaged()
    blocks = [block for block in report.blocks if block.kind in READ_KINDS]
    spans = [tokenize(report.text, block.start, block.end) for block in blocks]
    words = [[report.text[start:end] for start, end in paragraph] for paragraph in spans]
    read = reader.read(words)
    bounds = _sentences(read, [len(paragraph) for paragraph in words])
    flat = [span for paragraph in spans for span in paragraph]
    entities, entity_of = names(read.parts["entity"], flat)
    with _pools().limit(limits=1, user_api="blas"):
        heads = _heads(reader, read, bounds)
        relations = _relations(reader, read, heads)
        acting = _acting(reader, read, heads, bounds, entities)
    pos = [POS[i] for i in read.parts["pos"].argmax(1).tolist()]
    lemmas = [lemma(word, tag) for word, tag in zip((w for p in words for w in p), pos, strict=True)]
    columns = zip(*_columns(flat), lemmas, pos, heads.tolist(), relations, entity_of, strict=True)
    tokens = tuple(map(Token._make, columns))
    if len(acting):
        acting = settled(acting, tokens, report.text)
    return Parse(
        tokens,
        tuple(map(Sentence._make, bounds)),
        _paragraphs(blocks, spans),
        entities,
        Scores(read.windows, read.parts["tags"], read.links(), reader.transitions, acting),
    )


@cache
def _pools() -> ThreadpoolController:
    """NumPy's threads. They gain nothing on matrices of this size, and each multiplication would leave
    them spinning for milliseconds, at the cost of the encoder."""
    return ThreadpoolController()


def _columns(spans: Sequence[Range]) -> tuple[Sequence[int], Sequence[int]]:
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return starts, ends


def _paragraphs(blocks: Sequence[Block], spans: Sequence[Sequence[Range]]) -> tuple[Paragraph, ...]:
    edges = list(accumulate(map(len, spans), initial=0))
    return tuple(
        Paragraph(first, last, block.start, block.end)
        for block, (first, last) in zip(blocks, pairwise(edges), strict=True)
    )


def _sentences(read: Read, lengths: Sequence[int]) -> list[Range]:
    """Token ranges of sentences: one begins with each paragraph, with each window, and wherever the
    encoder says so."""
    starts = read.parts["sentence"][:, 0] > 0
    starts[[first for first, _ in read.windows]] = True
    edges = np.cumsum([0, *lengths])
    starts[edges[:-1][np.array(lengths, int) > 0]] = True
    return list(pairwise([*np.flatnonzero(starts).tolist(), len(starts)]))


def _heads(reader: Reader, read: Read, bounds: Sequence[Range]) -> NDArray[np.intp]:
    """Each token's head as an index into the report's tokens, -1 for a sentence's root."""
    heads = np.full(len(read.parts["pos"]), -1, np.intp)
    remaining = iter(bounds)
    for first, last in read.windows:
        inside: list[Range] = []
        while not inside or inside[-1][1] < last - first:
            start, end = next(remaining)
            inside.append((start - first, end - first))
        found = sentence_heads(reader.arcs(read, (first, last)), inside)
        heads[first:last] = np.where(found < 0, -1, found + first)
    return heads


def trees_of(reader: Reader, read: Read, lengths: Sequence[int]) -> tuple[NDArray[np.intp], list[Range]]:
    """Heads and sentences of what was read, for training; ``lengths`` are the paragraphs' in words."""
    bounds = _sentences(read, lengths)
    return _heads(reader, read, bounds), bounds


def _acting(
    reader: Reader,
    read: Read,
    heads: NDArray[np.intp],
    bounds: Sequence[Range],
    entities: Sequence[Entity],
) -> Floats:
    """How far each token, as the head of a place name, stands for its government (`Scores.acting`)."""
    count = len(heads)
    if reader.places is None or not count:
        return np.zeros(count, np.float32)
    firsts = np.arange(count)
    for entity in entities:
        firsts[entity.first : entity.last] = entity.first
    return reader.places.scores(read.rows(), heads, firsts, np.array(bounds))


def _relations(reader: Reader, read: Read, heads: NDArray[np.intp]) -> list[str]:
    """Each token's relation to its head; "root" for the roots and for them alone."""
    scores = reader.relations(read, heads)
    root = RELATIONS.index("root")
    scores[:, root] = -np.inf
    best = scores.argmax(1) if len(scores) else np.zeros(0, np.intp)
    best[heads < 0] = root
    return [RELATIONS[i] for i in best.tolist()]
