"""A statement's chain in one line of words, and the voices of a report summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sayso.types import Actor, Anonymity, Reading, Statement, Voice, VoiceRole

THROUGH = " ← "
"""Between a relay and whoever it passes on, the outermost first."""


class Names:
    """How to call a report's actors; a post is given once, at an actor's first mention."""

    def __init__(self, reading: Reading) -> None:
        self._actors = {actor.id: actor for actor in reading.actors}
        self._introduced: set[str] = set()

    def chain(self, statement: Statement) -> str:
        """The chain of a statement without its publisher; empty where it says no more than the source's
        words do."""
        relays = [voice for voice in statement.voices if voice.role is VoiceRole.RELAY]
        origins = [voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN]
        called = [self.called(voice) for voice in relays]
        last = " + ".join(self.called(voice) for voice in origins)
        line = THROUGH.join([*called, last] if last else called)
        addressee = self.addressee(statement)
        if not relays and statement.source and line == statement.source.text:
            line = ""
        elif line and not relays:
            line = f"= {line}"
        return "  ·  ".join(filter(None, [line, addressee and f"to {addressee}"]))

    def called(self, voice: Voice) -> str:
        """An actor's name with its post, or the words for somebody who has none and how little they say."""
        actor = self._actors.get(voice.actor or "")
        if actor is None:
            return f"“{voice.words}” (who is not clear)"
        if actor.name is None:
            number = actor.id.rpartition(":")[2]
            return f"{actor.role or voice.words} ({voice.anonymity} {number})"
        post = "" if actor.id in self._introduced else self.post(actor)
        self._introduced.add(actor.id)
        return f"{actor.name}, {post}" if post else actor.name

    def post(self, actor: Actor) -> str:
        """ "president of United States", or an empty text."""
        owner = self._actors.get(actor.of or "")
        if not actor.role:
            return f"of {owner.name}" if owner and owner.name and actor.kind == "person" else ""
        if owner is None or owner.name is None or not actor.known:
            return actor.role
        return f"{actor.role} of {owner.name}"

    def addressee(self, statement: Statement) -> str:
        """To whom it was said, where that is no relay."""
        told = statement.addressee
        if told is None or any(v.actor == told.actor for v in statement.voices if told.actor):
            return ""
        return told.name or told.words


def voices(reading: Reading) -> str:
    """How many voices are named, described and unnamed, through whom they come, and what rests on the
    unnamed alone. Publishers are not counted; empty where nobody speaks."""
    origins: dict[str, Anonymity] = {}
    unclear, alone = 0, 0
    through: Counter[str] = Counter()
    for statement in reading.statements:
        spoken = [voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN]
        for voice in spoken:
            if voice.actor and voice.anonymity:
                origins[voice.actor] = voice.anonymity
            else:
                unclear += 1
        alone += bool(spoken) and all(voice.anonymity is Anonymity.UNNAMED for voice in spoken)
        through.update({v.name or v.words or "" for v in statement.voices if v.role is VoiceRole.RELAY})
    if not origins and not unclear:
        return ""
    kinds = Counter(origins.values())
    parts = [f"{kinds[kind]} {kind}" for kind in Anonymity if kinds[kind]]
    if unclear:
        parts.append(f"{unclear} not clear")
    line = f"Voices: {', '.join(parts)}"
    passed = [f"{count} through {name}" for name, count in through.most_common(4)]
    resting = [f"{_statements(alone)} on unnamed voices alone"] if alone else []
    return "; ".join([line, *_joined(passed), *resting])


def _joined(parts: Iterable[str]) -> list[str]:
    line = ", ".join(parts)
    return [line] if line else []


def _statements(count: int) -> str:
    return f"{count} statement rests" if count == 1 else f"{count} statements rest"
