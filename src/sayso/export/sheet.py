"""Lines for people: wrapped to the width that there is, in colour on a terminal and plain elsewhere.

Rich is loaded only where there is a terminal to colour. ``NO_COLOR`` leaves bold and dim, and takes the
colours (no-color.org). Elsewhere lines are 80 columns wide, or ``COLUMNS``.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
"""Columns; longer lines are hard to follow, however wide the terminal is."""


class Piece(NamedTuple):
    """Some text in a style as Rich names it ("bold", "cyan", "dim"), or in none."""

    text: str
    style: str = ""


class Sheet:
    """Writes lines to ``out``."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._console = _console(out) if out.isatty() else None
        self.width = min(shutil.get_terminal_size((80, 24)).columns, WIDEST)

    def line(self, *pieces: Piece | str) -> None:
        """One line as it is; blanks at its end are dropped."""
        styled = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
        while styled and not styled[-1].text.strip():
            styled.pop()
        if styled:
            styled[-1] = styled[-1]._replace(text=styled[-1].text.rstrip())
        if self._console is None:
            self._out.write("".join(piece.text for piece in styled) + "\n")
            return
        from rich.text import Text

        runs = groupby(styled, key=lambda piece: piece.style)
        text = Text.assemble(*(("".join(piece.text for piece in run), style) for style, run in runs))
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False)

    def block(self, pieces: Sequence[Piece | str], margin: int = 0, hanging: int = 0) -> None:
        """Words in as many lines as they need, ``margin`` columns in, all but the first ``hanging`` further
        in."""
        room = max(20, self.width - margin)
        for number, row in enumerate(wrapped(pieces, room, max(20, room - hanging))):
            self.line(" " * (margin + (hanging if number else 0)), *row)

    def between(self, left: Sequence[Piece], right: Piece, margin: int = 0) -> None:
        """One line with something at its right end; the left gives way where both have no room."""
        room = self.width - margin - columns(right.text) - 2
        kept = list(cut(left, max(10, room)))
        gap = max(2, self.width - margin - sum(columns(piece.text) for piece in kept) - columns(right.text))
        self.line(" " * margin, *kept, " " * gap, right)


def _console(out: TextIO) -> Console:
    from rich.console import Console

    return Console(file=out, highlight=False, soft_wrap=True, markup=False, emoji=False)


def clean(text: str | None) -> str:
    """``text`` on one line, without what would steer the terminal: control characters, and marks that turn
    the direction of writing for whatever follows."""
    shown = "".join(character for character in " ".join((text or "").split()) if _is_shown(character))
    return " ".join(shown.split())


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") or character in "\u00ad\u200d\u200c"


def columns(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(pieces: Iterable[Piece], room: int) -> Iterator[Piece]:
    """The pieces as far as there is room for them, with an ellipsis where they end early."""
    for piece in pieces:
        if columns(piece.text) <= room:
            room -= columns(piece.text)
            yield piece
            continue
        kept = ""
        for character in piece.text:
            if columns(kept) + _columns(character) > room - 1:
                break
            kept += character
        yield piece._replace(text=f"{kept.rstrip()}…" if room else "")
        return


def wrapped(pieces: Sequence[Piece | str], first: int, width: int) -> Iterator[list[Piece]]:
    """The pieces in lines of at most ``width`` columns, and the ``first`` of as many as that, broken at
    blanks, or within a word that is longer than a line."""
    row: list[Piece] = []
    used, room = 0, first
    begins = True
    for words in _words(pieces):
        size = sum(columns(piece.text) for piece in words)
        blank = words[0].text.isspace()
        if used + size > room and row:
            yield row
            row, used, room, begins = [], 0, width, False
        if blank and not row and not begins:
            continue
        rest = words
        while size > room:
            begun, rest = _broken(rest, room)
            yield begun
            size, room = sum(columns(piece.text) for piece in rest), width
        row += rest
        used += size
    if row:
        yield row


def _words(pieces: Sequence[Piece | str]) -> Iterator[list[Piece]]:
    """Runs of blanks and of other characters in turn; one run may be in several styles."""
    run: list[Piece] = []
    for piece in pieces:
        text, style = (piece, "") if isinstance(piece, str) else piece
        for character in text:
            if run and character.isspace() != run[0].text.isspace():
                yield run
                run = []
            if run and run[-1].style == style:
                run[-1] = Piece(run[-1].text + character, style)
            else:
                run.append(Piece(character, style))
    if run:
        yield run


def _broken(words: list[Piece], width: int) -> tuple[list[Piece], list[Piece]]:
    """A word's first ``width`` columns, and the rest of it."""
    characters = [Piece(character, piece.style) for piece in words for character in piece.text]
    used = 0
    for number, character in enumerate(characters):
        used += _columns(character.text)
        if used > width and number:
            return characters[:number], characters[number:]
    return characters, []
