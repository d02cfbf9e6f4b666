"""A web site with feeds on this machine, a shelf in memory, and a clock whose time passes at once."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from newspaper import paper, site
from sayso.errors import Refused
from sayso.intake.adding import Intake
from sayso.intake.feeds import Crawler, Followed, Mailbox, Manners, Round, follow
from sayso.ledger.base import Added, Outcome
from sayso.ledger.feeds import Feed, Fetch, Item, ItemState
from sayso.read.sources import read_document

__all__ = ["paper", "site"]

BEGIN = datetime(2031, 5, 2, 8, 0, tzinfo=UTC)


class FakeClock:
    """Time passes when nothing is being fetched and somebody waits, all at once."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        return self.passed

    def wait(self, mailbox: Mailbox, seconds: float | None, *, expecting: bool) -> object | None:
        if expecting:
            return mailbox.get(30)
        self.passed += seconds or 0.0
        return mailbox.get(0)

    def pass_(self, **time: float) -> None:
        self.passed += timedelta(**time).total_seconds()


class MemoryShelf:
    """A `sayso.ledger.feeds.FeedShelf` of dictionaries."""

    def __init__(self) -> None:
        self.kept_feeds: dict[str, Feed] = {}
        self.kept_items: dict[str, Item] = {}
        self.log: list[Fetch] = []

    def feeds(self):
        return list(self.kept_feeds.values())

    def feed(self, url):
        return self.kept_feeds.get(url)

    def items(self, urls):
        return {url: self.kept_items[url] for url in urls if url in self.kept_items}

    def due(self, moment):
        waiting = [
            item
            for item in self.kept_items.values()
            if item.state is ItemState.WAITING and (item.next_try or "") <= moment
        ]
        return sorted(waiting, key=lambda item: item.published or "", reverse=True)

    def tally(self, feed):
        return Counter(item.state for item in self.kept_items.values() if item.feed == feed)

    def fetches(self, *, limit, feed=None):
        return [fetch for fetch in reversed(self.log) if feed in (None, fetch.feed)][:limit]

    def transaction(self):
        return nullcontext()

    def keep_feed(self, feed, items=()):
        self.kept_feeds[feed.url] = feed
        for item in items:
            self.kept_items.setdefault(item.url, item)

    def drop_feed(self, url):
        waiting = [
            item.url
            for item in self.kept_items.values()
            if item.feed == url and item.state is ItemState.WAITING
        ]
        for item in waiting:
            del self.kept_items[item]
        return self.kept_feeds.pop(url, None) is not None

    def keep_item(self, item):
        self.kept_items[item.url] = item

    def record(self, fetch):
        self.log.append(fetch)

    def forget(self, before):
        self.log = [fetch for fetch in self.log if fetch.moment >= before]


@dataclass
class Desk:
    """Somebody who follows feeds, and reads what comes without a model."""

    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    clock: FakeClock = field(default_factory=FakeClock)
    mailbox: Mailbox = field(default_factory=Mailbox)
    manners: Manners = field(default_factory=Manners)
    reports: dict = field(default_factory=dict)
    refusals: dict = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.crawler = Crawler(self.manners, self.mailbox, self.shelf.record, self.clock, lambda: 0.5)

    def keep(self, document) -> Intake:
        read = document if isinstance(document, Refused) else read_document(document)
        if isinstance(read, Refused):
            self.refusals[read.source] = read
            return Intake(read.source, refused=read)
        known = read.id in self.reports
        self.reports.setdefault(read.id, read)
        return Intake(document.name, Added(Outcome.KNOWN if known else Outcome.NEW, read.id))

    def follow(self, *urls: str):
        return list(follow(self.shelf, urls, self.crawler, self.clock, self.manners.max_bytes))

    def sync(self):
        """A round; returns its sum, its events in ``events``."""
        round = Round(self.shelf, self.keep, self.crawler, self.clock, self.manners.max_bytes)
        self.events = list(round.events())
        return round.sum

    def following(self, url: str) -> Feed:
        (followed,) = self.follow(url)
        assert isinstance(followed, Followed), followed
        return followed.feed


@pytest.fixture
def make_desk():
    """Makes desks, and lets their threads go at the end."""
    made = []

    def make(**options) -> Desk:
        made.append(Desk(manners=Manners(**{"allow_private": True, "timeout_seconds": 10, **options})))
        return made[-1]

    yield make
    for one in made:
        one.crawler.close()


@pytest.fixture
def desk(make_desk) -> Desk:
    return make_desk()
