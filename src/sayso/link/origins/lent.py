"""What copied text tells of a claim's way: whose unnamed voice is whose, and what an outlet only lifted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.link.claims.words import terms
from sayso.link.origins.public import said_in_public
from sayso.spans import overlap
from sayso.types import Copy, Mode, Passage, Reading, Statement, VoiceRole

ALIKE = 0.6
"""The share of words that two contents in a copied passage have in common where they are one."""

INSIDE = 0.5
"""The share of a content's characters that lie in a copied passage where it counts as copied."""

LEAST_LIFTED = 16
"""Shared words of a passage that tells of a claim's way. One claim alone is soon told by two desks in ten or
twelve words that are the same."""


class Lent(NamedTuple):
    """A statement that stands in copied text: ``statement`` in the later report, ``source`` in the earlier,
    and the ids of the anonymous voices that are one in both, as pairs (earlier, later)."""

    copy: Copy
    source: str
    statement: str
    voices: tuple[tuple[str, str], ...]

    @property
    def lifted(self) -> tuple[str, ...]:
        """The ids of the statement and the voices that the later report has from the earlier; none where the
        direction is not known."""
        return (self.statement, *(later for _, later in self.voices)) if self.copy.directed else ()


def lent(copies: Sequence[Copy], readings: Mapping[str, Reading]) -> Iterator[Lent]:
    """The pairs of statements that copied text makes one, in both reports."""
    for copy in copies:
        earlier, later = readings.get(copy.earlier.report), readings.get(copy.later.report)
        if earlier is None or later is None or copy.words < LEAST_LIFTED:
            continue
        givers = [s for s in earlier.statements if _inside(s, copy.earlier)]
        for taker in later.statements:
            if _inside(taker, copy.later):
                words = _words(taker)
                best = max(givers, key=lambda giver: _alike(_words(giver), words), default=None)
                if best is None or _alike(_words(best), words) < ALIKE:
                    continue
                if not (_both_heard(best, earlier, taker, later) and _outside(copy, taker) < LEAST_LIFTED):
                    yield Lent(copy, best.id, taker.id, tuple(_voices(best, taker)))


def _both_heard(giver: Statement, earlier: Reading, taker: Statement, later: Reading) -> bool:
    """Whether both quote what was said in public: two who were there have the same words."""
    return (
        giver.mode is Mode.DIRECT
        and taker.mode is Mode.DIRECT
        and bool(said_in_public(giver, earlier) and said_in_public(taker, later))
    )


def _outside(copy: Copy, statement: Statement) -> int:
    """How many of the shared words are none of the statement's."""
    return copy.words - len(statement.content.text.split())


def _inside(statement: Statement, passage: Passage) -> bool:
    spans = statement.content.spans
    return overlap(spans, passage.spans) >= INSIDE * sum(end - start for start, end in spans)


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(term.stem for term in terms(statement.content.text))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _voices(giver: Statement, taker: Statement) -> Iterator[tuple[str, str]]:
    sides = [
        [v.actor for v in s.voices if v.role is VoiceRole.ORIGIN and v.actor and v.actor.startswith("anon:")]
        for s in (giver, taker)
    ]
    yield from zip(*sides, strict=False)
