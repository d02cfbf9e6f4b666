"""Actors → how much of a party they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.situate.events.lexicon import Standing, people
from sayso.types import Actor, ActorKind
from sayso.words import word_set

BODIES = word_set(
    "nations union alliance council parliament senate congress assembly court ministry department government "
    "commission party front movement army forces police guard agency bureau authority palace coalition "
    "tribunal embassy resistance brigades brigade republicans democrats"
)
"""Words in an organisation's name that say it is a political, public or armed body."""

POWERS = word_set(
    "nato hamas hezbollah taliban al-qaeda islamic-state boko-haram isis farc eln houthis al-shabaab "
    "pkk ira united-nations european-union african-union who imf world-bank opec mercosur asean brics "
    "g7 g20 iaea osce eta plo fatah arab-league white-house ecowas oic krg unsc isil daesh"
)
"""Political, international and armed bodies whose names do not say so (the last part of an actor's id)."""

ADVOCATES = word_set(
    "amnesty-international human-rights-watch red-cross icrc greenpeace oxfam unicef save-the-children "
    "doctors-without-borders american-civil-liberties-union reporters-without-borders wwf "
    "committee-to-protect-journalists transparency-international international-committee-of-the-red-cross "
    "norwegian-refugee-council international-rescue-committee freedom-house"
)
"""Bodies without power that speak in public. Other known organisations (companies, clubs, universities)
are private: what they do to each other is no political event."""

MILITANT = word_set(
    "hamas hezbollah taliban al-qaeda islamic-state boko-haram isis farc eln houthis al-shabaab pkk "
    "ira eta isil daesh"
)

FORCES = word_set("army forces police guard brigade brigades resistance militia liberation nato")
"""Words in an organisation's name that say it can use force."""

COMMERCE = word_set(
    "company firm shareholder bid merger takeover acquisition ceo executive startup retailer brand customer "
    "revenue tie-up chipmaker stock share investor"
)
"""Words beside which those without public power deal in business."""


def standing_of(actors: Mapping[str, Actor], actor: Actor) -> Standing:
    """How much of a party an actor is, by its kind, its name and its role."""
    last = actor.id.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    role = people().get((actor.role or "").lower().split(" ")[-1].rstrip("s"), Standing.NONE)
    if actor.kind is ActorKind.ORGAN:
        return Standing.ARMED if last in ("armed-forces", "police", "army", "navy") else Standing.POWER
    if actor.kind in (ActorKind.STATE, ActorKind.OFFICE):
        return Standing.POWER
    if actor.kind is ActorKind.ORGANISATION:
        words = set(re.split(r"\W+", (actor.name or "").lower()))
        if last in MILITANT or words & FORCES or words == {"state"}:  # what is left of the Islamic State
            return Standing.ARMED
        if last in POWERS or words & BODIES:
            return Standing.POWER
        private = actor.known and last not in ADVOCATES
        return max(role, Standing.PLAIN if private else Standing.PEOPLE)
    if actor.kind is ActorKind.PERSON and actor.known:
        return Standing.POWER
    if actor.kind is ActorKind.PERSON and actor.of:
        of = actors.get(actor.of)
        if of and of.kind in (ActorKind.STATE, ActorKind.ORGAN) and (actor.name or role >= Standing.POWER):
            return Standing.POWER
    if actor.kind is ActorKind.GROUP and actor.of and actor.name:
        return Standing.POWER
    return max(role, Standing.PEOPLE if actor.name else Standing.PLAIN)
