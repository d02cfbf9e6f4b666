"""The way of each statement of a claim: publisher, outlets that relayed it, who passed it on, who said it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.link.origins.nouns import SMALL
from sayso.link.origins.quoted import quoted
from sayso.link.origins.speakers import Speaker, SpeakerKind, met, speaker, state_outlet
from sayso.link.outlets import aliases, credits, key, publisher, shown
from sayso.types import Act, Actor, ActorKind, Reading, Statement, Voice, VoiceRole
from sayso.words import word_set

PAPERS = word_set(
    "newspaper paper daily weekly magazine broadcaster channel station outlet website site tabloid"
)
"""Words that mean an outlet without its name, one only: newspapers are no one in particular."""

PIECES = word_set("article story report piece")
"""What an outlet publishes. An article is always press; a report is where an outlet is said to report."""

_PUBLISHED = word_set("published online printed previous version")
_PAPER = re.compile(r"\b(?:newspaper|daily|weekly|magazine|tabloid|broadcaster|website)$", re.I)


@dataclass(frozen=True, slots=True)
class Trail:
    """One statement's way from one root. ``outlets`` are the keys of the outlets that it came through, the
    publisher first; ``mouths`` those who are no outlets and told it on, the outermost first; ``root`` who
    said it, None where nobody is given. ``agency`` is the key of the agency that the report credits in its
    dateline, if it is none of the outlets; ``quoted`` are the runs of words that it quotes (`quoted`)."""

    statement: str
    report: str
    outlets: tuple[str, ...]
    mouths: tuple[Speaker, ...]
    root: Speaker | None
    agency: str | None = None
    quoted: frozenset[int] = frozenset()

    @property
    def publisher(self) -> str:
        return self.outlets[0]

    @property
    def witness(self) -> str:
        """The outlet that had it from the root itself, as far as this trail tells."""
        return self.outlets[-1]

    @property
    def names(self) -> frozenset[str]:
        """The ids of its statement and, where it has one, its root: by which copied text knows it."""
        actor = self.root.actor if self.root else None
        return frozenset([self.statement, actor] if actor else [self.statement])

    @property
    def through(self) -> str:
        """The witness; where that is the publisher, the agency whose copy it prints."""
        return self.agency or self.witness if len(self.outlets) == 1 else self.witness


class Press(NamedTuple):
    """The keys of the outlets that published the readings, and of the agencies to which their datelines give
    them: who is an outlet, though a report that names it does not know."""

    publishers: frozenset[str]
    agencies: frozenset[str]


def press(readings: Iterable[Reading]) -> Press:
    """The press as a claim's readings show it."""
    every = tuple(readings)
    agencies = (credit.outlet for each in every for credit in credits(each) if credit.how == "its dateline")
    return Press(frozenset(publisher(each)[0] for each in every), frozenset(agencies))


def trails(statement: Statement, reading: Reading, names: dict[str, str], known: Press) -> Iterator[Trail]:
    """The trails of a statement, one for each origin. Adds the outlets' names to ``names``, by key."""
    own, name = publisher(reading)
    names.setdefault(own, name)
    actors = met(reading)
    voices = [_as_outlet(voice, statement.act, known) for voice in statement.voices]
    relays = [voice for voice in voices if voice.role is VoiceRole.RELAY]
    origins = [voice for voice in voices if voice.role is VoiceRole.ORIGIN]
    if not origins and relays:
        origins = [relays.pop()]
    outlets, mouths = [own], []
    for voice in relays:
        told = speaker(voice, actors)
        if _is_outlet(voice):
            _add(outlets, voice, names)
        elif _is_press(told, reading):
            _add(outlets, _the_paper(told, reading, known) or _nameless(told), names)
        else:
            mouths.append(told)
    for parent in _parents(statement, reading):
        mouths += [
            speaker(v, actors) for v in parent.voices if v.role is VoiceRole.ORIGIN and not _is_outlet(v)
        ]
    agency = next((c.outlet for c in credits(reading) if c.how == "its dateline"), None)
    words = quoted(statement, reading)
    roots: list[Voice | None] = [*origins] or [None]
    for said in roots:
        way, root = list(outlets), speaker(said, actors) if said else None
        if root and (root.kind in (SpeakerKind.NOBODY, SpeakerKind.OUTLET) or _is_press(root, reading)):
            meant = said if root.kind is SpeakerKind.OUTLET else _the_paper(root, reading, known)
            if meant:
                _add(way, meant, names)
            root = None
        if root is None and len(way) > 1 and way[-1] not in known.publishers:
            root = next((state_outlet(a) for a, _ in actors.values() if a and _of_a_state(a, way[-1])), None)
        passed = tuple(m for m in mouths if root is None or m.actor != root.actor)
        trail = Trail(statement.id, reading.report.id, tuple(way), passed, root, agency, words)
        yield renamed(trail, _short_names(reading, own, names))


