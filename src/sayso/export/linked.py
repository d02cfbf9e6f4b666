"""Claims, disputes, positions and stories for machines: their shapes for `sayso.export.answers`."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.ask.claims import ClaimShown, StoryShown
from sayso.export.answers import Fields, Shape, statements
from sayso.ledger.base import ClaimRow, DisputeRow, Row, StoryRow
from sayso.types import Position

_CLAIM = (
    "id",
    "text",
    "wording",
    "statements",
    "outlets",
    "independent",
    "at_least",
    "anonymous",
    "disputes",
    "verdict",
    "first",
    "last",
    "newest",
)


def claims() -> Shape[ClaimRow]:
    """Claims, as `sayso.ledger.base.ClaimRow` has them."""
    return Shape(_claim, _CLAIM, lambda row: [getattr(row, name) for name in _CLAIM])


def _claim(row: ClaimRow) -> Fields:
    return {name: getattr(row, name) for name in _CLAIM}


def claim(found: ClaimShown) -> Fields:
    """A claim with all that stands behind it."""
    return {
        "claim": _claim(found.claim),
        "provenance": found.provenance,
        "statements": [statements().fields(row) for row in found.statements],
        "copies": found.copies,
        "disputes": [_dispute(row) for row in found.disputes],
    }


def disputes() -> Shape[DisputeRow]:
    """Pairs of claims at odds; in CSV each side is told by its statement's id and words."""
    columns = (
        "newest",
        "kind",
        "claim",
        "other",
        "pairs",
        "statement",
        "says",
        "against",
        "against_says",
        "evidence",
        "confidence",
        "why",
    )
    return Shape(_dispute, columns, _dispute_cells)


def _dispute(row: DisputeRow) -> Fields:
    fields: dict[str, Any] = {
        "newest": row.newest,
        "kind": row.kind,
        "claim": row.claim,
        "other": row.other,
        "pairs": row.pairs,
        "statement": statements().fields(row.statement),
        "against": statements().fields(row.against) if row.against else None,
        "denied": msgspec.to_builtins(row.denied) if row.denied else None,
        "evidence": msgspec.to_builtins(row.evidence),
        "confidence": row.confidence,
        "why": row.why,
    }
    return fields


def _dispute_cells(row: DisputeRow) -> list[object]:
    against: Row | None = row.against
    return [
        row.newest,
        row.kind,
        row.claim,
        row.other,
        row.pairs,
        row.statement.id,
        row.statement.text,
        against.id if against else None,
        against.text if against else (row.denied.text if row.denied else None),
        "; ".join(passage.text for passage in row.evidence),
        row.confidence,
        row.why,
    ]


_POSITION = (
    "actor",
    "name",
    "stance",
    "topic",
    "proposal",
    "since",
    "statements",
    "through",
    "before",
    "confidence",
    "why",
)


def positions() -> Shape[Position]:
    """Positions, as `sayso.types.Position` has them; in CSV the proposal is its words."""
    return Shape(msgspec.to_builtins, _POSITION, _position_cells)


def _position_cells(row: Position) -> list[object]:
    cells: list[object] = []
    for name in _POSITION:
        value = getattr(row, name)
        cells.append(
            value.text if name == "proposal" else "; ".join(value) if isinstance(value, tuple) else value
        )
    return cells


_STORY = ("id", "title", "reports", "outlets", "first", "last", "newest")


def stories() -> Shape[StoryRow]:
    """Stories, as `sayso.ledger.base.StoryRow` has them."""
    return Shape(_story, _STORY, lambda row: [getattr(row, name) for name in _STORY])


def _story(row: StoryRow) -> Fields:
    return {name: getattr(row, name) for name in _STORY}


def story(shown: StoryShown) -> Fields:
    """A story with its reports, main voices and claims."""
    return {
        "story": _story(shown.story),
        "reports": shown.reports,
        "voices": [
            {"actor": actor, "name": name, "statements": number} for actor, name, number in shown.voices
        ],
        "claims": [_claim(row) for row in shown.claims],
    }
