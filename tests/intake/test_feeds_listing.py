"""What an address lists: feeds, news sitemaps, indexes of sitemaps."""

from __future__ import annotations

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import Refused, TooLarge, WrongFormat
from sayso.intake.feeds.listing import MOST_SITEMAPS, NoFeed, address, items, listing
from sayso.ledger.feeds import FeedKind
from sayso.read.document import Document, Known

SITE = "https://post.example"
LIMIT = 10**6


def listed(data: bytes, limit: int = LIMIT, **more):
    return listing(Document("x", data, known=Known(url=SITE + "/map.xml"), **more), limit)


def sitemap(*paths: str, day: str = "2031-05-02") -> bytes:
    urls = "".join(
        f"<url><loc>{SITE}{path}</loc><news:news><news:publication><news:name>Ostholm Post</news:name>"
        "<news:language>en</news:language></news:publication>"
        f"<news:publication_date>{day}T08:00:00+02:00</news:publication_date>"
        f"<news:title>Harbour &amp; ferry</news:title></news:news></url>"
        for path in paths
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    ).encode()


def index(*sitemaps: tuple[str, str]) -> bytes:
    inner = "".join(
        f"<sitemap><loc>{SITE}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for path, day in sitemaps
    )
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<sitemapindex xmlns="{namespace}">{inner}</sitemapindex>'.encode()


def test_a_news_sitemap_tells_address_outlet_date_and_title():
    found = listed(sitemap("/1"))
    assert (found.kind, found.title) == (FeedKind.SITEMAP, "Ostholm Post")
    assert found.pages == (
        Known(f"{SITE}/1", "Ostholm Post", "2031-05-02T08:00:00+02:00", title="Harbour & ferry"),
    )


def test_a_zipped_one_is_unpacked_within_bounds():
    assert listed(gzip.compress(sitemap("/1"))).pages == listed(sitemap("/1")).pages
    with pytest.raises(TooLarge):
        listed(gzip.compress(sitemap(*map(str, range(1000)))), limit=1000)
    with pytest.raises(WrongFormat):
        listed(gzip.compress(sitemap("/1"))[:-9])


def test_an_index_names_its_newest_sitemaps_those_of_news_first():
    many = [(f"/archive-{number}.xml", f"20{number:02}-01-01") for number in range(10, 40)]
    found = listed(index(*many, ("/news.xml", "2001-01-01")))
    assert found.kind is FeedKind.INDEX
    assert len(found.sitemaps) == MOST_SITEMAPS
    assert [known.url for known in found.sitemaps[:2]] == [f"{SITE}/news.xml", f"{SITE}/archive-39.xml"]


def test_what_is_neither_is_no_feed():
    for data in (b"{}", b"", b"Just words.", b"<html><body>News</body></html>", b"<urls></urls>"):
        with pytest.raises(NoFeed):
            listed(data)


@pytest.mark.parametrize("data", [b"<urlset", b"<rss", b"<feed>", b"<sitemapindex>"])
def test_what_is_broken_is_refused(data):
    with pytest.raises(Refused):
        listed(data)


@given(st.binary(max_size=300))
def test_nothing_but_a_refusal_comes_of_any_bytes(data):
    for start in (b"", b"<urlset>", b"<rss version='2.0'>", b"<sitemapindex><sitemap><loc>"):
        with suppress(Refused):
            listed(start + data)


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("https://post.example/a?utm_source=x&id=7&utm_medium=rss#top", "https://post.example/a?id=7"),
        ("https://post.example/a?b=%20c&d=", "https://post.example/a?b=%20c&d="),
        ("HTTPS://post.example/a", "HTTPS://post.example/a"),
        ("mailto:desk@post.example", None),
        ("javascript:void(0)", None),
        ("/a", None),
        ("https://[broken/", None),
        ("", None),
    ],
)
def test_how_items_are_known(url, known_as):
    assert address(url) == known_as


def test_items_come_newest_first_each_once():
    pages = [
        Known("https://a.example/1"),
        Known("https://a.example/2", published="2031-05-01"),
        Known("https://a.example/3", published="2031-05-02", title="T", authors=("B",)),
        Known("https://a.example/3#again", published="2031-05-03"),
    ]
    found = items(pages, "feed", "now")
    assert [item.url[-1] for item in found] == ["3", "2", "1"]
    assert (found[0].title, found[0].authors, found[0].published) == ("T", ("B",), "2031-05-02")
