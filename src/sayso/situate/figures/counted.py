"""What a number counts, and what a share is a share of: words of the report, read off its trees."""

from __future__ import annotations

from sayso.situate.figures.amounts import Line
from sayso.situate.figures.units import unit_at
from sayso.situate.figures.words import CALENDAR, CASUALTIES, TIME_UNITS, TOTALS, listed
from sayso.types import Span, Words

NOUNS = frozenset(["NOUN", "PROPN", "ADJ", "PRON"])

LOOSE = frozenset(["DET", "NUM", "PUNCT", "CCONJ"])
"""What is not part of the words counted where they begin."""

LED_BY = listed(
    """
    other another more further additional of the a an those these such or so than
    """
)


def counted(line: Line, first: int, last: int, money: bool = False) -> Words | None:
    """The words for what the number (with its unit) of tokens ``first`` up to, not including, ``last``
    counts: its own noun with what stands before it, or the noun behind an "of" (of ``money`` behind an "in",
    too)."""
    if line[last] in ("a", "an", "per", "each", "every"):
        return None  # 15 a year
    head = _governor(line, first, last)
    if head is not None and line[head] in CALENDAR:
        return None  # 13 percent next year
    if head is None and line[last] in CASUALTIES:
        return _words(line, last, last)
    if head is not None:
        begin = last + 1 if line.hyphen(last) else _behind_bracket(line, last)
        return _phrase(line, begin, head)
    at = last
    while line[at] in ("or", "so", "more", "less", "fewer") and at < last + 2:
        at += 1
    if line[at] == "of" or (money and line[at] == "in" and _is_common(line, at + 1)):
        return _behind_of(line, at)
    return _by_subject(line, first, last)


def _governor(line: Line, first: int, last: int) -> int | None:
    """The noun behind a number that it belongs to."""
    for index in range(first, last):
        token = line.tokens[index]
        if token.head >= last and token.relation in ("nummod", "compound", "nmod", "amod", "advmod", "det"):
            head = token.head
            while head < line.last and line.tokens[head].pos == "NUM" and line.tokens[head].head > head:
                head = line.tokens[head].head
            head = head if line.hyphen(last) else _outermost(line, head)
            pos = line.tokens[head].pos
            noun = (pos in NOUNS or pos == "NUM") and head < line.last
            if noun and (_unbroken(line, last, head) or _unbroken(line, _behind_bracket(line, last), head)):
                return _whole(line, head)
    return _next_noun(line, last)


def _is_common(line: Line, index: int) -> bool:
    """Whether a common noun that is no time comes next ("in new airliners", and not "in March")."""
    while index < line.last and line.tokens[index].pos in ("ADJ", "DET"):
        index += 1
    return index < line.last and line.tokens[index].pos == "NOUN" and line[index] not in TIME_UNITS


def _outermost(line: Line, head: int) -> int:
    """The noun that a noun before it belongs to ("eight long-haul jets")."""
    for _ in range(3):
        token = line.tokens[head]
        outer = token.relation in ("compound", "amod", "nmod") and head < token.head <= head + 3
        if not outer or not _unbroken(line, head, token.head) or line.tokens[token.head].pos not in NOUNS:
            break
        head = token.head
    return head


def _next_noun(line: Line, last: int) -> int | None:
    """The noun right behind a number, where the parser tied the number elsewhere."""
    at = last + 1 if line.hyphen(last) else last
    while at < line.last and line.tokens[at].pos in ("ADJ", "PROPN") and line[at] not in CALENDAR:
        at += 1
    if at >= line.last or line.tokens[at].pos != "NOUN":
        at -= 1
        several = at >= last and line.tokens[at].pos == "PROPN" and line[at].endswith("s")
        return at if several else None
    while at + 1 < line.last and line.tokens[at + 1].pos == "NOUN" and line.tokens[at].head == at + 1:
        at += 1
    return at


def _behind_bracket(line: Line, last: int) -> int:
    """The token behind a bracket that begins at a token, or that token."""
    if line[last] != "(":
        return last
    return next((i + 1 for i in range(last, min(last + 8, line.last)) if line[i] == ")"), last)


def _unbroken(line: Line, last: int, head: int) -> bool:
    """Whether nothing that ends a phrase stands between a number and its noun."""
    return all(
        line.tokens[i].pos not in ("ADP", "AUX", "SCONJ") and line[i] not in (";", ":", ".", "(", ")")
        for i in range(last, head)
    )


def _whole(line: Line, head: int) -> int:
    """The last token of a noun's name or compound that stands behind it ("Airbus A320 jets")."""
    while head + 1 < line.last:
        follows = line.tokens[head + 1]
        if (
            follows.head == head
            and follows.relation in ("flat", "compound")
            and follows.pos in ("PROPN", "NOUN")
        ):
            head += 1
        else:
            break
    return head


