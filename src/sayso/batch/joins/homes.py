"""Which claim each statement is in: homes in order of publication, as `sayso.link.claims` finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec
import pyarrow as arrow

from sayso.batch.engine import Task
from sayso.batch.joins.ranking import Kind, Touch, stream
from sayso.batch.joins.shuffling import Parts
from sayso.batch.joins.waiting import Turn, Waiting
from sayso.batch.layout import Layout
from sayso.batch.packing import unpack_mention
from sayso.batch.tables import MENTIONS
from sayso.link.claims.candidates import WINDOW
from sayso.link.claims.clusters import Earlier, Member, joined, member
from sayso.link.claims.mention import Mention
from sayso.link.claims.scorer import same


class Statement(NamedTuple):
    """A statement as it is settled. ``mention`` is packed, and empty where it has no edges: then nobody asks
    for it."""

    member: Member
    report: str
    day: int | None
    mention: bytes
    edges: tuple[Touch, ...]


class Entry(NamedTuple):
    """A neighbour before, with the packed mention of the first of its claim."""

    earlier: Earlier
    first: bytes


class Housed(NamedTuple):
    """What is known of a statement when it has its ``home``; ``edges`` are those of the first of a claim."""

    home: str
    member: Member
    report: str
    edges: tuple[Touch, ...]


def _made(blob: bytes) -> Statement:
    mention = unpack_mention(blob)
    return Statement(member(mention), mention.report, mention.day, blob, ())


def _with_edges(row: Statement, edges: tuple[Touch, ...]) -> Statement:
    return row._replace(edges=edges, mention=row.mention if edges else b"")


def _place(row: Statement) -> tuple[bool, str, str, bool, int, str]:
    return row.member.place


STATEMENTS = Kind("homes", MENTIONS, "edges", Statement, _made, _with_edges, _place)

HOMES = arrow.schema(
    {"statement": arrow.string(), "report": arrow.string(), "home": arrow.string(), "row": arrow.binary()}
)
"""``row`` is a packed `Housed`."""


@dataclass(frozen=True)
class Settle:
    """All statements, in one task: the next needs the one before. Writes ``homes`` in parts, each by the
    bucket of the home."""

    layout: Layout
    buckets: int
    phase: str = "homes"

    def __call__(self, task: Task) -> str:
        with (
            Waiting(self.layout.phase("homes_waiting"), WINDOW, Entry) as waiting,
            Parts(self.layout.phase(self.phase), task.name, HOMES, self.buckets) as parts,
        ):
            for row in housed(stream(self.layout, STATEMENTS), waiting):
                packed = msgspec.msgpack.encode(row)
                parts.add(row.home, (row.member.statement, row.report, row.home, packed))
        return "{}"


def housed(rows: Iterator[Statement], waiting: Waiting[Entry]) -> Iterator[Housed]:
    """Statements with their homes, from statements in order."""
    for row in waiting.turns(rows, _turn):
        statement = row.member.statement
        before = {each.earlier.statement: each for each in waiting.take(statement)}
        firsts = {each.earlier.first: each.first for each in before.values()} | {statement: row.mention}
        home = joined(statement, [each.earlier for each in before.values()], _fits(row.mention, firsts))
        for edge in row.edges:
            if edge.other not in before:
                here = Earlier(statement, edge.score, row.member.place, home)
                waiting.add(edge.other, Entry(here, firsts[home]), row.day)
        yield Housed(home, row.member, row.report, row.edges if home == statement else ())


def _turn(row: Statement) -> Turn:
    late, moment, *_ = row.member.place
    return Turn(row.member.statement, late, moment, row.day)


def _fits(mention: bytes, firsts: dict[str, bytes]) -> Callable[[str], bool]:
    return lambda first: same(_unpacked(mention), _unpacked(firsts[first])).veto is None


@lru_cache(maxsize=1 << 10)
def _unpacked(blob: bytes) -> Mention:
    """Firsts of large claims are asked for again and again."""
    return unpack_mention(blob)
