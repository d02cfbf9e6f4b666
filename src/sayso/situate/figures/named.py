"""Numbers that are no figures: parts of names, codes, numbers of things, pronouns."""

from __future__ import annotations

from sayso.situate.figures.amounts import Amount, Line
from sayso.situate.figures.words import (
    CALENDAR,
    LABELLED,
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


def is_name(line: Line, amount: Amount) -> bool:
    """Part of a name, or the number that something has ("Resolution 2375", "F-16", "page 7")."""
    first, last = amount.first, amount.last
    before = line[first - 1]
    plain = amount.scale == 1 and not amount.share and not _counts_next(line, amount)
    if before in LABELLED and plain and line.tokens[first - 1].pos not in ("VERB", "AUX", "ADV", "ADP"):
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
    if amount.figures and line.hyphen(last) and line[last + 1][:1].isdigit() and not line[last + 1].isdigit():
        return True  # 777-200LR
    if line[last] in ("st", "nd", "rd", "th"):
        return True  # an ordinal, taken apart
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
    alone = amount.figures and last == first + 1 and not _counts_next(line, amount)
    if alone and line[first - 1] == "'s" and line.tokens[max(first - 2, line.first)].pos == "PROPN":
        return not line[last] or line.tokens[last].pos not in ("NOUN", "ADJ")  # Boeing's 787
    if first - 1 < line.first or line.tokens[first - 1].pos != "PROPN":
        return False
    if alone and len(line[first]) == 3 and not _is_where(line, first - 1) and line[first - 1] not in CALENDAR:
        return True
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


_NO_ONE = listed(
    """
    no any every each this that the which another
    """
)
