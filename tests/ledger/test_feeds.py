"""What a ledger keeps of feeds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso import ledger
from sayso.ledger.feeds import Feed, FeedKind, Fetch, FetchKind, Item, ItemState

POST = Feed("https://post.example/feed", "Ostholm Post", FeedKind.RSS, "2031-05-02T08:00:00+00:00")
TARN = Feed("https://tarn.example/map", None, FeedKind.INDEX, "2031-05-01T08:00:00+00:00")


def item(name: str, feed: Feed = POST, **more) -> Item:
    return Item(f"https://post.example/{name}", feed.url, "2031-05-02T08:00:00+00:00", **more)


def fetch(moment: str, feed: Feed = POST, **more) -> Fetch:
    given = {"kind": FetchKind.PAGE, "status": 200, "bytes": 7, "seconds": 0.25, "outcome": "fetched"}
    return Fetch(moment, "https://post.example/1", feed.url, **{**given, **more})


@pytest.fixture
def shelf(tmp_path):
    with ledger.writer(tmp_path / "sayso.db") as writer:
        yield writer.feeds


def test_feeds_come_back_as_they_were_in_the_order_they_came(shelf):
    full = replace(
        POST,
        moved="https://post.example/new",
        etag='"a"',
        last_modified="Fri, 02 May 2031 06:00:00 GMT",
        last_try="2031-05-02T09:00:00+00:00",
        last_success="2031-05-02T08:30:00+00:00",
        last_new="2031-05-02T08:31:00+00:00",
        new=3,
        reports=41,
        failures=2,
        problem="no such page (HTTP 404)",
        next_try="2031-05-02T10:00:00+00:00",
    )
    shelf.keep_feed(full)
    shelf.keep_feed(TARN)
    assert list(shelf.feeds()) == [TARN, full]
    assert shelf.feed(full.url) == full
    assert shelf.feed("https://other.example/") is None
    assert isinstance(shelf.feed(full.url).kind, FeedKind)


def test_keeping_a_feed_again_changes_it(shelf):
    shelf.keep_feed(POST)
    shelf.keep_feed(replace(POST, failures=1))
    assert [feed.failures for feed in shelf.feeds()] == [1]


def test_items_come_back_and_known_ones_stay_as_they_are(shelf):
    first = item(
        "1", title="=A", outlet="Post", published="2031-05-02", modified="2031-05-03", authors=("A", "B")
    )
    shelf.keep_feed(POST, [first])
    kept = replace(first, state=ItemState.KEPT, report="0123", tries=2)
    shelf.keep_item(kept)
    shelf.keep_feed(POST, [first, item("2")])
    assert shelf.items([first.url, item("2").url, "https://post.example/3"]) == {
        first.url: kept,
        item("2").url: item("2"),
    }
    assert shelf.items([]) == {}


def test_what_is_due_waits_and_comes_newest_first(shelf):
    shelf.keep_feed(
        POST,
        [
            item("undated"),
            item("old", published="2031-05-01", next_try="2031-05-02T09:00:00+00:00"),
            item("new", published="2031-05-02"),
            item("later", published="2031-05-03", next_try="2031-05-02T09:00:01+00:00"),
            item("kept", state=ItemState.KEPT),
        ],
    )
    due = [one.url.rpartition("/")[2] for one in shelf.due("2031-05-02T09:00:00+00:00")]
    assert due == ["new", "old", "undated"]


def test_items_are_counted_by_feed_and_state(shelf):
    shelf.keep_feed(POST, [item("1"), item("2"), item("3", state=ItemState.REFUSED)])
    shelf.keep_feed(TARN, [item("4", TARN)])
    tally = shelf.tally(POST.url)
    assert {state: tally.get(state, 0) for state in ItemState} == {
        ItemState.WAITING: 2,
        ItemState.KEPT: 0,
        ItemState.REFUSED: 1,
        ItemState.GIVEN_UP: 0,
    }


def test_stopping_forgets_the_feed_and_what_waits_and_nothing_else(shelf):
    shelf.keep_feed(POST, [item("1"), item("2", state=ItemState.KEPT)])
    shelf.keep_feed(TARN, [item("3", TARN)])
    shelf.record(fetch("2031-05-02T08:00:00+00:00"))
    assert shelf.drop_feed(POST.url)
    assert not shelf.drop_feed(POST.url)
    assert list(shelf.feeds()) == [TARN]
    urls = [item(name).url for name in "123"]
    assert set(shelf.items(urls)) == {urls[1], urls[2]}
    assert len(shelf.fetches(limit=9)) == 1


def test_an_item_whose_feed_is_gone_can_be_kept(shelf):
    shelf.keep_item(item("1", state=ItemState.KEPT))
    assert shelf.items([item("1").url])


def test_fetches_come_latest_first_by_feed_and_limit(shelf):
    made = [fetch(f"2031-05-02T08:00:0{second}+00:00", status=None if second else 200) for second in range(4)]
    for one in made:
        shelf.record(one)
    shelf.record(fetch("2031-05-02T08:00:09+00:00", TARN, kind=FetchKind.ROBOTS))
    assert list(shelf.fetches(limit=9, feed=POST.url)) == made[::-1]
    assert [one.feed for one in shelf.fetches(limit=2)] == [TARN.url, POST.url]
    shelf.record(made[3])  # the same again is another
    assert len(shelf.fetches(limit=9)) == 6


def test_fetches_of_long_ago_can_be_forgotten(shelf):
    for moment in ("2031-04-30T08:00:00+00:00", "2031-05-02T08:00:00+00:00"):
        shelf.record(fetch(moment))
    shelf.forget("2031-05-02T08:00:00+00:00")
    assert [one.moment for one in shelf.fetches(limit=9)] == ["2031-05-02T08:00:00+00:00"]


def test_a_view_sees_what_was_kept(tmp_path):
    path = tmp_path / "sayso.db"
    with ledger.writer(path) as writer:
        writer.feeds.keep_feed(POST, [item("1")])
        with ledger.view(path) as view:
            assert list(view.feeds.feeds()) == [POST]
            assert len(view.feeds.due("2031-05-02T08:00:00+00:00")) == 1
