"""What a ledger keeps of the feeds that are followed: the feeds, the items they named, and every fetch.

All moments are ISO 8601 in UTC to the second ("2031-05-02T08:00:00+00:00"), so that they sort as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class FeedKind(StrEnum):
    """What lists the reports: an RSS feed, an Atom feed, a news sitemap, or an index of sitemaps."""

    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"
    INDEX = "sitemap index"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed, and how it has been.

    ``url`` is its address as it was given, which is also its id; ``moved`` the one it has moved to for good,
    which is asked instead. ``etag`` and ``last_modified`` are what the server gave with the last answer.
    ``reports`` is how many new reports came of it in all, ``new`` in the last round that it answered in, and
    ``last_new`` when the last one came. ``failures`` counts those in a row, ``problem`` says what the last
    one was; both are empty when the last try was a success. Before ``next_try`` it is not asked; None means
    that it is asked in the next round.
    """

    url: str
    title: str | None
    kind: FeedKind
    added: str
    moved: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_try: str | None = None
    last_success: str | None = None
    last_new: str | None = None
    new: int = 0
    reports: int = 0
    failures: int = 0
    problem: str | None = None
    next_try: str | None = None


HEALTH = (
    "url",
    "title",
    "kind",
    "added",
    "moved",
    "last_try",
    "last_success",
    "last_new",
    "new",
    "reports",
    "failures",
    "problem",
    "next_try",
)
"""The fields of `Feed` that say how it has been, as they are told to programs."""


class ItemState(StrEnum):
    """How an item of a feed stands: to be fetched (WAITING); its report is KEPT; it was REFUSED for good; or
    it failed so often that it was GIVEN_UP."""

    WAITING = "waiting"
    KEPT = "kept"
    REFUSED = "refused"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Item:
    """A page that a feed named. ``url`` is its address, which is also its id; ``feed`` the address of the
    feed that named it first.

    From ``title`` to ``authors`` is what the feed said of it, dates in ISO 8601 with the zone they had.
    ``tries`` counts the failures, ``problem`` says what the last one was, and before ``next_try`` it is not
    fetched.
    ``report`` is the id of the report that was kept.
    """

    url: str
    feed: str
    seen: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    state: ItemState = ItemState.WAITING
    tries: int = 0
    next_try: str | None = None
    report: str | None = None
    problem: str | None = None


class FetchKind(StrEnum):
    """What was fetched for: a feed, a page that a feed named, or a site's rules for programs."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots.txt"


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request that was made. ``feed`` is the feed for which it was made; ``status`` the HTTP status, None
    where there was no answer; ``bytes`` the length of the body, unpacked; ``outcome`` a sentence."""

    moment: str
    url: str
    feed: str
    kind: FetchKind
    status: int | None
    bytes: int
    seconds: float
    outcome: str


class FeedView(Protocol):
    """What a ledger answers about feeds."""

    def feeds(self) -> Sequence[Feed]:
        """All feeds that are followed, in the order they were added."""

    def feed(self, url: str) -> Feed | None:
        """The feed of this address, where it is followed."""

    def items(self, urls: Sequence[str]) -> Mapping[str, Item]:
        """Those of the items that are known, by address."""

    def due(self, moment: str) -> Sequence[Item]:
        """The items that wait and whose next try is not after ``moment``, the newest published first, undated
        ones last."""

    def tally(self, feed: str) -> Mapping[ItemState, int]:
        """How many items of a feed are in each state; states without any may be missing."""

    def fetches(self, *, limit: int, feed: str | None = None) -> Sequence[Fetch]:
        """The last fetches, the latest first; those for one feed where it is given."""


class FeedShelf(FeedView, Protocol):
    """What a ledger keeps of feeds; each call is one transaction. All raise `sayso.errors.LedgerError`."""

    def transaction(self) -> AbstractContextManager[object]:
        """All that is kept within, reports too, is kept together, or not at all."""

    def keep_feed(self, feed: Feed, items: Sequence[Item] = ()) -> None:
        """Keep a feed as it is now, and those of ``items`` whose address is not known yet."""

    def drop_feed(self, url: str) -> bool:
        """Stop following: forget the feed and its items that wait (those that were kept or refused stay
        known). False where it was not followed."""

    def keep_item(self, item: Item) -> None:
        """Keep how an item stands now. One that is not known (its feed was dropped meanwhile) is kept too."""

    def record(self, fetch: Fetch) -> None:
        """Keep that a request was made."""

    def forget(self, before: str) -> None:
        """Forget the fetches that were made before a moment."""
