"""Feeds: what an entry knows of itself, and feeds that are broken or meant to break."""

from __future__ import annotations

import pytest

from sayso.errors import NoArticle, NotFound, Refused, TooLarge, WrongFormat
from sayso.read import Options, reports
from sayso.read.document import Document, Known
from sayso.read.feeds import MAX_FEED_BYTES, channel, entries
from sayso.read.sources import documents
from sayso.types import BlockKind, Report

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Varnholm Courier</title><link>http://courier.example/</link>
<item><title>Pilots refuse
  night shifts</title><link>http://courier.example/pilots</link>
  <pubDate>Fri, 02 May 2031 10:00:00 +0200</pubDate><dc:creator>Ola Nordmeer</dc:creator>
  <description>In short.</description>
  <content:encoded><![CDATA[<p>The pilots of Varnholm will not work at night, their union said on Friday.</p>
  <p>“Nobody asked us,” said Ilse Brandmark, who leads it.</p>]]></content:encoded></item>
<item><title>Bridge closed</title><link>/bridge</link>
  <source url="http://agency.example/">Northern Agency</source>
  <description>The bridge at Tarn is closed until June, the council &amp;amp; the police said.</description>
</item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tarn Weekly</title>
<entry><title type="html">Mill &amp;amp; weir sold</title><link href="http://tarn.example/mill"/>
<published>2031-05-02T08:00:00.5-03:00</published><updated>2031-05-03T09:30:00Z</updated>
<author><name>Bea Holt</name></author><author><name>Cy Marsh</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The mill was sold, its owner said.</p></div>
</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://a.example/"><title>Hill Post</title></channel>
<item rdf:about="http://a.example/1"><title>Sheep on the line</title><link>http://a.example/1</link>
<dc:date>2031-05-02</dc:date><description>Trains stood for an hour, the railway said.</description></item>
</rdf:RDF>"""


def feed(text: str | bytes, **more) -> Document:
    return Document("feed.xml", text.encode() if isinstance(text, str) else text, **more)


def item(**fields: str) -> str:
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f'<rss version="2.0"><channel><title>T</title><item>{inside}</item></channel></rss>'


def known(text: str) -> Known:
    (entry,) = entries(feed(text))
    return entry.known


class TestChannels:
    @pytest.mark.parametrize(
        ("text", "title", "atom"),
        [(RSS, "Varnholm Courier", False), (ATOM, "Tarn Weekly", True), (RDF, "Hill Post", False)],
    )
    def test_a_feed_tells_its_title_and_what_it_knows_of_each_entry(self, text, title, atom):
        found = channel(feed(text))
        assert (found.title, found.atom) == (title, atom)
        assert found.entries == tuple(entry.known for entry in entries(feed(text)))

    def test_one_without_entries_is_a_feed_all_the_same(self):
        assert channel(feed('<rss version="2.0"><channel><title>T</title></channel></rss>')).entries == ()

    @pytest.mark.parametrize("text", ["", "words", "<html></html>", "<rss"])
    def test_what_is_none_is_refused(self, text):
        with pytest.raises(WrongFormat):
            channel(feed(text))


class TestEntries:
    def test_each_entry_is_a_document_named_by_its_number(self):
        assert [entry.name for entry in entries(feed(RSS))] == ["feed.xml#1", "feed.xml#2"]

    def test_the_longest_text_is_taken_as_it_stands(self):
        first, second = entries(feed(RSS))
        assert first.data.decode().startswith("<p>The pilots of Varnholm")
        assert (first.media_type, first.charset) == ("text/html", "utf-8")
        assert second.data == b"The bridge at Tarn is closed until June, the council &amp; the police said."

    def test_rss_tells_link_title_author_outlet_and_date_with_its_zone(self):
        first, _ = entries(feed(RSS))
        assert first.known == Known(
            url="http://courier.example/pilots",
            outlet="Varnholm Courier",
            published="2031-05-02T10:00:00+02:00",
            title="Pilots refuse night shifts",
            authors=("Ola Nordmeer",),
        )

    def test_an_entrys_own_source_is_its_outlet_and_its_link_is_completed(self):
        _, second = entries(feed(RSS, known=Known(url="http://courier.example/feeds/all.xml")))
        assert (second.known.outlet, second.known.url) == ("Northern Agency", "http://courier.example/bridge")

    def test_atom_tells_the_same(self):
        assert known(ATOM) == Known(
            url="http://tarn.example/mill",
            outlet="Tarn Weekly",
            published="2031-05-02T08:00:00-03:00",
            modified="2031-05-03T09:30:00Z",
            title="Mill & weir sold",
            authors=("Bea Holt", "Cy Marsh"),
        )

    def test_rdf_tells_the_same(self):
        assert known(RDF) == Known(
            url="http://a.example/1", outlet="Hill Post", published="2031-05-02", title="Sheep on the line"
        )

    def test_an_update_is_no_publication(self):
        assert known(ATOM.replace("published>", "other>")).published is None

    def test_what_the_user_knows_goes_along(self):
        told = Known(outlet="Told")
        assert {entry.override for entry in entries(feed(RSS, override=told))} == {told}

    def test_utf_16_is_read(self):
        text = RSS.replace("utf-8", "utf-16").encode("utf-16")
        assert len(list(entries(feed(text)))) == 2

    @pytest.mark.parametrize("text", [RSS, ATOM, RDF])
    def test_a_feed_is_told_whatever_its_name(self, tmp_path, text):
        path = tmp_path / "page.html"
        path.write_text(
            "<!-- made by hand --><!DOCTYPE x [<!ENTITY y 'z'>]>\n" + (text.partition("?>")[2] or text)
        )
        assert next(documents(str(path))).name.endswith("#1")

    def test_an_entry_becomes_a_report(self, tmp_path):
        path = tmp_path / "feed.xml"
        path.write_text(RSS)
        first, second = reports([str(path)])
        assert isinstance(first, Report)
        assert first.title == "Pilots refuse night shifts"
        assert first.published == "2031-05-02T10:00:00+02:00"
        assert BlockKind.BODY in {block.kind for block in first.blocks}
        assert isinstance(second, Report | Refused)


class TestFollowing:
    PAGE = b"<html><body><article><h1>Pilots</h1><p>The whole story.</p></article></body></html>"

    def feed_at(self, site, *paths: str) -> str:
        items = "".join(f"<item><title>{path}</title><link>{path}</link></item>" for path in paths)
        text = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
        return site.put("/feed", text.encode(), content_type="application/rss+xml")

    def test_links_are_followed_when_asked(self, site):
        site.put("/a", self.PAGE, content_type="text/html; charset=utf-8")
        url = self.feed_at(site, "/a", "/gone")
        found, gone = documents(url, Options(allow_private=True, follow=True))
        assert (found.name, found.data, found.media_type) == (f"{url}#1", self.PAGE, "text/html")
        assert (found.known.url, found.known.title) == (site.url + "/a", "/a")
        assert isinstance(gone, NotFound)
        assert gone.source == f"{url}#2"
        assert site.url + "/gone" in gone.problem

    def test_links_are_left_alone_otherwise(self, site):
        list(documents(self.feed_at(site, "/a"), Options(allow_private=True)))
        assert [path for path, _ in site.asked] == ["/feed"]

    def test_a_link_to_a_private_address_is_refused(self, tmp_path, site):
        path = tmp_path / "feed.xml"
        path.write_text(item(title="T", link=site.url + "/a"))
        (refused,) = documents(str(path), Options(follow=True))
        assert isinstance(refused, Refused)
        assert site.asked == []

    @pytest.mark.parametrize("link", ["", "file:///etc/hosts", "javascript:alert(1)", "http://["])
    def test_a_link_that_leads_nowhere_is_refused(self, tmp_path, link):
        path = tmp_path / "feed.xml"
        path.write_text(item(title="T", link=link))
        (refused,) = documents(str(path), Options(follow=True))
        assert isinstance(refused, Refused)
        assert type(refused) is not Refused


class TestBadFeeds:
    @pytest.mark.parametrize(
        "text", ["<rss", "<rss></nothing>", "<rss version='2.0'>text", "\0\0\0", "nothing"]
    )
    def test_a_broken_feed_without_entries_is_refused(self, text):
        with pytest.raises(WrongFormat):
            list(entries(feed(text)))

    def test_a_feed_that_the_library_trips_over_is_refused(self):
        with pytest.raises(WrongFormat, match="broken feed"):
            list(entries(feed('<rss version="2.0"><channel><item><link>a</item></link></channel></rss>')))

    def test_a_broken_feed_with_entries_is_read(self):
        assert len(list(entries(feed(RSS[:-20])))) == 2
        assert len(list(entries(feed(RSS.replace("<link>/bridge", "<link>/bridge?a=1&b=2"))))) == 2

    def test_an_empty_feed_says_so(self):
        with pytest.raises(NoArticle):
            list(entries(feed('<rss version="2.0"><channel><title>T</title></channel></rss>')))

    def test_too_large_a_feed_is_refused(self):
        with pytest.raises(TooLarge):
            list(entries(feed(b"<rss>" + b" " * MAX_FEED_BYTES)))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_a_billion_laughs_stay_unheard(self, encoding):
        levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
        bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>' + item(title="&l12;", description="&l12;")
        for entry in _entries_or_refusal(bomb.encode(encoding)):
            assert len(entry.data) < 10_000

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_one_long_entity_used_often_stays_small(self, encoding):
        bomb = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>' + item(title="T", description="&a;" * 50_000)
        for entry in _entries_or_refusal(bomb.encode(encoding)):
            assert len(entry.data) < 1_000_000

    def test_an_outside_entity_is_not_opened(self, tmp_path):
        (tmp_path / "secret").write_text("secret words")
        text = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>' + item(description="&a;")
        assert all(b"secret words" not in entry.data for entry in _entries_or_refusal(text.encode()))

    def test_an_address_for_a_feed_is_not_fetched(self, site):
        with pytest.raises(WrongFormat):
            list(entries(feed(site.put("/a", RSS.encode()))))
        assert site.asked == []

    @pytest.mark.parametrize("quote", ['"', '">"', "'"])
    def test_a_tag_of_many_attributes_is_refused(self, quote):
        value = quote if len(quote) > 1 else quote * 2
        crowd = " ".join(f"a{n}={value}" for n in range(50_000))
        with pytest.raises(WrongFormat, match="absurdly many"):
            list(entries(feed(f'<rss version="2.0"><channel><item {crowd}/></channel></rss>')))

    def test_many_namespaces_are_refused(self):
        crowd = "".join(f'<x{n}:a xmlns:x{n}="u{n}"/>' for n in range(50_000))
        with pytest.raises(WrongFormat, match="absurdly many"):
            list(entries(feed(f'<rss version="2.0"><channel>{crowd}</channel></rss>')))


def _entries_or_refusal(data: bytes) -> list[Document]:
    try:
        return list(entries(feed(data)))
    except WrongFormat:
        return []
