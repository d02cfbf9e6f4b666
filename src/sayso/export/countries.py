"""The country of an actor: its own, or that of whom it belongs to, however often removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sayso.resolve.table.files import packaged_rows
from sayso.types import Actor


def owners(actor: Actor, actors: Mapping[str, Actor]) -> Iterator[str]:
    """The ids of ``actor``, of whom it belongs to, of whom that one belongs to, each once."""
    passed: set[str] = set()
    name: str | None = actor.id
    while name and name not in passed:
        passed.add(name)
        yield name
        name = actors[name].of if name in actors else None


def alpha2(actor: Actor, actors: Mapping[str, Actor]) -> str | None:
    """The ISO 3166-1 alpha-2 code, in capitals; None for one that is of no state."""
    return next((codes("iso2")[name] for name in owners(actor, actors) if name in codes("iso2")), None)


@cache
def codes(column: str) -> dict[str, str]:
    """The codes in a column of the table of states ("iso2", "iso3") by the states' ids."""
    return {row["id"]: row[column] for row in packaged_rows("states.csv") if row[column]}
