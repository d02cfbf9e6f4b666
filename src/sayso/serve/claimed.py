"""Which claims a report's statements make, and which story it is in."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.ask.desk import Desk
from sayso.errors import NotKept
from sayso.ledger.base import ClaimRow, StoryRow


def shared_claims(desk: Desk, statements: Sequence[str]) -> dict[str, ClaimRow]:
    """The claims of some statements, by the statement's id: those that other statements make too, and those
    that something is at odds with."""
    found: dict[str, ClaimRow] = {}
    wanted = set(statements)
    claims = desk.view.links.claims(statements)
    rows = {row.id: row for row in desk.view.claim_rows([claim.id for claim in claims])}
    for claim in claims:
        row = rows[claim.id]
        if row.statements > 1 or row.disputes:
            found.update((statement, row) for statement in claim.statements if statement in wanted)
    return found


def claim_of(desk: Desk, statement: str) -> ClaimRow | None:
    """A statement's claim; None where it has none: of an older version, say, or not linked yet."""
    try:
        return desk.view.claim(desk.view.claim_of(statement))[0]
    except NotKept:
        return None


def story_of(desk: Desk, report: str) -> StoryRow | None:
    """The story that a report is in with others; None where it is in none."""
    try:
        row, _ = desk.view.story(report)
    except NotKept:
        return None
    return row if row.reports > 1 else None
