"""Which of the places of one name is meant, and the sentence that says why, or why none is taken."""

from __future__ import annotations

from math import cos, hypot, log10, radians
from typing import NamedTuple

from sayso.situate.places.gazetteer import COUNTRY, REGION, TOWN, UNIT, Spot, country_name, key, spots
from sayso.situate.places.mentions import Mention, Told
from sayso.situate.places.words import KINDS, NATURAL, UNEARTHLY, WITHIN_US

LARGE = 100_000
"""A town from this size on is taken without a word of its country, if no other rivals it."""

MENTIONED, LEADING = 1.0, 1.5
"""What it is worth that the report names a town's country, and that it names none more often, in powers of
ten of its people: a town in the country which a report tells of is taken before one ten or thirty times
larger elsewhere."""

NEIGHBOUR = 0.7
"""What it is worth that another place of the report lies in the same administrative unit."""

MARGIN = 0.7
"""By how many powers of ten the first must lead the second: five times."""

METROPOLIS, METROPOLIS_MARGIN = 1_000_000, 0.3
"""A city of a million people needs no more than twice the second."""

NEAR = 150.0
"""Kilometres within which two entries of one name in one country are one place (a town and its district)."""


ONLY = "It is the only one of that name in the gazetteer"


class Decision(NamedTuple):
    spot: Spot | None
    why: str


def decide(mention: Mention, told: Told) -> Decision:
    """What a name means; ``told`` is which countries the report names."""
    if key(mention.name) in UNEARTHLY:
        return Decision(None, "The name is no place on a map of the earth.")
    found = _candidates(mention)
    if not found:
        return Decision(None, _unknown(mention))
    beside = _with_neighbours(mention, found)
    if beside is not None:
        return beside
    distinct = _distinct(found)
    if len(distinct) == 1:
        return _single(mention, distinct[0], told)
    return _ranked(mention, distinct, told)


def _candidates(mention: Mention) -> list[Spot]:
    name = WITHIN_US.get(key(mention.name), mention.name) if mention.name.endswith(".") else mention.name
    found = list(spots(name))
    if mention.kind == "part":
        return []
    words = mention.name.split()
    if len(words) > 1 and words[-1].lower() in KINDS:
        found = found or list(spots(" ".join(words[:-1])))
    if mention.kind in ("unit", "town"):
        kinds = (UNIT, REGION) if mention.kind == "unit" else (TOWN, REGION)
        found = [spot for spot in found if spot.kind in kinds] or found
    if mention.building:
        found = [spot for spot in found if spot.kind == REGION]
    return found


def _unknown(mention: Mention) -> str:
    if mention.building:
        return "It is a building or a site, and the gazetteer has none of that name."
    if mention.kind == "part":
        return "It is part of a larger unit, and the gazetteer has no units that small."
    return "The gazetteer has no such name."


def _with_neighbours(mention: Mention, found: list[Spot]) -> Decision | None:
    """The one in the country or unit that the words beside a name say; None where they say none."""
    if not mention.country and not mention.unit:
        return None
    if any(spot.kind == COUNTRY for spot in found) and not mention.unit:
        return None
    inside = [spot for spot in found if not mention.country or spot.country == mention.country]
    if mention.unit:
        inside = [spot for spot in inside if key(spot.within) == key(mention.unit)]
    place = mention.unit or country_name(mention.country or "")
    if not inside:
        if any((spot.kind != TOWN and not spot.also) or spot.population >= METROPOLIS for spot in found):
            return None  # One of a row: "Maine, Vermont and Ohio".
        return Decision(None, f"The gazetteer has no place of that name in {place}, which stands beside it.")
    distinct = sorted(_distinct(inside), key=lambda spot: -spot.population)
    if len(distinct) > 1 and distinct[0].population < 3 * max(distinct[1].population, 1):
        return Decision(None, f"There are several places of that name in {place}.")
    return Decision(distinct[0], f"{place} stands beside it.")


RANK = {REGION: 0, COUNTRY: 1, TOWN: 2, UNIT: 3}


