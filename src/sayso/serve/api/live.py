"""``/api/live``: new statements that answer a query, as they come (server-sent events).

Each statement is an event with an id, which a browser sends again when it comes back, and goes on there. In
between, a comment now and then shows that the line is open.
"""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import time
from collections.abc import AsyncIterator

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sayso.errors import BadQuestion, LedgerError
from sayso.export import answers
from sayso.ledger.base import Arrivals
from sayso.ledger.query import Query
from sayso.serve.api import parameters as take
from sayso.serve.api.freshness import Freshness
from sayso.serve.api.parameters import Parameter, pairs_of, values_of
from sayso.serve.api.refusing import badly_asked, refused, takes
from sayso.serve.desks import Desks

log = logging.getLogger("sayso.serve")

KIND = "text/event-stream"
PATH = "/live"
TOLD = "New statements that answer a query, as they are added: server-sent events."
PARAMETERS: tuple[Parameter, ...] = (take.QUERY, take.AFTER)

MOST_CLIENTS = 32
"""Streams that are open at once; more are told to come back."""
LOOKED_SECONDS = 0.5
"""How often it is looked whether anything was written."""
HEARTBEAT_SECONDS = 15.0
RETRY_MILLISECONDS = 3_000
"""When a browser comes back after the line broke."""
REPORTS_AT_ONCE = 50

_PLACE = re.compile(r"([0-9]{1,15})(?::(-?[0-9]{1,16}))?")


Place = tuple[int, int | None]
"""Behind a report that came (its number), or behind one statement (its key) of it."""


class Live:
    """The streams that are open. All end once ``ending`` is set."""

    def __init__(self, desks: Desks, freshness: Freshness, ending: threading.Event) -> None:
        self._desks, self._freshness, self._ending = desks, freshness, ending
        self._clients = 0

    async def endpoint(self, request: Request) -> Response:
        """A stream, or why there is none."""
        if not takes(request, KIND):
            return refused(406, ("these are server-sent events", f"send Accept: {KIND}, or no Accept at all"))
        try:
            values = values_of(PARAMETERS, pairs_of(request))
            place = _place(request.headers.get("last-event-id") or values["after"])
        except BadQuestion as problem:
            return badly_asked(problem)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        if request.method == "HEAD":
            return Response(None, 200, headers, KIND)
        if self._clients >= MOST_CLIENTS:
            return refused(
                503,
                (f"{MOST_CLIENTS} streams are open already", "close one, or try again in a moment"),
                {"Retry-After": "5"},
            )
        return StreamingResponse(self._events(values["query"], place), 200, headers, KIND)

    async def _events(self, query: Query, place: Place | None) -> AsyncIterator[bytes]:
        self._clients += 1
        try:
            stream = _Stream(self, query, place)
            yield f"retry: {RETRY_MILLISECONDS}\n\n".encode()
            while not self._ending.is_set():
                events, more = await stream.next()
                if events:
                    yield events
                if not more:
                    await asyncio.sleep(LOOKED_SECONDS)
        finally:
            self._clients -= 1

    def mark(self) -> str:
        """The state that the ledger is in."""
        return self._freshness.mark()

    def arrived(self, query: Query, after: int | None) -> Arrivals:
        """What came behind a place."""
        with self._desks.borrowed() as desk:
            return desk.view.arrived(query, after=after, reports=REPORTS_AT_ONCE)


class _Stream:
    """One who listens: where it stands, and when it last heard anything."""

    def __init__(self, live: Live, query: Query, place: Place | None) -> None:
        self._live, self._query = live, query
        self._number: int | None = place[0] if place else None
        self._key: int | None = place[1] if place else None
        self._mark: str | None = None
        self._heard = time.monotonic()

    async def next(self) -> tuple[bytes, bool]:
        """What there is to send now, and whether there is more at once."""
        try:
            events, more = await run_in_threadpool(self._look)
        except LedgerError as problem:  # it may come back
            log.warning("%s", problem)
            events, more = b"", False
        now = time.monotonic()
        if not events and now - self._heard >= HEARTBEAT_SECONDS:
            events = f": nothing new\nid: {self._number or 0}\n\n".encode()
        if events:
            self._heard = now
        return events, more

    def _look(self) -> tuple[bytes, bool]:
        mark = self._live.mark()
        if mark == self._mark:
            return b"", False
        behind = None if self._number is None else self._number - (self._key is not None)
        found = self._live.arrived(self._query, behind)
        shape = answers.statements(self._query)
        events = [
            _event(f"{number}:{row.key}", shape.fields(row))
            for number, row in found.rows
            if self._key is None or number != self._number or row.key > self._key
        ]
        self._number, self._key = found.place, None
        if not found.more:
            self._mark = mark
        return b"".join(events), found.more


def _event(identifier: str, fields: answers.Fields) -> bytes:
    """A statement as an event; JSON has no line end in it."""
    return f"id: {identifier}\nevent: statement\ndata: ".encode() + msgspec.json.encode(fields) + b"\n\n"


def _place(written: str | None) -> Place | None:
    """Where to go on. Raises `BadQuestion`."""
    if written is None:
        return None
    found = _PLACE.fullmatch(written)
    if found is None:
        raise BadQuestion("after: is no event's id; give the one of the last event that you had")
    return int(found[1]), None if found[2] is None else int(found[2])
