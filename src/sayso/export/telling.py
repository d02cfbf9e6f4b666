"""Voices in words: how a chain is told to people, and what a report's voices come to."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from sayso.export.shortened import shortened
from sayso.types import Anonymity, DisputeKind, Reading, Statement, Voice, VoiceRole

ARROW = " ← "
"""Between a voice and the one behind it: the words came from right to left."""
UNRESOLVED = "unresolved"
WORDS = 48
"""Characters of an anonymous voice's own words in a chain."""


class Told(NamedTuple):
    """A statement's voices in words. ``gloss`` is what the source's words leave out ("Maren Holt" of "she"),
    ``chain`` through whom the words came and to whom they were said; either is empty where it would say
    nothing new. ``inside`` is the number of the statement that this one stands inside."""

    gloss: str
    chain: str
    inside: int | None = None


class Telling:
    """Tells the chains of one reading, in the order of its statements: what is known of an actor is told
    with its first words only. The publisher is the report's, and is not told with each of them."""

    def __init__(self, reading: Reading) -> None:
        self._actors = {actor.id: actor for actor in reading.actors}
        self._numbers = {said.id: number for number, said in enumerate(reading.statements, 1)}
        self._told: set[str] = set()

    def told(self, statement: Statement) -> Told:
        """The voices of ``statement``; call it once for each, in order."""
        voices = passing(statement)
        origins = [voice for voice in voices if voice.role is VoiceRole.ORIGIN]
        relays = _apart([voice for voice in voices if voice.role is VoiceRole.RELAY])
        relays = [voice for voice in relays if voice.actor not in {origin.actor for origin in origins}]
        through = ARROW.join(self._named(voice) for voice in relays)
        to = self._addressee(statement)
        inside = self._numbers.get(statement.parent or "")
        if len(origins) == 1 and not relays and statement.source:
            return Told(self._gloss(origins[0], statement.source.text), to, inside)
        whose = " and ".join(self._named(voice) for voice in origins)
        chain = ARROW.join(part for part in (through, whose) if part)
        if chain and not relays:
            chain = f"= {chain}"
        return Told("", "  ·  ".join(part for part in (chain, to) if part), inside)

    def _gloss(self, voice: Voice, source: str) -> str:
        """What the words of the source do not say of who it is."""
        known = source.casefold()
        if voice.name is None:
            described = self._described(voice)
            marks = [mark(voice)] if described.casefold() in known else [described, mark(voice)]
            return ", ".join([*marks, *self._facts(voice, known)])
        facts = self._facts(voice, known)
        if voice.name.casefold().removeprefix("the ") not in known:
            return ", ".join([voice.name, *facts])
        return ", ".join(facts)

    def _named(self, voice: Voice) -> str:
        """A voice by its name, or its own words, with what else is known of it in brackets."""
        name = voice.name or self._described(voice)
        marks = [] if voice.name else [mark(voice)]
        facts = [*marks, *self._facts(voice, name.casefold())]
        return f"{name} ({', '.join(facts)})" if facts else name

    def _described(self, voice: Voice) -> str:
        """A nameless voice as the report first described it, so that "who" and "the official" say whom."""
        actor = self._actors.get(voice.actor or "")
        words = voice.words or "somebody"
        if actor and actor.role and " of " not in (actor.number or ""):
            words = f"{actor.number} {actor.role}" if actor.number else actor.role
        return shortened(words, WORDS)

    def _facts(self, voice: Voice, known: str) -> list[str]:
        """Role, affiliation and condition of a voice that was not told of before, as far as ``known``
        words have them not."""
        actor = self._actors.get(voice.actor or "")
        if actor is None or actor.id in self._told:
            return []
        self._told.add(actor.id)
        if actor.name is None:
            return [f"“{words.text}”" for words in (actor.condition, actor.reason) if words]
        owner = self._actors.get(actor.of or "")
        role = actor.role if actor.role and actor.role.casefold() not in known else ""
        whose = f"of {owner.name}" if owner and owner.name and owner.name.casefold() not in known else ""
        return [fact] if (fact := f"{role} {whose}".strip()) else []

    def _addressee(self, statement: Statement) -> str:
        addressee = statement.addressee
        relays = {voice.actor for voice in statement.voices if voice.role is VoiceRole.RELAY}
        if addressee is None or (addressee.actor and addressee.actor in relays):
            return ""
        return f"to {addressee.name or shortened(addressee.words, WORDS)}"


