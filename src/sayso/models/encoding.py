"""Words → the windows of word pieces that the encoder reads. Used alike by training and by reading.

A window is ``[CLS] paragraph [SEP] paragraph [SEP] …``, at most `WINDOW` pieces: whole paragraphs
while they fit, so that an attribution is read together with what stands around it. A longer
paragraph is cut behind the last end of a sentence that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WINDOW: Final = 256
"""Pieces in a window at most, special ones included. Attention's cost grows with its square."""

CLS: Final = 101
SEP: Final = 102
UNKNOWN: Final = 100

CASES: Final = ("other", "lower", "title", "upper", "mixed")
FEATURES: Final = 1 + 2 * len(CASES)
"""Feature ids: 0 for special pieces, then case × (outside, inside quotation marks)."""

_SENTENCE_END: Final = frozenset([".", "!", "?", "…", "...", "”", '"', "''"])
_OPEN: Final = frozenset(["“", "„", "``", "«"])
_CLOSE: Final = frozenset(["”", "»"])
_TOGGLE: Final = frozenset(['"', "''"])

Piece = tuple[tuple[int, ...], int]
"""The piece ids of one word, and its case (an index into `CASES`)."""


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder.

    ``pieces`` and ``features`` have equal length; ``starts`` gives, for each of the words ``first`` up
    to ``last`` of the report, the position of its first piece.
    """

    first: int
    last: int
    pieces: list[int]
    features: list[int]
    starts: list[int]


def case(word: str) -> int:
    """How a word is written, as an index into `CASES`."""
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[0].isupper() and (len(word) == 1 or word[1:].islower() or not any(c.isalpha() for c in word[1:])):
        return 2
    return 4


def in_quotation(words: Sequence[str]) -> list[bool]:
    """For each word of one paragraph, whether it stands inside double quotation marks.

    The marks themselves count as outside. A mark left open runs to the paragraph's end, as it does
    where a quotation goes on in the next paragraph, unless another one opens first.
    """
    inside, out = False, []
    for word in words:
        if word in _OPEN:
            inside = True
        elif word in _CLOSE:
            inside = False
        elif word in _TOGGLE:
            inside = not inside
        else:
            out.append(inside)
            continue
        out.append(False)
    return out


def windows(
    paragraphs: Sequence[Sequence[str]], pieces_of: Callable[[str], Piece], size: int = WINDOW
) -> list[Window]:
    """Pack the words of consecutive paragraphs into windows; every word is in exactly one.

    ``pieces_of`` gives a word's pieces and case. Words are numbered over all paragraphs.
    """
    out: list[Window] = []
    current: Window | None = None
    first = 0
    for paragraph in paragraphs:
        encoded = [pieces_of(word) for word in paragraph]
        quoted = in_quotation(paragraph)
        start = 0
        while start < len(paragraph):
            needed = sum(len(ids) for ids, _ in encoded[start:]) + 1
            if current is None or len(current.pieces) + needed > size:
                current = Window(first + start, first + start, [CLS], [0], [])
                out.append(current)
            end = (
                len(paragraph)
                if len(current.pieces) + needed <= size
                else _cut(paragraph, encoded, start, size)
            )
            _append(current, encoded, quoted, start, end)
            out[-1] = current = Window(
                current.first, first + end, current.pieces, current.features, current.starts
            )
            start = end
        first += len(paragraph)
    return out


def _append(window: Window, encoded: Sequence[Piece], quoted: Sequence[bool], start: int, end: int) -> None:
    for position in range(start, end):
        ids, shape = encoded[position]
        window.starts.append(len(window.pieces))
        window.pieces.extend(ids)
        feature = 1 + shape + len(CASES) * quoted[position]
        window.features.extend([feature] * len(ids))
    window.pieces.append(SEP)
    window.features.append(0)


def _cut(paragraph: Sequence[str], encoded: Sequence[Piece], start: int, size: int) -> int:
    """Where to end a window that begins at word ``start`` of a paragraph that is too long for it."""
    room, end, best = size - 2, start, 0
    while end < len(paragraph) and len(encoded[end][0]) <= room:
        room -= len(encoded[end][0])
        end += 1
        if paragraph[end - 1] in _SENTENCE_END and end - start > size // 4:
            best = end
    return best or max(end, start + 1)
