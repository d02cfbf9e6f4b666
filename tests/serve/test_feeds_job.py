"""Asking the feeds from a page: read, kept, and on the page of feeds."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from newspaper import paper, site
from sayso import ledger
from sayso.ledger.feeds import Feed, FeedKind
from sayso.serve.site import Site

__all__ = ["paper", "site"]

OURS = {"Origin": "http://localhost:8642"}


def test_feeds_are_asked_at_once(served, file, paper):
    paper.article(1)
    address = paper.rss(1)
    with ledger.writer(file) as writer:
        writer.feeds.keep_feed(Feed(address, "Ostholm Post", FeedKind.RSS, "2031-05-02T08:00:00+00:00"))
    with served(Site(file, allow_private=True)) as client:
        assert "not asked yet" in client.get("/feeds").text
        job = client.post("/feeds/run", headers=OURS).headers["location"]
        until = time.monotonic() + 60
        while client.get(job).status_code == 200 and time.monotonic() < until:
            time.sleep(0.2)
        assert client.get(job).headers["location"] == "/feeds"
        page = client.get("/feeds").text
        assert "not asked yet" not in page
        assert "Harbour dispute, day 1" in client.get("/reports").text
