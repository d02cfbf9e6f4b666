"""Voices: who speaks most; or all who have some words in their name."""

from __future__ import annotations

from sayso.export import answers
from sayso.serve.page import Answer, Asked, Table

LIMIT = 50


def voices(asked: Asked) -> Answer:
    """The list of voices."""
    name = asked.get("name")
    if name:
        found = asked.desk.who(name, limit=1)
        rows, next = (*found.speakers, *found.others), None
    else:
        page = asked.desk.voices(limit=LIMIT, after=asked.get("after"))
        rows, next = page.rows, page.next
    return Answer(
        "voices.html",
        {
            "rows": rows,
            "name": name,
            "owners": asked.desk.owners(rows),
            "most": max((row.statements for row in rows), default=1) or 1,
            "next": asked.here(after=next) if next else None,
        },
        Table("voices", answers.SPEAKERS, rows, next=next),
    )
