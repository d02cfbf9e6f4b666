"""Figures and dates of two contents: which agree, and which exclude each other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.link.claims.mention import Count, Days

ROUNDED = 2
"""Digits from which on a number may be another one, rounded: 1.2 million is 1,213,000, but 100 is not 96."""


FAR = 1.5
"""How many times as large as the other one of two numbers may be, where one is a bound."""

CONVERTED = 0.03
"""How far apart, of the larger, a figure and its conversion to another unit may be: they are rounded."""

METRIC = {
    "mile": ("kilometre", 1.609344),
    "yard": ("metre", 0.9144),
    "foot": ("metre", 0.3048),
    "inch": ("centimetre", 2.54),
    "pound": ("kilogram", 0.45359237),
    "ounce": ("gram", 28.349523125),
    "acre": ("hectare", 0.40468564224),
    "gallon": ("litre", 3.785411784),
    "minute": ("hour", 1 / 60),
}
"""Units outside the metric system, with the unit and factor that they are in it."""


def agree(one: Count, other: Count) -> bool:
    """Whether both may be one number: of one unit, and equal, rounded, or within each other's bounds."""
    converted = one.unit != other.unit
    one, other = _metric(one), _metric(other)
    if one.unit != other.unit:
        return False
    if one.value is not None and one.value == other.value:
        return True
    if _exact(one) and _exact(other):
        if converted:
            return math.isclose(one.value or 0.0, other.value or 0.0, rel_tol=CONVERTED)
        return _rounded(one.value or 0.0, other.value or 0.0)
    return _reach(one.low, other.high) and _reach(other.low, one.high)


def exclude(one: Count, other: Count) -> bool:
    """Whether they are different numbers of one thing: of one unit, with a word for what is counted in common
    (or none on one side); or one number of two units."""
    if agree(one, other):
        return False
    if _metric(one).unit != _metric(other).unit:
        return one.value is not None and one.value == other.value and not (one.counted and other.counted)
    return not one.counted or not other.counted or bool(set(one.counted) & set(other.counted))


def far(one: Count, other: Count) -> bool:
    """Whether two numbers of one thing, of which one at least is only a bound, are too far from each other
    for one to be the other rounded: "nearly 200", "nearly 2,000"."""
    one, other = _metric(one), _metric(other)
    if one.unit != other.unit or not one.value or not other.value or (_exact(one) and _exact(other)):
        return False
    small, large = sorted((abs(one.value), abs(other.value)))
    return large > FAR * small and (not one.counted or bool(set(one.counted) & set(other.counted)))


def conflict(ones: Sequence[Count], others: Sequence[Count]) -> tuple[Count, Count] | None:
    """A figure on each side that has no equal on the other, of which one excludes the other."""
    left = [one for one in ones if not any(agree(one, other) for other in others)]
    right = [other for other in others if not any(agree(one, other) for one in ones)]
    return next(((one, other) for one in left for other in right if exclude(one, other)), None)


def shared(ones: Sequence[Count], others: Sequence[Count]) -> int:
    """How many of the figures that either has are on both sides."""
    return sum(any(agree(one, other) for other in others) for one in ones)


def apart(ones: Sequence[Days], others: Sequence[Days]) -> bool:
    """Whether both have dates, and none of the one's meets one of the other's."""
    return bool(ones and others) and not meet(ones, others)


def meet(ones: Sequence[Days], others: Sequence[Days]) -> bool:
    """Whether a date of the one is, lies in, or laps over one of the other."""
    return any(one.first <= other.last and other.first <= one.last for one in ones for other in others)


def _metric(count: Count) -> Count:
    """A measure in the metric unit of its kind."""
    if count.unit not in METRIC:
        return count
    unit, factor = METRIC[count.unit]
    value, low, high = (None if n is None else n * factor for n in (count.value, count.low, count.high))
    return count._replace(value=value, low=low, high=high, unit=unit)


def _exact(count: Count) -> bool:
    return count.value is not None and count.low == count.value == count.high


def _reach(low: float | None, high: float | None) -> bool:
    return low is None or high is None or low <= high


def _rounded(one: float, other: float) -> bool:
    """Whether the number with fewer digits is the other one, rounded to as many."""
    coarse, fine = sorted((one, other), key=_digits)
    digits = _digits(coarse)
    if digits < ROUNDED or fine == 0:
        return one == other
    place = digits - 1 - math.floor(math.log10(abs(fine)))
    return math.isclose(round(fine, place), coarse, rel_tol=1e-9)


def _digits(number: float) -> int:
    """Significant digits."""
    return len(f"{abs(number):.12g}".replace(".", "").split("e")[0].strip("0"))
