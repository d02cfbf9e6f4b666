"""A number with its unit, or the range that it opens."""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.figures.amounts import Amount, Line, amount_at, begins
from sayso.situate.figures.units import Purse, Unit, unit_at
from sayso.situate.figures.words import SCORED, listed
from sayso.types import FigureKind


class Measured(NamedTuple):
    """A number or a range with its unit: tokens ``first`` up to, not including, ``last``, unit and sign of
    currency included. ``upper`` is the end of a range."""

    first: int
    last: int
    amount: Amount
    unit: Unit | None
    upper: Amount | None = None


def measured(line: Line, index: int, purse: Purse) -> Measured | None:
    """The number that begins at a token, with the unit before or behind it, or the range that it opens."""
    if not begins(line[index]):
        return None
    sign = purse.before(line, index)
    amount = amount_at(line, index, money=sign is not None)
    if amount is None:
        return None
    unit = sign or _unit(line, amount, purse)
    first, last = (sign.first if sign else index), max(amount.last, unit.last if unit else 0)
    if sign and (behind := purse.behind(line, amount.last, amount.scale >= 1e6)):
        unit = Unit(FigureKind.MONEY, behind.name or sign.name, sign.first, behind.last)
        last = behind.last
    if unit and unit.kind == FigureKind.MONEY and unit.first == index:
        unit = None
    ranged = _range(line, purse, Measured(first, last, amount, unit))
    return ranged or _signed(line, Measured(first, last, amount, unit or _shared(line, amount, purse)))


def _signed(line: Line, read: Measured) -> Measured:
    """With the minus before a measure or a share ("-5C", "minus 20 degrees")."""
    at, unit = read.first - 1, read.unit
    if unit is None or unit.kind == FigureKind.COUNT or read.amount.value is None:
        return read
    dash = line[at] in ("-", "−", "–") and line.tight(at) and not (at > line.first and line.tight(at - 1))
    if not (dash or line[at] == "minus"):
        return read
    return read._replace(first=at, amount=read.amount._replace(value=-read.amount.value))


def _shared(line: Line, amount: Amount, purse: Purse) -> Unit | None:
    """The unit of the next number where one word joins the two ("from 5 to 8 percent", "1.8 and 2 GHz")."""
    if line[amount.last] not in ("to", "and", "or") or amount.share or amount.value is None:
        return None
    other = amount_at(line, amount.last + 1)
    unit = _unit(line, other, purse) if other and other.value is not None else None
    return unit._replace(first=amount.last, last=amount.last) if unit else None


def _unit(line: Line, amount: Amount, purse: Purse) -> Unit | None:
    if amount.share:
        return None
    at = amount.last
    if line[at] == "of" and amount.value is None:
        at += 1  # tens of millions of dollars, hundreds of kilometres
    found = purse.behind(line, at, amount.scale >= 1e6) or unit_at(line, at)
    if found is None and line[amount.first - 1] == "magnitude":
        return Unit(FigureKind.MEASURE, "magnitude", amount.first - 1, amount.last)
    at += line.hyphen(at)
    if found is None and line[at] == "magnitude":
        return Unit(FigureKind.MEASURE, "magnitude", at, at + 1)
    return found


RANGE_MARKS = frozenset(["to", "-", "–", "—", "‑", "or", "and", "through"])


RANGING = listed(
    """
    range ranges ranged ranging anywhere vary varies varying varied
    """
)
"""Before "from 5 to 8" they make it a range, and not a change."""


def _range(line: Line, purse: Purse, lower: Measured) -> Measured | None:
    """Between 10 and 20, 10 to 15, 10-15, $10-15 million, two or three."""
    mark = lower.last
    if line.hyphen(mark) and line[mark + 1] in ("to", "or"):
        mark += 1  # two-to-three
    if line[mark] not in RANGE_MARKS or lower.amount.share or lower.amount.value is None:
        return None
    at = mark + 1
    if line.hyphen(at):
        at += 1
    while at < mark + 4 and line[at] and not line[at][0].isalnum() and line[at] not in ("-", "–", "(", ","):
        at += 1  # signs of currency
    if amount_at(line, at) is None and purse.before(line, at + 1) is not None:
        at += 1  # US$, EUR
        at += purse.before(line, at + 1) is not None
    sign = purse.before(line, at)
    upper = amount_at(line, at, money=sign is not None or bool(lower.unit))
    if upper is None or upper.value is None or upper.share:
        return None
    unit = sign or _unit(line, upper, purse) or lower.unit
    low = _raised(lower.amount, upper)
    if not _spans_range(line, lower, low, upper, mark) or not _alike(lower.unit, unit):
        return None
    last = max(upper.last, unit.last if unit else 0)
    return Measured(lower.first, last, lower.amount._replace(value=low), unit or lower.unit, upper)


def _raised(lower: Amount, upper: Amount) -> float:
    """The lower end of a range, with the upper one's magnitude where it has none ("10 to 15 million")."""
    low = lower.value or 0.0
    if lower.scale == 1 and upper.scale > 1 and low < (upper.value or 0) / upper.scale:
        return low * upper.scale
    return low


def _alike(lower: Unit | None, upper: Unit | None) -> bool:
    return lower is None or upper is None or (lower.kind == upper.kind and lower.name == upper.name)


def _spans_range(line: Line, lower: Measured, low: float, upper: Amount, mark: int) -> bool:
    high = upper.value or 0.0
    before, word = line[lower.first - 1], line[mark]
    if low >= high:
        return False
    if word == "and":
        return before == "between" or line[lower.first - 2] == "between"
    if word == "or":
        return high <= 2 * low and (high == low + 1 or high - low in (5, 10, 50, 100, 1000))
    if word == "to":
        return before != "from" or line[lower.first - 2] in RANGING
    # 3-1 has failed above; 1-3 is a score, too, where it counts nothing.
    years = lower.amount.figures and 1900 <= low <= 2100 and not lower.unit
    counts = _several(line, upper.last) and line[upper.last] not in SCORED and not years
    return counts or upper.scale > 1 or lower.unit is not None or _unit_behind(line, upper.last)


def _several(line: Line, index: int) -> bool:
    """Whether a plural noun stands at a token or up to two behind it."""
    for token in line.tokens[index : min(index + 3, line.last)]:
        word = line.text[token.start : token.end].lower()
        if token.pos in ("NOUN", "PROPN") and (
            word in _PLURAL or (word.endswith("s") and token.lemma != word)
        ):
            return True
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
    return False


_PLURAL = listed(
    """
    people police men women children troops cattle sheep aircraft
    """
)


def _unit_behind(line: Line, index: int) -> bool:
    return unit_at(line, index) is not None
