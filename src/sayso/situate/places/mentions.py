"""Which names of a report mean a place, and what the words beside each say of where it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.ground import Ground
from sayso.situate.places.gazetteer import COUNTRY, UNIT, Spot, country_named, key, spots, tabled
from sayso.situate.places.words import (
    BODIES,
    DIRECTIONS,
    GOVERNING,
    KINDS,
    LOCATIVE,
    PLACE_NOUNS,
    RELATIONS,
    WITHIN_US,
)
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
    people = _people(ground)
    at = 0
    for entity in _joined(ground):
        while at + 1 < len(ends) and ends[at + 1][0] <= entity.start:
            at += 1
        if ends and entity.start < ends[at][1]:
            continue
        for part in _parts(ground, entity):
            first, last = _widened(ground, *part)
            named = first < last and ground.trees.word(last - 1) not in people
            if named and _is_place(ground, entity, first, last):
                yield _beside(ground, _mention(ground, entity, first, last))


def _people(ground: Ground) -> frozenset[str]:
    """The last words of names of people: a name that is one alone is taken for the person's."""
    people = [e for e in ground.parse.entities if e.kind == EntityKind.PERSON and e.last - e.first > 1]
    return frozenset(ground.trees.word(e.last - 1) for e in people if not _called(ground, e))


def _joined(ground: Ground) -> Iterator[Entity]:
    """The entities that may be places; those that only a space parts are one ("Whitley" "Bay")."""
    held: Entity | None = None
    for entity in ground.parse.entities:
        if not (entity.kind in PLACES or _called(ground, entity)):
            continue
        open_end = held is not None and ground.trees.word(held.last - 1)[:1].isupper()
        open_end &= held is not None and ground.text[held.end - 1].isalnum()
        if held is not None and open_end and held.last == entity.first and held.end + 1 == entity.start:
            kinds = (held.kind, entity.kind)
            kind = EntityKind.FACILITY if EntityKind.FACILITY in kinds else entity.kind
            held = Entity(kind, held.first, entity.last, held.start, entity.end)
            continue
        if held is not None:
            yield held
        held = entity
    if held is not None:
        yield held


def _called(ground: Ground, entity: Entity) -> bool:
    """Whether what the encoder takes for a person or a body is said to be a place ("the town of")."""
    if entity.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION):
        return False
    called = KINDS.get(_word(ground, entity.first - 2).lower())
    return called in ("town", "unit") and _word(ground, entity.first - 1).lower() == "of"


def _dateline_end(ground: Ground, start: int, end: int) -> int:
    found = _DATELINE.match(ground.text, start, min(end, start + 120))
    return found.end() if found else start


def _parts(ground: Ground, entity: Entity) -> Iterator[tuple[int, int]]:
    """The names in an entity, parted at commas ("Paris, Texas"), without articles, directions and "'s"."""
    first = entity.first
    for index in range(entity.first, entity.last + 1):
        if index == entity.last or ground.trees.word(index) in (",", "'s", "’s"):
            last = index
            while first < last and _is_loose(ground, first):
                first += 1
            while first < last and not ground.trees.word(last - 1)[:1].isupper():
                last -= 1
            yield first, last
            first = index + 1


def _widened(ground: Ground, first: int, last: int) -> tuple[int, int]:
    """With the word before or behind it, where the two are a name of the tables that the encoder parts."""
    for begin, end in ((first - 1, last), (first, last + 1)):
        whole = 0 <= begin < end <= len(ground.parse.tokens) and first < last
        edge = begin if begin < first else last
        whole = whole and ground.trees.word(edge)[:1].isupper()
        if whole and tabled(ground.trees.words(begin, end)):
            return begin, end
    return first, last


def _is_loose(ground: Ground, index: int) -> bool:
    word = ground.trees.word(index)
    return word[:1].islower() or word == "The"


UNSURE = 0.7
"""How near to nothing the encoder's score for acting is (a logit) where the words around decide instead."""


