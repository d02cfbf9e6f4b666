"""Actors by name, and by how much they speak."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from sayso.ledger.base import Speaker
from sayso.ledger.sqlite.connection import Connection

MOST_NAMED = 50
"""How many actors of one name are looked at."""

_SPEAKER = 'SELECT id, name, kind, "of", role, spoken FROM actors WHERE '


def named(connection: Connection, name: str) -> list[Speaker]:
    """Actors with this id, or with all words of ``name`` in one of their names, who speak most first."""
    exact = list(connection.execute(_SPEAKER + "id = ?", (name,)))
    if exact:
        return _whole(connection, exact)
    words = re.findall(r"\w+", name)
    if not words:
        return []
    expression = " AND ".join(f'"{word}"' for word in words)
    found = connection.execute(
        f"{_SPEAKER} id IN (SELECT actor FROM names WHERE key IN"
        " (SELECT rowid FROM names_fts WHERE names_fts MATCH ?)) ORDER BY spoken DESC, id LIMIT ?",
        (expression, MOST_NAMED),
    )
    return _whole(connection, list(found))


def most(connection: Connection, limit: int, after: tuple[int, str] | None) -> list[Speaker]:
    """Named actors, who speak most first, behind the number and id ``after``."""
    if after is None:
        found = connection.execute(
            f"{_SPEAKER} name IS NOT NULL AND spoken > 0 ORDER BY spoken DESC, id LIMIT ?", (limit,)
        )
    else:
        count, identifier = after
        found = connection.execute(
            f"{_SPEAKER} name IS NOT NULL AND spoken > 0 AND spoken <= ? AND (spoken < ? OR id > ?)"
            " ORDER BY spoken DESC, id LIMIT ?",
            (count, count, identifier, limit),
        )
    return _whole(connection, list(found))


def _whole(connection: Connection, found: list[tuple[Any, ...]]) -> list[Speaker]:
    marks = ", ".join("?" * len(found))
    rows = connection.execute(
        f"SELECT actor, name FROM names WHERE actor IN ({marks}) ORDER BY actor, key",
        [row[0] for row in found],
    )
    names = {actor: tuple(n for _, n in group) for actor, group in groupby(rows, lambda row: row[0])}
    wholes = [(*row[:5], names.get(row[0], ()), row[5]) for row in found]
    return [Speaker(*whole) for whole in wholes]
