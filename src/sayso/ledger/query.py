"""What is asked of a ledger, typed: `sayso.ask.query` makes it of what a person writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.errors import BadQuestion

WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
"""A word, as SQLite's tokenizer ``unicode61`` has it: letters and digits, with the accents that stand apart
from them; an apostrophe, a hyphen or an underscore parts two words."""

OPERATORS = frozenset({"OR", "AND"})
"""Words that join others where they are in capitals and without quotation marks."""


class Field(StrEnum):
    """What a filter looks at. TEXT is the content of a statement; SPEAKER the names, words and actors of its
    origins, OUTLET its publisher (name or domain), VIA the names, words and actors of its relays, ACT its
    act, ANONYMITY how much its most anonymous origin is named ("named", "described", "unnamed")."""

    TEXT = "text"
    SPEAKER = "speaker"
    OUTLET = "outlet"
    VIA = "via"
    ACT = "act"
    ANONYMITY = "anonymous"


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row in a field; with ``prefix`` the last one may go on. All of them are matched without
    regard to case and accents. Raises `BadQuestion` where there is no word in ``words``."""

    field: Field
    words: tuple[str, ...]
    prefix: bool = False

    def __post_init__(self) -> None:
        if not any(WORD.search(word) for word in self.words):
            raise BadQuestion(f"{self.field}: has no word to look for; give it letters or digits")

    @property
    def value(self) -> str:
        """The words as a person writes them behind a filter's colon."""
        alone = len(self.words) == 1 and WORD.fullmatch(self.words[0]) and self.words[0] not in OPERATORS
        words = self.words[0] if alone else f'"{" ".join(self.words)}"'
        return f"{words}*" if self.prefix else words

    def __str__(self) -> str:
        return self.value if self.field is Field.TEXT else f"{self.field}:{self.value}"


@dataclass(frozen=True, slots=True)
class Query:
    """Statements for which one term of each group of ``every`` holds, none of ``never`` does, and that were
    published from ``since`` to ``until``, both days included. An empty query is every statement. Raises
    `BadQuestion` where a group of ``every`` is empty.

    ``str(query)`` writes it as a person could have, and `sayso.ask.query.parse` reads that back.
    """

    every: tuple[tuple[Term, ...], ...] = ()
    never: tuple[Term, ...] = ()
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not all(self.every):
            raise BadQuestion("a group of a query has no term; leave the group out")

    def __str__(self) -> str:
        parts = [_group(terms) for terms in self.every]
        parts += [f"-{term}" for term in self.never]
        bounds = {"since": self.since, "until": self.until}
        parts += [f"{name}:{day.isoformat()}" for name, day in bounds.items() if day]
        return " ".join(parts)


def _group(terms: tuple[Term, ...]) -> str:
    """Terms of which one holds: by commas where they look at one field."""
    fields = {term.field for term in terms}
    if len(fields) == 1 and Field.TEXT not in fields:
        return f"{terms[0].field}:{','.join(term.value for term in terms)}"
    return " OR ".join(map(str, terms))