def _is_place(ground: Ground, entity: Entity, first: int, last: int) -> bool:
    tokens = ground.parse.tokens
    name = ground.trees.words(first, last)
    if (
        not any(map(str.isalpha, name))
        or key(name) in BODIES
        or (first > entity.first and key(name) in WITHIN_US)
    ):
        return False
    if _is_acting(ground, entity) or _in_a_name(ground, first) or _owns_government(ground, last):
        return False
    if entity.kind == EntityKind.STATE and _is_party(ground, last - 1):
        return False
    token = tokens[last - 1]
    if token.pos == "ADJ" and last - first == 1:
        return False
    before = token.head >= last and token.relation in ("compound", "amod", "nmod", "nummod")
    if key(name) in ADJECTIVAL and before and not ground.trees.case(last - 1):
        return False
    people = entity.kind == EntityKind.STATE and country_named(name) is not None
    return not people or any(spot.kind == COUNTRY for spot in spots(name))


def _is_party(ground: Ground, index: int) -> bool:
    """Whether states deal with one another ("a truce with Lomond", "talks between Lomond and Ruden")."""
    tokens = ground.parse.tokens
    case = ground.trees.case(index)
    if tokens[index].relation == "conj" and not case:
        index = tokens[index].head
        case = ground.trees.case(index)
    head = tokens[index].head
    relation = head >= 0 and tokens[head].lemma.lower() in RELATIONS
    tied = tokens[index].relation == "compound" and "-" in (
        _word(ground, index - 1),
        _word(ground, index + 1),
    )
    return case == "against" or (relation and (case in ("with", "between") or tied))


def _owns_government(ground: Ground, last: int) -> bool:
    """Whether a name is whose government, minister or army it is ("Lomond's president")."""
    if _word(ground, last).lower() not in ("'s", "’s", "'"):
        return False
    head = ground.parse.tokens[last - 1].head
    if head < 0:
        return False
    at = ground.parse.tokens[head].entity
    kind = ground.parse.entities[at].kind if at >= 0 else None
    named = kind in (EntityKind.PERSON, EntityKind.ORGANISATION)
    return named or ground.parse.tokens[head].lemma.lower() in GOVERNING


def _is_acting(ground: Ground, entity: Entity) -> bool:
    """Whether a name stands for a government, a team or the people in a building."""
    acting, tokens = ground.parse.scores.acting, ground.parse.tokens
    if not len(acting) or entity.kind == EntityKind.PLACE:
        return False
    heads = [i for i in range(entity.first, entity.last) if not entity.first <= tokens[i].head < entity.last]
    score = max((float(acting[i]) for i in heads), default=0.0)
    if entity.kind == EntityKind.FACILITY:
        meant = ground.means(heads[0]) if heads else None
        return score > 0 or (meant is not None and meant.actor.startswith(("organ", "outlet")))
    if abs(score) > UNSURE or not heads:
        locative = score < 2 * UNSURE + 1 and any(_far(ground, i) for i in heads)
        return score > 0 and not locative
    return score > 0 - UNSURE / 2 and not any(_is_located(ground, i) for i in heads)


def _is_located(ground: Ground, index: int) -> bool:
    """Whether a name stands behind a preposition of place, or behind what has a place."""
    case, head = ground.trees.case(index), ground.parse.tokens[index].head
    return case in LOCATIVE or (case == "of" and head >= 0 and ground.trees.word(head).lower() in PLACE_NOUNS)


def _far(ground: Ground, index: int) -> bool:
    """ "As far away as" before a name."""
    return " ".join(_word(ground, index - i).lower() for i in (3, 2, 1)) in ("far away as", "as far as")


def _in_a_name(ground: Ground, first: int) -> bool:
    """Whether a person's name stands right before, and this is its end."""
    at = ground.parse.tokens[first - 1].entity if first else -1
    return (
        at >= 0
        and ground.parse.entities[at].kind == EntityKind.PERSON
        and ground.parse.tokens[first].entity != at
        and ground.parse.tokens[first].relation in ("flat", "compound")
    )


