"""Feeds: how each feed that is followed has been, and what was fetched last."""

from __future__ import annotations

from typing import NamedTuple

from sayso.export.answers import Shape
from sayso.ledger.feeds import Feed, ItemState
from sayso.serve.page import Answer, Asked, Table

FETCHES = 25

COLUMNS = (
    "url",
    "title",
    "kind",
    "added",
    "last_try",
    "last_success",
    "last_new",
    "new",
    "reports",
    "failures",
    "problem",
    "next_try",
)
SHAPE: Shape[Feed] = Shape(
    lambda feed: {name: getattr(feed, name) for name in COLUMNS},
    COLUMNS,
    lambda feed: [getattr(feed, name) for name in COLUMNS],
)


class Followed(NamedTuple):
    """A feed, with how many of its items wait to be fetched and how many were refused or given up."""

    feed: Feed
    waiting: int
    refused: int


def feeds(asked: Asked) -> Answer:
    """The list of feeds."""
    shelf = asked.desk.view.feeds
    found = []
    for feed in shelf.feeds():
        tally = shelf.tally(feed.url)
        refused = tally.get(ItemState.REFUSED, 0) + tally.get(ItemState.GIVEN_UP, 0)
        found.append(Followed(feed, tally.get(ItemState.WAITING, 0), refused))
    return Answer(
        "feeds.html",
        {
            "feeds": found,
            "fetches": shelf.fetches(limit=FETCHES),
            "running": asked.jobs.running("feeds"),
        },
        Table("feeds", SHAPE, [one.feed for one in found]),
    )