def by_report(
    statements: tuple[str, ...], readings: Mapping[str, Reading]
) -> Iterator[tuple[Statement, Reading]]:
    """The statements of a claim that the readings have, with their readings, in the claim's order."""
    for name in statements:
        reading = readings.get(name.rpartition(":")[0])
        found = next((s for s in reading.statements if s.id == name), None) if reading else None
        if reading and found:
            yield found, reading


def _parents(statement: Statement, reading: Reading) -> Iterator[Statement]:
    """The statements in whose content this one stands, the nearest first: their voices told it on."""
    above = {each.id: each for each in reading.statements}
    seen = set[str]()
    while statement.parent in above and statement.parent not in seen:
        seen.add(statement.parent)
        statement = above[statement.parent]
        yield statement


def _press_words(speaker: Speaker) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", (speaker.words or "").lower())) - SMALL - _PUBLISHED


def _is_press(speaker: Speaker, reading: Reading) -> bool:
    """Whether a voice without a name is an outlet's, or what one published: "the paper", "an article",
    "according to the report" where the report has it that an outlet reported something."""
    words = _press_words(speaker)
    if speaker.name or not words:
        return False
    if (
        words <= PAPERS
        or _PAPER.search(speaker.words or "")
        or (words <= PIECES and not words & {"report", "piece"})
    ):
        return True
    reports = any(s.act is Act.REPORT and s.voices[-1:] and s.voices[-1].name for s in reading.statements)
    return words <= PIECES and speaker.definite and reports


def _the_paper(root: Speaker, reading: Reading, known: Press) -> Voice | None:
    """The outlet that is meant by "the newspaper": the only other one that the report's chains name."""
    words = _press_words(root)
    if not words or not (words <= PAPERS | PIECES or _PAPER.search(root.words or "")):
        return None
    own = publisher(reading)[0]
    voices = {
        key(voice.actor): voice
        for statement in reading.statements
        for each in statement.voices
        for voice in [_as_outlet(each, statement.act, known)]
        if voice.actor and _is_outlet(voice) and key(voice.actor) != own
    }
    return next(iter(voices.values())) if len(voices) == 1 else None


def _nameless(speaker: Speaker) -> Voice:
    """An outlet of which a report gives no name, as an outlet of its own."""
    words = speaker.words or "an outlet"
    return Voice(VoiceRole.RELAY, f"outlet:{key(words)}", words, None, words, ())


def _short_names(reading: Reading, own: str, names: dict[str, str]) -> dict[str, str]:
    """The outlets that a report calls by a part of a name that it gives in full: "the Herald"."""
    full = {key(a.id): a.name for a in reading.actors if a.kind is ActorKind.OUTLET and a.name}
    short = aliases((), full.keys() - {own})
    for outlet in short.values():
        names.setdefault(outlet, shown(full[outlet]))
    return short


def renamed(trail: Trail, other_names: Mapping[str, str]) -> Trail:
    """The trail with each outlet under the one key that it has in the claim."""
    outlets = dict.fromkeys(other_names.get(outlet, outlet) for outlet in trail.outlets)
    agency = other_names.get(trail.agency, trail.agency) if trail.agency else None
    return replace(trail, outlets=tuple(outlets), agency=agency)


def _of_a_state(actor: Actor, outlet: str) -> bool:
    return (
        actor.kind is ActorKind.OUTLET and key(actor.id) == outlet and (actor.of or "").startswith("state:")
    )


def _as_outlet(voice: Voice, act: Act, known: Press) -> Voice:
    """The voice as an outlet's, where it is taken for another organisation: an agency of a dateline; who
    "reports" and publishes."""
    if voice.actor is None or not voice.actor.startswith("organisation:"):
        return voice
    slug = key(voice.actor)
    outlet = slug in known.agencies or (act is Act.REPORT and slug in known.publishers)
    return replace(voice, actor=f"outlet:{slug}") if outlet else voice


def _is_outlet(voice: Voice) -> bool:
    return voice.actor is not None and voice.actor.startswith("outlet:")


def _add(outlets: list[str], voice: Voice, names: dict[str, str]) -> None:
    """An outlet further in, unless it is there already: "told the Courier" in the Courier."""
    if voice.actor is not None:
        known = key(voice.actor)
        if known not in outlets:
            outlets.append(known)
        names.setdefault(known, shown(voice.name or voice.words or known))
