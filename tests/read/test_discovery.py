"""The feeds that a page names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.read.discovery import MOST_LINKS, FeedLink, linked_feeds
from sayso.read.document import Document, Known


def links(html: str | bytes, url: str | None = "https://tarn.example/news/"):
    data = html.encode() if isinstance(html, str) else html
    return linked_feeds(Document("page", data, known=Known(url=url)))


def test_feeds_are_told_from_other_alternates():
    assert links(
        '<link rel="alternate" type="application/rss+xml" title=" All\n news " href="/feed">'
        '<link rel="Alternate home" type="application/atom+xml; charset=utf-8" href="atom">'
        '<link rel="alternate" hreflang="de" href="/de">'
        '<link rel="stylesheet" type="application/rss+xml" href="/no">'
        '<link rel="alternate" type="application/rss+xml">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:x()">'
        '<link rel="alternate" type="application/rss+xml" href="http://[x">'
    ) == (
        FeedLink("https://tarn.example/feed", "All news"),
        FeedLink("https://tarn.example/news/atom", None),
    )


def test_a_base_is_followed():
    page = '<base href="/other/"><link rel="alternate" type="application/rss+xml" href="feed">'
    assert [link.url for link in links(page)] == ["https://tarn.example/other/feed"]


def test_each_is_named_once_and_not_too_many():
    one = '<link rel="alternate" type="application/rss+xml" href="/{}">'
    assert len(links(one.format("a") * 3)) == 1
    assert len(links("".join(one.format(number) for number in range(100)))) == MOST_LINKS


@given(st.binary(max_size=200))
def test_any_bytes_are_a_page(data):
    assert isinstance(links(b'<link rel="alternate" href="' + data), tuple)
