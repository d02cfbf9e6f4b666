"""The numbers of a report, with what they count.

A sentence is read from left to right. `amounts` finds the next number, `units` what is tied to it, `refusals`
says whether it is a figure at all; then come the words that say how it binds, and `counted` asks the tree
what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.figures.amounts import Amount, Line, amount_at
from sayso.situate.figures.counted import based, counted
from sayso.situate.figures.qualifiers import Bound, bound
from sayso.situate.figures.refusals import is_age, is_code, is_name, is_pronoun, is_time
from sayso.situate.figures.units import Purse, Unit, unit_at
from sayso.situate.figures.words import SCORED
from sayso.situate.ground import Ground
from sayso.types import Figure, FigureKind, Qualifier, Span, Words


def figures(ground: Ground) -> tuple[Figure, ...]:
    """All figures of a report, in text order."""
    report = ground.report
    domain = report.outlet.domain if report.outlet else None
    purse = Purse(report.text, domain)
    lines = [Line(ground.trees, *sentence) for sentence in ground.parse.sentences]
    models = frozenset(model for line in lines for model in _models(line))
    return tuple(figure for line in lines for figure in _of_sentence(line, purse, models))


def _models(line: Line) -> Iterator[str]:
    """Numbers of three digits that are part of a name somewhere in a report: they are so wherever they stand
    alone ("a Boeing 787", "the 787")."""
    for index in range(line.first, line.last):
        model = len(line[index]) == 3 and line[index].isdigit()
        amount = amount_at(line, index) if model else None
        if amount and amount.last == index + 1 and is_name(line, amount):
            yield line[index]


class Measured(NamedTuple):
    """A number or a range with its unit: tokens ``first`` up to, not including, ``last``, unit and sign of
    currency included. ``upper`` is the end of a range."""

    first: int
    last: int
    amount: Amount
    unit: Unit | None
    upper: Amount | None = None


def _of_sentence(line: Line, purse: Purse, models: frozenset[str]) -> Iterator[Figure]:
    index, before = line.first, None
    while index < line.last:
        read = _measured(line, index, purse)
        if read is None:
            index += 1
            continue
        index = read.last
        if _refused(line, read) or (read.unit is None and line[read.amount.first] in models):
            index = max(index, _pair(line, read))
            continue
        made = _figure(line, read, before)
        if made is not None:
            yield made
            before = made


def _measured(line: Line, index: int, purse: Purse) -> Measured | None:
    """The number that begins at a token, with the unit before or behind it, or the range that it opens."""
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


RANGING = frozenset(
    ["range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies", "varying", "varied"]
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


_PLURAL = frozenset(["people", "police", "men", "women", "children", "troops", "cattle", "sheep", "aircraft"])


def _unit_behind(line: Line, index: int) -> bool:
    return unit_at(line, index) is not None


def _refused(line: Line, read: Measured) -> bool:
    """Whether a number is no figure."""
    amount = read.upper or read.amount
    if _is_score(line, read):
        return True
    if read.unit is not None:
        joined = line.hyphen(amount.first - 1) and line[amount.first - 2][:1].isalpha()
        return joined and read.unit.kind != FigureKind.MEASURE and read.unit.first > amount.first
    if is_time(line, amount) or is_time(line, read.amount):
        return True
    amount = amount._replace(first=read.amount.first)
    return any(test(line, amount) for test in (is_age, is_code, is_name, is_pronoun))


def _pair(line: Line, read: Measured) -> int:
    """The token behind a refused pair of numbers, so that its second half is not read as a figure."""
    if not _is_score(line, read):
        return read.last
    behind = amount_at(line, read.last + 1)
    return behind.last if behind else read.last


def _is_score(line: Line, read: Measured) -> bool:
    """A pair of numbers that are a score or a vote ("3-1", "won 21 to 14"), years or a model ("737-800")."""
    if read.upper is not None:
        return line[read.last] in SCORED and read.unit is None
    mark, amount = line[read.last], read.amount
    if amount.value is None or read.unit is not None or amount.share or mark not in ("-", "–", "to", "‑"):
        return False
    behind = amount_at(line, read.last + 1)
    if behind is None or behind.value is None or behind.scale > 1 or behind.share:
        return False
    if mark == "to":
        return behind.value <= amount.value <= 500 and line[read.first - 1] != "from"
    return amount.figures == behind.figures


def _figure(line: Line, read: Measured, before: Figure | None) -> Figure | None:
    amount, unit = read.amount, read.unit
    limits = bound(line, read.first, read.last)
    if read.upper is not None:
        limits = limits._replace(first=_between(line, limits.first))
    share = amount.share or (unit is not None and unit.kind == FigureKind.PERCENT)
    kind = FigureKind.PERCENT if share else unit.kind if unit else FigureKind.COUNT
    name = ("%" if amount.share else unit.name if unit else None) if kind != FigureKind.COUNT else None
    name = "%" if name == "percent" else name
    factor = unit.factor if unit else 1.0
    value, low, high, qualifier = _limits(read, limits, factor)
    spans = _spans(line, limits)
    base = based(line, read.last) if share else None
    end = max(read.last, limits.last)
    counts = None if base else counted(line, read.first, end, kind == FigureKind.MONEY)
    if counts is None and kind == FigureKind.COUNT:
        counts = _same(line, read, before)
    text = " … ".join(line.text[span.start : span.end] for span in spans)
    return Figure(kind, text, spans, value, low, high, qualifier, name, counts, base)


def _between(line: Line, first: int) -> int:
    """The first token of a range with its "between" or "from"."""
    return first - 1 if line[first - 1] in ("between", "from") else first


def _limits(
    read: Measured, limits: Bound, factor: float
) -> tuple[float | None, float | None, float | None, Qualifier]:
    """Value, least, most and how it binds."""
    if read.upper is not None:
        low, high = (read.amount.value or 0) * factor, (read.upper.value or 0) * factor
        return None, low, high, Qualifier.BETWEEN
    value = None if read.amount.value is None else round(read.amount.value * factor, 9)
    qualifier = limits.qualifier
    if value is None:
        least = (read.amount.least or 0) * factor
        if qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN):
            return None, None, None, qualifier
        return None, least, None, qualifier or Qualifier.ABOUT
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return value, value, None, qualifier
    if qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN):
        return value, None, value, qualifier
    if qualifier == Qualifier.ABOUT:
        return value, None, value if limits.ceiling else None, qualifier
    return value, value, value, Qualifier.EXACT


def _spans(line: Line, limits: Bound) -> tuple[Span, ...]:
    """The characters of qualifier, number and unit; a qualifier that stands apart is a span of its own."""
    spans = [Span(line.tokens[limits.first].start, line.tokens[limits.last - 1].end)]
    if limits.before is not None:
        spans.insert(0, Span(line.tokens[limits.before[0]].start, line.tokens[limits.before[1] - 1].end))
    if limits.behind is not None:
        spans.append(Span(line.tokens[limits.behind[0]].start, line.tokens[limits.behind[1] - 1].end))
    return tuple(spans)


def _same(line: Line, read: Measured, before: Figure | None) -> Words | None:
    """What the figure before it counts, for a number without a noun in the same row ("30 jets, 12 of …")."""
    if before is None or before.kind != FigureKind.COUNT or before.counts is None:
        return None
    token = line.tokens[read.amount.last - 1]
    governor = line.tokens[token.head] if token.head >= 0 else None
    in_row = token.relation in ("conj", "appos") or (governor and governor.relation == "conj")
    follows = line[read.last] in ("in", "from", "at", "on", "for", ",", ".", ";", "")
    return before.counts if in_row and follows else None
