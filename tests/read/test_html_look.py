"""What a look at a page refuses is what reading it would refuse, and never a report in English."""

from __future__ import annotations

import pytest

from sayso.errors import NoArticle, Refused, WrongLanguage
from sayso.read import html
from sayso.read.document import Document
from sayso.read.html_look import refuse_at_sight
from sayso.read.html_tree import parsed
from sayso.read.sources import read_document
from sayso.types import Report

REPORT = (
    "The ferry to Oxrow will not sail before Monday, the harbour master, Ada Quill, said.",
    "“We have asked for a second boat, and nobody has answered us,” she told reporters on Friday.",
    "The council said that it had not been asked, and that there was no money for another boat.",
)
GERMAN = (
    "Die Fähre nach Oxrow fährt nicht vor Montag, sagte die Hafenmeisterin Ada Quill am Freitag.",
    "Der Rat der Stadt erklärte, man habe ihn nicht gefragt, und für ein zweites Schiff sei kein Geld da.",
) * 4
RUSSIAN = ("Паром не выйдет из гавани раньше понедельника, сообщила в пятницу начальница порта.",) * 8
CHINESE = (
    "港务局长周五表示，开往奥克斯罗的渡轮在星期一之前不会启航，因为没有人回答他们的请求，也没有第二条船可以用。",
) * 12
MENU = "<nav><ul>" + "".join(f"<li><a href=/{n}>Part {n}</a></li>" for n in range(12)) + "</ul></nav>"


def page(lines: tuple[str, ...], beside: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><title>No boat</title><script>var the = 'and of the';</script></head>"
        f"<body>{MENU}{beside}<main><article><h1>No boat to Oxrow</h1>{body}</article></main></body></html>"
    )


def look(markup: str) -> None:
    refuse_at_sight(parsed(markup, "page.html"), "page.html")


@pytest.mark.parametrize(("lines", "name"), [(GERMAN, "German"), (RUSSIAN, "Russian"), (CHINESE, "Chinese")])
def test_a_page_in_another_language_is_refused_by_its_name(lines: tuple[str, ...], name: str) -> None:
    with pytest.raises(WrongLanguage, match=f"it is in {name}"):
        look(page(lines))


def test_a_report_in_english_is_let_pass_whatever_language_stands_around_it() -> None:
    teasers = "".join(f"<div><p>{line}</p></div>" for line in GERMAN * 5)
    look(page(REPORT))
    look(page(REPORT, teasers))


def test_a_short_report_is_let_pass_in_any_language_since_a_look_cannot_tell() -> None:
    look(page(REPORT[:1]))
    look(page(GERMAN[:1] * 2))


def test_links_are_no_report_however_many() -> None:
    links = "".join(f"<li><a href=/{n}><h3>{line}</h3></a> 12 May</li>" for n, line in enumerate(REPORT * 9))
    with pytest.raises(NoArticle, match="there is no article in the page"):
        look(page((), f"<ul>{links}</ul>"))


def test_a_shell_that_a_script_fills_is_no_report() -> None:
    script = f"<script>{' '.join(REPORT)}</script><div id=app></div>"
    with pytest.raises(NoArticle):
        look(page((), script))


def test_a_report_with_many_links_in_its_lines_is_let_pass() -> None:
    linked = tuple(line.replace(" the ", " <a href=/x>the</a> ") for line in REPORT)
    look(page(linked))


def test_what_a_look_refuses_is_not_told_from_the_rest_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_: object) -> None:
        raise AssertionError("the page was read")

    monkeypatch.setattr(html, "page_metadata", unread)
    monkeypatch.setattr(html, "article_of", unread)
    refused = read_document(Document("page.html", page(GERMAN).encode()))
    assert isinstance(refused, WrongLanguage)


@pytest.mark.parametrize(
    "markup",
    [
        page(REPORT),
        page(GERMAN),
        page(RUSSIAN),
        page(CHINESE),
        page(()),
        page(REPORT, page(GERMAN)),
        MENU * 5,
    ],
)
def test_reading_without_the_look_comes_to_the_same(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("page.html", markup.encode())
    with_look = read_document(document)
    monkeypatch.setattr(html, "refuse_at_sight", lambda *_: None)
    without = read_document(document)
    if isinstance(without, Report):
        assert with_look == without
    else:
        assert isinstance(with_look, Refused)
