from __future__ import annotations

import pytest

from sayso.read.html_tree import parsed
from sayso.read.metadata import names, page_metadata, registrable_domain
from sayso.types import Outlet


def metadata(head: str, url: str | None = None):  # type: ignore[no-untyped-def]
    return page_metadata(parsed(f"<html><head>{head}</head><body><p>x</p></body></html>", "page"), url)


def linked(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


ARTICLE = '{"@type": "NewsArticle", "headline": "Mine shut", "datePublished": "2031-05-03T09:30:00+02:00"}'


@pytest.mark.parametrize(
    "json",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph": [{{"@type": "Organization", "name": "x"}}, {ARTICLE}]}}',
        f"<!-- {ARTICLE} -->",
        ARTICLE[:-1] + ",}",
        ARTICLE.replace('"Mine shut"', '"Mine\nshut"'),
    ],
)
def test_linked_data_is_found_however_it_is_written(json: str) -> None:
    found = metadata(linked(json))
    assert (found.title, found.published) == ("Mine shut", "2031-05-03T09:30:00+02:00")


def test_broken_linked_data_leaves_the_rest() -> None:
    head = linked('{"headline": ') + '<meta property="og:title" content="Mine shut">'
    assert metadata(head).title == "Mine shut"


def test_open_graph_and_links() -> None:
    found = metadata(
        '<meta property="og:site_name" content="Daily Lantern"><link rel="canonical" href="/mine">'
        '<meta property="article:published_time" content="2031-05-03T09:30:00Z">'
        '<meta name="author" content="By Bram Kestrel">',
        "https://news.lantern.co.uk/mine?x=1",
    )
    assert found.site == Outlet("Daily Lantern", "lantern.co.uk")
    assert found.canonical_url == "https://news.lantern.co.uk/mine"
    assert found.published == "2031-05-03T09:30:00Z"
    assert found.authors == ("Bram Kestrel",)


def test_a_day_is_not_given_a_time() -> None:
    assert metadata('<meta name="date" content="2031-05-03">').published == "2031-05-03"


def test_names_are_told_apart() -> None:
    assert names([{"name": "Ada Quill"}, "Tom Reed and Bo Lind"]) == ("Ada Quill", "Tom Reed", "Bo Lind")
    assert names("Ada Quill, Tom Reed") == ("Ada Quill", "Tom Reed")
    assert names(3) == ()


def test_the_domain_is_the_registrable_one() -> None:
    assert registrable_domain("https://www.news.lantern.co.uk/x") == "lantern.co.uk"
