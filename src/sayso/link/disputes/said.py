"""A statement with what telling its disputes needs, worked out once: `Said`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.link.claims.mention import Mention
from sayso.link.claims.pair import Side, side
from sayso.link.disputes.denials import Denial, denial
from sayso.link.disputes.markers import extent
from sayso.spans import overlap
from sayso.types import Actor, Reading, Span, Statement, VoiceRole

UNLINKED = re.compile(
    r"\bno (?:\w+ )?(?:connections?|links?|ties?|affiliations?|involvement|role|part|hand) "
    r"(?:to|with|in|between)\b|\bno connection\b|\bnothing to do with\b"
    r"|\bnot (?:\w+ )?(?:involved|linked|connected|responsible|behind|affiliated|related)\b"
    r"|\bno (?:\w+ )?evidence\b.{0,40}?\b(?:connections?|links?|linked|ties?|involve\w+)\b",
    re.IGNORECASE,
)
"""Words by which somebody had nothing to do with a deed."""

LINKED = re.compile(
    r"\bon behalf of\b|\bresponsib|\bcarried out by\b|\bbehind\b|\b(?:linked|connected|tied) to\b"
    r"|(?<!\bin )\b(?:links?|ties|connections?) (?:to|with)\b|\baffiliated\b|\binvolved in\b"
    r"|\bon (?:the )?orders? (?:of|from)\b",
    re.IGNORECASE,
)
"""Words by which somebody had something to do with it."""

EARLY = 100
"""Within how many characters of its content a statement has to say that there is no link."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A statement, compared by its ``side``. ``speakers`` are the ids of those whose words they are, with
    those that they speak for; the report's words for them where nobody knows who it is; empty where the
    report gives nobody. ``denial`` is what it denies, ``unlinked`` whether it says that somebody had nothing
    to do with a deed."""

    statement: Statement
    side: Side
    speakers: frozenset[str]
    denial: Denial | None
    extent: Span
    unlinked: bool

    @property
    def mention(self) -> Mention:
        return self.side.mention

    @property
    def start(self) -> int:
        return self.extent.start

    @property
    def linked(self) -> bool:
        """Whether it says that somebody had something to do with a deed. Looked for each time: few are asked,
        those that meet one that is ``unlinked``."""
        denied = self.unlinked or self.mention.negative
        return not denied and LINKED.search(self.statement.content.text) is not None


def all_said(reading: Reading, compared: Sequence[Mention]) -> list[Said]:
    """The statements of a report in the order in which they begin; ``compared`` are their mentions."""
    actors = {actor.id: actor for actor in reading.actors}
    pairs = zip(reading.statements, compared, strict=True)
    said = [_said(statement, mention, actors) for statement, mention in pairs]
    return sorted(said, key=lambda one: (one.start, one.statement.id))


def _said(statement: Statement, mention: Mention, actors: Mapping[str, Actor]) -> Said:
    text = statement.content.text
    return Said(
        statement=statement,
        side=side(mention),
        speakers=_speakers(statement, actors),
        denial=denial(statement),
        extent=extent(statement),
        unlinked=UNLINKED.search(text[:EARLY]) is not None,
    )


def _speakers(statement: Statement, actors: Mapping[str, Actor]) -> frozenset[str]:
    ids = {voice.actor for voice in statement.voices if voice.role is VoiceRole.ORIGIN and voice.actor}
    belonging = {of for each in ids if each in actors and (of := actors[each].of)}
    ids |= {of for of in belonging if not of.startswith("state:")}  # two ministries are two voices
    if not ids and statement.source:
        return frozenset([statement.source.text.lower()])
    return frozenset(ids)


def apart(one: Said, other: Said) -> bool:
    """Whether two statements are two people's, and neither stands in the other."""
    if one is other or one.speakers & other.speakers:
        return False
    if one.extent.start >= other.extent.end or other.extent.start >= one.extent.end:
        return True
    if one.statement.id == other.statement.parent or other.statement.id == one.statement.parent:
        return False
    return not overlap(one.statement.content.spans, other.statement.content.spans)
