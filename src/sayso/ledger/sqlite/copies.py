"""Marking near-identical copies of one text as they come in, whatever their order."""

from __future__ import annotations

from sayso.ledger import near
from sayso.ledger.sqlite.connection import Connection
from sayso.ledger.sqlite.keys import UNDATED, first_key
from sayso.types import Block, BlockKind, Report

_DATED = first_key(UNDATED + 1)


def mark_copies(connection: Connection, key: int, report: Report) -> str | None:
    """Keep a report's signature and join it with its copies; the id of the earliest of them, None where there
    is no other, or where that is this one.

    All of a group, made by likeness from one to the next, point at the earliest published: so the groups do
    not depend on the order in which the reports came.
    """
    found = near.runs(report)
    minima = near.signature(found)
    if minima is None:
        return None
    bands = [(band, key) for band in dict.fromkeys(near.bands(minima))]
    alike = [other for other in _candidates(connection, bands) if _is_copy(connection, found, other)]
    connection.execute("INSERT INTO signatures VALUES (?, ?)", (key, minima.astype("<u4").tobytes()))
    connection.executemany("INSERT INTO bands (band, report) VALUES (?, ?)", bands)
    return _regroup(connection, key, alike) if alike else None


def _candidates(connection: Connection, bands: list[tuple[int, int]]) -> list[int]:
    marks = ", ".join("?" * len(bands))
    found = connection.execute(
        f"SELECT DISTINCT report FROM bands WHERE band IN ({marks})", [band for band, _ in bands]
    )
    return [row[0] for row in found]


def _is_copy(connection: Connection, found: frozenset[str], other: int) -> bool:
    return near.alike(found, _runs(connection, other)) >= near.SAME


def _runs(connection: Connection, key: int) -> frozenset[str]:
    text = connection.execute("SELECT text FROM reports WHERE key = ?", (key,)).fetchone()[0]
    blocks = connection.execute(
        'SELECT kind, start, "end" FROM blocks WHERE report = ? ORDER BY number', (key,)
    )
    typed = tuple(Block(BlockKind(kind), start, end) for kind, start, end in blocks)
    return near.runs(Report("", text, typed))


def _regroup(connection: Connection, key: int, alike: list[int]) -> str | None:
    group = {key}
    for other in alike:
        group.update(_group(connection, other))
    first = _point_at_first(connection, group)
    return None if first == key else str(_id(connection, first))


def leave_copies(connection: Connection, key: int) -> None:
    """Take a report that is replaced by a newer version out of its group; whom only it held together go
    apart."""
    rest = _group(connection, key) - {key}
    for table in ("signatures", "bands"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (key,))
    connection.execute("UPDATE reports SET copy_of = NULL WHERE key = ?", (key,))
    while rest:
        group = _reached(connection, min(rest), rest)
        _point_at_first(connection, group)
        rest -= group


def _reached(connection: Connection, first: int, among: set[int]) -> set[int]:
    """Those of ``among`` that are alike ``first``, from one to the next, itself included."""
    reached, ahead = {first}, [first]
    while ahead:
        here = ahead.pop()
        rows = connection.execute("SELECT band, report FROM bands WHERE report = ?", (here,)).fetchall()
        near_here = set(_candidates(connection, rows)) & among - reached
        found = _runs(connection, here) if near_here else frozenset()
        new = {other for other in near_here if _is_copy(connection, found, other)}
        reached |= new
        ahead += new
    return reached


def _group(connection: Connection, key: int) -> set[int]:
    """The keys of all copies of a report's text, its own among them."""
    head = connection.execute("SELECT coalesce(copy_of, id) FROM reports WHERE key = ?", (key,)).fetchone()[0]
    members = connection.execute("SELECT key FROM reports WHERE id = ? OR copy_of = ?", (head, head))
    return {row[0] for row in members}


def _point_at_first(connection: Connection, group: set[int]) -> int:
    """Make the earliest published the head of a group; an undated one only where none has a date."""
    first = min(group, key=lambda key: (key < _DATED, key))
    head = _id(connection, first)
    connection.executemany(
        "UPDATE reports SET copy_of = ? WHERE key = ?",
        [(None if member == first else head, member) for member in sorted(group)],
    )
    return first


def _id(connection: Connection, key: int) -> str:
    return str(connection.execute("SELECT id FROM reports WHERE key = ?", (key,)).fetchone()[0])
