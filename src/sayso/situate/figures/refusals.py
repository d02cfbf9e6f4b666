"""Numbers that are no figures: years, ages, dates, times, scores, names, numbers of things."""

from __future__ import annotations

from sayso.situate.figures.amounts import Amount, Line
from sayso.situate.figures.words import (
    CALENDAR,
    LABELLED,
    LENGTH_ADJECTIVES,
    MONTHS,
    NO_COUNT_BEHIND_HYPHEN,
    ONE_THINGS,
    STREETS,
    TIME_UNITS,
    listed,
)
from sayso.types import EntityKind

NAMED = frozenset(
    [
        EntityKind.PRODUCT,
        EntityKind.LAW,
        EntityKind.EVENT,
        EntityKind.WORK,
        EntityKind.FACILITY,
        EntityKind.ORGANISATION,
        EntityKind.PERSON,
        EntityKind.STATE,
        EntityKind.PLACE,
        EntityKind.GROUP,
    ]
)
"""Entities whose numbers belong to their name."""

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


_YEAR_BEFORE = frozenset(
    [
        "in",
        "the",
        "since",
        "until",
        "till",
        "by",
        "its",
        "his",
        "her",
        "their",
        "of",
        "from",
        "before",
        "after",
        "during",
        "this",
    ]
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
        return line.trees.parse.entities[at].kind == EntityKind.PERSON
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


def is_name(line: Line, amount: Amount) -> bool:
    """Part of a name, or the number that something has ("Resolution 2375", "F-16", "page 7")."""
    first, last = amount.first, amount.last
    before = line[first - 1]
    if before in LABELLED and amount.scale == 1 and not amount.share and not _counts_next(line, amount):
        return True
    if before == "of" and line[first - 2].isdigit() and line[first - 3] in LABELLED:
        return True  # photo 1 of 8
    if amount.figures and _is_address(line, last):
        return True
    if before == "." and line[first - 2] in ("no", "nos", "nr", "art", "sec"):
        return True
    if line.starts_with(first - 2, ["group", "of"]) and not _counts_next(line, amount):
        return True
    if _joined(line, amount):
        return True
    at = line.tokens[first].entity
    entity = line.trees.parse.entities[at] if at >= 0 else None
    if entity and entity.kind in NAMED:
        if entity.last <= last and entity.first >= first:
            return entity.kind not in (EntityKind.STATE, EntityKind.GROUP, EntityKind.PLACE)
        return not (entity.first >= first and amount.scale > 1)
    return _named_before(line, amount)


def _is_address(line: Line, index: int) -> bool:
    """Whether a street or a hall is named at a token ("201 Waterfront St.")."""
    at = index
    while at < min(index + 4, line.last) and line.tokens[at].pos == "PROPN":
        if at > index and line[at].rstrip(".") in STREETS:
            return True
        at += 1
    return False


def _counts_next(line: Line, amount: Amount) -> bool:
    """Whether a noun that it counts follows a number."""
    token = line.tokens[amount.last - 1]
    return token.relation == "nummod" and token.head >= amount.last and line.tokens[token.head].pos == "NOUN"


def _joined(line: Line, amount: Amount) -> bool:
    """Written on to a word before it ("F-16", "mid-20s") or to letters behind it ("3D")."""
    first, last = amount.first, amount.last
    if line.hyphen(first - 1) and line[first - 2][:1].isalnum():
        return line[first - 2] not in _COUNTED_ON
    if line[first - 1] == "." and line.tight(first - 1) and line.tight(first - 2):
        return True
    if amount.figures and amount.scale == 1 and line.tight(last - 1) and line[last][:1].isalpha():
        return True  # 3G
    if line[first - 1] in ("#", "/", "@", "_", "v", "v.") and line.tight(first - 1):
        return True
    if line[first - 1] in ("+", "-", "−", "–") and line[first - 2] in TIME_UNITS:
        return True  # GMT +8
    if line[last] in ("/", ":", "_", "@") and line.tight(last - 1) and line[last + 1][:1].isalnum():
        return True
    return line.hyphen(last) and line[last + 1] in NO_COUNT_BEHIND_HYPHEN


_COUNTED_ON = frozenset(["to", "or", "and", "a", "half", "over", "under"])


def _named_before(line: Line, amount: Amount) -> bool:
    """Right behind a name that it is part of ("Boeing 737", "Fortune 500")."""
    first, last = amount.first, amount.last
    if amount.scale > 1 or amount.share:
        return False
    if amount.figures and (_second(line, amount) or _before_name(line, amount)):
        return True
    if first - 1 < line.first or line.tokens[first - 1].pos != "PROPN":
        return False
    if last != first + 1 or line.tokens[first - 1].end == line.tokens[first].start:
        return False
    follows = line.tokens[last] if last < line.last else None
    if follows is not None and follows.pos in ("AUX", "VERB") and _is_where(line, first - 1):
        return False  # "In Lomond 15 were killed."
    if follows is not None and follows.pos == "NOUN" and _counts_next(line, amount):
        return line.tokens[first].relation in ("flat", "compound")
    token = line.tokens[first]
    return (
        token.head == first - 1 or line.tokens[first - 1].head == first or token.relation in ("flat", "appos")
    )


def _is_where(line: Line, token: int) -> bool:
    at = line.tokens[token].entity
    return at >= 0 and line.trees.parse.entities[at].kind in (EntityKind.STATE, EntityKind.PLACE)


def _second(line: Line, amount: Amount) -> bool:
    """Behind another number of the same noun ("five new 737 aircraft")."""
    token = line.tokens[amount.first]
    if token.relation != "nummod" or token.head < amount.last:
        return False
    others = line.trees.children(token.head, "nummod")
    between = [i for i in others if i < amount.first - 1]
    return bool(between) and not any(
        line[i] in (",", "and", "or", "to", "-", "–") for i in range(between[-1], amount.first)
    )


def _before_name(line: Line, amount: Amount) -> bool:
    """Before one thing's name ("the 787 Dreamliner"): what is counted by more than one is several."""
    at = amount.last
    if at >= line.last or line.tokens[at].pos != "PROPN" or (amount.value or 0) <= 1:
        return False
    token, name = line.tokens[amount.first], line[at]
    behind = line.tokens[at + 1].pos if at + 1 < line.last else ""
    return (
        token.head == at
        and not name.endswith(("s", "x"))
        and behind not in ("NOUN", "PROPN")
        and (amount.value or 0) > 20
        and "," not in line[amount.first]
    )


def is_code(line: Line, amount: Amount) -> bool:
    """Part of a row of digits: a telephone number, a sum, coordinates; or the number of a list's point."""
    first, last = amount.first, amount.last
    if not amount.figures:
        return False
    if amount.scale == 1 and (line[last].isdigit() or line[first - 1].isdigit()):
        return True
    if line[first - 1] == "+" and line[last] in ("(", "-"):
        return True
    opens = first == line.first or (first - 1 == line.first and line[first - 1] in ("(", "["))
    return opens and line[last] in (")", "]") and (amount.value or 0) < 100


def is_pronoun(line: Line, amount: Amount) -> bool:
    """ "One" as a pronoun or in a set phrase; "the two" with nothing behind."""
    if amount.last != amount.first + 1 or amount.share:
        return False
    word, token = line[amount.first], line.tokens[amount.first]
    before = line[amount.first - 1]
    if word == "one":
        behind = line[amount.last]
        counts = token.relation == "nummod" and token.head > amount.first and behind not in ("of", "to", "by")
        noun = line[token.head] if token.head >= 0 else ""
        if not counts or line.tokens[token.head].pos not in ("NOUN", "PROPN", "ADJ"):
            return True
        return noun in ONE_THINGS or before in _NO_ONE or line.hyphen(amount.last)
    if word == "zero":
        return not _counts_next(line, amount) or line[line.tokens[amount.first].head] == "tolerance"
    if before == "the" and not amount.figures:
        return token.relation not in ("nummod", "compound")
    return False


_NO_ONE = frozenset(["no", "any", "every", "each", "this", "that", "the", "which", "another"])
