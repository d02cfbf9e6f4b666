"""Whatever comes in: blocks are sorted and disjoint, and every visible character is in exactly one."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import Refused
from sayso.read.document import Document
from sayso.read.formats import report_of

PIECES = st.sampled_from(
    ["The mayor said no.", "Read more", "By Ada Quill", "© Bo Lind / Pool", "VELL, May 3 (Coastwire) —",
        "- One", "> Two",
     "e\u0301", "\u200b", "\u00ad", "\r\n", "\n", "\n\n", "\u00a0", "“", "”", "# ", "**", "(Photo: X)",
         "<", "&amp;", "\u2028", "\ud83d\ude00"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='byline'>", "</div>", "<br>", "<br><br>", "<li>", "<figure>",
        "<figcaption>", "</figcaption>", "<h1>", "</h1>",
     "<blockquote>", "<span class='credit'>", "</span>", "<a href='x'>", "</a>", "<pre>", "</pre>",
         "<script>", "</script>", "<table><td>", "<!--", "-->"]
)  # fmt: skip
PLAIN = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)
MARKUP = st.lists(PIECES | TAGS | st.text(max_size=8), max_size=40).map("".join)


def holds(data: bytes, name: str, media_type: str | None = None) -> None:
    try:
        report = report_of(Document(name, data, media_type))
    except Refused as refused:
        lines = str(refused).count("\n")
        report = None
    if report is None:
        assert lines == 0
        return
    covered = [False] * len(report.text)
    end = 0
    for block in report.blocks:
        assert end <= block.start < block.end <= len(report.text)
        assert not report.text[block.start].isspace()
        assert not report.text[block.end - 1].isspace()
        covered[block.start : block.end] = [True] * (block.end - block.start)
        end = block.end
    assert all(inside or char.isspace() for inside, char in zip(covered, report.text, strict=True))
    assert unicodedata.is_normalized("NFC", report.text)
    assert not set(report.text) & set("\r\u200b\u00ad\ufeff\u00a0")


def surely(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@given(PLAIN)
@settings(deadline=None)
def test_plain_text(text: str) -> None:
    holds(surely(text), "a.txt", "text/plain")


@given(MARKUP)
@settings(deadline=None)
def test_fragments(text: str) -> None:
    holds(surely(text), "a.html", "text/html")


@given(MARKUP)
@settings(deadline=None, max_examples=50)
def test_pages(text: str) -> None:
    body = "<p>The mayor of Orvane said that she had sold nothing, and that the papers were forged.</p>" * 3
    holds(
        surely(f"<html><body><article><h1>Sale</h1>{body}{text}{body}</article></body></html>"),
        "a.html",
        "text/html",
    )


@given(PLAIN)
@settings(deadline=None)
def test_markdown(text: str) -> None:
    holds(surely(text), "a.md", "text/markdown")


@given(PLAIN, PLAIN)
@settings(deadline=None)
def test_json(title: str, text: str) -> None:
    holds(json.dumps({"title": title, "text": text}).encode(), "a.json")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_bytes(data: bytes) -> None:
    holds(data, "a")
