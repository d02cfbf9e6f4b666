"""Markdown → text and typed blocks.

Markdown is HTML in shorthand: markdown-it writes it out, and the reader of HTML fragments reads it. The
marks (``#``, ``**``, the addresses of links) are therefore not in the stored text; what they mark is.
"""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from sayso.errors import WrongFormat
from sayso.read.dates import iso_date
from sayso.read.draft import Draft, Metadata
from sayso.read.html import fragment_draft
from sayso.read.metadata import names, outlet_of

MOST_MARKS = 1000
"""In one paragraph: the time that Markdown takes grows with the square of them."""

_MARK = re.compile(r"[\[\]*_`<>!&]")
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]+)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


def markdown_draft(text: str, source: str, title: str | None = None) -> Draft:
    """A Markdown report; ``source`` is named in errors.

    Front matter (lines of ``key: value`` between two lines of ``---``) gives title, author, date,
    updated, url, outlet and lang. Raises `NoArticle` for a file without text, and `TooLarge`.
    """
    if any(len(_MARK.findall(paragraph)) > MOST_MARKS for paragraph in text.split("\n\n")):
        raise WrongFormat(source, "it is no Markdown of a report", "save it as plain text")
    front = _FRONT.match(text)
    metadata = _front_matter(front.group(1)) if front else Metadata()
    markup = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    draft = fragment_draft(markup, source, metadata.title or title)
    return replace(draft, metadata=replace(metadata, title=metadata.title or draft.metadata.title))


def _front_matter(text: str) -> Metadata:
    """The fields that static site generators (Hugo, Jekyll) share; others are passed over."""
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(text)}
    url = fields.get("url") or fields.get("canonical_url") or fields.get("source")
    return Metadata(
        url=url,
        canonical_url=fields.get("canonical_url"),
        site=outlet_of(url, fields.get("outlet") or fields.get("publisher")),
        published=iso_date(fields.get("date") or fields.get("published")),
        modified=iso_date(fields.get("updated") or fields.get("lastmod") or fields.get("modified")),
        title=fields.get("title"),
        authors=names(fields.get("author", fields.get("authors", "")).strip("[]").replace(", ", "; ")),
        language=fields.get("lang") or fields.get("language"),
        summary=fields.get("description"),
    )
