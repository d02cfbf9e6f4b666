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


_NUMBERS = re.compile(r"(?<=: )[0-9]+(?:, [0-9]+)*$|(?<=\()[0-9]+(?:, [0-9]+)*(?=\))")


def numbered(line: str) -> Markup:
    """A line with the numbers of statements of this page linked to them: those that it ends with ("On unnamed
    voices alone: 3, 9"), and those that stand alone in brackets ("Passed on by the Quay Post (2)")."""
    at, parts = 0, []
    for found in _NUMBERS.finditer(line):
        parts.append(escape(line[at : found.start()]))
        parts.append(
            Markup(", ").join(Markup('<a href="#s{0}">{0}</a>').format(n) for n in found[0].split(", "))
        )
        at = found.end()
    return Markup("").join([*parts, escape(line[at:])])
