"""Trees → the events that a report tells of, in its own voice or in its statements."""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.events.circumstances import Circumstances, status_in_time
from sayso.situate.events.clauses import Clauses
from sayso.situate.events.lexicon import Needs
from sayso.situate.events.modes import content_mode
from sayso.situate.events.needs import met
from sayso.situate.events.sides import Sides
from sayso.situate.events.standing import Cast, Side, militant
from sayso.situate.events.status import Statuses
from sayso.situate.events.triggers import Finder, Trigger
from sayso.situate.ground import Ground
from sayso.spans import joined, merged
from sayso.types import Attribution, Event, EventKind, EventStatus, Party, Span, Words

VERB, NOUN = 0.8, 0.65
"""How often the type of an event is right by a verb (580 on the development halves of the benchmark) and by
a noun: these were few (15 of 19), and in reports more of them are no events at all."""

UNKNOWN = 0.1
"""What is taken off where no party is a known actor."""

REFUSED: dict[EventKind, str] = {
    EventKind.AGREE: "change",
    EventKind.CONSULT: "meet",
    EventKind.SUPPORT: "assist",
    EventKind.CONCEDE: "yield",
    EventKind.COOPERATE: "assist",
    EventKind.AID: "assist",
    EventKind.RETREAT: "yield",
}
"""What somebody "will not" do, with the mode of the REJECT that this is."""


SPOKEN = frozenset([EventKind.REQUEST, EventKind.REJECT, EventKind.ACCUSE, EventKind.THREATEN])
"""Types of what is done with words alone."""


class Found(NamedTuple):
    trigger: Trigger
    actors: list[Side]
    recipients: list[Side]


def told(
    ground: Ground,
    attributions: tuple[Attribution, ...],
    cast: Cast,
    statuses: Statuses,
    around: Circumstances,
) -> list[tuple[int, Event]]:
    """Each event with its trigger's token, in text order. Verbs come first: a noun that a verb's row took
    tells of no event of its own."""
    clauses = statuses.clauses
    sides = Sides(cast, clauses)
    finder = Finder(cast, clauses)
    taken: set[int] = set()
    out = []
    for token in finder.words():
        if token in taken:
            continue
        tried = (_parties(trigger, sides) for trigger in finder.at(token))
        found = next((one for one in tried if _between_parties(one, clauses, around)), None)
        if found and not statuses.turned_down(token):
            taken.add(found.trigger.along)
            out.append((token, _event(ground, attributions, found, statuses, around)))
    return sorted(out, key=lambda pair: pair[0])


def _parties(trigger: Trigger, sides: Sides) -> Found:
    actors = sides.actors(trigger.token, trigger.verb)
    if trigger.verb and "between" in trigger.entry.to:
        actors = [*actors, *sides.between(trigger.token)]
    recipients = sides.recipients(trigger.token, trigger.entry, trigger.verb)
    if trigger.entry.needs is Needs.HOST:
        actors, recipients = recipients, actors
    elif trigger.entry.kind is EventKind.CONSULT and trigger.entry.mode != "visit":
        actors, recipients = [*actors, *recipients], []
    taken = {side.party.spans for side in actors}
    actors = _once(actors)
    return Found(trigger, actors, [s for s in _once(recipients) if s.party.spans not in taken])


def _once(sides: list[Side]) -> list[Side]:
    """Each party once, by its actor where that is known, else by its words."""
    out: dict[object, Side] = {}
    for side in sides:
        out.setdefault(side.party.actor or side.party.spans, side)
    return list(out.values())


def _between_parties(found: Found, clauses: Clauses, around: Circumstances) -> bool:
    trigger, actors, recipients = found
    needs = trigger.entry.needs
    if needs is Needs.HOST:
        return met(needs, recipients, actors, frozenset(), False)
    first, last = clauses.trees.sentence(trigger.token)
    words = frozenset(clauses.lemma(i) for i in range(first, last))
    armed = trigger.entry.kind is EventKind.ASSAULT and around.means(trigger.token, set()) is not None
    return met(needs, actors, recipients, words, armed)


