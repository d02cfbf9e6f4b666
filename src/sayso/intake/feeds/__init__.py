"""Following feeds: what they list is fetched politely, read once, and kept.

`follow` begins, a `Round` asks every feed that is due, and a `Crawler` does the fetching for both. What has
to be remembered between rounds is kept by a `sayso.ledger.feeds.FeedShelf`.
"""

from __future__ import annotations

from sayso.intake.feeds.clock import Mailbox, SystemClock
from sayso.intake.feeds.crawler import Crawler
from sayso.intake.feeds.following import Followed, follow
from sayso.intake.feeds.listing import NoFeed
from sayso.intake.feeds.rounds import Event, Keep, Round, Sum
from sayso.intake.feeds.trips import Manners

__all__ = [
    "Crawler",
    "Event",
    "Followed",
    "Keep",
    "Mailbox",
    "Manners",
    "NoFeed",
    "Round",
    "Sum",
    "SystemClock",
    "follow",
]
