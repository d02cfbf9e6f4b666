"""Words with what answers a query marked in them."""

from __future__ import annotations

from markupsafe import Markup, escape

from sayso.ask.marking import marks
from sayso.ledger.query import Query


def marked(text: str, query: Query | None = None) -> Markup:
    """``text``, escaped, with the words that ``query`` looks for in ``<mark>``."""
    at, parts = 0, []
    for span in marks(query, text) if query else ():
        parts += [escape(text[at : span.start]), Markup("<mark>"), escape(text[span.start : span.end])]
        parts.append(Markup("</mark>"))
        at = span.end
    return Markup("").join([*parts, escape(text[at:])])
