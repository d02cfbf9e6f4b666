"""Text for people at a terminal: each report's heading, its statements, and what they come to.

Colour and width are the terminal's own. Where the output is no terminal there is no colour, and lines
are 80 columns wide (or ``COLUMNS``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from sayso.export import heading, situation
from sayso.export.shortened import shortened
from sayso.export.telling import Telling, Told, summary
from sayso.types import Reading, Statement

WIDEST = 100
"""Columns; longer lines are hard to follow, however wide the terminal is."""
LINES = 2
"""The lines that a statement's content may take."""
INDENT = 5
"""Columns before a statement's content; its number stands in them."""
GAP = 2
"""Columns between source, cue and kind."""


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Write each reading as it comes."""
    console = Console(file=out, highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDEST)
    for number, reading in enumerate(readings):
        if number:
            console.print()
            console.rule(style="dim")
            console.print()
        _write(reading, console)
        out.flush()


def _write(reading: Reading, console: Console) -> None:
    report = reading.report
    _print(Text(_clean(heading.title(report)), style="bold"), console)
    _print(Text(_clean(f"{heading.outlet(report)}  ·  {heading.day(report)}"), style="dim"), console)
    console.print()
    depths = _depths(reading.statements)
    telling = Telling(reading)
    for number, statement in enumerate(reading.statements, 1):
        _write_statement(statement, telling.told(statement), str(number), depths[statement.id], console)
    _write_events(reading, console)
    for line in (heading.summary(reading), *summary(reading)):
        _print(Text(_clean(line), style="dim"), console, hanging=2)


def _write_statement(statement: Statement, told: Told, label: str, depth: int, console: Console) -> None:
    margin = INDENT + 2 * depth
    kind = situation.kind(statement)
    room = console.width - margin - len(kind) - GAP
    who, chain = _who(statement, told, room)
    line = Text(f"{label:>3}".ljust(margin - 2) + ("↳ " if depth else "  "), style="dim")
    line += who + Text(" " * (room - who.cell_len + GAP)) + Text(kind, style="dim")
    console.print(line, no_wrap=True, overflow="ignore", crop=False)
    if chain:
        _print(Text(_clean(chain), style="cyan"), console, margin, hanging=2)
    # A line breaks before a word that does not fit, which costs each a few columns.
    limit = LINES * (console.width - margin) - 12
    _print(Text(shortened(_clean(statement.content.text), max(20, limit))), console, margin)
    if facts := situation.facts(statement):
        _print(Text(_clean("  ·  ".join(facts)), style="green"), console, margin, hanging=2)
    console.print()


def _write_events(reading: Reading, console: Console) -> None:
    numbers = {statement.id: number for number, statement in enumerate(reading.statements, 1)}
    for number, event in enumerate(reading.events, 1):
        label = Text(f" e{number}".ljust(INDENT), style="dim")
        line = Text(_clean(situation.event(event, numbers)))
        _print(label + line, console, hanging=INDENT)
    if reading.events:
        console.print()


def _print(text: Text, console: Console, margin: int = 0, hanging: int = 0) -> None:
    """``text`` in lines that fit, ``margin`` columns in, with no blanks at their ends; all but the first
    are ``hanging`` columns further in."""
    for number, line in enumerate(text.wrap(console, console.width - margin - hanging)):
        line.rstrip()
        console.print(Text(" " * (margin + (hanging if number else 0))) + line)


def _who(statement: Statement, told: Told, room: int) -> tuple[Text, str]:
    """Source, gloss and cue, in at most ``room`` columns, and what goes on a line of its own: the parent's
    number, the gloss where there was no room for it, the chain."""
    cue = shortened(_clean(statement.cue.text), max(20, room // 2)) if statement.cue else ""
    after = " " * GAP + cue if cue else ""
    line = Text()
    gloss = f" ({_clean(told.gloss)})" if told.gloss else ""
    if statement.source:
        source = _clean(statement.source.text)
        whole = " ".join(source.split())
        fits = cell_len(whole + gloss + after) <= room
        line.append(shortened(source, max(20, room - len(after))), style="bold cyan")
        line.append(gloss if fits else "", style="cyan")
        gloss = "" if fits else gloss.strip()
    else:
        line.append("no source given", style="dim italic")
    line.append(after, style="italic")
    line.truncate(room, overflow="ellipsis")
    inside = f"inside {told.inside}" if told.inside else ""
    return line, "  ·  ".join(part for part in (inside, gloss, told.chain) if part)


def _depths(statements: tuple[Statement, ...]) -> dict[str, int]:
    """How many statements each one stands inside, by id."""
    parents = {statement.id: statement.parent for statement in statements}
    depths = {}
    for statement in statements:
        depth, parent = 0, statement.parent
        while parent is not None and depth < 8:
            depth, parent = depth + 1, parents.get(parent)
        depths[statement.id] = depth
    return depths


def _clean(text: str) -> str:
    """``text`` without what would steer the terminal: control characters, and marks that turn the
    direction of writing for whatever follows."""
    return "".join(" " if character in "\n\t" else character for character in text if _is_shown(character))


def _is_shown(character: str) -> bool:
    return (
        character in "\n\t"
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
        or character in "\u00ad\u200d\u200c"
    )
