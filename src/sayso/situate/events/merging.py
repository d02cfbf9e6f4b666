"""Events of both sources → each once, in text order.

A cue of a statement that is an event itself is no second one. Words of one sentence that tell of one type
between the same parties tell of one event: "launched strikes …, killing five".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from sayso.situate.ground import Ground
from sayso.spans import overlap
from sayso.types import Event, EventKind, EventStatus, Party
from sayso.words import word_set

MATERIAL = frozenset(
    map(EventKind, word_set("ASSAULT COERCE PROTEST CONSULT AID MOBILIZE RETREAT SANCTION COOPERATE"))
)
"""Types of which one sentence often tells with two words; to reject and to dismiss are two acts."""


def merged(ground: Ground, said: list[Event], told: Iterable[tuple[int, Event]]) -> list[Event]:
    out = list(said)
    last: dict[int, list[tuple[int, int]]] = {}
    for token, event in told:
        own = next((i for i, other in enumerate(said) if overlap(event.cue.spans, other.cue.spans)), None)
        if own is not None:
            out[own] = _completed(out[own], event)
            continue
        if any(_told_by(event, other) for other in said):
            continue
        number = ground.trees.number_of_sentence(token)
        below = ground.parse.tokens[token].head if ground.parse.tokens[token].relation == "advcl" else -1
        before = next((i for i, t in last.get(number, []) if _same(out[i], event, t == below)), None)
        if before is None:
            last.setdefault(number, []).append((len(out), token))
            out.append(event)
        else:
            out[before] = _joined(out[before], event)
    out = _of_protests(ground, out)
    return sorted(out, key=lambda event: (event.cue.spans[0], event.kind))


def _of_protests(ground: Ground, events: list[Event]) -> list[Event]:
    """Without what a protest asks for, which PLOVER does not code; whom it asks is whom it is against."""
    sentences = [ground.trees.number_of_sentence(i) for i in map(partial(_first, ground), events)]
    dropped = set()
    for at, event in enumerate(events):
        asked = [
            i
            for i, other in enumerate(events)
            if event.kind is EventKind.PROTEST
            and other.kind is EventKind.REQUEST
            and sentences[i] == sentences[at]
            and (not other.actors or _meet(event.actors, other.actors))
        ]
        dropped.update(asked)
        for i in asked if not event.recipients else []:
            events[at] = replace(events[at], recipients=events[at].recipients or events[i].recipients)
    return [event for i, event in enumerate(events) if i not in dropped]


def _meet(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    """Whether a party of the one is, or has words of, a party of the other."""
    return any((a.actor and a.actor == b.actor) or overlap(a.spans, b.spans) > 0 for a in one for b in other)


def _first(ground: Ground, event: Event) -> int:
    inside = ground.trees.inside(event.cue.spans)
    return inside[0] if inside else 0


def _completed(speech: Event, told: Event) -> Event:
    """A speech act with what the words around its cue tell of it: each of its speakers, whom it is aimed at,
    its mode and status. Where the two differ in type, the lexicon of events has the more particular word."""
    known = any(party.actor for party in speech.recipients)
    unknown = bool(told.actors) and not any(party.actor for party in speech.actors)
    return replace(
        speech,
        kind=told.kind,
        mode=told.mode or (speech.mode if told.kind is speech.kind else None),
        status=told.status,
        actors=told.actors if len(told.actors) > len(speech.actors) or unknown else speech.actors,
        recipients=speech.recipients if known or not told.recipients else told.recipients,
        time=speech.time or told.time,
        reasons=tuple(dict.fromkeys((*speech.reasons, *told.reasons))),
    )


def _told_by(event: Event, speech: Event) -> bool:
    """Whether an event that a statement tells of is its own act: "said that it would not send troops" is a
    refusal."""
    own = event.kind is speech.kind and set(speech.statements) & set(event.statements)
    return bool(own) and bool({p.actor for p in event.actors} & {p.actor for p in speech.actors} - {None})


def _same(one: Event, other: Event, part: bool) -> bool:
    """Whether two events of one sentence are one: no type, status or party tells them apart. What the second
    says is done in doing the first (``part``: "launched strikes …, killing five") may have recipients of its
    own."""
    return (
        one.kind is other.kind
        and one.kind in MATERIAL
        and (one.mode == other.mode or not one.mode or not other.mode or one.kind is EventKind.ASSAULT)
        and one.status is other.status
        and _fit(one.actors, other.actors)
        and (part or _fit(one.recipients, other.recipients))
    )


def _fit(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    if not one or not other:
        return True
    return bool({p.actor or p.spans for p in one} & {p.actor or p.spans for p in other})


def _all(one: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
    known = {party.actor or party.spans for party in one}
    return one + tuple(party for party in other if (party.actor or party.spans) not in known)


def _joined(one: Event, other: Event) -> Event:
    """The first with what only the second tells: parties, time, places, figures, mode."""
    return replace(
        one,
        mode=one.mode or other.mode,
        actors=one.actors or other.actors,
        recipients=_all(one.recipients, other.recipients),
        time=one.time or other.time,
        places=tuple(dict.fromkeys((*one.places, *other.places))),
        magnitude=tuple(dict.fromkeys((*one.magnitude, *other.magnitude))),
        statements=tuple(dict.fromkeys((*one.statements, *other.statements))),
        confidence=max(one.confidence, other.confidence),
        status=one.status if one.status is not EventStatus.HISTORICAL else other.status,
        reasons=(*one.reasons, f"“{other.cue.text}” tells of it too."),
    )
