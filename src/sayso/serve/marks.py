"""Words with something marked in them: what answers a query, the numbers of statements."""

from __future__ import annotations

import re

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


_NUMBERS = re.compile(r"(?s)(.*: )([0-9]+(?:, [0-9]+)*)")


def numbered(line: str) -> Markup:
    """A line that ends with the numbers of statements of this page ("On unnamed voices alone: 3, 9"), each of
    which leads to its statement; any other line as it is."""
    found = _NUMBERS.fullmatch(line)
    if found is None:
        return escape(line)
    linked = Markup(", ").join(Markup('<a href="#s{0}">{0}</a>').format(n) for n in found[2].split(", "))
    return escape(found[1]) + linked