def _event(
    ground: Ground,
    attributions: tuple[Attribution, ...],
    found: Found,
    statuses: Statuses,
    around: Circumstances,
) -> Event:
    trigger, actors, recipients = found
    time = around.time(trigger.token)
    cue = _cue(ground, trigger)
    coded = _coded(ground, found, cue, statuses, around)
    back = around.looked_back(time) if coded.status is EventStatus.HAPPENED else None
    statements = _reported(ground, attributions, cue)
    counted = [] if coded.kind is EventKind.PROTEST else actors
    objects = statuses.clauses.patients(trigger.token) if trigger.verb else []
    sides = [side.party for side in actors], [side.party for side in recipients]
    return Event(
        id="",
        kind=coded.kind,
        mode=coded.mode,
        status=status_in_time(coded.status, back),
        cue=cue,
        actors=tuple(sides[0]),
        recipients=tuple(sides[1]),
        time=time,
        places=around.places(trigger.token, objects, *sides),
        magnitude=around.magnitude(trigger.token, objects, (side.party for side in counted)),
        contexts=around.contexts(trigger.token),
        statements=statements,
        speech=not statements and trigger.verb and _of_words(coded.kind, coded.mode),
        confidence=_confidence(trigger, [*sides[0], *sides[1]]),
        reasons=(*coded.reasons, *([back] if back else [])),
    )


class Coded(NamedTuple):
    kind: EventKind
    mode: str | None
    status: EventStatus
    reasons: tuple[str, ...]


def _coded(ground: Ground, found: Found, cue: Words, statuses: Statuses, around: Circumstances) -> Coded:
    """Type, mode and status: those of the row and the clause, but for what a militia does when it "arrests",
    and for what somebody will not do."""
    token, verb, kind = found.trigger.token, found.trigger.verb, found.trigger.entry.kind
    mode, judged = _mode(ground, found, around, statuses), statuses.of(token)
    if kind is EventKind.COERCE and mode == "arrest" and any(map(militant, found.actors)):
        kind, mode = EventKind.ASSAULT, "abduct"
    if kind in REFUSED and found.actors and statuses.refused(token):
        why = f"Not to be willing to do what “{cue.text}” tells of is REJECT."
        return Coded(EventKind.REJECT, REFUSED[kind], EventStatus.HAPPENED, (why,))
    told_of = f"“{cue.text}” tells of {kind.value}{f' ({mode})' if mode else ''}."
    clauses = statuses.clauses
    if verb and statuses.nobody([*clauses.patients(token), *clauses.subjects(token)]):
        return Coded(kind, mode, EventStatus.NEGATED, (told_of, "“No” stands before a party."))
    return Coded(kind, mode, judged.status, (told_of, judged.why))


def _of_words(kind: EventKind, mode: str | None) -> bool:
    """Whether it is done by speaking, though no statement of the report's gives the words."""
    return kind in SPOKEN and mode != "investigate"


def _confidence(trigger: Trigger, parties: list[Party]) -> float:
    score = VERB if trigger.verb else NOUN
    return round(score - (UNKNOWN if all(party.actor is None for party in parties) else 0.0), 2)


def _cue(ground: Ground, trigger: Trigger) -> Words:
    """The trigger's words, its particle and the word that its row wants."""
    tokens = ground.parse.tokens
    parts = [i for i in (trigger.token, trigger.along, trigger.extra) if i >= 0]
    if trigger.extra >= 0 and tokens[trigger.extra].relation in ("case", "mark"):
        parts.remove(trigger.extra)
    spans = merged(Span(tokens[i].start, tokens[i].end) for i in parts)
    if not trigger.verb and 0 <= trigger.along < trigger.token:
        first = min(i for i in ground.trees.below(trigger.along) if i <= trigger.along)
        spans = (Span(tokens[first].start, tokens[trigger.token].end),)
    return Words(joined(ground.text, spans), spans)


def _mode(ground: Ground, found: Found, around: Circumstances, statuses: Statuses) -> str | None:
    entry, token = found.trigger.entry, found.trigger.token
    if entry.kind is EventKind.ASSAULT and entry.mode in (None, "explosives", "firearms"):
        objects = statuses.clauses.patients(token) if found.trigger.verb else []
        things = [one for one in objects if one != found.trigger.along]
        target = {i for one in things for i in ground.trees.below(one)}
        return around.means(token, target) or entry.mode
    if entry.mode is None and entry.kind in (EventKind.REQUEST, EventKind.REJECT, EventKind.THREATEN):
        below = [i for i in ground.trees.below(token) if i > token]
        return content_mode(entry.kind, " ".join(ground.trees.word(i) for i in below))
    return entry.mode


def _reported(ground: Ground, attributions: tuple[Attribution, ...], cue: Words) -> tuple[str, ...]:
    """The statements in whose content the cue stands."""
    start = cue.spans[0].start
    return tuple(
        f"{ground.report.id}:{number}"
        for number, attribution in enumerate(attributions, 1)
        if any(span.start <= start < span.end for span in attribution.content)
    )
