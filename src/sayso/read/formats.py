"""One document's bytes → its `Report`: tell the format, let its reader read it, check, and put together."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from sayso.errors import NoArticle, TooLarge, WrongFormat
from sayso.read.decode import decoded
from sayso.read.document import Document, Known
from sayso.read.draft import Draft, Metadata
from sayso.read.language import checked_language
from sayso.read.names import suffix_of
from sayso.read.plain import plain_draft
from sayso.types import BlockKind, Outlet, Report

MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text (pdftotext) and read that"),
    (b"\x89PNG", "a picture", "give the page that shows it"),
    (b"\xff\xd8\xff", "a picture", "give the page that shows it"),
    (b"GIF8", "a picture", "give the page that shows it"),
    (b"BM", "a picture", "give the page that shows it"),
    (b"II*\0", "a picture", "give the page that shows it"),
    (b"MM\0*", "a picture", "give the page that shows it"),
    (b"RIFF", "a picture, sound or video", "give the page that shows it"),
    (b"\0\0\0", "a video or picture", "give the page that shows it"),
    (b"ID3", "sound", "give a transcript as text"),
    (b"OggS", "sound or video", "give a transcript as text"),
    (b"\x1aE\xdf\xa3", "a video", "give a transcript as text"),
    (b"PK\x03\x04", "a zip or office file", "unpack it, or save the document as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office file", "save the document as text or HTML"),
    (b"{\\rtf", "a rich-text file", "save the document as text or HTML"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a rar archive", "unpack it"),
    (b"BZh", "bzip2 data", "unpack it"),
    (b"\xfd7zXZ", "xz data", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "zstandard data", "unpack it"),
    (b"\x1f\x8b", "gzip data", "unpack it"),
    (b"\x7fELF", "a program", "give a report as HTML or text"),
    (b"MZ\x90", "a program", "give a report as HTML or text"),
    (b"SQLite format 3", "a database", "give a report as HTML or text"),
)
"""How files begin that are given by mistake, what they are, and what to do."""

OTHER_MEDIA = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/msword",
    "application/vnd.",
)

MOST_TEXT = 1_500_000
"""Code points of a report that is not HTML: some three hundred times a long one."""

CONTROLS = bytes([*range(9), *range(14, 27)])
"""Bytes that no text has, in whatever encoding of one byte."""

MOST_CONTROLS = 0.05
"""The share of control characters from which bytes are no text. UTF-16, half zeros, is told before."""

_MARKUP = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|article|section|main|div|p|h[1-6]|figure|blockquote|ul|ol|table|header|span|img|a|br|strong|em|b|i)\b",
    re.I | re.S,
)  # fmt: skip
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|---\s*$)|^\[[^\]]+\]:\s|\]\(https?://|^\*\*[^*\n]+\*\*$|!\[[^\]]*\]\(", re.M
)


def report_of(document: Document) -> Report:
    """The report in ``document``.

    Raises `WrongFormat` for what is no text, `NoArticle`, `WrongLanguage` and `TooLarge`: each a line
    about ``document.name``.
    """
    if not document.data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise NoArticle(document.name, "it is empty", "give a file with a report in it")
    _refuse_by_mistake(document)
    draft, notes = _draft(document)
    if not any(char.isalpha() for char in draft.text):
        raise NoArticle(document.name, "there is no word in it", "give a file with a report in it")
    return _report(document, replace(draft, notes=(*notes, *draft.notes)))


def _refuse_by_mistake(document: Document) -> None:
    head = document.data[:2048]
    for magic, what, remedy in MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or any(byte < 9 for byte in head[:64])):
            raise WrongFormat(document.name, f"it is {what}, not a report", remedy)
    if (document.media_type or "").startswith(OTHER_MEDIA):
        raise WrongFormat(
            document.name,
            f"it was sent as {document.media_type}, not as a report",
            "give a report as HTML or text",
        )
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) * 0.3
    controls = len(head) - len(head.translate(None, CONTROLS))
    if not wide and controls > len(head) * MOST_CONTROLS:
        raise WrongFormat(document.name, "it is binary data, not text", "give a report as HTML or text")


def _draft(document: Document) -> tuple[Draft, tuple[str, ...]]:
    """What the format's reader makes of the document, and notes on its encoding. Each reader is loaded
    when it is needed."""
    text, _, notes = decoded(document.data, document.charset, markup=b"<" in document.data[:1024])
    known = document.known
    form = _format(document, text)
    if form != "html" and len(text) > MOST_TEXT:
        raise TooLarge(document.name, f"it has {len(text):,} characters", "give one report at a time")
    match form:
        case "json":
            from sayso.read.article_json import json_draft

            return json_draft(text, document.name), notes
        case "html":
            from sayso.read.html import html_draft

            return html_draft(text, document.name, document.override.url or known.url, known.title), notes
        case "markdown":
            from sayso.read.markdown import markdown_draft

            return markdown_draft(text, document.name, known.title), notes
    draft = plain_draft(text, known.title)
    if known.title:
        from sayso.read.article_json import under_headline

        draft = under_headline(draft, Metadata(title=known.title))
    return draft, notes


def _format(document: Document, text: str) -> str:
    """ "json", "html", "markdown" or "plain": content first, since servers and file names lie, then what
    is declared."""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    media, suffix = document.media_type or "", suffix_of(document.name)
    if head.startswith(("{", "[{")) and (
        "json" in media or suffix == ".json" or re.match(r"[\[\s]*\{\s*(?:\"|\})", head)
    ):
        return "json"
    if "json" in media or suffix == ".json":
        return "json"
    if (
        "html" in media
        or (not media and suffix in {".html", ".htm", ".xhtml", ".shtml"})
        or _MARKUP.match(head)
    ):
        return "html"
    if "markdown" in media or suffix in {".md", ".markdown"}:
        return "markdown"
    return (
        "markdown"
        if not media and suffix != ".txt" and len(_MARKDOWN.findall(text[:20_000])) >= 2
        else "plain"
    )


def _report(document: Document, draft: Draft) -> Report:
    """The report: what the user says wins over what the document says, and what is known from outside
    fills the gaps."""
    told, known, said = document.override, document.known, draft.metadata
    url = told.url or said.url or known.url
    published = told.published or said.published or known.published
    return Report(
        id=hashlib.sha256(draft.text.encode()).hexdigest()[:16],
        text=draft.text,
        blocks=draft.blocks,
        url=url,
        canonical_url=said.canonical_url,
        outlet=_outlet(told, said, known, url),
        published=published,
        modified=told.modified or said.modified or known.modified,
        title=told.title or said.title or known.title or _headline(draft),
        authors=told.authors or said.authors or known.authors or _by(draft),
        language=checked_language(draft.text, said.language, document.name),
        notes=draft.notes if published else (*draft.notes, "the day of publication is not given."),
    )


def _outlet(told: Known, said: Metadata, known: Known, url: str | None) -> Outlet | None:
    """The outlet by name and domain; a name that is a domain ("example.org") is both."""
    found = said.site
    if url is not None and (told.url or found is None or found.domain is None):
        from sayso.read.metadata import outlet_of

        found = outlet_of(url, found.name if found else None)
    name = told.outlet or (found.name if found else None) or known.outlet
    domain = found.domain if found else None
    if name and domain is None and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name):
        domain = name.lower()
    return Outlet(name, domain) if name or domain else None


def _headline(draft: Draft) -> str | None:
    """The headline block that comes before the body, when there is one."""
    for block in draft.blocks:
        if block.kind is BlockKind.HEADLINE:
            return draft.text[block.start : block.end]
        if block.kind is BlockKind.BODY:
            break
    return None


def _by(draft: Draft) -> tuple[str, ...]:
    """The names in the first byline: "By Ada Quill and Tom Reed, Harbour Correspondents" → two."""
    line = next((draft.text[b.start : b.end] for b in draft.blocks if b.kind is BlockKind.BYLINE), "")
    match = re.match(r"(?i:(?:written |reported |story |words )?by:? )(.+)", line)
    if not match:
        return ()
    people = re.split(r"\s*[,|•·–—\n(]\s*", match.group(1))[0]
    return tuple(name for name in re.split(r"\s+(?:and|&)\s+", people) if 1 <= len(name.split()) <= 5)
