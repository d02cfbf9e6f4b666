"""Outlets that a report credits with a part of itself, without saying with which: "The Associated Press
contributed to this report", "(AFP, dpa)". They are no relays, since which statements came through them
cannot be known; a report credited to one alone is another matter (`sayso.resolve.chain.agency`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.resolve.table import ActorTable
from sayso.types import Actor, ActorKind, BlockKind, Party, Report, Span

_LINE = 160
"""Characters of the longest line of credits."""
_ENDS = 3
"""Lines of credits stand among the first and the last so many paragraphs."""
_SAYS = re.compile(
    r"(?P<before>)\b(?:contributed|contributing)\b[^.\n]*\b(?:report|reporting|story|article)\b"
    r"|^\W*(?:with|additional)\s+(?:additional\s+)?(?:files?|reporting|input|inputs|material|agencies)\b"
    r"|^\W*(?:information|material|text)\s+from\b",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(
    r"^[^()\n]{0,20}\((?P<in>[^()\n]+)\)\W*$|^(?P<bare>[\w .]+(?:\s*[-–/,]\s*[\w .]+)+)\W*$"
)
_NAME = re.compile(r"[A-Z][\w.’']*(?: [A-Z][\w.’']*)*|\b(?!and\b|the\b)[a-z]{3,4}\b")


def credits(report: Report, table: ActorTable) -> tuple[Party, ...]:
    """The outlets in a report's lines of credits, in text order, each once."""
    kinds = (BlockKind.BODY, BlockKind.CREDIT, BlockKind.BYLINE)
    lines = [
        block.span for block in report.blocks if block.kind in kinds and block.end - block.start <= _LINE
    ]
    bodies = [block.span for block in report.blocks if block.kind in kinds]
    near = {*bodies[:_ENDS], *bodies[-_ENDS:]}
    found: dict[str, Party] = {}
    for line in lines:
        if line in near:
            for span, actor in _outlets(report.text, line, table):
                words = report.text[span.start : span.end]
                found.setdefault(actor.id, Party(words, (span,), actor.id, actor.name))
    return tuple(found.values())


def _outlets(text: str, line: Span, table: ActorTable) -> Iterator[tuple[Span, Actor]]:
    """The outlets that a line of credits names; none where the line is something else."""
    piece = text[line.start : line.end]
    only = _ONLY_NAMES.match(piece)
    says = _SAYS.search(piece)
    if only is None and says is None:
        return
    group = "in" if only and only["in"] else "bare" if only else None
    start, end = only.span(group) if only and group else (0, len(piece))
    if only is None and says and says["before"] is None:
        start = says.end()  # the names stand behind: "With files from …"
    named = [(m.span(), _outlet(m[0], table)) for m in _NAME.finditer(piece, start, end)]
    known = [(Span(line.start + a, line.start + b), actor) for (a, b), actor in named if actor]
    # A line of nothing but names is one of credits only if they all are outlets', and several.
    if only is None or len(known) == len(named) > 1:
        yield from known


def _outlet(name: str, table: ActorTable) -> Actor | None:
    """The outlet of a name, in the capitals of the table or others ("Afp")."""
    for form in (name, name.upper() if len(name) <= 4 else name):
        for actor in table.named(form):
            if actor.kind is ActorKind.OUTLET:
                return actor
    return None
