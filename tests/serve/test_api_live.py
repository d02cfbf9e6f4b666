"""The live stream: a server, a writer in another process, and one who listens."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import msgspec
import pytest

from sayso import ledger
from sayso.ledger.query import Query
from sayso.serve.api import live
from sayso.serve.app import application
from sayso.serve.site import Site
from sayso.types import Act

SERVER = """
import sys
from sayso.cli.serve import serve
from sayso.serve.api import live
live.MOST_CLIENTS = int(sys.argv.pop())
serve(sys.argv[1:])
"""
WRITER = """
import sys
from sayso import ledger
from sayso.export.json import decoded
with ledger.writer(__import__("pathlib").Path(sys.argv[1])) as opened:
    for line in sys.stdin:
        opened.add(decoded(line), model="none")
"""
PATIENCE = 20.0
"""Seconds until what should have come is given up."""


@contextmanager
def serving(file: Path, clients: int = live.MOST_CLIENTS) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, "--port", "0", "--read-only", "--ledger", str(file), str(clients)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def written(file: Path, *readings: object) -> None:
    """Add reports in a process of its own."""
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in readings)
    subprocess.run([sys.executable, "-c", WRITER, str(file)], input=lines, check=True)


class Listener:
    """One who listens, in a thread: events as they came, and whether the stream has ended."""

    def __init__(self, address: str, query: str = "", last: str | None = None) -> None:
        self._address = f"{address}api/live"
        self._query = {"query": query} if query else {}
        self._headers = {"Last-Event-ID": last} if last else {}
        self.opened, self.ended = threading.Event(), threading.Event()
        self.events: list[tuple[str, dict[str, object]]] = []
        threading.Thread(target=self._listen, daemon=True).start()
        assert self.opened.wait(PATIENCE)

    def _listen(self) -> None:
        identifier = ""
        with httpx2.stream(
            "GET", self._address, params=self._query, headers=self._headers, timeout=PATIENCE * 2
        ) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                self.opened.set()
                name, _, value = line.partition(": ")
                if name == "id":
                    identifier = value
                elif name == "data":
                    self.events.append((identifier, json.loads(value)))
        self.ended.set()

    def heard(self, number: int) -> list[str]:
        """The texts of so many events, as soon as they are there."""
        until = time.monotonic() + PATIENCE
        while len(self.events) < number and time.monotonic() < until:
            time.sleep(0.05)
        return [str(fields["text"]) for _, fields in self.events]


@pytest.fixture
def piers(reading):
    """A report of a day before all others."""
    return reading(
        ("Pell", "said", "the pier toll is no tax", Act.SAY),
        ("Holt", "said", "the pier stays open", Act.SAY),
        ("Pell", "said", "a toll on the pier is fair", Act.SAY),
        outlet="Pier News",
        published="2031-04-01",
    )


def test_what_another_process_adds_is_told_as_it_comes(file, piers, reading):
    later = reading(("Orr", "said", "no toll is fair", Act.SAY), outlet="Tide Herald")
    with serving(file) as (process, address):
        tolls, everything = Listener(address, "toll"), Listener(address)
        time.sleep(2 * live.LOOKED_SECONDS)  # they have seen where the ledger ends
        written(file, piers)
        assert tolls.heard(2) == ["the pier toll is no tax", "a toll on the pier is fair"]
        assert len(everything.heard(3)) == 3
        fields = tolls.events[0][1]
        assert [fields["text"][start:end] for start, end in fields["marks"]] == ["toll"]
        written(file, later)
        assert tolls.heard(3)[2:] == ["no toll is fair"]
        again = Listener(address, "toll", last=tolls.events[0][0])
        assert again.heard(2) == ["a toll on the pier is fair", "no toll is fair"]
        assert [event[0] for event in again.events] == [event[0] for event in tolls.events[1:]]

        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert all(one.ended.wait(PATIENCE) for one in (tolls, everything, again))


def test_who_has_gone_makes_room(file):
    def status() -> int:
        with httpx2.stream("GET", f"{address}api/live") as answer:
            return answer.status_code

    with serving(file, clients=1) as (_, address):
        with httpx2.stream("GET", f"{address}api/live") as first:
            lines = first.iter_lines()  # kept: it closes the line when it goes
            assert next(lines).startswith("retry")
            assert status() == 503
            lines.close()
        until = time.monotonic() + PATIENCE
        while status() == 503 and time.monotonic() < until:
            time.sleep(0.1)
        assert time.monotonic() < until


def test_too_many_are_told_to_come_back(client, monkeypatch):
    monkeypatch.setattr(live, "MOST_CLIENTS", 0)
    answer = client.get("/api/live")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "streams" in answer.json()["error"]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/live?query=speaker%3A", {}, 400),
        ("/api/live?limit=3", {}, 400),
        ("/api/live?after=x", {}, 400),
        ("/api/live", {"Last-Event-ID": "1:2:3"}, 400),
        ("/api/live", {"Accept": "application/json"}, 406),
    ],
)
def test_what_cannot_be_listened_to_is_said_at_once(client, path, headers, status):
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    assert answer.json()["what_to_do"]


def test_a_stream_ends_when_the_server_does(file):
    from starlette.testclient import TestClient

    ending = threading.Event()
    ending.set()
    with TestClient(application(Site(file), ending), "http://localhost:8642") as client:
        answer = client.get("/api/live")
        assert answer.status_code == 200
        assert answer.text == f"retry: {live.RETRY_MILLISECONDS}\n\n"
        assert client.head("/api/live").headers["content-type"].startswith("text/event-stream")


def test_nothing_is_told_of_a_ledger_that_does_not_change_but_that_the_line_is_open(file, monkeypatch):
    import asyncio

    from sayso.serve.api.freshness import Freshness
    from sayso.serve.desks import Desks

    stream = live._Stream(live.Live(Desks(file), Freshness(file), threading.Event()), Query(), None)
    assert asyncio.run(stream.next()) == (b"", False)
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.0)
    event, more = asyncio.run(stream.next())
    assert re.fullmatch(rb": nothing new\nid: \d+\n\n", event)
    assert not more


def test_rereading_is_no_news_and_a_new_version_is(file, toll, earlier):
    with ledger.writer(file) as writer:
        place = writer.view.arrived(Query(), reports=1).place
        writer.replace(toll, model="newer")
        assert writer.view.arrived(Query(), after=place, reports=9).rows == ()
    with ledger.view(file) as view:
        everything = view.arrived(Query(), after=0, reports=9)
    # The first version is there no longer: only its report is kept.
    assert {row.report for _, row in everything.rows} >= {toll.report.id}
    assert earlier.report.id not in {row.report for _, row in everything.rows}
    assert not everything.more


def test_a_place_of_another_ledger_is_brought_back_to_the_end(file, piers):
    with ledger.writer(file) as writer:
        found = writer.view.arrived(Query(), after=10**9, reports=5)
        assert found.rows == ()
        writer.add(piers, model="none")
        assert len(writer.view.arrived(Query(), after=found.place, reports=5).rows) == 3


def test_arrivals_come_by_page_in_the_order_they_came(file, piers):
    with ledger.writer(file) as writer:
        writer.add(piers, model="none")
        view = writer.view
        seen, place, more = [], 0, True
        while more:
            found = view.arrived(Query(), after=place, reports=1)
            seen += found.rows
            place, more = found.place, found.more
        assert seen == list(view.arrived(Query(), after=0, reports=99).rows)
    assert [row.report for _, row in seen[-3:]] == [piers.report.id] * 3
    assert [number for number, _ in seen] == sorted(number for number, _ in seen)
