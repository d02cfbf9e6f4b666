"""The places of a report: names that mean a place, with where that is.

`mentions` says which names mean a place, and what stands beside them; `gazetteer` what a name may mean;
`deciding` which of those it does. A name means the same wherever it stands in a report: what the words beside
it decide once holds for all.
"""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.situate.places.deciding import Decision, decide
from sayso.situate.places.gazetteer import COUNTRY, key
from sayso.situate.places.mentions import Mention, Told, mentions
from sayso.types import Place

ONCE = "Elsewhere in the report the words beside the name decide it."


def places(ground: Ground) -> tuple[Place, ...]:
    """All places of a report, in text order."""
    found = list(mentions(ground))
    told = Told(ground)
    decided = [decide(mention, told) for mention in found]
    for mention, decision in zip(found, decided, strict=True):
        if decision.spot:
            told.located(mention.name, decision.spot)
    decided = [
        decision if decision.spot else decide(mention, told)
        for mention, decision in zip(found, decided, strict=True)
    ]
    settled = {
        key(mention.name): decision
        for mention, decision in zip(found, decided, strict=True)
        if decision.spot and (mention.country or mention.unit)
    }
    return tuple(
        _place(mention, _settled(mention, decision, settled))
        for mention, decision in zip(found, decided, strict=True)
    )


def _settled(mention: Mention, decision: Decision, settled: dict[str, Decision]) -> Decision:
    other = settled.get(key(mention.name))
    if other is None or mention.country or mention.unit:
        return decision
    if decision.spot and (decision.spot.kind == COUNTRY or decision.spot == other.spot):
        return decision
    return Decision(other.spot, ONCE)


def _place(mention: Mention, decision: Decision) -> Place:
    spot = decision.spot
    if spot is None:
        return Place(mention.name, (mention.span,), why=decision.why)
    return Place(
        mention.name,
        (mention.span,),
        spot.name,
        spot.country or None,
        spot.latitude,
        spot.longitude,
        spot.geonames,
        decision.why,
    )
