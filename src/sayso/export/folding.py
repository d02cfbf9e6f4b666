"""Statements of near-identical copies, which a list for people shows once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.ledger.base import Row
from sayso.ledger.query import WORD


@dataclass(slots=True)
class Told:
    """A statement, and the same one in copies of its report's text, in the order of the list."""

    row: Row
    copies: list[Row] = field(default_factory=list)


def folded(rows: Sequence[Row]) -> list[Told]:
    """The rows in their order, each statement once: that of the report published first among the copies that
    are here, with the others behind it. They are the same where one begins with the other's words: copies
    are cut, and have marks of their own. Two of one report are never put together."""
    groups: dict[str, list[list[int]]] = {}
    words = [[word.casefold() for word in WORD.findall(row.text)] for row in rows]
    for number, row in enumerate(rows):
        same = groups.setdefault(row.copy_of or row.report, [])
        for group in same:
            if _begins_alike(words[number], words[group[0]]) and all(
                rows[one].report != row.report for one in group
            ):
                group.append(number)
                break
        else:
            same.append([number])
    found = {}
    for group in (group for same in groups.values() for group in same):
        first = min(group, key=lambda number: rows[number].key)
        found[first] = Told(rows[first], [rows[number] for number in group if number != first])
    return [found[number] for number in sorted(found)]


def _begins_alike(one: list[str], other: list[str]) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length] and (length > 0 or one == other)
