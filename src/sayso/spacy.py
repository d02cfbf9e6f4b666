"""Sayso as a spaCy component (``pip install "sayso[spacy]"``).

    >>> nlp = spacy.load("en_core_web_sm")
    >>> nlp.add_pipe("sayso")
    >>> doc = nlp("The bridge is closed, the harbour master said.")
    >>> [(statement.source, statement.content) for statement in doc._.statements]

spaCy finds the component by its entry point; nothing else in Sayso imports this module or spaCy. The
component reads ``doc.text`` by itself and uses no other component, so ``spacy.blank("en")`` will do.
What it found is kept in ``doc.user_data`` as plain values, and so survives ``Doc.to_bytes``, ``DocBin``
(with ``store_user_data=True``) and ``nlp.pipe(n_process=…)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.pipeline import read_report
from sayso.types import Block, BlockKind, Mode, Party, Report, Statement, Voice

_KEY = "sayso"
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(frozen=True, slots=True)
class DocStatement:
    """A `sayso.types.Statement` in a spaCy document: source, cue and content are spans of its tokens,
    widened to whole tokens where they begin or end inside one. ``source`` and ``cue`` may be empty.
    ``voices``, ``addressee`` and ``record`` (the whole statement with its act, times, figures and the rest)
    are Sayso's own values, their spans offsets into ``doc.text``."""

    id: str
    mode: Mode
    parent: str | None
    confidence: float
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    voices: tuple[Voice, ...]
    addressee: Party | None
    reasons: tuple[str, ...]
    record: Statement


def reader(doc: Doc) -> Doc:
    """The component: read ``doc.text``, each line of it a paragraph, and keep its statements."""
    text = doc.text
    blocks = (Block(BlockKind.BODY, *match.span()) for match in _PARAGRAPH.finditer(text))
    report = Report(sha256(text.encode()).hexdigest()[:16], text, tuple(blocks), language="en")
    doc.user_data[_KEY] = msgspec.to_builtins(read_report(report).statements)
    return doc


def make_component(nlp: Language, name: str) -> Any:
    """What ``nlp.add_pipe("sayso")`` adds."""
    return reader


def statements(doc: Doc) -> tuple[DocStatement, ...]:
    """``doc._.statements``: in text order; empty when the component has not run."""
    found = msgspec.convert(doc.user_data.get(_KEY, ()), tuple[Statement, ...])
    return tuple(
        DocStatement(
            id=statement.id,
            mode=statement.mode,
            parent=statement.parent,
            confidence=statement.confidence,
            source=_spans(doc, statement.source.spans if statement.source else ()),
            cue=_spans(doc, statement.cue.spans if statement.cue else ()),
            content=_spans(doc, statement.content.spans),
            voices=statement.voices,
            addressee=statement.addressee,
            reasons=statement.reasons,
            record=statement,
        )
        for statement in found
    )


def _spans(doc: Doc, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(doc.char_span(start, end, alignment_mode="expand") for start, end in spans)


Language.factory("sayso", assigns=["doc._.statements"], func=make_component)
Doc.set_extension("statements", getter=statements, force=True)