def _distinct(found: list[Spot]) -> list[Spot]:
    """One for each place: of a town and the unit around it the town."""
    out: list[Spot] = []
    for spot in sorted(found, key=lambda spot: (RANK[spot.kind], spot.also, -spot.population)):
        if not any(_same(spot, other) for other in out):
            out.append(spot)
    return out


def _same(spot: Spot, other: Spot) -> bool:
    if spot.country and other.country and spot.country != other.country:
        return False
    if spot.kind == UNIT and other.kind == TOWN and key(other.within) == key(spot.name):
        return True
    if other.kind == REGION and (spot.country == other.country or not other.country):
        return distance(spot, other) < 8 * NEAR
    return distance(spot, other) < NEAR and (spot.kind != TOWN or other.kind != TOWN or spot.also)


def distance(spot: Spot, other: Spot) -> float:
    """Kilometres between two places, near enough for what is near."""
    east = (spot.longitude - other.longitude) * cos(radians((spot.latitude + other.latitude) / 2))
    return 111.2 * hypot(spot.latitude - other.latitude, east)


def _single(mention: Mention, spot: Spot, told: Told) -> Decision:
    if spot.kind == COUNTRY:
        return Decision(spot, "It is the name of a country.")
    if spot.kind == REGION:
        return Decision(spot, "It is the name of a region, a water or a site.")
    where = country_name(spot.country)
    part = spot.population < LARGE and set(key(mention.name).split()) < set(key(spot.name).split())
    if spot.also and spot.kind == TOWN and (part or mention.name.split()[-1].lower() in NATURAL):
        return Decision(None, "The gazetteer has no such name but as another name of a town.")
    if told.times(spot.country, mention.name):
        return Decision(spot, f"{ONLY}, and the report names {where}, or other places there.")
    if spot.population >= LARGE / (1 if spot.also else 3):
        return Decision(spot, f"{ONLY}.")
    return Decision(
        None,
        f"The only one in the gazetteer is a small town in {where}, and nothing else in the report is there.",
    )


def _ranked(mention: Mention, distinct: list[Spot], told: Told) -> Decision:
    own = {spot.country: told.times(spot.country, mention.name) for spot in distinct}
    most = max(told.most, *own.values())
    weighed = [
        (_weight(spot, own, most) + NEIGHBOUR * told.near(spot, mention.name), spot) for spot in distinct
    ]
    weighed.sort(key=lambda pair: -pair[0])
    (first, best), (second, rival) = weighed[0], weighed[1]
    large = best.kind != TOWN or best.population >= METROPOLIS
    lead = METROPOLIS_MARGIN if large and rival.population * 2 < best.population else MARGIN
    if first - second < lead:
        could = " or ".join(f"in {_place_of(spot)}" for _, spot in weighed[:2])
        return Decision(None, f"It could be the one {could}, and nothing decides.")
    if best.kind == COUNTRY and rival.population < METROPOLIS:
        return Decision(best, "It is the name of a country.")
    if told.near(best, mention.name):
        return Decision(best, f"Other places of the report are in {best.within}.")
    if own[best.country]:
        return Decision(best, f"The report names {country_name(best.country)}, or other places there.")
    if best.kind == REGION:
        return Decision(best, "It is the name of a region, a water or a site.")
    if best.population >= LARGE:
        return Decision(best, f"It is by far the largest of the {len(distinct)} places of that name.")
    return Decision(None, f"There are {len(distinct)} places of that name, none of them large.")


def _weight(spot: Spot, told: dict[str, int], most: int) -> float:
    """Its people, in powers of ten, and what it is worth that the report names its country."""
    people = log10(max(spot.population, 1)) if spot.kind != REGION else 7.5
    mentions = told[spot.country] if spot.country else 0
    gain = 0.0 if not mentions else LEADING if mentions == most else MENTIONED
    return people + gain - (0.5 if spot.also else 0.0)


def _place_of(spot: Spot) -> str:
    return ", ".join(filter(None, [spot.within, country_name(spot.country)]))
