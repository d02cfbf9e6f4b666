"""The stances that the statements of one report take: `stands`, `position`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.link.claims.words import terms, total, weight
from sayso.link.positions.stances import matter, stance_of
from sayso.spans import joined, overlap
from sayso.types import (
    Anonymity,
    BlockKind,
    Passage,
    Reading,
    Report,
    Stance,
    Statement,
    Voice,
    VoiceRole,
)

LONGEST = 40
"""How many telling words a proposal may have. More is a speech, and no proposal."""

HEADS = frozenset([BlockKind.HEADLINE, BlockKind.DEK])

SHORT = 0.6
"""The share of a headline's words, by weight, from which a statement below it says the same."""

BESIDE = 250
"""How many characters from a stance the same voice may say when it spoke: "opposes it. '…', she said on
Monday"."""

CONTEXT = 24
"""How many of a report's rarest words are kept to tell what "the inquiry" of it is."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One voice's stance in one statement.

    ``proposal`` are the words for what it is on, ``stems`` its telling words, ``context`` the rarest words of
    the report's title and contents. ``said`` is when it was said, an ISO date, where the report tells;
    ``published`` the report's own date. ``through`` are the names of the publisher and the relays.
    ``confidence`` is from 0 to 1, ``why`` a sentence for a person.
    """

    statement: str
    actor: str
    name: str | None
    stance: Stance
    proposal: Passage
    stems: tuple[str, ...]
    context: tuple[str, ...]
    said: str | None
    published: str | None
    through: tuple[str, ...]
    confidence: float
    why: str


def stands(reading: Reading) -> tuple[Stand, ...]:
    """The stances of all statements, in their order. A headline's are left out where the report below has
    the same stance on the same: it is the short form of that."""
    context = _context(reading)
    heads = [block.span for block in reading.report.blocks if block.kind in HEADS]
    found = [
        (stand, bool(overlap(statement.content.spans, heads)))
        for number, statement in enumerate(reading.statements)
        for stand in _stands(reading, number, statement, context)
    ]
    told = [stand for stand, head in found if not head]
    return tuple(
        stand for stand, head in found if not (head and any(_short_form(stand, other) for other in told))
    )


def _short_form(head: Stand, other: Stand) -> bool:
    """Whether a headline's stance is that of a statement below it."""
    shared = total(frozenset(head.stems) & frozenset(other.stems))
    return head.stance is other.stance and shared >= SHORT * total(head.stems)


def position(statement: Statement, reading: Reading) -> tuple[Stand, ...]:
    """The stances of one statement of ``reading``, one a voice."""
    return tuple(stand for stand in stands(reading) if stand.statement == statement.id)


def _stands(reading: Reading, number: int, statement: Statement, context: tuple[str, ...]) -> Iterator[Stand]:
    stance = stance_of(statement)
    if stance is None:
        return
    on = matter(reading.statements, number, stance)
    if on is None:
        return
    stems = tuple(dict.fromkeys(term.stem for term in terms(on.text)))
    if not stems or len(stems) > LONGEST:
        return
    for voice in statement.voices:
        if voice.role is not VoiceRole.ORIGIN or voice.actor is None:
            continue
        cue = statement.cue.text if statement.cue else statement.act.value
        yield Stand(
            statement=statement.id,
            actor=voice.actor,
            name=voice.name if voice.anonymity is Anonymity.NAMED else None,
            stance=stance,
            proposal=Passage(reading.report.id, on.spans, joined(reading.report.text, on.spans)),
            stems=stems,
            context=context,
            said=_said(reading.statements, number, voice.actor),
            published=reading.report.published,
            through=_through(reading.report, statement.voices),
            confidence=round(statement.confidence * voice.confidence, 3),
            why=f"“{cue}” {_WORDS[stance]} “{_short(on.text)}”.",
        )


_WORDS = {
    Stance.SUPPORTS: "takes the side of",
    Stance.OPPOSES: "takes the side against",
    Stance.DEMANDS: "asks for",
    Stance.REFUSES: "refuses",
    Stance.PROPOSES: "proposes",
    Stance.PROMISES: "promises",
    Stance.DOUBTS: "casts doubt on",
    Stance.CONFIRMS: "says that it is so:",
    Stance.DENIES: "says that it is not so:",
}


def _said(statements: Sequence[Statement], number: int, actor: str) -> str | None:
    """The day on which a statement was said; failing that, the one on which the same voice said what stands
    beside it."""
    here = statements[number]
    if here.said.start:
        return here.said.start[:10]
    for beside in (number + 1, number - 1):
        if not 0 <= beside < len(statements):
            continue
        other = statements[beside]
        same = any(voice.actor == actor and voice.role is VoiceRole.ORIGIN for voice in other.voices)
        gap = max(other.content.spans[0].start - here.content.spans[-1].end, 0)
        if beside < number:
            gap = max(here.content.spans[0].start - other.content.spans[-1].end, 0)
        if same and gap <= BESIDE and other.said.start:
            return other.said.start[:10]
    return None


def _context(reading: Reading) -> tuple[str, ...]:
    text = " ".join([reading.report.title or "", *(each.content.text for each in reading.statements)])
    rare = sorted({term.stem for term in terms(text)}, key=lambda root: (-weight(root), root))
    names = {term.stem for term in terms(text) if term.name}
    return tuple(
        sorted({*rare[: CONTEXT // 2], *sorted(names, key=lambda r: (-weight(r), r))[: CONTEXT // 2]})
    )


def _through(report: Report, voices: Sequence[Voice]) -> tuple[str, ...]:
    """The publisher's name, then the relays'."""
    outlet = (report.outlet.name or report.outlet.domain) if report.outlet else None
    relays = [voice.name for voice in voices if voice.role is VoiceRole.RELAY]
    return tuple(dict.fromkeys(name for name in (outlet, *relays) if name))


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