def _mention(ground: Ground, entity: Entity, first: int, last: int) -> Mention:
    tokens = ground.parse.tokens
    name = ground.text[tokens[first].start : tokens[last - 1].end].rstrip("'’")
    span = Span(tokens[first].start, tokens[first].start + len(name))
    return Mention(first, last, span, name, building=entity.kind == EntityKind.FACILITY)


def _beside(ground: Ground, found: Mention) -> Mention:
    """With what stands before and behind the name."""
    kind = KINDS.get(_word(ground, found.last).lower())
    behind = found.last + 1 if kind else found.last
    kind = kind or _kind_in_name(found.name)
    country, unit = _behind(ground, behind)
    called, owner = _before(ground, found.first)
    if _is_around(ground, found):
        kind = "unit"
    return found._replace(country=country or owner, unit=unit, kind=kind or called)


def _is_around(ground: Ground, found: Mention) -> bool:
    """Whether a name says where the town before it is ("Scarsdale, New York")."""
    if _word(ground, found.first - 1) != "," or found.first < 2:
        return False
    at = ground.parse.tokens[found.first - 2].entity
    if at < 0:
        return False
    town = ground.parse.entities[at]
    name = ground.text[town.start : town.end].split(",")[0]
    units = {key(spot.name) for spot in spots(found.name) if spot.kind == UNIT}
    return any(key(spot.within) in units for spot in spots(name))


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
    if link == "," and _word(ground, at).lower() in ("a", "an", "the"):
        at = _behind_apposition(ground, at + 1)  # "Banki, a border town in northern Lomond"
        if not at:
            return None, None
        link, at = "in", at + 1
    while link == "in" and _word(ground, at).lower() in DIRECTIONS:
        at += 1
    longest = next((i for i in range(4) if not _word(ground, at + i)[:1].isupper()), 4)
    for length in range(longest, 0, -1):
        name = " ".join(_word(ground, at + i) for i in range(length))
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


def _behind_apposition(ground: Ground, index: int) -> int:
    """The token of the "in" behind "a border town", 0 where that does not follow."""
    for at in range(index, index + 4):
        if _word(ground, at).lower() in KINDS and _word(ground, at + 1).lower() in ("in", "of"):
            return at + 1
    return 0


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


class Told:
    """The countries that a report names, itself or by its people, governments included."""

    def __init__(self, ground: Ground) -> None:
        self._count: Counter[str] = Counter()
        self._by_name: Counter[tuple[str, str]] = Counter()
        self._units: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for entity in ground.parse.entities:
            if entity.kind in (EntityKind.STATE, EntityKind.GROUP):
                name = ground.text[entity.start : entity.end].removesuffix("'s").removesuffix("’s")
                code = country_named(name) or _unit_in(name)
                if code:
                    self._count[code] += 1
                    self._by_name[code, key(name)] += 1

    def located(self, name: str, spot: Spot) -> None:
        """Counts a place that was found to be in a country and in a unit of it."""
        if spot.country:
            self._count[spot.country] += 1
            self._by_name[spot.country, key(name)] += 1
            self._units[spot.country, key(spot.within)].add(key(name))

    @property
    def most(self) -> int:
        """How often the report names the country that it names most."""
        return max(self._count.values(), default=0)

    def times(self, country: str, name: str) -> int:
        """How often the report names a country (an ISO code), or places in it, but for ``name`` itself."""
        return self._count[country] - self._by_name[country, key(name)] if country else 0

    def near(self, spot: Spot, name: str) -> bool:
        """Whether another place of the report lies in the same administrative unit."""
        return bool(spot.within) and bool(self._units[spot.country, key(spot.within)] - {key(name)})


def _unit_in(name: str) -> str | None:
    """The country of an administrative unit whose name is no town's elsewhere ("Texas")."""
    found = spots(name)
    units = {spot.country for spot in found if spot.kind == UNIT and not spot.also}
    return (
        units.pop() if len(units) == 1 and {spot.country for spot in found if spot.country} <= units else None
    )