def mark(voice: Voice) -> str:
    """A nameless voice's anonymity, with its number in the report: two of one number are the same."""
    if voice.anonymity is None:
        return UNRESOLVED
    number = (voice.actor or "").rpartition(":")[2]
    return f"{voice.anonymity} #{number}" if number.isdigit() else str(voice.anonymity)


def passing(statement: Statement) -> list[Voice]:
    """Its voices but for the publisher's."""
    return [voice for voice in statement.voices if voice.role is not VoiceRole.PUBLISHER]


def summary(reading: Reading) -> list[str]:
    """How many voices speak, named and not; through whom; which statements rest on no name; and which outlets
    had a part in the report."""
    origins = [
        voice for said in reading.statements for voice in said.voices if voice.role is VoiceRole.ORIGIN
    ]
    credited = ", ".join(outlet.name or outlet.words for outlet in reading.credits)
    credits = [f"Credited with a part in it: {credited}"] if credited else []
    if not origins:
        return credits
    kinds = Counter({voice.actor: voice.anonymity for voice in origins if voice.actor}.values())
    counts = [f"{kinds[kind]} {kind}" for kind in Anonymity if kinds[kind]]
    unresolved = sum(voice.actor is None for voice in origins)
    if unresolved:
        counts.append(f"{unresolved} {UNRESOLVED}")
    total = sum(kinds.values()) + unresolved
    lines = [f"{total} voice{'s' if total > 1 else ''}: {', '.join(counts)}"]
    through = [f"{name} ({_listed(numbers)})" for name, numbers in _relayed(reading).items()]
    if through:
        lines.append(f"Passed on by {', '.join(through)}")
    rests = [_rests_on(said) for said in reading.statements]
    for kind in (Anonymity.UNNAMED, Anonymity.DESCRIBED):
        if numbers := [number for number, on in enumerate(rests, 1) if on is kind]:
            lines.append(f"On {kind} voices alone: {_listed(numbers)}")
    return lines + at_odds(reading) + credits


_AT_ODDS = {
    DisputeKind.DENIES: "denies",
    DisputeKind.REJECTS: "rejects",
    DisputeKind.CONTRASTS: "is set against",
    DisputeKind.CONTRADICTS: "contradicts",
    DisputeKind.FIGURES: "has another figure than",
    DisputeKind.OPPOSES: "opposes",
}


def at_odds(reading: Reading) -> list[str]:
    """Which statements are at odds, by their numbers, with the words that show it; one line, or none."""
    numbers = {said.id: number for number, said in enumerate(reading.statements, 1)}
    told = []
    for dispute in reading.disputes:
        other = numbers.get(dispute.against or "")
        against = (
            str(other) if other else f"“{shortened(dispute.denied.text, WORDS)}”" if dispute.denied else "it"
        )
        shown = shortened(dispute.evidence[0].text, WORDS)
        told.append(f"{numbers[dispute.statement]} {_AT_ODDS[dispute.kind]} {against} (“{shown}”)")
    return [f"At odds: {'; '.join(told)}"] if told else []


def _relayed(reading: Reading) -> dict[str, list[int]]:
    """The numbers of the statements that each relay passed on, by its name; a relay without a name is by
    its words and mark."""
    through: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for number, said in enumerate(reading.statements, 1):
        origins = {voice.actor for voice in said.voices if voice.role is VoiceRole.ORIGIN}
        for voice in _apart([voice for voice in said.voices if voice.role is VoiceRole.RELAY]):
            if voice.actor is None or voice.actor in origins:
                continue
            words = shortened(voice.words or "somebody", WORDS)
            name = names.setdefault(voice.actor, voice.name or f"{words} ({mark(voice)})")
            through.setdefault(name, []).append(number)
    return through


def _rests_on(statement: Statement) -> Anonymity | None:
    """Unnamed where no origin has more, described where none has a name; None for any other."""
    kinds = {voice.anonymity for voice in statement.voices if voice.role is VoiceRole.ORIGIN}
    if not kinds or kinds - {Anonymity.UNNAMED, Anonymity.DESCRIBED}:
        return None
    return Anonymity.DESCRIBED if Anonymity.DESCRIBED in kinds else Anonymity.UNNAMED


def _apart(voices: list[Voice]) -> list[Voice]:
    """Without a voice that is the one before it again."""
    return [next(same) for _, same in groupby(voices, key=lambda voice: voice.actor or voice.spans)]


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
