"""What is at odds, side by side: both sides' words where they stand, with the words that show it marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.ask.desk import Desk
from sayso.ledger.base import DisputeRow, Row
from sayso.serve import links
from sayso.serve.excerpts import Bit, excerpt
from sayso.types import DisputeKind, Passage, Reading, Span, VoiceRole

HEADS: Mapping[DisputeKind, str] = {
    DisputeKind.DENIES: "denied",
    DisputeKind.REJECTS: "turned down",
    DisputeKind.CONTRASTS: "set against each other",
    DisputeKind.CONTRADICTS: "contradicted",
    DisputeKind.FIGURES: "different figures",
    DisputeKind.OPPOSES: "opposite sides",
}
"""Each kind of dispute in a few words."""

DISPUTERS = 4
"""Voices at odds with a claim that are named."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a statement as a list shows it, its words in pieces, and the id of its claim. Where only a
    denial says what is denied, ``row`` is None: nobody is quoted with it."""

    row: Row | None
    words: tuple[Bit, ...]
    claim: str | None


@dataclass(frozen=True, slots=True)
class Odds:
    """A dispute: the side that is looked at first and the other; ``shown`` are the words that show it, each
    with the statement beside which it stands, and ``kind`` is told in words."""

    dispute: DisputeRow
    one: Side
    other: Side
    shown: tuple[tuple[str, str], ...]
    head: str


class Bench:
    """Lays disputes out for one page; it remembers the reports that it has read for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._readings: dict[str, Reading] = {}

    def laid(self, rows: Sequence[DisputeRow], claim: str | None = None) -> list[Odds]:
        """Each dispute with the one who disputes second; where ``claim`` is one of two, it stands first."""
        return [self._odds(row, claim) for row in rows]

    def _odds(self, row: DisputeRow, claim: str | None) -> Odds:
        disputing = Side(row.statement, self._words(row.statement.id, row.evidence), row.claim)
        if row.against:
            disputed = Side(row.against, self._words(row.against.id, row.evidence), row.other)
        else:
            disputed = Side(None, self._passage(row.denied) if row.denied else (), None)
        one, other = (disputing, disputed) if claim and row.claim == claim else (disputed, disputing)
        return Odds(row, one, other, self._shown(row), HEADS[row.kind])

    def _shown(self, row: DisputeRow) -> tuple[tuple[str, str], ...]:
        """The words that show it; a passage of a report that has a side leads to that side."""
        beside = [side.id for side in (row.statement, row.against) if side]
        found = {}
        for passage in row.evidence:
            near = [one for one in beside if one.partition(":")[0] == passage.report]
            found[passage.text] = near[0] if near else beside[0]
        return tuple(found.items())

    def _words(self, statement: str, evidence: Sequence[Passage]) -> tuple[Bit, ...]:
        reading = self._reading(statement.partition(":")[0])
        said = next(said for said in reading.statements if said.id == statement)
        return excerpt(reading.report, said, _spans(reading, evidence))

    def _passage(self, denied: Passage) -> tuple[Bit, ...]:
        reading = self._reading(denied.report)
        return excerpt(reading.report, denied.spans)

    def _reading(self, report: str) -> Reading:
        if report not in self._readings:
            self._readings[report] = self._desk.reading(report)
        return self._readings[report]


def disputers(desk: Desk, claim: str, rows: Sequence[DisputeRow]) -> list[tuple[str, str | None]]:
    """Who is at odds with a claim, of whose disputes ``rows`` are: names with actors, those who say so most
    often first; then what reports call those who have none."""
    against: list[Row] = []
    for other in dict.fromkeys(row.other if row.claim == claim else row.claim for row in rows):
        against += desk.view.claim(other)[1] if other else []  # without, it denies what nobody says
    roles = desk.roles(against)
    names: dict[str, tuple[str, str | None]] = {}
    times: Counter[str] = Counter()
    for said in against:
        for voice in said.voices:
            words = voice.name or roles.get(voice.actor or "") or voice.words
            if voice.role is VoiceRole.ORIGIN and words:
                names.setdefault(words.casefold(), (words, voice.actor if voice.name else None))
                times[words.casefold()] += 1
    ordered = sorted(times, key=lambda one: (names[one][1] is None, -times[one]))
    return [names[one] for one in ordered[:DISPUTERS]]


@dataclass(frozen=True, slots=True)
class Answered:
    """Something that an actor said and somebody answers, or (with ``own``) the other way round: the answer,
    what is answered, and what kind of dispute that is in words."""

    answer: Row
    said: Row
    head: str
    own: bool


def answered(desk: Desk, actor: str, limit: int) -> list[Answered]:
    """The newest answers to an actor, and then those that it gives itself, of ``limit`` disputes."""
    found = []
    for row in desk.disputes(links.by(actor), limit=limit).rows:
        if row.against and _is_origin(actor, row.against):
            found.append(Answered(row.statement, row.against, HEADS[row.kind], own=False))
        elif row.against and _is_origin(actor, row.statement):
            found.append(Answered(row.statement, row.against, HEADS[row.kind], own=True))
    return sorted(found, key=lambda one: one.own)


def _is_origin(actor: str, row: Row) -> bool:
    return any(voice.role is VoiceRole.ORIGIN and voice.actor == actor for voice in row.voices)


def _spans(reading: Reading, evidence: Sequence[Passage]) -> list[Span]:
    return [span for passage in evidence if passage.report == reading.report.id for span in passage.spans]
