"""What the answers to a query have in common: the speakers, outlets, acts among them, to narrow it by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sayso.ask.desk import Desk
from sayso.ledger.base import Row
from sayso.ledger.query import WORD, Field, Query
from sayso.serve import links
from sayso.types import Anonymity, VoiceRole

LOOKED_AT = 200
"""The newest answers, which are counted."""
SHOWN = 8
"""Values of a facet at most."""
_RANK = {Anonymity.NAMED: 0, Anonymity.DESCRIBED: 1, Anonymity.UNNAMED: 2}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many of the answers have it, and the address of those alone."""

    label: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Something that answers can be narrowed by."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """All of them, and how many answers were looked at for it; ``all`` says whether those are all."""

    facets: tuple[Facet, ...]
    number: int
    all: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A part of a query, and the address without it."""

    label: str
    without: str


def facets(desk: Desk, query: Query) -> Facets:
    """What the newest answers can be narrowed by, the commonest values first."""
    rows = desk.search(query, limit=LOOKED_AT + 1).rows
    seen = rows[:LOOKED_AT]
    kinds = (
        ("Speaker", Field.SPEAKER, _speakers),
        ("Outlet", Field.OUTLET, _outlets),
        ("Through", Field.VIA, _relays),
        ("Act", Field.ACT, lambda row: iter([row.act])),
        ("Named or not", Field.ANONYMITY, _anonymity),
    )
    made = []
    for name, field, values in kinds:
        counts = Counter(value for row in seen for value in set(values(row)))
        choices = tuple(
            Choice(value, number, links.search(links.narrowed(query, field, value)))
            for value, number in counts.most_common(SHOWN)
            if WORD.search(value)
        )
        if choices:
            made.append(Facet(name, choices))
    months = Counter(row.published[:7] for row in seen if row.published and len(row.published) >= 7)
    if made_months := tuple(
        _month(query, month, number) for month, number in sorted(months.items())[-SHOWN:]
    ):
        made.append(Facet("Month", made_months[::-1]))
    return Facets(tuple(made), len(seen), len(rows) <= LOOKED_AT)


def filters(query: Query) -> list[Filter]:
    """The parts of a query that can be taken out."""
    found = [
        Filter(str(Query((group,))), links.search(replace(query, every=_without(query.every, group))))
        for group in query.every
    ]
    found += [
        Filter(f"-{term}", links.search(replace(query, never=tuple(t for t in query.never if t != term))))
        for term in query.never
    ]
    if query.since:
        found.append(Filter(f"since {query.since}", links.search(replace(query, since=None))))
    if query.until:
        found.append(Filter(f"until {query.until}", links.search(replace(query, until=None))))
    return found


def _without(groups: tuple[tuple[object, ...], ...], one: tuple[object, ...]) -> tuple:  # type: ignore[type-arg]
    return tuple(group for group in groups if group != one)


def _month(query: Query, month: str, number: int) -> Choice:
    first = date.fromisoformat(f"{month}-01")
    words = str(replace(query, since=None, until=None))
    return Choice(
        f"{first:%B} {first.year}", number, links.search(f"{words} since:{month} until:{month}".strip())
    )


def _speakers(row: Row) -> Iterator[str]:
    return (voice.name for voice in row.voices if voice.role is VoiceRole.ORIGIN and voice.name)


def _relays(row: Row) -> Iterator[str]:
    return (voice.name for voice in row.voices if voice.role is VoiceRole.RELAY and voice.name)


def _outlets(row: Row) -> Iterator[str]:
    name = row.outlet and (row.outlet.name or row.outlet.domain)
    return iter([name] if name else [])


def _anonymity(row: Row) -> Iterator[str]:
    """As the ledger has it: the most anonymous of the origins."""
    found = [v.anonymity for v in row.voices if v.role is VoiceRole.ORIGIN and v.anonymity]
    return iter([str(max(found, key=_RANK.__getitem__))] if found else [])
