"""A `Query` as SQLite's full-text search (FTS5) takes it.

Everything that a person wrote goes in as words between quotation marks, so that nothing of it is taken for
syntax. Expressions stay flat, since FTS5 allows a depth of 256: ``AND`` and ``OR`` of any length are one
level each, and what is excluded is one ``NOT`` of an ``OR``.
"""

from __future__ import annotations

from sayso.ledger.query import WORD, Field, Query, Term
from sayso.ledger.sqlite.keys import key_range
from sayso.types import Act

_ANYTHING = "(" + " OR ".join(f'{Field.ACT} : "{act}"' for act in Act) + ")"
"""What holds for every statement, since each has an act: ``NOT`` must stand behind something."""


def match(query: Query) -> str | None:
    """The expression for ``MATCH`` over the columns that `Field` names; None where the query asks for no
    words at all, and every row between `rows` answers it."""
    if not query.every and not query.never:
        return None
    every = " AND ".join(f"({' OR '.join(map(_term, group))})" for group in query.every) or _ANYTHING
    if not query.never:
        return every
    return f"({every}) NOT ({' OR '.join(map(_term, query.never))})"


def rows(query: Query) -> tuple[int, int]:
    """The keys, the first included and the last not, of the statements published in the query's days."""
    return key_range(query.since, query.until)


def _term(term: Term) -> str:
    """Words in a row in their column, without a character that is no part of a word."""
    words = " ".join(found for word in term.words for found in WORD.findall(word))
    return f'{term.field} : "{words}"{" *" if term.prefix else ""}'
