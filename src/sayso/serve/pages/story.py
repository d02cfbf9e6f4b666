"""Story: its reports in the order of time, who speaks in them, and what they claim and dispute."""

from __future__ import annotations

from itertools import groupby

from sayso.ask.claims import StoryShown
from sayso.errors import NotKept
from sayso.export import linked
from sayso.ledger.base import DisputeRow
from sayso.serve.odds import Bench
from sayso.serve.page import Answer, Asked, Table
from sayso.serve.pages.reports import SHAPE

DISPUTES = 6
"""Disputes between a story's main claims and others that are shown."""


def story(asked: Asked) -> Answer:
    """The story that a report is in. Raises `NotKept`."""
    identifier = asked.path["report"]
    if not identifier.isalnum():
        raise NotKept("no report")
    shown = asked.desk.story(identifier)
    disputes = _disputes(asked, shown)
    sides = [side for row in disputes for side in (row.statement, row.against) if side]
    return Answer(
        "story.html",
        {
            "shown": shown,
            "days": [
                (day, list(kept))
                for day, kept in groupby(shown.reports, lambda one: (one.published or "")[:10])
            ],
            "odds": Bench(asked.desk).laid(disputes),
            "roles": asked.desk.roles(sides),
        },
        Table("story", SHAPE, shown.reports, linked.story(shown)),
    )


def _disputes(asked: Asked, shown: StoryShown) -> list[DisputeRow]:
    """What is at odds with the story's main claims, those between claims of most outlets first."""
    found: dict[str, DisputeRow] = {}
    for claim in shown.claims:
        if claim.disputes and len(found) < DISPUTES:
            for row in asked.desk.view.disputes(claim=claim.id, limit=DISPUTES):
                found.setdefault(row.pair, row)
    return list(found.values())[:DISPUTES]
