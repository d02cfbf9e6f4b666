"""Quotation marks: which characters stand inside them, and what that does to a content's ends.

Annotators and taggers disagree about the marks themselves; here they always follow from the text. A
content takes in the marks that enclose it, and a mark that it opens but does not close.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.types import Mode, Span

DIRECT_SHARE = 0.8
"""A content is direct when this share of its letters and digits stands in quotation marks: the bound
of PolNeAR's scorer."""

_MARK = re.compile(
    r"[“”„«»\"]|``|''"
    # A single mark opens before a word, and closes behind one: not an apostrophe inside it.
    r"|(?<![^\s(\[“\"—–-])‘(?=\S)|(?<=[\w.,!?…])’(?!\w)"
    # The typewriter's single mark is both; before a clipped word ('90s, 'em) it is an apostrophe.
    r"|(?<![^\s(\[—–-])'(?=\w)(?!\d\ds\b|(?i:em|til|tis|twas|cause|n)\b)"
    r"|(?P<closing>(?<=[\w.,!?…])'(?!\w))"
)
_CLOSES = {
    "“": {"”"},
    "„": {"“", "”"},
    "«": {"»"},
    "``": {"''"},
    "''": {"''"},
    "‘": {"’"},
    "'": {"’"},
    '"': {'"'},
}
_SINGLE = "‘'"


class Quotation(NamedTuple):
    """What stands between two marks: ``start`` is that of the opening mark, ``end`` is behind the
    closing one; where none closes it, ``end`` is the paragraph's and ``closed`` is False."""

    start: int
    end: int
    closed: bool


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations of the paragraph ``text[start:end]``."""
    out: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, start, end):
        mark = "’" if match["closing"] else match[0]
        if opened and mark in _CLOSES[opened[1]]:
            out.append(Quotation(opened[0], match.end(), True))
            opened = None
        elif opened is None and mark in _CLOSES:
            opened = (match.start(), mark)
        elif opened and opened[1] in _SINGLE and mark in _CLOSES:
            # A lone single mark was no quotation, if a double one opens behind it.
            opened = (match.start(), mark)
    if opened and opened[1] not in _SINGLE:
        out.append(Quotation(opened[0], end, False))
    return out


def with_marks(text: str, span: Span, marks: list[Quotation]) -> Span:
    """A content's span with the quotation marks that belong to it.

    The opening mark right before it is taken in when the quotation ends within the content or right
    behind it; a closing mark right behind it (but for punctuation) when its opening mark is inside.
    """
    start, end = span
    for mark in marks:
        if (
            mark.start < start
            and not text[mark.start + 1 : start].strip(" \u00a0`'")
            and _ends_with(text, mark, end)
        ):
            start = mark.start
    for mark in marks:
        if start <= mark.start < end < mark.end and mark.closed and _ends_with(text, mark, end):
            end = mark.end
    return Span(start, end)


def _ends_with(text: str, mark: Quotation, end: int) -> bool:
    """Whether a quotation ends inside what ends at ``end``, or right behind it."""
    return mark.end <= end or not text[end : mark.end].rstrip("”»\"'’").strip(" \u00a0.,;:!?…—–-")


def mode(text: str, content: tuple[Span, ...], marks: list[Quotation]) -> Mode:
    """Direct, mixed or indirect, by the share of letters and digits that stands in quotation marks."""
    letters = quoted = 0
    for start, end in content:
        letters += _letters(text, start, end)
        quoted += sum(_letters(text, max(start, m.start), min(end, m.end)) for m in marks)
    share = quoted / letters if letters else 0.0
    return Mode.DIRECT if share >= DIRECT_SHARE else Mode.MIXED if quoted else Mode.INDIRECT


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
