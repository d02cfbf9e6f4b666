"""A trigger with its parties → whether it is an event between parties at all."""

from __future__ import annotations

from sayso.situate.events.bodies import COMMERCE
from sayso.situate.events.lexicon import Needs, Standing
from sayso.situate.events.standing import Side
from sayso.types import ActorKind
from sayso.words import word_set

STATES = frozenset([ActorKind.STATE, ActorKind.ORGAN])
BUSINESS = word_set(
    "shares market stock investor profit goal match league season coach striker cup film movie song "
    "album team player points game"
)
"""Words beside which fighting words are sport's or business's."""


def met(needs: Needs, actors: list[Side], recipients: list[Side], words: frozenset[str], armed: bool) -> bool:
    """``words`` are the lemmas of the sentence; ``armed`` is whether a weapon is among the clause's words."""
    doer, both = _most(actors), _most([*actors, *recipients])
    if needs is Needs.ANYBODY:
        return both > Standing.NONE and "hospital" not in words
    if needs is Needs.WORKERS:
        return any(_words(s) & WORKERS for s in actors)
    if both < Standing.PEOPLE or (both < Standing.POWER and words & COMMERCE):
        return False
    private = all(s.kind is ActorKind.PERSON or s.standing < Standing.POWER for s in actors)
    force = doer is Standing.ARMED or any(s.kind in STATES for s in actors)
    match needs:
        case Needs.PUBLIC:
            return True
        case Needs.POWER:
            return both >= Standing.POWER
        case Needs.FORCE:
            allowed = force or armed or (both >= Standing.POWER and not private) or both is Standing.ARMED
            return allowed and (armed or not words & BUSINESS)
        case Needs.ARMED:
            return force and not words & BUSINESS
        case Needs.WEAPON:
            return (armed or doer is Standing.ARMED) and not words & BUSINESS
        case Needs.TARGET:
            return force and bool(recipients)
        case Needs.OFFICIAL:
            return doer >= Standing.POWER
        case Needs.HOST:
            return doer >= Standing.POWER and _most(recipients) >= Standing.POWER
        case Needs.SEVERAL:
            return doer >= Standing.POWER and (len(actors) > 1 or _plural(actors))
        case Needs.TOWARDS:
            return doer >= Standing.POWER and bool(recipients)
        case Needs.STATE:
            return doer >= Standing.POWER and any(s.kind in STATES for s in recipients)
        case Needs.PEOPLE:
            return doer in (Standing.PLAIN, Standing.PEOPLE) or any(s.kind is ActorKind.GROUP for s in actors)
        case Needs.TALK:
            return doer >= Standing.POWER and (bool(recipients) or any(s.kind in STATES for s in actors))
        case Needs.WORDS:
            persons = any(s.kind is ActorKind.PERSON for s in actors) and doer is Standing.POWER
            return persons and _most(recipients) >= Standing.PEOPLE
        case Needs.EVENT:
            return bool(actors)
        case _:
            return False


WORKERS = word_set(
    "workers staff nurses teachers drivers nurses doctors pilots unions union miners employees crew farmers"
)


def _words(side: Side) -> set[str]:
    return set(side.party.words.lower().split())


def _plural(actors: list[Side]) -> bool:
    return any(
        _words(s) & {"leaders", "ministers", "officials", "negotiators", "delegations", "they"}
        for s in actors
    )


def _most(sides: list[Side]) -> Standing:
    return max((side.standing for side in sides), default=Standing.NONE)
