"""What is said of two items that meet: the judges of `sayso.link`, and the rows that come of it.

Each is what a ledger does with the same two, one report at a time: `sayso.intake.linking`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
import pyarrow as arrow

from sayso.batch.packing import unpack_gist, unpack_mention, unpack_whole
from sayso.batch.tables import BANDS, FINGERPRINTS, GISTS, MENTIONS
from sayso.intake.linking import SHARED
from sayso.ledger import near
from sayso.ledger.sqlite.keys import UNDATED, minute
from sayso.link.claims.candidates import WINDOW
from sayso.link.claims.linker import edge
from sayso.link.claims.side import Side, side
from sayso.link.copies import copied
from sayso.link.disputes import disputed
from sayso.link.stories import scorer
from sayso.link.stories.linker import edge as story_edge
from sayso.types import Dispute, Reading

_TEXT, _SCORE, _NUMBER, _FLAG = arrow.string(), arrow.float64(), arrow.int64(), arrow.bool_()

_EDGE = arrow.schema({"one": _TEXT, "other": _TEXT, "score": _SCORE, "why": _TEXT})

TABLES: dict[str, arrow.Schema] = {
    "edges": _EDGE,
    "odds": arrow.schema(
        {
            "kind": _TEXT,
            "statement": _TEXT,
            "against": _TEXT,
            "denied": _TEXT,
            "confidence": _SCORE,
            "why": _TEXT,
            "together": _FLAG,
        }
    ),
    "story_edges": _EDGE,
    "copies": arrow.schema(
        {
            "earlier": _TEXT,
            "later": _TEXT,
            "words": _NUMBER,
            "directed": _FLAG,
            "why": _TEXT,
            "passages": _TEXT,
        }
    ),
    "near": arrow.schema({"one": _TEXT, "other": _TEXT}),
}
"""The phases that meeting writes, with their columns.

``edges`` and ``story_edges`` are `sayso.link.store.Edge`. ``odds`` are disputes between statements of two
reports, without evidence; ``together`` says when one holds: True, only where both reports are of one event;
False, only where they are not; null, in either case. ``copies`` are `sayso.types.Copy`, ``passages`` the JSON
of its two. ``near`` are two reports with near-identical texts."""

Row = tuple[object, ...]
Found = Iterator[tuple[str, Row]]
"""Rows, each with the phase that it belongs to."""


@dataclass(frozen=True, slots=True)
class Judge:
    """How items of a kind are judged. ``sided`` makes of an item's blob what is compared, ``judged`` says
    what there is between two of them, in whichever order. They need ``shared`` keys in common. ``remembered``
    is how many sides are kept in memory; past that they are made again."""

    sided: Callable[[bytes], Any]
    judged: Callable[[Any, Any], Found]
    tables: tuple[str, ...]
    shared: int = 1
    remembered: int = 20_000


def _statements(one: Side, other: Side) -> Found:
    found = edge(one, other)
    if found:
        yield "edges", found
    yield from (("odds", row) for row in _odds(one, other))


def _odds(one: Side, other: Side) -> Iterator[Row]:
    """Where both reports are known to be of one event, less has to show that two figures are of one count
    (`sayso.link.disputes.odds.TOGETHER`): whoever is not at odds then is not at all."""
    judged = partial(disputed, one.mention, other.mention)
    if (together := judged(together=True)) is None:
        return
    apart = judged(together=False)
    if apart == together:
        yield _odd(together, None)
        return
    yield _odd(together, True)
    if apart is not None:
        yield _odd(apart, False)


def _odd(found: Dispute, together: bool | None) -> Row:
    denied = _json(found.denied) if found.denied else None
    return (str(found.kind), found.statement, found.against, denied, found.confidence, found.why, together)


def _stories(one: scorer.Side, other: scorer.Side) -> Found:
    found = story_edge(one, other)
    if found:
        yield "story_edges", found


def _texts(one: Reading, other: Reading) -> Found:
    if not _within(one, other):
        return
    for copy in copied(one, other):
        passages = _json((copy.earlier, copy.later))
        ends = copy.earlier.report, copy.later.report
        yield "copies", (*ends, copy.words, copy.directed, copy.why, passages)


def _within(one: Reading, other: Reading) -> bool:
    """By the minute, as a ledger has it; the day tells less."""
    first, second = minute(one.report.published), minute(other.report.published)
    return UNDATED in (first, second) or abs(first - second) <= WINDOW * 24 * 60


Runs = tuple[str, frozenset[str]]


def _runs(blob: bytes) -> Runs:
    report = unpack_whole(blob).report
    return report.id, near.runs(report)


def _near(one: Runs, other: Runs) -> Found:
    if near.alike(one[1], other[1]) >= near.SAME:
        yield "near", tuple(sorted((one[0], other[0])))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


JUDGES: Mapping[str, Judge] = {
    MENTIONS: Judge(lambda blob: side(unpack_mention(blob)), _statements, ("edges", "odds")),
    GISTS: Judge(lambda blob: scorer.side(unpack_gist(blob)), _stories, ("story_edges",)),
    FINGERPRINTS: Judge(unpack_whole, _texts, ("copies",), SHARED, 1_000),
    BANDS: Judge(_runs, _near, ("near",), remembered=1_000),
}
