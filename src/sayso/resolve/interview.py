"""Reports that are a conversation: whose a paragraph is, where no sentence says so.

Two forms are known. A transcript puts a name before what is said ("IRMA TOLL: We close on Friday."). An
interview puts the questions in paragraphs of their own, and leaves the answers to whom it is with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sayso.resolve.casting import Casting
from sayso.resolve.member import Member
from sayso.types import BlockKind, EntityKind, Paragraph, Report

_TURN = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?:, [A-Z ,]+)?: (?=\S)")
_SHORT = re.compile(r"[QA]|Question|Answer")
_LEAST = 3
"""So many turns or questions make a conversation."""
_LONGEST = 600
"""Characters of the longest paragraph that is taken for a question."""


class Turn(NamedTuple):
    """A paragraph of a conversation: who speaks in it, who is spoken to, where that is known."""

    speaker: Member | None
    listener: Member | None


def turns(report: Report, cast: Casting) -> dict[int, Turn]:
    """By the paragraph's number, the turns of a conversation; empty where the report is none."""
    paragraphs = cast.trees.parse.paragraphs
    named = {
        n: found["name"] for n, p in enumerate(paragraphs) if (found := _TURN.match(report.text, p.start))
    }
    if len(named) >= _LEAST and len(named) > len(set(named.values())):
        return _transcript(paragraphs, named, cast)
    quoted = {block.start for block in report.blocks if block.kind is BlockKind.QUOTE}
    asked = [n for n, p in enumerate(paragraphs) if _asks(report.text, p) and p.start not in quoted]
    if len(asked) < _LEAST or not _answered(asked, len(paragraphs)):
        return {}
    guest = _guest(cast, paragraphs[asked[0]].first)
    out = {}
    for number in range(asked[0], len(paragraphs)):
        out[number] = Turn(None, guest) if number in asked else Turn(guest, None)
    return out


def _transcript(paragraphs: tuple[Paragraph, ...], named: dict[int, str], cast: Casting) -> dict[int, Turn]:
    """The turns of a transcript; a paragraph without a name goes on with the one before."""
    out: dict[int, Turn] = {}
    speaker: Member | None = None
    for number in range(min(named), len(paragraphs)):
        name = named.get(number)
        if name is not None:
            speaker = None if _SHORT.fullmatch(name) else cast.by_name(name)
        out[number] = Turn(speaker, None)
    return out


def _asks(text: str, paragraph: Paragraph) -> bool:
    piece = text[paragraph.start : paragraph.end].rstrip()
    return piece.endswith("?") and len(piece) <= _LONGEST and piece[0] not in "“\"'‘"


def _answered(asked: list[int], count: int) -> bool:
    """Whether most questions have an answer behind them."""
    return sum(n + 1 < count and n + 1 not in asked for n in asked) >= max(_LEAST, len(asked) // 2)


def _guest(cast: Casting, upto: int) -> Member | None:
    """Whom an interview is with: the person whom its opening names most, the first of those named equally."""
    names = Counter(_persons(cast, upto))
    best = max(names, key=lambda name: names[name], default=None)
    return cast.by_name(best) if best else None


def _persons(cast: Casting, upto: int) -> Iterator[str]:
    """The names of persons in the opening, each in its longest form."""
    for entity in cast.trees.parse.entities:
        if entity.first < upto and entity.kind is EntityKind.PERSON:
            yield cast.full_name(entity.first, entity.last)
