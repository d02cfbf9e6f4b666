"""The text and the blocks of a report while a format's reader puts them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.types import Block, BlockKind, Outlet


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. Dates are ISO 8601, zone and time of day as given. ``summary`` is
    the description that the page gives to those who link to it; ``site`` the outlet."""

    url: str | None = None
    canonical_url: str | None = None
    site: Outlet | None = None
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format's reader makes of one document: ``text`` as it will be stored, its typed ``blocks``
    (sorted, disjoint, every visible character in exactly one), and what the document says of itself."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of text, already clean, and its blocks with offsets into it."""

    text: str
    blocks: tuple[Block, ...]


BETWEEN = "\n\n"
"""What parts two blocks where the source is markup and has no line ends of its own."""


def joined_parts(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The parts as one text, `BETWEEN` between them, and their blocks with offsets into it."""
    texts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for part in parts:
        texts.append(part.text)
        blocks += moved(part.blocks, offset)
        offset += len(part.text) + len(BETWEEN)
    return BETWEEN.join(texts), tuple(blocks)


def moved(blocks: Iterable[Block], by: int) -> Iterable[Block]:
    """The blocks, ``by`` code points further on."""
    return (Block(block.kind, block.start + by, block.end + by) for block in blocks)


def whole(kind: BlockKind, text: str) -> Part:
    """A part that is one block."""
    return Part(text, (Block(kind, 0, len(text)),))
