"""What is asked of a ledger, typed: `sayso.ask.query` makes it of what a person writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Field(StrEnum):
    """What a filter looks at. TEXT is the content of a statement; SPEAKER the names, words and actors of its
    origins, OUTLET its publisher (name or domain), VIA its relays, ACT its act, ANONYMITY how much its
    origins are named ("named", "described", "unnamed", or "yes" and "no": "no" is named)."""

    TEXT = "text"
    SPEAKER = "speaker"
    OUTLET = "outlet"
    VIA = "via"
    ACT = "act"
    ANONYMITY = "anonymous"


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row in a field; with ``prefix`` the last one may go on. All of them are matched without
    regard to case and accents."""

    field: Field
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Statements for which one term of each group of ``every`` holds, none of ``never`` does, and that were
    published from ``since`` to ``until``, both days included. An empty query is every statement."""

    every: tuple[tuple[Term, ...], ...] = ()
    never: tuple[Term, ...] = ()
    since: date | None = None
    until: date | None = None
