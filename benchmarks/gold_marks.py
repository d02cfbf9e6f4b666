"""The marks of ``gold/``: pairs of statements that are one claim or not, passages that stand in two reports.

A mark holds no text. It names reports by ``FOLDER/FILE.json`` below the folder of the corpus, and says where
in them, in half-open code points of ``Report.text``. What counts as the same, and who marked it, is told in
``gold/README.md``.

    >>> known = readings(open("news-events.jsonl"), open("paths.txt"))
    >>> pairs = [resolved(mark, known) for mark in claims("dev")]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Literal, TypeVar

import msgspec

from sayso.errors import NotKept
from sayso.export.json import decoded
from sayso.types import Reading, Span, Statement

GOLD = Path(__file__).parent / "gold"

Half = Literal["dev", "held"]

ClaimKind = Literal[
    "paraphrase",
    "quotation",
    "headline",
    "voice",
    "figure",
    "date",
    "place",
    "party",
    "polarity",
    "certainty",
    "event",
    "topic",
    "more",
]

LEAST = 0.5
"""How much of a mark and of the statement that is taken for it have to be in common, as a share of both
together. Below it, the reading is said not to have the statement."""


class MovedText(NotKept):
    """A report reads otherwise than when it was marked, so that the mark's offsets mean something else."""


class Place(msgspec.Struct, frozen=True):
    """Words of one report. ``text_sha`` is the id that the report had when it was marked."""

    report: str
    text_sha: str
    spans: tuple[Span, ...]


class ClaimMark(msgspec.Struct, frozen=True):
    """Two statements, and whether they are the ``same`` claim.

    ``kind`` is what they do alike when they are the same, else what tells them apart. ``chosen`` is how the
    pair was come by: by reading, by lot from a band of word overlap, by lot from those near in meaning with
    few words in common, or as an easy one.
    """

    half: Half
    one: Place
    other: Place
    same: bool
    kind: ClaimKind
    chosen: Literal["read", "band", "meaning", "easy"]
    note: str


class CopyMark(msgspec.Struct, frozen=True):
    """Two stretches of text. A ``passage`` is the report's own words, a ``quotation`` words of somebody's in
    quotation marks in one of them at least, both shared; with ``none`` the words only resemble each other.
    ``giver`` is the one from which the other has it, None where nothing tells."""

    half: Half
    one: Place
    other: Place
    kind: Literal["passage", "quotation", "none"]
    giver: Literal["one", "other"] | None = msgspec.field(name="from")
    note: str = ""


Mark = TypeVar("Mark", ClaimMark, CopyMark)


def claims(half: Half | None = None, path: Path = GOLD / "claims.json") -> tuple[ClaimMark, ...]:
    """The pairs of statements of one half, or of both. Raises ``msgspec.ValidationError`` when the file has
    another shape."""
    return _of_half(msgspec.json.decode(path.read_bytes(), type=tuple[ClaimMark, ...]), half)


def copies(half: Half | None = None, path: Path = GOLD / "copies.json") -> tuple[CopyMark, ...]:
    """The pairs of passages of one half, or of both. Raises ``msgspec.ValidationError`` when the file has
    another shape."""
    return _of_half(msgspec.json.decode(path.read_bytes(), type=tuple[CopyMark, ...]), half)


FOLDER_WORDS = 6


def _of_half(marks: tuple[Mark, ...], half: Half | None) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if half is None or mark.half == half)


def name_of(path: str) -> str:
    """The name by which marks know the report at ``path``: its folder, of which no more than the first words
    are kept, since it is other people's headline, and its file."""
    folder, file = PurePath(path).parts[-2:]
    words = folder.split("_")
    return f"{folder if len(words) <= FOLDER_WORDS else '_'.join(words[:FOLDER_WORDS]) + '*'}/{file}"


def readings(lines: Iterable[str], paths: Iterable[str]) -> dict[str, Reading]:
    """Readings by the names that marks have for their reports: one a line, their paths line by line beside
    them. Raises ``ValueError`` when there are not as many of both."""
    named = zip(lines, paths, strict=True)
    return {name_of(path.strip()): decoded(line) for line, path in named}


def reading_of(place: Place, known: Mapping[str, Reading]) -> Reading:
    """The reading in which ``place`` is. Raises `NotKept` without one, `MovedText` when its text is not the
    one that was marked."""
    reading = known.get(place.report)
    if reading is None:
        raise NotKept(
            f"{place.report}: no reading of this report; read it and give its reading with the others"
        )
    if reading.report.id != place.text_sha:
        raise MovedText(
            f"{place.report}: its text is {reading.report.id}, but {place.text_sha} was marked; "
            "read the file that was marked, or mark it again"
        )
    return reading


def statement_at(place: Place, known: Mapping[str, Reading], least: float = LEAST) -> Statement | None:
    """The statement whose content covers ``place`` best, the first of equals; None when none covers it by
    ``least``. Raises as `reading_of` does."""
    reading = reading_of(place, known)
    best = max(reading.statements, key=lambda s: overlap(s.content.spans, place.spans), default=None)
    if best is None or overlap(best.content.spans, place.spans) < least:
        return None
    return best


def resolved(mark: ClaimMark, known: Mapping[str, Reading]) -> tuple[Statement | None, Statement | None]:
    """A mark's two statements. Raises as `reading_of` does."""
    return statement_at(mark.one, known), statement_at(mark.other, known)


def words_at(place: Place, known: Mapping[str, Reading]) -> str:
    """What stands there, the spans' characters joined by " … ". Raises as `reading_of` does."""
    text = reading_of(place, known).report.text
    return " … ".join(text[start:end] for start, end in place.spans)


def overlap(some: Sequence[Span], others: Sequence[Span]) -> float:
    """The characters that are in both, as a share of those in either, from 0 to 1."""
    one, other = _characters(some), _characters(others)
    return len(one & other) / len(one | other) if one and other else 0.0


def _characters(spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
