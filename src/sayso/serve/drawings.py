"""What drawings are made of: plain values that a script draws, and the same as rows for a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ask.desk import outlet_label
from sayso.ledger.base import Coverage, Row
from sayso.serve import links

OUTLETS = 10
"""Outlets with a row of their own, those with most reports; the others share one."""
OTHERS = "other outlets"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many reports of an outlet there are of a day, and where they are; the others together have no one
    place."""

    day: str
    outlet: str
    reports: int
    address: str | None


def coverage(rows: Sequence[Coverage]) -> list[Cell]:
    """Reports by day and outlet, the newest day first."""
    dated = [row for row in rows if row.day]
    sums: Counter[str] = Counter()
    for row in dated:
        sums[_name(row)] += row.reports
    shown = {name for name, _ in sums.most_common(OUTLETS)}
    cells: Counter[tuple[str, str, str | None]] = Counter()
    for row in dated:
        name = _name(row)
        place = _address(row) if name in shown else None
        cells[str(row.day), name if name in shown else OTHERS, place] += row.reports
    made = [Cell(day, outlet, number, address) for (day, outlet, address), number in cells.items()]
    made.sort(key=lambda cell: (cell.outlet == OTHERS, -sums[cell.outlet], cell.outlet))
    return sorted(made, key=lambda cell: cell.day, reverse=True)


def drawn(cells: Sequence[Cell]) -> dict[str, object]:
    """The same for a script: the outlets from the top, those with most reports first, and the cells."""
    sums: Counter[str] = Counter()
    for cell in cells:
        sums[cell.outlet] += cell.reports
    outlets = sorted(sums, key=lambda name: (name == OTHERS, -sums[name], name))
    return {"outlets": outlets, "cells": [[cell.day, cell.outlet, cell.reports] for cell in cells]}


def _name(row: Coverage) -> str:
    return row.outlet.name or outlet_label(row.outlet)


def _address(row: Coverage) -> str | None:
    query = links.of_outlet(row.outlet)
    if query is None or row.day is None:
        return None
    return links.timeline(f"{query} since:{row.day} until:{row.day}")


def by_day(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How many statements were published on each day that has any, the earliest first."""
    return sorted(Counter(row.published[:10] for row in rows if row.published).items())
