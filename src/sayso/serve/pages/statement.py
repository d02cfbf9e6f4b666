"""Statement: one statement for good, with the words around it and all that is known of it."""

from __future__ import annotations

from sayso.export import heading, marked, situation
from sayso.export.telling import passing
from sayso.serve import links
from sayso.serve.claimed import claim_of
from sayso.serve.page import Answer, Asked, Table
from sayso.serve.pages.report import SHAPE, web_address
from sayso.types import Reading

OWN = "  ·  the report’s own words"
"""What an event's line ends with where no statement is numbered."""


def statement(asked: Asked) -> Answer:
    """The page of a statement."""
    shown = asked.desk.show(asked.path["statement"])
    said, report = shown.statement, shown.report
    cards = marked.cards("", Reading(report, (said,)))
    rows = marked.rows(Reading(report, (said,)), cards)
    return Answer(
        "statement.html",
        {
            "shown": shown,
            "said": said,
            "report": report,
            "title": heading.title(report),
            "day": heading.day(report),
            "outlet": heading.outlet(report),
            "link": web_address(report),
            "rows": [row for row in rows if any(piece.classes for piece in row.pieces)],
            "kind": situation.kind(said),
            "facts": [tuple(fact.partition(": ")[::2]) for fact in situation.facts(said)],
            "voices": passing(said),
            "roles": shown.roles,
            "events": [situation.event(event, {}).removesuffix(OWN) for event in shown.events],
            "claim": claim_of(asked.desk, said.id),
            "in_report": links.in_report(said.id),
        },
        Table("statement", SHAPE, [said]),
    )
