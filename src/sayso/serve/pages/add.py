"""Add: paste a text, or give the address of a page, to have it read."""

from __future__ import annotations

from sayso.serve.actions import MOST_CHARACTERS
from sayso.serve.page import Answer, Asked


def add(asked: Asked) -> Answer:
    """The form; what will read gets ready meanwhile."""
    asked.jobs.prepare()
    return Answer("add.html", {"most": MOST_CHARACTERS})
