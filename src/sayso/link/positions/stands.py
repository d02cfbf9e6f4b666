"""The stances that the statements of one report take: `stands`, `position`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.link.claims.words import terms, total, weight
from sayso.link.disputes.denials import denial, pointed
from sayso.link.disputes.wordings import MUTE
from sayso.spans import joined, overlap
from sayso.types import (
    Act,
    Anonymity,
    BlockKind,
    DisputeKind,
    Passage,
    Reading,
    Report,
    Stance,
    Statement,
    Voice,
    VoiceRole,
    Words,
)

STANCES = {
    Act.SUPPORT: Stance.SUPPORTS,
    Act.AGREE: Stance.SUPPORTS,
    Act.OPPOSE: Stance.OPPOSES,
    Act.REJECT: Stance.OPPOSES,
    Act.DEMAND: Stance.DEMANDS,
    Act.REQUEST: Stance.DEMANDS,
    Act.REFUSE: Stance.REFUSES,
    Act.PROPOSE: Stance.PROPOSES,
    Act.PROMISE: Stance.PROMISES,
    Act.DOUBT: Stance.DOUBTS,
    Act.CONFIRM: Stance.CONFIRMS,
    Act.DENY: Stance.DENIES,
}
"""The stance that each act takes. Who turns down a proposal opposes it; who turns down a claim denies it."""

DOUBTING = re.compile(
    r"\b(?:doubt\w*|question\w*|s[ck]eptic\w*|challeng\w*|unconvinced"
    r"|(?:not|n['’]t) (?:\w+ )?(?:believe|buy|accept))\b",
    re.IGNORECASE,
)
"""Cues that cast doubt on what is told."""

AVERTING = re.compile(r"\W*(?:[\w’'-]+ ){0,4}?(?:from \w+ing|not to|never to|against)\b", re.IGNORECASE)
"""How a content begins by which it is asked that something should not be: "banned customers from buying"."""

ON_CLAIMS = frozenset([Stance.CONFIRMS, Stance.DENIES, Stance.DOUBTS])
"""Stances on what is told, which is then the whole content."""

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
    stance = _stance(statement)
    if stance is None:
        return
    matter = _matter(reading.statements, number, stance)
    if matter is None:
        return
    stems = tuple(dict.fromkeys(term.stem for term in terms(matter.text)))
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
            proposal=Passage(reading.report.id, matter.spans, joined(reading.report.text, matter.spans)),
            stems=stems,
            context=context,
            said=_said(reading.statements, number, voice.actor),
            published=reading.report.published,
            through=_through(reading.report, statement.voices),
            confidence=round(statement.confidence * voice.confidence, 3),
            why=f"“{cue}” {_WORDS[stance]} “{_short(matter.text)}”.",
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


def _stance(statement: Statement) -> Stance | None:
    """What a statement's act says of where its voice stands; None where it says nothing."""
    found = denial(statement)
    if found is not None and found.kind is DisputeKind.CONTRASTS:
        return Stance.DOUBTS
    if found is not None and (found.kind is DisputeKind.DENIES or found.points == "told"):
        return Stance.DENIES
    stance = STANCES.get(statement.act)
    if stance is Stance.DENIES or statement.cue is None:
        return None
    if stance is Stance.DOUBTS and not DOUBTING.search(statement.cue.text):
        return None  # what a speaker is not sure of is often no matter that anybody else has told
    if stance is Stance.DEMANDS and AVERTING.match(statement.content.text):
        return Stance.OPPOSES
    if stance is Stance.REFUSES and MUTE.search(f"{statement.cue.text} {statement.content.text[:60]}"):
        return None
    return stance


def _matter(statements: Sequence[Statement], number: int, stance: Stance) -> Words | None:
    """What the stance of a statement is on. What only points back ("the plan", "it") is looked for in what
    the last statement before it with a proposal, or with something told, was on; None where there is none."""
    statement = statements[number]
    told = stance in ON_CLAIMS
    matter = statement.content if told or statement.proposal is None else statement.proposal
    if told and (found := denial(statement)) is not None:
        matter = Words(matter.text, found.denied) if found.denied != matter.spans else matter
        if found.points:
            return _pointed(statements, number, "told")
    points = pointed(matter.text)
    if points is None and not re.fullmatch(r"\W*(?:it|that|this|them|so)\W*", matter.text, re.IGNORECASE):
        return matter
    return _pointed(statements, number, points or "offered") or (
        matter if points in ("asked", "offered") else None
    )


def _pointed(statements: Sequence[Statement], number: int, points: str) -> Words | None:
    """The matter of the nearest statement before that one, of another voice."""
    own = {voice.actor for voice in statements[number].voices if voice.role is VoiceRole.ORIGIN}
    for before in reversed(statements[max(number - 4, 0) : number]):
        voices = {voice.actor for voice in before.voices if voice.role is VoiceRole.ORIGIN}
        if voices & own or denial(before) is not None:
            continue
        if points == "told":
            return before.content
        if before.proposal is not None and pointed(before.proposal.text) is None:
            return before.proposal
    return None


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
