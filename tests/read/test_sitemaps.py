"""News sitemaps, as sites write them and as they should not."""

from __future__ import annotations

import pytest

from sayso.errors import NoArticle, WrongFormat
from sayso.read.document import Document, Known
from sayso.read.sitemaps import is_sitemap, sitemap

NEWS = """<?xml version="1.0" encoding="UTF-8"?><!-- made at night -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
 <url><loc> /weir </loc><lastmod>2031-05-02T09:10:00Z</lastmod>
  <image:image><image:loc>/weir.jpg</image:loc><image:title>The weir</image:title></image:image>
  <n:news><n:publication><n:name>Tarn Weekly</n:name><n:language>en</n:language></n:publication>
   <n:publication_date>2031-05-02</n:publication_date><n:title><![CDATA[Mill & weir
   sold]]></n:title></n:news></url>
 <url><loc>/about</loc></url>
 <url><n:news><n:title>Without an address</n:title></n:news></url>
</urlset>"""


def read(text: str | bytes):
    data = text.encode() if isinstance(text, str) else text
    return sitemap(Document("map.xml", data, known=Known(url="https://tarn.example/maps/news.xml")))


def test_news_is_told_from_other_pages_and_pictures():
    found = read(NEWS)
    assert found.pages == (
        Known(
            "https://tarn.example/weir",
            "Tarn Weekly",
            "2031-05-02",
            "2031-05-02T09:10:00Z",
            "Mill & weir sold",
        ),
    )
    assert (found.others, found.index, found.sitemaps) == (2, False, ())


def test_an_index_lists_sitemaps():
    found = read(
        "<sitemapindex><sitemap><loc>https://tarn.example/a.xml</loc><lastmod>2031-05-01</lastmod></sitemap>"
        "<sitemap><lastmod>2031-05-01</lastmod></sitemap></sitemapindex>"
    )
    assert found.index
    assert found.sitemaps == (Known("https://tarn.example/a.xml", modified="2031-05-01"),)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (NEWS.encode(), True),
        (NEWS.replace("UTF-8", "UTF-16").encode("utf-16"), True),
        (b"\xef\xbb\xbf<sm:sitemapindex xmlns:sm='x'>", True),
        (b"<!DOCTYPE urlset [<!ENTITY a 'b'>]><urlset>", True),
        (b"<rss><urlset>", False),
        (b"<html>", False),
        (b"", False),
    ],
)
def test_a_sitemap_is_told_by_its_root(data, told):
    assert is_sitemap(data) is told


def test_utf_16_is_read():
    assert read(NEWS.replace("UTF-8", "UTF-16").encode("utf-16")).pages == read(NEWS).pages


def test_what_is_cut_off_is_read_as_far_as_it_goes():
    assert read(NEWS[: NEWS.index("<url><loc>/about")]).pages == read(NEWS).pages


def test_a_night_without_news_is_no_fault():
    assert read("<urlset></urlset>").pages == ()


def test_an_index_without_sitemaps_is_refused():
    with pytest.raises(NoArticle):
        read("<sitemapindex></sitemapindex>")


@pytest.mark.parametrize("text", ["", "words", "<rss/>", "<urlset", "\0"])
def test_what_is_none_is_refused(text):
    with pytest.raises(WrongFormat):
        read(text)


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    found = read(
        f'<!DOCTYPE urlset [<!ENTITY e0 "ha">{bomb}<!ENTITY file SYSTEM "{secret.as_uri()}">]><urlset>'
        "<url><loc>/a</loc><news><title>T &e11; &file;</title></news></url></urlset>"
    )
    assert found.pages[0].title in {"T", None}
