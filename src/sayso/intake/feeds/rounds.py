"""One round through the feeds: ask each that is due, fetch what is new, keep it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sayso.errors import Refused
from sayso.intake.adding import Tally
from sayso.intake.feeds.clock import Clock, stamp
from sayso.intake.feeds.crawler import Crawler
from sayso.intake.feeds.listing import Listing, items, listing
from sayso.intake.feeds.standing import feed_answered, feed_failed, item_later, item_settled
from sayso.intake.feeds.trips import Answer, Request
from sayso.intake.keeping import Intake
from sayso.ledger.base import Outcome
from sayso.ledger.feeds import Feed, FeedKind, FeedShelf, FetchKind, Item, ItemState
from sayso.read.document import Document, Known
from sayso.read.names import printable

Keep = Callable[[Document | Refused], Intake]
"""Reads a page and keeps its report, or keeps why there is none."""

REMEMBERED = timedelta(days=30)
"""How long single fetches are kept."""

OVERLAP = timedelta(days=1)
"""Sitemaps of an index that changed so long before the last round are read again all the same: clocks differ,
and the last round may have failed on them."""


@dataclass
class Sum:
    """What a round came to. ``feeds`` were asked, of which ``failed`` did not answer with a feed; ``pages``
    counts what was fetched and read; ``later`` are items that are tried again, ``given_up`` those that failed
    too often (they are among the refused of ``pages``, as those are that may not be fetched)."""

    feeds: int = 0
    failed: int = 0
    later: int = 0
    given_up: int = 0
    pages: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell a person as it happens: a feed that failed, an item that is tried again later
    (``problem`` for both; ``put_off`` where it was not tried now), or what became of an item (``intake``)."""

    url: str
    feed: str
    problem: Refused | None = None
    intake: Intake | None = None
    put_off: bool = False


@dataclass
class Round:
    """One round. `events` does the work as it is iterated; ``sum`` says what it came to so far."""

    shelf: FeedShelf
    keep: Keep
    crawler: Crawler
    clock: Clock
    max_bytes: int
    sum: Sum = field(default_factory=Sum)

    def events(self) -> Iterator[Event]:
        """Go round, and tell what happens. Raises `sayso.errors.LedgerError` where nothing can be kept."""
        begun = self.clock.now()
        now = stamp(begun)
        self.shelf.forget(stamp(begun - REMEMBERED))
        self._feeds = {feed.url: feed for feed in self.shelf.feeds()}
        self.crawler.begin_round()
        for feed in self._feeds.values():
            if feed.next_try is None or feed.next_try <= now:
                self.crawler.put(_request(feed))
        for item in self.shelf.due(now):
            self.crawler.put(_page(item))
        for answer in self.crawler.answers():
            if answer.request.kind is FetchKind.FEED:
                yield from self._feed(answer)
            else:
                yield from self._item(answer)

    def _feed(self, answer: Answer) -> Iterator[Event]:
        feed = self._feeds[answer.request.feed]
        asked = not answer.request.part and not answer.put_off
        self.sum.feeds += asked
        try:
            found = _listed(answer, self.max_bytes)
        except Refused as refused:
            self.sum.failed += asked
            if not answer.request.part:
                self._set(feed_failed(feed, answer, refused, self.clock.now()))
            yield Event(answer.request.url, feed.url, refused, put_off=answer.put_off)
            return
        now = self.clock.now()
        new = self._new(found.pages, feed, stamp(now)) if found else []
        if not answer.request.part:
            before = feed.last_success
            feed = feed_answered(feed, answer, found, stamp(now))
            for known in _changed(found.sitemaps if found else (), before):
                self.crawler.put(Request(known.url or "", feed.url, FetchKind.FEED, feed, part=True))
        self._set(feed, new)
        for item in new:
            self.crawler.put(_page(item))

    def _new(self, pages: tuple[Known, ...], feed: Feed, now: str) -> list[Item]:
        listed = items(pages, feed.url, now)
        known = self.shelf.items([item.url for item in listed])
        return [item for item in listed if item.url not in known]

    def _item(self, answer: Answer) -> Iterator[Event]:
        item = answer.request.about
        assert isinstance(item, Item)
        if answer.refused is not None and answer.for_now:
            waiting = item_later(item, answer, self.clock.now())
            if waiting is not None:
                self.sum.later += 1
                if waiting != item:
                    self.shelf.keep_item(waiting)
                yield Event(item.url, item.feed, answer.refused, put_off=answer.put_off)
                return
        with self.shelf.transaction():  # so that no report is kept whose item is not, nor counted twice
            intake = self.keep(_refused(item, answer.refused) if answer.refused else _document(item, answer))
            settled = item_settled(item, answer, intake)
            self.shelf.keep_item(settled)
            if intake.added is not None and intake.added.outcome in {Outcome.NEW, Outcome.VERSION}:
                self._count(item.feed)
        self.sum.pages.count(intake)
        self.sum.given_up += settled.state is ItemState.GIVEN_UP
        yield Event(item.url, item.feed, intake=intake)

    def _count(self, url: str) -> None:
        """One more new report of a feed. At once, so that what ends the round early does not lose it."""
        if feed := self._feeds.get(url):
            now = stamp(self.clock.now())
            self._set(replace(feed, new=feed.new + 1, reports=feed.reports + 1, last_new=now))

    def _set(self, feed: Feed, new: list[Item] | tuple[Item, ...] = ()) -> None:
        self._feeds[feed.url] = feed
        self.shelf.keep_feed(feed, new)


def _request(feed: Feed) -> Request:
    """An index has its sitemaps read whether it has changed or not: some never say when those did."""
    url = feed.moved or feed.url
    if feed.kind is FeedKind.INDEX:
        return Request(url, feed.url, FetchKind.FEED, feed, ask_robots=False)
    return Request(url, feed.url, FetchKind.FEED, feed, feed.etag, feed.last_modified, ask_robots=False)


def _page(item: Item) -> Request:
    return Request(item.url, item.feed, FetchKind.PAGE, item)


def _listed(answer: Answer, max_bytes: int) -> Listing | None:
    """What a feed lists; None when it has not changed. Raises the `Refused`."""
    if answer.refused is not None:
        raise answer.refused
    fetched = answer.fetched
    if fetched is None or fetched.status == 304:
        return None
    known = Known(url=fetched.url)
    name = printable(answer.request.url)
    return listing(Document(name, fetched.body, fetched.media_type, fetched.charset, known), max_bytes)


def _changed(sitemaps: tuple[Known, ...], before: str | None) -> list[Known]:
    """The sitemaps of an index that may have changed since ``before``, the last success."""
    if before is None:
        return list(sitemaps)
    since = (datetime.fromisoformat(before) - OVERLAP).date().isoformat()
    return [known for known in sitemaps if known.modified is None or known.modified[:10] >= since]


def _document(item: Item, answer: Answer) -> Document:
    fetched = answer.fetched
    assert fetched is not None
    known = Known(
        url=fetched.url,
        outlet=item.outlet,
        published=item.published,
        modified=item.modified,
        title=item.title,
        authors=item.authors,
    )
    return Document(printable(item.url), fetched.body, fetched.media_type, fetched.charset, known)


def _refused(item: Item, refused: Refused) -> Refused:
    """The refusal under the item's own address, wherever redirects led."""
    name = printable(item.url)
    led = "" if refused.source == name else f"leads to {refused.source}, and that "
    return type(refused)(name, led + refused.problem, refused.remedy)
