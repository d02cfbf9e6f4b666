from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from sayso.errors import NoArticle, Refused, TooLarge, WrongFormat, WrongLanguage
from sayso.read.document import Document, Known
from sayso.read.formats import report_of
from sayso.types import BlockKind, Outlet, Report

BODY = "The mayor of Orvane has denied that she sold the harbour, and said that the papers were forged."
PAGES = Path(__file__).parents[2] / "benchmarks" / "pages"


def read(data: str | bytes, name: str = "a", **fields: object) -> Report:
    raw = data.encode() if isinstance(data, str) else data
    return report_of(Document(name, raw, **fields))  # type: ignore[arg-type]


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind.value, report.text[block.start : block.end]) for block in report.blocks]


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_a_page_is_read_without_its_furniture() -> None:
    report = read(
        page(f"<h1>Mayor denies sale</h1><p class='byline'>By Ada Quill</p><p>{BODY}</p>"
             f"<p>{BODY} <b>Twi</b>ce.</p>"
             "<p><a href='/x'>Read more: the sale</a></p>"
             "<div class='share'>Share</div><script>var x</script>")
    )  # fmt: skip
    assert kinds(report) == [
        ("headline", "Mayor denies sale"),
        ("byline", "By Ada Quill"),
        ("body", BODY),
        ("body", f"{BODY} Twice."),
        ("promo", "Read more: the sale"),
    ]  # fmt: skip
    assert report.authors == ("Ada Quill",)


def test_a_line_break_stays_in_its_block_and_two_end_it() -> None:
    report = read(f"<p>{BODY}<br>{BODY}</p><div>{BODY}<br><br>{BODY}</div>", media_type="text/html")
    assert [text for _, text in kinds(report)] == [f"{BODY}\n{BODY}", BODY, BODY]


def test_a_headline_that_only_the_metadata_gives_is_put_first() -> None:
    report = read(
        page(f"<p>{BODY}</p><p>{BODY}</p>", '<meta property="og:title" content="Mayor denies sale">')
    )
    assert kinds(report)[0] == ("headline", "Mayor denies sale")
    assert any("headline" in note for note in report.notes)


def test_a_fragment_is_read_whole_under_the_known_title() -> None:
    report = read(f"<p>{BODY}</p>", media_type="text/html", known=Known(title="Mayor denies sale"))
    assert kinds(report) == [("headline", "Mayor denies sale"), ("body", BODY)]


def test_what_the_user_says_wins_and_what_is_known_fills_gaps() -> None:
    known = Known(url="https://lantern.example/a", published="2031-05-03", title="Known")
    report = read(BODY, known=known, override=Known(published="2031-05-04", outlet="Lantern"))
    assert (report.published, report.title, report.url) == (
        "2031-05-04",
        "Known",
        "https://lantern.example/a",
    )
    assert report.outlet == Outlet("Lantern", "lantern.example")


def test_the_id_is_the_hash_of_the_text() -> None:
    report = read(BODY)
    assert report.id == hashlib.sha256(report.text.encode()).hexdigest()[:16]


def test_json_of_crawlers() -> None:
    report = read(json.dumps({"url": "https://lantern.example/a", "title": "Mayor denies sale",
        "text": f"{BODY}\n{BODY}",
                              "date_publish": "2031-05-03T09:30:00", "authors": ["Ada Quill"]}))  # fmt: skip
    assert [kind for kind, _ in kinds(report)] == ["headline", "body", "body"]
    assert (report.published, report.authors) == ("2031-05-03T09:30:00", ("Ada Quill",))


def test_ninjs_of_versions_1_and_2() -> None:
    first = {
        "uri": "http://x.example/1",
        "versioncreated": "2031-05-03T09:30:00Z",
        "headline": "Sale",
        "body_text": BODY,
        "byline": "Ada Quill",
    }
    second = {"uri": "tag:x", "versioncreated": "2031-05-03T09:30:00Z", "headlines": [{"value": "Sale"}],
              "bodies": [{"contenttype": "text/html", "value": f"<p>{BODY}</p>"}]}  # fmt: skip
    for thing in (first, second):
        report = read(json.dumps(thing))
        assert kinds(report) == [("headline", "Sale"), ("body", BODY)]
        assert report.published == "2031-05-03T09:30:00Z"


def test_linked_data_as_a_file() -> None:
    thing = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Sale",
        "articleBody": BODY,
    }
    assert kinds(read(json.dumps(thing))) == [("headline", "Sale"), ("body", BODY)]


def test_markdown_loses_its_marks() -> None:
    report = read(
        f"---\ntitle: Sale\ndate: 2031-05-03\n---\n# Sale\n\n{BODY} "
        "**Not** [so](http://x.example).\n\n> No.\n\n- One\n",
        "a.md",
    )
    assert kinds(report) == [
        ("headline", "Sale"),
        ("body", f"{BODY} Not so."),
        ("quote", "No."),
        ("list", "One"),
    ]
    assert report.published == "2031-05-03"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", NoArticle),
        (b" \n\n ", NoArticle),
        (b"%PDF-1.7 \x00\x01", WrongFormat),
        (b"\x89PNG\r\n\x1a\n\0\0", WrongFormat),
        (b"PK\x03\x04\x14\0\0\0", WrongFormat),
        (bytes(range(8)) * 40, WrongFormat),
        (b'{"a": 1}', WrongFormat),
        (b'{"title": "x", "text": ', WrongFormat),
        (b"[" * 100_000, Refused),
        (b'{"title": "x", "text": " "}', NoArticle),
        (page("<h1>Our site</h1><ul><li><a href='/a'>News</a></li></ul>").encode(), NoArticle),
        (("<html>" + page(f"<h1>Sale</h1><p>{BODY}</p><p>Subscribe to continue reading.</p>")).encode(),
            NoArticle),
        (("Der Bürgermeister hat den Verkauf des Hafens immer bestritten. " * 3).encode(), WrongLanguage),
        (("Мэр города опроверг продажу порта и назвал бумаги поддельными. " * 3).encode(), WrongLanguage),
        (b"word " * 400_000, TooLarge),
        (b"<html><body>" + b"<p>x</p>" * 40_000, TooLarge),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_line(data: bytes, kind: type[Refused]) -> None:
    with pytest.raises(kind) as caught:
        report_of(Document("a.dat", data))
    assert str(caught.value).startswith("a.dat: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("opening", ["<div>", "<span>", "<b>", "<table><tr><td>"])
def test_depth_neither_crashes_nor_hides_the_text(opening: str) -> None:
    assert BODY in read("<html><body>" + opening * 20_000 + f"<p>{BODY}</p>" * 3).text


def test_short_english_news_is_not_refused() -> None:
    for line in ("Mayor resigns.", "Two dead in Vell blast", "Orvane rejects truce offer, says mayor Prynne"):
        assert read(line).language == "en"


def test_every_label_of_the_benchmark_pages_has_its_kind() -> None:
    for path in sorted(PAGES.glob("*.labels.json")):
        source = next(p for p in PAGES.glob(path.name.split(".")[0] + ".*") if not p.name.endswith(".json"))
        report = report_of(Document(source.name, source.read_bytes()))
        found = [(kind, text.replace("\n", " ")) for kind, text in kinds(report)]
        assert found == [tuple(label) for label in json.loads(path.read_text())]


def test_a_caption_and_its_credit_are_blocks_of_their_own() -> None:
    report = report_of(Document("wordpress.html", (PAGES / "wordpress.html").read_bytes()))
    found = {block.kind for block in report.blocks}
    assert {BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.DATELINE, BlockKind.CORRECTION} <= found
