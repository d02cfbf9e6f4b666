"""What stance a statement takes (`stance_of`), and on what (`matter`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.link.disputes.denials import denial, pointed
from sayso.link.disputes.wordings import MUTE, REJECTING
from sayso.types import Act, DisputeKind, Polarity, Stance, Statement, VoiceRole, Words

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

BANNING = re.compile(r"\b(?:ban|bar|prohibit|forb[ia]d|outlaw)\w*", re.IGNORECASE)
"""Cues by which it is demanded that something not be."""

TURNING_DOWN = re.compile(
    rf"{REJECTING.pattern}|\b(?:veto|scrap|block|vot\w+ (?:down|against))\w*", re.IGNORECASE
)
"""Cues by which a proposal is turned down."""

ON_CLAIMS = frozenset([Stance.CONFIRMS, Stance.DENIES, Stance.DOUBTS])
"""Stances on what is told, which is then the whole content."""


def stance_of(statement: Statement) -> Stance | None:
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
    if statement.act is Act.REJECT and not TURNING_DOWN.search(statement.cue.text):
        return None  # "discarded the boosters"
    if stance is Stance.DEMANDS and _averts(statement):
        return Stance.OPPOSES
    if stance is Stance.REFUSES and MUTE.search(f"{statement.cue.text} {statement.content.text[:60]}"):
        return None
    return stance


def _averts(statement: Statement) -> bool:
    """Whether a demand is that something should not be."""
    cue = statement.cue.text if statement.cue else ""
    return (
        statement.polarity is Polarity.NEGATIVE
        or BANNING.search(cue) is not None
        or AVERTING.match(statement.content.text) is not None
    )


def matter(statements: Sequence[Statement], number: int, stance: Stance) -> Words | None:
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
