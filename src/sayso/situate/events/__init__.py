"""A report with its statements → its events, coded by PLOVER.

Two sources: what the trees tell of (`sayso.situate.events.told`), in statements and in the report's own
voice; and the statements themselves, where to say so is an event (`sayso.situate.events.speech`).
"""

from __future__ import annotations

from dataclasses import replace

from sayso.situate.events.circumstances import Circumstances
from sayso.situate.events.clauses import Clauses
from sayso.situate.events.merging import merged
from sayso.situate.events.speech import spoken
from sayso.situate.events.standing import Cast
from sayso.situate.events.status import Statuses
from sayso.situate.events.told import told
from sayso.situate.gathered import Gathered
from sayso.situate.ground import Ground
from sayso.types import Attribution, Event, EventKind, EventStatus, Situation

PROMISED = frozenset([EventKind.CONSULT, EventKind.SUPPORT, EventKind.COOPERATE, EventKind.AID])
"""Types of which PLOVER codes what is yet to come as AGREE; RETREAT it codes as CONCEDE."""


def events(
    ground: Ground,
    attributions: tuple[Attribution, ...],
    situations: tuple[Situation, ...],
    gathered: Gathered,
) -> tuple[Event, ...]:
    """In text order, each once."""
    clauses = Clauses(ground.trees)
    statuses, around = Statuses(clauses), Circumstances(ground, clauses, gathered)
    cast = Cast(ground)
    said = spoken(cast, attributions, situations, statuses, around)
    found = told(ground, attributions, cast, statuses, around)
    kept = merged(ground, said, found)
    return tuple(replace(event, id=f"{ground.report.id}:e{n}") for n, event in enumerate(kept, 1))


def root(event: Event) -> EventKind:
    """The type that PLOVER's manual gives an event, which codes a cooperation to come by its promise.

    An `Event` keeps the type of what is to be done, and says in its status that it is to come: a visit that
    is planned is found among the visits, and no plan is taken for an agreement.
    """
    if event.status is not EventStatus.FUTURE:
        return event.kind
    if event.kind in PROMISED:
        return EventKind.AGREE
    return EventKind.CONCEDE if event.kind is EventKind.RETREAT else event.kind
