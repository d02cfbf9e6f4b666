"""Whatever the bytes, reading them gives reports and refusals, and never anything else.

`benchmarks/fuzz_readers.py` does the same for hours, guided by coverage.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import Refused
from sayso.read import Options, reports
from sayso.types import Report

PARAGRAPHS = [
    "The ferry to Ostholm will sail again from Sunday, its owner said on Thursday.",
    "“We have waited eleven weeks for one bolt,” Marit Sand told the island’s radio. “Eleven weeks.”",
    "According to two people who know the yard, the bolt had lain in its store since spring.",
    "The yard did not answer questions. The island’s mayor, Jon Tveit, called the delay a disgrace.",
]
TEXT = "Ferry sails again\n\nBy Ada Quill\n\n" + "\n\n".join(PARAGRAPHS) + "\n\nRead more: Why bolts matter\n"
HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry sails again</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry sails again",
"datePublished": "2031-05-02T08:00:00+02:00", "author": {{"name": "Ada Quill"}}}}</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Ferry sails again</h1><p class="byline">By Ada Quill</p>
<figure><img src="a.jpg"><figcaption>The ferry. Photo: Lea Fisk</figcaption></figure>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}<ul><li>One &amp; two</li></ul>
</article></body></html>"""
MARKDOWN = (
    "# Ferry sails again\n\n*By Ada Quill*\n\n> "
    + "\n\n".join(PARAGRAPHS)
    + "\n\n- [Read more](http://a.example)\n"
)
JSON = json.dumps(
    {"title": "Ferry sails again", "url": "http://a.example/1", "text": "\n\n".join(PARAGRAPHS)}
)
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Island Wire</title><item>
<title>Ferry sails again</title><link>http://a.example/1</link>
<pubDate>Fri, 02 May 2031 10:00:00 +0200</pubDate>
<description><![CDATA[{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}]]></description></item>
</channel></rss>"""


def warc(page: str) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\n"
        b"WARC-Date: 2031-05-09T00:00:00Z\r\nWARC-Target-URI: http://a.example/1\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(answer)
    ) + answer + b"\r\n\r\n"  # fmt: skip


SEEDS = {
    "story.txt": TEXT.encode(),
    "story.html": HTML.encode(),
    "story.md": MARKDOWN.encode(),
    "story.json": JSON.encode(),
    "stories.jsonl": f"{JSON}\n{JSON}\n".encode(),
    "feed.xml": FEED.encode(),
    "stories.warc": warc(HTML) * 2,
    "stories.warc.gz": gzip.compress(warc(HTML), mtime=0) * 2,
    "story.html.gz": gzip.compress(HTML.encode(), mtime=0),
}
PIECES = [
    b"<",
    b">",
    b"&#x110000;",
    b"]]>",
    b'"',
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"<p>" * 50,
    b"\r\n\r\n",
]
PIECES += [
    b"\\ud800",
    b"{" * 99,
    b"\xe2\x80\x9c",
    b"\xcc\x81" * 40,
    b"<!--",
    b"Content-Length: -1",
    b"9" * 30,
]

thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def read(folder: Path, name: str, data: bytes) -> list[Report | Refused]:
    """What comes of ``data`` under ``name``, each thing checked for what must hold of it."""
    (folder / name).write_bytes(data)
    items = list(reports([str(folder / name)], Options(max_bytes=2**20)))
    for item in items:
        if isinstance(item, Report):
            assert all(0 <= block.start < block.end <= len(item.text) for block in item.blocks)
            assert item.text.encode()
        else:
            assert type(item) is not Refused, "a fault in Sayso"
            assert str(item).isprintable()
    return items


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """``seed`` with up to six stretches cut out, doubled, or overwritten."""
    data = seed
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 80)))
        piece = draw(
            st.one_of(st.sampled_from([b"", *PIECES]), st.binary(max_size=20), st.just(data[start:end] * 2))
        )
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", SEEDS)
def test_the_seeds_themselves_are_read(folder, name):
    assert all(isinstance(item, Report) for item in read(folder, name, SEEDS[name]))


@pytest.mark.parametrize("name", SEEDS)
@thorough
@given(data=st.data())
def test_mutated_documents_give_reports_and_refusals_only(folder, name, data):
    read(folder, name, data.draw(mutated(SEEDS[name])))


@pytest.mark.parametrize("name", SEEDS)
@settings(thorough, max_examples=10)
@given(cut=st.floats(0, 1))
def test_documents_cut_off_give_reports_and_refusals_only(folder, name, cut):
    read(folder, name, SEEDS[name][: int(cut * len(SEEDS[name]))])


@thorough
@given(data=st.binary(max_size=3000), name=st.sampled_from([*SEEDS, "noend"]))
def test_any_bytes_under_any_name_give_reports_and_refusals_only(folder, data, name):
    read(folder, name, data)


@thorough
@given(text=st.text(max_size=2000), name=st.sampled_from([*SEEDS, "noend"]))
def test_any_text_under_any_name_gives_reports_and_refusals_only(folder, text, name):
    read(folder, name, text.encode("utf-8", "surrogatepass"))


@thorough
@given(page=mutated(HTML.encode()))
def test_mutated_pages_inside_feeds_and_archives_give_reports_and_refusals_only(folder, page):
    read(folder, "feed.xml", FEED.encode().replace(b"<p>", page, 1))
    read(folder, "stories.warc", warc(page.decode("utf-8", "replace")))
