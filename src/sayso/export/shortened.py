"""Words shortened to the room there is, so that what stands in quotation marks survives."""

from __future__ import annotations

import re

ELLIPSIS = "…"
_QUOTATION = re.compile(r"“[^”]*”?|‘[^’]*’?(?!\w)|\"[^\"]*\"?")


def shortened(text: str, limit: int) -> str:
    """``text`` on one line, in at most ``limit`` characters (20 or more).

    White space becomes single blanks. Words are left out between words, with an ellipsis in their
    place. A text that opens with a quotation mark keeps its closing one; of a text with a quotation
    further in, the part around the quotation is kept; of any other, the beginning.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    quotation = _QUOTATION.search(text)
    if quotation is None or quotation.end() <= limit - 2:
        return _beginning(text, limit)
    if quotation.start() == 0:
        return _closed(text, limit)
    return _around(text, quotation.start(), limit)


def _beginning(text: str, limit: int) -> str:
    room = limit - 2
    end = text.rfind(" ", 0, room + 1)
    if end < room // 2:  # one very long word
        end = room
    return f"{text[:end].rstrip(' ,;:–—')} {ELLIPSIS}"


def _closed(text: str, limit: int) -> str:
    """A quotation from its opening mark on, cut short but closed."""
    mark = {"“": "”", "‘": "’", '"': '"'}[text[0]]
    closes = mark if mark in text[1:] else ""
    return _beginning(text, limit - len(closes)) + closes


def _around(text: str, start: int, limit: int) -> str:
    """The quotation that begins at ``start`` with a few of the words before it."""
    lead = max(0, min(start - limit // 4, len(text) - (limit - 2)))
    first = text.find(" ", lead, start)
    first = start if first < 0 else first + 1
    rest = text[first:]
    room = limit - 2
    kept = rest if len(rest) <= room else _beginning(rest, room)
    if "“" in kept and "”" not in kept and "”" in rest and len(kept) < room:
        kept += "”"
    return f"{ELLIPSIS} {kept}"
