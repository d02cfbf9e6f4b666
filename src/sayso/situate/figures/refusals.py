"""Numbers that are no figures: years, ages, dates, times."""

from __future__ import annotations

from sayso.situate.figures.amounts import Amount, Line
from sayso.situate.figures.words import (
    CALENDAR,
    LENGTH_ADJECTIVES,
    MONTHS,
    TIME_UNITS,
    listed,
)
from sayso.types import EntityKind

TIMED = frozenset([EntityKind.DATE, EntityKind.TIME])

YEARS = (1100, 2099)
"""Four bare digits in this range are a year, unless they plainly count something."""

AGES = (0, 120)


def is_time(line: Line, amount: Amount) -> bool:
    """A length, a date, a year, a time of day."""
    behind = amount.last + 1 if line.hyphen(amount.last) else amount.last
    if line[behind] in TIME_UNITS and not (line[behind] in ("second", "quarter") and amount.value != 1):
        return True
    if line[behind] in LENGTH_ADJECTIVES and line[behind + 1] in TIME_UNITS:
        return True
    if line.starts_with(amount.last, ["and", "a", "half"]) and line[amount.last + 3] in TIME_UNITS:
        return True
    if line[behind] in ("an", "a") and line[behind + 1] in TIME_UNITS and amount.share:
        return True
    if line[amount.last] == "of" and line[amount.last + 1] in TIME_UNITS and amount.share is False:
        return True  # dozens of years
    if amount.figures and amount.scale == 1 and _is_date(line, amount):
        return True
    return _in_time(line, amount) or _is_clock(line, amount)


def _is_date(line: Line, amount: Amount) -> bool:
    before, behind = line[amount.first - 1], line[amount.last]
    day = amount.value is not None and 1 <= amount.value <= 31
    if day and (before in MONTHS - {"may", "march"} or behind in MONTHS - {"may", "march"}):
        return True
    if day and (before in ("may", "march") and line.trees.word(amount.first - 1)[:1].isupper()):
        return True
    if day and behind in ("may", "march") and line.trees.word(amount.last)[:1].isupper():
        return line.tokens[amount.last].pos == "PROPN"
    if day and before in ("-", "–", "and", "to", "or", ",") and line[amount.first - 2].isdigit():
        return line[amount.first - 3] in MONTHS
    if day and behind in ("-", "–", "and", "to", "or") and line[amount.last + 1].isdigit():
        return line[amount.last + 2] in MONTHS - {"may", "march"}
    return _is_year(line, amount)


def _is_year(line: Line, amount: Amount) -> bool:
    word = line[amount.first]
    if amount.last != amount.first + 1 or len(word) != 4 or not word.isdigit():
        return False
    if not YEARS[0] <= int(word) <= YEARS[1]:
        return False
    token, behind = line.tokens[amount.first], amount.last
    counts = (
        token.relation == "nummod"
        and token.head >= behind
        and line.tokens[token.head].pos == "NOUN"
        and line[token.head].endswith(("s", "people", "men", "women", "children"))
    )
    if not counts:
        return True
    before = line[amount.first - 1]
    qualified = before in ("some", "about", "around", "approximately", "roughly", "nearly", "almost")
    qualified |= line[amount.first - 2] in ("more", "least", "fewer", "less", "many") or before == "up to"
    plain = int(word) % 100 == 0 and before not in _YEAR_BEFORE and not _entity_is(line, amount, TIMED)
    return not (qualified or plain)


_YEAR_BEFORE = listed(
    """
    in the since until till by its his her their of from before after during this
    """
)


def _entity_is(line: Line, amount: Amount, kinds: frozenset[EntityKind]) -> bool:
    at = line.tokens[amount.first].entity
    return at >= 0 and line.trees.parse.entities[at].kind in kinds


def _in_time(line: Line, amount: Amount) -> bool:
    """Inside what the encoder takes for a date or a time, if a word in it is of the calendar."""
    if not _entity_is(line, amount, TIMED):
        return False
    entity = line.trees.parse.entities[line.tokens[amount.first].entity]
    if line[amount.last] in ("a", "an", "per", "each", "every"):
        return False  # 15 a year
    inside = [line[i] for i in range(entity.first, entity.last)]
    return any(word in CALENDAR or word.endswith("year-old") for word in inside)


def _is_clock(line: Line, amount: Amount) -> bool:
    if amount.figures and ":" in line[amount.first]:
        return True
    if not _entity_is(line, amount, frozenset([EntityKind.TIME])) or amount.value is None:
        return False
    return amount.value <= 24 and line[amount.first - 1] in ("at", "by", "until", "till", "from", "to", "and")


def is_age(line: Line, amount: Amount) -> bool:
    """An age: "aged 34", "Ms Ode, 34, said", "34-year-old" (a length), "she was 34"."""
    if amount.value is None or not AGES[0] <= amount.value <= AGES[1] or amount.share:
        return False
    before, behind = line[amount.first - 1], line[amount.last]
    if before in ("aged", "age", "ages") or line.starts_with(amount.first - 2, ["age", "of"]):
        return True
    if line.starts_with(amount.first - 2, ["ages", "of"]) or line.starts_with(amount.last, ["years", "old"]):
        return True
    named = amount.first - 2 >= line.first and line.tokens[amount.first - 2].pos in ("PROPN", "NOUN")
    person = named and _is_person(line, amount.first - 2)
    if before == "," and behind in (",", ".", "", ";", "and", ")") and person and amount.value >= 1:
        return amount.last == amount.first + 1
    if before == "(" and behind in (")", ","):
        at = amount.first - 2
        return at >= line.first and line.tokens[at].pos == "PROPN"
    return _turned(line, amount)


def _is_person(line: Line, token: int) -> bool:
    at = line.tokens[token].entity
    if at >= 0:
        return line.trees.parse.entities[at].kind not in (EntityKind.STATE, EntityKind.PLACE, EntityKind.DATE)
    return line.tokens[token].pos == "PROPN" or line[token] in _RELATIVES


_RELATIVES = listed(
    """
    son daughter father mother brother sister wife husband boy girl man woman teenager student child baby
    sons daughters brothers sisters uncle aunt nephew niece widow grandson granddaughter
    """
)


def _turned(line: Line, amount: Amount) -> bool:
    """ "She is 34": a bare number that is said of a person."""
    token = line.tokens[amount.last - 1]
    if line[amount.last] not in (".", ",", "", ";", "when", "and", "at", "years"):
        return False
    verb = amount.last - 1 if line.trees.children(amount.last - 1, "cop") else token.head
    if verb < 0 or (verb != amount.last - 1 and line[verb] not in ("turned", "turns", "turn", "turning")):
        return False
    subjects = line.trees.children(verb, "nsubj")
    return any(line[i] in ("he", "she", "who", "i") or _is_named_person(line, i) for i in subjects)


def _is_named_person(line: Line, token: int) -> bool:
    at = line.tokens[token].entity
    return at >= 0 and line.trees.parse.entities[at].kind == EntityKind.PERSON
