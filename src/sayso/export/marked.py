"""A report's text cut into marked pieces, block by block, with its statements beside it.

Whatever shows a report as a page draws from this: a piece knows the roles that its words have and the
statements that they belong to, so that nested and overlapping statements stay legible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.export import situation
from sayso.export.shortened import shortened
from sayso.export.telling import Telling, Told, passing
from sayso.types import Block, BlockKind, Reading, Span, Statement, Words

UNREAD = frozenset(
    {
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.PROMO,
        BlockKind.CORRECTION,
    }
)
"""Blocks that are shown smaller and by name, as statements are not looked for in them."""
_ROLES = ("source", "cue", "content")
SHOWN = 130
"""Characters of a statement's content beside the text, where the whole of it stands anyway."""


@dataclass
class Piece:
    """A stretch of text that belongs to the same statements throughout.

    ``classes`` name its roles ("source", "cue", "content") and its statements ("r1s3"); ``starts`` are
    the statements whose number stands before it. ``depth`` is how many contents it belongs to: more than
    one where statements are nested.
    """

    text: str
    classes: list[str] = field(default_factory=list)
    starts: list[Card] = field(default_factory=list)
    depth: int = 0


@dataclass(frozen=True)
class Card:
    """A statement beside the text. ``key`` is its anchor in the page, ``told`` its voices in words."""

    key: str
    number: int
    statement: Statement
    parent: Card | None
    anchor: int
    told: Told

    @property
    def words(self) -> list[tuple[str, Words]]:
        """Its words by role."""
        said = self.statement
        roles = (("source", said.source), ("cue", said.cue), ("content", said.content))
        return [(role, words) for role, words in roles if words]

    @property
    def content(self) -> str:
        return shortened(self.statement.content.text, SHOWN)

    @property
    def percent(self) -> int:
        return round(100 * self.statement.confidence)

    @property
    def kind(self) -> str:
        """Act and mode."""
        return situation.kind(self.statement)

    @property
    def facts(self) -> list[str]:
        """Its situation, a few words each."""
        return situation.facts(self.statement)

    @property
    def voices(self) -> list[str]:
        """Why each voice is who it is said to be, the outermost first."""
        return [f"{voice.role}: {voice.why}" for voice in passing(self.statement) if voice.why]


@dataclass(frozen=True)
class Row:
    """A block of the report: its kind, its text in pieces, and the statements that begin in it."""

    kind: BlockKind
    pieces: list[Piece]
    cards: list[Card]

    @property
    def is_read(self) -> bool:
        return self.kind not in UNREAD


def cards(prefix: str, reading: Reading) -> list[Card]:
    """The statements of a reading in text order; their keys are "s1", "s2" … behind ``prefix``."""
    cards: dict[str, Card] = {}
    telling = Telling(reading)
    told = {statement.id: telling.told(statement) for statement in reading.statements}
    ordered = sorted(enumerate(reading.statements, 1), key=lambda item: item[1].parent is not None)
    for number, statement in ordered:
        words = statement.cue or statement.source or statement.content
        parent = cards.get(statement.parent or "")
        cards[statement.id] = Card(
            f"{prefix}s{number}", number, statement, parent, words.spans[0].start, told[statement.id]
        )
    return sorted(cards.values(), key=lambda card: card.number)


def rows(reading: Reading, cards: list[Card]) -> Iterator[Row]:
    """The blocks in order, and whatever text stands outside all blocks as body text of its own."""
    text = reading.report.text
    for block in _without_gaps(text, reading.report.blocks):
        begun = [card for card in cards if block.start <= card.anchor < block.end]
        pieces = _pieces(text, block.span, cards)
        if len(pieces) > 1 or text[block.start : block.end] != reading.report.title:  # the page has its title
            yield Row(block.kind, pieces, begun)


def _without_gaps(text: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    end = 0
    for block in blocks:
        if text[end : block.start].strip():
            yield Block(BlockKind.BODY, end, block.start)
        yield block
        end = block.end
    if text[end:].strip():
        yield Block(BlockKind.BODY, end, len(text))


def _pieces(text: str, block: Span, cards: list[Card]) -> list[Piece]:
    """``block`` cut wherever a span of a statement begins or ends in it."""
    marks = [
        (span, role, card)
        for card in cards
        for role, words in card.words
        for span in words.spans
        if span.start < block.end and block.start < span.end
    ]
    cuts = {
        block.start,
        block.end,
        *(card.anchor for card in cards if block.start <= card.anchor < block.end),
    }
    for span, _, _ in marks:
        cuts.update((max(span.start, block.start), min(span.end, block.end)))
    edges = sorted(cuts)
    return [_piece(text, Span(start, end), marks, cards) for start, end in pairwise(edges)]


def _piece(text: str, span: Span, marks: list[tuple[Span, str, Card]], cards: list[Card]) -> Piece:
    over = [(role, card) for mark, role, card in marks if mark.start <= span.start and span.end <= mark.end]
    roles = {role for role, _ in over}
    classes = [role for role in _ROLES if role in roles] + sorted({card.key for _, card in over})
    starts = [card for card in cards if card.anchor == span.start]
    depth = sum(role == "content" for role, _ in over)
    return Piece(text[span.start : span.end], classes, starts, depth)
