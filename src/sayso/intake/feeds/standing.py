"""How a feed or an item stands behind an answer: pure functions over the records of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sayso.errors import NotFound, Refused
from sayso.intake.feeds import again
from sayso.intake.feeds.clock import stamp
from sayso.intake.feeds.listing import Listing
from sayso.intake.feeds.trips import Answer
from sayso.intake.keeping import Intake
from sayso.ledger.feeds import Feed, Item, ItemState


def feed_answered(feed: Feed, answer: Answer, found: Listing | None, now: str) -> Feed:
    """The feed behind a success. What it said of itself stays where it says nothing now."""
    fetched = answer.fetched
    assert fetched is not None
    return replace(
        feed,
        title=(found.title if found else None) or feed.title,
        kind=found.kind if found else feed.kind,
        moved=answer.moved or feed.moved,
        etag=fetched.etag if found else fetched.etag or feed.etag,
        last_modified=fetched.last_modified if found else fetched.last_modified or feed.last_modified,
        last_try=now,
        last_success=now,
        new=0,
        failures=0,
        problem=None,
        next_try=None,
    )


def feed_failed(feed: Feed, answer: Answer, refused: Refused, now: datetime) -> Feed:
    """The feed behind another failure. One that has moved and is not there is looked for where it was."""
    if answer.put_off:
        return replace(feed, next_try=_after(now, answer.retry_after) or feed.next_try)
    failures = feed.failures + 1
    pause = again.feed_pause(failures)
    rarely = stamp(now + pause) if pause else None
    asked = _after(now, answer.retry_after)
    gone = isinstance(refused, NotFound)
    return replace(
        feed,
        last_try=stamp(now),
        failures=failures,
        problem=refused.problem,
        next_try=max(filter(None, (rarely, asked)), default=None),
        moved=None if gone else feed.moved,
        etag=None if gone else feed.etag,
        last_modified=None if gone else feed.last_modified,
    )


def item_later(item: Item, answer: Answer, now: datetime) -> Item | None:
    """The item as it waits for another try; None when it has had enough of them."""
    asked = _after(now, answer.retry_after)
    if answer.put_off:
        return replace(item, next_try=asked or item.next_try)
    pause = again.item_pause(item.tries + 1)
    if pause is None or answer.refused is None:
        return None
    due = max(filter(None, (stamp(now + pause), asked)))
    return replace(item, tries=item.tries + 1, next_try=due, problem=answer.refused.problem)


def item_settled(item: Item, answer: Answer, intake: Intake) -> Item:
    """The item once its report is kept, or is given up or refused for good."""
    if intake.added is not None:
        return replace(item, state=ItemState.KEPT, report=intake.added.report, next_try=None, problem=None)
    return replace(
        item,
        state=ItemState.GIVEN_UP if answer.for_now else ItemState.REFUSED,
        tries=item.tries + 1,
        next_try=None,
        problem=intake.refused.problem if intake.refused else None,
    )


def _after(now: datetime, seconds: float | None) -> str | None:
    return stamp(now + timedelta(seconds=seconds)) if seconds else None