def _phrase(line: Line, begin: int, head: int) -> Words | None:
    """The words from ``begin`` up to and with a noun, without what is loose in front, and with an "of" phrase
    that says which ("cases of cholera")."""
    while begin < head and (line.tokens[begin].pos in LOOSE or line[begin] in LED_BY):
        begin += 1
        unit = unit_at(line, begin) if line.tokens[begin - 1].pos == "NUM" else None
        begin = unit.last if unit and unit.last <= head else begin
    if begin > head:
        return None
    return _words(line, begin, _of_phrase(line, head))


_PARTITIVE = listed(
    """
    case cases piece pieces member members head heads act acts count counts kind kinds type types form
    forms set sets pair pairs round rounds group groups victim victims ton tons tonne tonnes unit units
    charge charges prisoner prisoners ship ships incident incidents shipment shipments copy copies barrel
    barrels billion bottle bottles truckload truckloads box boxes child children point points rule rules
    report reports instance instances breach breaches violation violations resident residents citizen
    citizens item items work works side sides batch batches line lines consignment allegation allegations
    complaint complaints death deaths level levels place places part parts right rights
    """
)


def _of_phrase(line: Line, head: int) -> int:
    """The last token of a noun and of the bare "of" phrase behind it, where the noun says little alone."""
    if line[head] not in _PARTITIVE or line[head + 1] != "of" or head + 2 >= line.last:
        return head
    noun = next((i for i in line.trees.children(head, "nmod") if i > head + 1), None)
    if noun is None or noun >= line.last or noun > head + 5:
        return head
    if any(line.tokens[i].pos in ("DET", "NUM", "PRON") for i in range(head + 2, noun)):
        return head
    return _whole(line, noun)


def _behind_of(line: Line, at: int) -> Words | None:
    """The noun behind "of": "23 of the 40 hostages", "dozens of people"."""
    noun = _noun_of(line, at)
    if noun is None:
        return None
    begin = at + 1
    while begin < noun and (
        line.tokens[begin].pos in ("DET", "NUM", "PUNCT", "CCONJ") or line[begin] in LED_BY
    ):
        begin += 1
    return _words(line, begin, _of_phrase(line, noun))


def _noun_of(line: Line, at: int) -> int | None:
    """The noun that an "of" at a token belongs to."""
    head = line.tokens[at].head
    if line.tokens[at].relation != "case" or head <= at:
        head = at + 1
        while head < line.last and line.tokens[head].pos in ("DET", "NUM", "ADJ"):
            head += 1
        while (
            head + 1 < line.last
            and line.tokens[head].head == head + 1
            and line.tokens[head + 1].pos in ("NOUN", "PROPN")
        ):
            head += 1
    if head >= line.last or line.tokens[head].pos not in NOUNS or line.tokens[head].pos == "PRON":
        return None
    return _whole(line, head) if line[head] not in TIME_UNITS else None


PRICES = frozenset(["price", "cost", "value", "sum", "amount"])
"""Totals that are themselves what is measured ("the cost of the project is")."""


def _by_subject(line: Line, first: int, last: int) -> Words | None:
    """What a number is said of: "the number of dead rose to 45", "the death toll stands at 12"."""
    token = line.tokens[last - 1]
    verb = last - 1 if line.trees.children(last - 1, "cop") else token.head
    if verb < 0 or not line.first <= verb < line.last:
        return None
    if line.tokens[verb].pos == "VERB" and token.relation == "xcomp":
        verb = verb if line.trees.children(verb, "nsubj") else line.tokens[verb].head
    for subject in line.trees.children(verb, "nsubj") if verb >= 0 else ():
        if line[subject] in TOTALS and subject < first:
            if line[subject + 1] == "of" and line[subject] not in PRICES:
                return _behind_of(line, subject + 1)
            begin = min(i for i in (subject, *line.trees.children(subject, "compound", "amod")))
            return _words(line, begin, subject) if begin <= subject else None
    return None


def based(line: Line, last: int) -> Words | None:
    """The whole that a share behind ``last`` is of: "of eligible voters", "half the population"."""
    if line[last] == "of":
        noun, begin = _noun_of(line, last), last + 1
        begin += line[begin] == "all"
    elif line[last] in ("the", "its", "their", "his", "her", "our", "all", "these", "those"):
        at = last + 1
        while at < line.last and line.tokens[at].pos in ("ADJ", "NUM", "PROPN", "PART", "DET"):
            at += 1
        noun, begin = _next_noun(line, at), last
    else:
        noun, begin = _counted_by_share(line, last), last
    if noun is None:
        return None
    return _words(line, begin, noun)


def _counted_by_share(line: Line, last: int) -> int | None:
    """The plural noun right behind "one in five" or "nine out of ten"."""
    noun = _next_noun(line, last)
    return noun if noun is not None and line[last - 1] not in ("%", "percent", "cent", "points") else None


def _words(line: Line, first: int, last: int) -> Words | None:
    if first > last:
        return None
    span = Span(line.tokens[first].start, line.tokens[last].end)
    return Words(line.text[span.start : span.end], (span,))
