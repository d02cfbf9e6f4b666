"""Which names of a report mean a place, and what the words beside each say of where it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.ground import Ground
from sayso.situate.places.gazetteer import COUNTRY, UNIT, country_named, key, spots
from sayso.situate.places.words import DIRECTIONS, KINDS, WITHIN_US
from sayso.types import Entity, EntityKind, Span

PLACES = frozenset([EntityKind.STATE, EntityKind.PLACE, EntityKind.FACILITY])

ADJECTIVAL = frozenset(["us", "uk", "eu", "usa"])
"""Names that stand before a noun as an adjective does ("US officials", "UK exports")."""

_CAPITALS = r"[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ'’.\-]+"
_DATELINE = re.compile(
    rf"\s*(?:{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}"  # LA PAZ, Bolivia, Nov. 24 (Reuters) -
    r"(?:, [^\W\d_][\w.'’]*(?: [^\W\d_][\w.'’]*){0,2})?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^)\n]{1,40}\))?"
    r"|[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}(?:, [^\W\d_][\w.' ]{1,24})? ?\([^)\n]{1,40}\))"
    r"\s*(?:—|–|--?|:)\s"
)


class Mention(NamedTuple):
    """A name: tokens ``first`` up to, not including, ``last``. ``country`` is the ISO code, ``unit`` the name
    of the administrative unit that stand beside it; ``kind`` is what it is called there, "town", "unit",
    "part" or "country"; ``building`` says that it is a building or a site."""

    first: int
    last: int
    span: Span
    name: str
    country: str | None = None
    unit: str | None = None
    kind: str | None = None
    building: bool = False


def mentions(ground: Ground) -> Iterator[Mention]:
    """The names that mean a place, in text order, without governments, adjectives and datelines."""
    ends = [(p.start, _dateline_end(ground, p.start, p.end)) for p in ground.parse.paragraphs]
    at = 0
    for entity in ground.parse.entities:
        while at + 1 < len(ends) and ends[at + 1][0] <= entity.start:
            at += 1
        if entity.kind not in PLACES or (ends and entity.start < ends[at][1]):
            continue
        for first, last in _parts(ground, entity):
            if first < last and _is_place(ground, entity, first, last):
                yield _beside(ground, _mention(ground, entity, first, last))


def _dateline_end(ground: Ground, start: int, end: int) -> int:
    found = _DATELINE.match(ground.text, start, min(end, start + 120))
    return found.end() if found else start


def _parts(ground: Ground, entity: Entity) -> Iterator[tuple[int, int]]:
    """The names in an entity, parted at commas ("Paris, Texas"), without articles, directions and "'s"."""
    first = entity.first
    for index in range(entity.first, entity.last + 1):
        if index == entity.last or ground.trees.word(index) == ",":
            last = index
            while first < last and _is_loose(ground, first):
                first += 1
            while first < last and ground.trees.word(last - 1).lower() in ("'s", "’s", "s'", "’"):
                last -= 1
            yield first, last
            first = index + 1


def _is_loose(ground: Ground, index: int) -> bool:
    word = ground.trees.word(index)
    return word[:1].islower() or word == "The"


def _is_place(ground: Ground, entity: Entity, first: int, last: int) -> bool:
    tokens, acting = ground.parse.tokens, ground.parse.scores.acting
    heads = [i for i in range(entity.first, entity.last) if not entity.first <= tokens[i].head < entity.last]
    if len(acting) and entity.kind != EntityKind.PLACE and any(acting[i] > 0 for i in heads):
        return False
    name = ground.trees.words(first, last)
    if not any(map(str.isalpha, name)) or (first > entity.first and key(name) in WITHIN_US):
        return False
    token = tokens[last - 1]
    if token.pos == "ADJ" and last - first == 1:
        return False
    before = token.head >= last and token.relation in ("compound", "amod", "nmod", "nummod")
    if key(name) in ADJECTIVAL and before and not ground.trees.case(last - 1):
        return False
    known = country_named(name)
    return (
        known is None or any(spot.kind == COUNTRY for spot in spots(name)) or entity.kind != EntityKind.STATE
    )


def _mention(ground: Ground, entity: Entity, first: int, last: int) -> Mention:
    tokens = ground.parse.tokens
    span = Span(tokens[first].start, tokens[last - 1].end)
    name = ground.text[span.start : span.end]
    return Mention(first, last, span, name, building=entity.kind == EntityKind.FACILITY)


def _beside(ground: Ground, found: Mention) -> Mention:
    """With what stands before and behind the name."""
    kind = KINDS.get(_word(ground, found.last).lower())
    behind = found.last + 1 if kind else found.last
    kind = kind or _kind_in_name(found.name)
    country, unit = _behind(ground, behind)
    called, owner = _before(ground, found.first)
    return found._replace(country=country or owner, unit=unit, kind=kind or called)


def _kind_in_name(name: str) -> str | None:
    return KINDS.get(name.rsplit(maxsplit=1)[-1].lower()) if " " in name else None


def _word(ground: Ground, index: int) -> str:
    return ground.trees.word(index) if 0 <= index < len(ground.parse.tokens) else ""


def _behind(ground: Ground, index: int) -> tuple[str | None, str | None]:
    """The country or the unit behind a name: ", Texas", ", Fla.", "in northern Syria", "(Lebanon)"."""
    link = _word(ground, index).lower()
    if link not in (",", "in", "("):
        return None, None
    at = index + 1
    while link == "in" and _word(ground, at).lower() in DIRECTIONS:
        at += 1
    for length in (4, 3, 2, 1):
        name = " ".join(_word(ground, at + i) for i in range(length)).strip()
        if not name[:1].isupper():
            continue
        if link == "," and key(name) in WITHIN_US and length == 1:
            return "US", WITHIN_US[key(name)]
        meant = [spot for spot in spots(name) if spot.kind in (COUNTRY, UNIT) and not spot.also]
        states = [spot for spot in meant if spot.kind == COUNTRY]
        if len(states) == 1 and len(meant) == 1:
            return states[0].country, None
        units = [spot for spot in meant if spot.kind == UNIT]
        if units and (link == "," or len(meant) == 1):
            return (units[0].country if len(meant) == 1 else None), units[0].name
        if states:
            return states[0].country, None
    return None, None


def _before(ground: Ground, first: int) -> tuple[str | None, str | None]:
    """What a name is called and whose it is: "the Syrian city of", "Lebanon's port of", "Syria's"."""
    at = first - 1
    if _word(ground, at).lower() in ("of", "-"):
        at -= 1
    kind = KINDS.get(_word(ground, at).lower())
    if kind is None and at < first - 1:
        return None, None
    at -= kind is not None
    for _ in range(4):
        word = _word(ground, at)
        owned = word in ("'s", "’s")
        if owned:
            at -= 1
            word = _word(ground, at)
        if kind is None and not owned:
            return None, None
        country = country_named(word) or country_named(f"{_word(ground, at - 1)} {word}")
        if country:
            return kind, country
        if owned or not word or word in (".", ",", ";", "in", "of"):
            break
        at -= 1
    return kind, None


def countries(ground: Ground) -> Counter[str]:
    """How often a report names each country or its people, governments included, by ISO code."""
    count: Counter[str] = Counter()
    for entity in ground.parse.entities:
        if entity.kind not in (EntityKind.STATE, EntityKind.GROUP):
            continue
        name = ground.text[entity.start : entity.end].removesuffix("'s").removesuffix("’s")
        code = country_named(name)
        if code:
            count[code] += 1
        elif entity.kind == EntityKind.STATE:
            meant = {spot.country for spot in spots(name) if spot.kind == UNIT and not spot.also}
            sure = {spot.country for spot in spots(name) if spot.population > 20_000}
            if len(meant) == 1 and len(sure) == 1:
                count.update(meant)
    return count
