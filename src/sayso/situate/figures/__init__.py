"""The numbers of a report, with what they count.

A sentence is read from left to right. `amounts` finds the next number, `units` what is tied to it, `refusals`
says whether it is a figure at all; then come the words that say how it binds, and `counted` asks the tree
what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.situate.figures.amounts import Line, amount_at
from sayso.situate.figures.counted import based, counted
from sayso.situate.figures.measured import Measured, measured
from sayso.situate.figures.named import is_code, is_name, is_pronoun
from sayso.situate.figures.qualifiers import Bound, bound
from sayso.situate.figures.refusals import is_age, is_time
from sayso.situate.figures.units import Purse
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
    """Numbers of three digits that are part of a name somewhere in a report, or stand there in the plural:
    they are so wherever they stand alone ("a Boeing 787", "787s", "787-9", "the 787")."""
    for index in range(line.first, line.last):
        word = line[index]
        if len(word) == 4 and word[:3].isdigit() and word[3] == "s" and word[2] != "0":
            yield word[:3]
        if len(word) != 3 or not word.isdigit():
            continue
        amount = amount_at(line, index)
        if amount and amount.last == index + 1 and (is_name(line, amount) or _is_variant(line, index)):
            yield word


def _is_variant(line: Line, index: int) -> bool:
    """Whether a hyphen ties a lesser number to a number ("787-9")."""
    return line.hyphen(index + 1) and line[index + 2].isdigit() and int(line[index + 2]) <= int(line[index])


def _of_sentence(line: Line, purse: Purse, models: frozenset[str]) -> Iterator[Figure]:
    index, before = line.first, None
    while index < line.last:
        read = measured(line, index, purse)
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
    same = (in_row and follows) or line[read.last] == "more"
    return before.counts if same else None
