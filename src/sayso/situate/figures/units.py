"""What stands behind or before a number and makes it an amount: units of measure, percent, currencies.

The tables are ``units.csv`` and ``currencies.csv``. A unit is called by its singular in British spelling; a
currency by its ISO 4217 code. `0014` in docs/decisions says why neither comes from a library.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.situate.figures.amounts import Line
from sayso.types import FigureKind

LETTERS = frozenset(
    ["m", "g", "c", "f", "w", "ha", "mi", "nm", "mp", "bit", "bits", "pp", "pc", "stone", "hp"]
)
"""Units that are common words or letters: they count only where they touch the figures before them."""

SUBUNITS = {"cent": "USD", "cents": "USD", "pence": "GBP", "penny": "GBP", "kopecks": "RUB", "kopeks": "RUB"}
"""Hundredths, and the currency that they are of if nothing says otherwise."""


class Unit(NamedTuple):
    """A unit as written: tokens ``first`` up to, not including, ``last``; ``factor`` is what one of it is of
    the unit named ("50 cents": 0.01)."""

    kind: FigureKind
    name: str | None
    first: int
    last: int
    factor: float = 1.0


@cache
def _units() -> dict[str, list[tuple[list[str], str, FigureKind]]]:
    """First word → the unit's words, its name and its kind, the longest first."""
    table: dict[str, list[tuple[list[str], str, FigureKind]]] = {}
    for row in _rows("units.csv"):
        for form in row["words"].split("|"):
            parts = form.split(" ")
            table.setdefault(parts[0], []).append((parts, row["unit"], FigureKind(row["kind"] or "measure")))
    for forms in table.values():
        forms.sort(key=lambda form: -len(form[0]))
    return table


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as handle:
        yield from csv.DictReader(handle)


def unit_at(line: Line, index: int) -> Unit | None:
    """The unit that begins at a token, right behind a number or its hyphen."""
    start = index + 1 if line.hyphen(index) else index
    for words, name, kind in _units().get(line[start], ()):
        if line.starts_with(start, words) and _stands(line, start, words):
            end = start + len(words)
            if line[end] in ("per", "a", "an") and line[end + 1] in RATES and kind == FigureKind.MEASURE:
                return Unit(kind, f"{name} per {line[end + 1]}", start, end + 2)
            return Unit(kind, name, start, end)
    return None


RATES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])
"""What makes a rate of the unit before it ("tonnes a year")."""


def _stands(line: Line, start: int, words: list[str]) -> bool:
    """Whether what could be a unit is one: letters touch their number and no "%" is part of another word."""
    if len(words) > 1 or words[0] not in LETTERS:
        return True
    if words[0] in ("c", "f"):
        return line.tight(start - 1) and line.trees.word(start).isupper()
    if words[0] in ("g", "m", "ha", "mi"):
        return line.tight(start - 1) and line.trees.word(start).islower()  # 3G is none
    return line.tight(start - 1) or (words[0] in ("stone", "hp", "bits", "pc") and start == line.last)


class Currency(NamedTuple):
    code: str
    nations: frozenset[str]
    default: bool


@cache
def _signs() -> dict[str, str]:
    return {sign: row["code"] for row in _rows("currencies.csv") for sign in row["signs"].split()}


@cache
def _nouns() -> dict[str, list[Currency]]:
    table: dict[str, list[Currency]] = {}
    for row in _rows("currencies.csv"):
        nations = frozenset(nation.replace("-", " ") for nation in row["nations"].split())
        for noun in row["nouns"].split():
            table.setdefault(noun, []).append(Currency(row["code"], nations, bool(row["without"])))
    return table


DOLLAR_DOMAINS = {"au": "AUD", "ca": "CAD", "nz": "NZD", "sg": "SGD", "hk": "HKD", "tw": "TWD"}
"""What a bare dollar is in an outlet of this country; in any other it is the United States'."""


class Purse:
    """The currencies of one report: what its bare "$", "pounds" and "crowns" mean.

    A bare dollar is the US dollar, or that of the country which the outlet's domain is of. Any other name
    that several countries use is the one whose country the report mentions, if it mentions exactly one of
    them; else it is money of no known currency. "Pounds" are money only in millions, beside a "£", in a
    British outlet, or with a nation named before them; else they are a weight.
    """

    def __init__(self, text: str, domain: str | None) -> None:
        self._text = text
        self._lower: str | None = None
        ending = (domain or "").rpartition(".")[2]
        self._dollar = DOLLAR_DOMAINS.get(ending, "USD")
        self._sterling = "£" in text or ending == "uk"

    def before(self, line: Line, index: int) -> Unit | None:
        """The sign or code of a currency that ends right before a token."""
        sign = line[index - 1]
        if not sign or not (sign in _signs() or sign == "$"):
            return None
        if sign.isalpha() and (
            not (line.trees.word(index - 1).isupper() or sign in ("rs", "rp", "dhs", "ksh"))
            or len(sign) < 2
            or sign == "try"
        ):
            return None
        first = index - 1
        code = self._dollar if sign == "$" else _signs()[sign]
        for back in (1, 2):
            head = "".join(line[at] for at in range(first - back, first)) + sign
            tied = line.tight(first - 1) and (back == 1 or line.tight(first - 2))
            if head in _signs() and tied and head != sign:
                return Unit(FigureKind.MONEY, _signs()[head], first - back, index)
        if sign in "$£" and line[first - 1] in ("us", "gb", "usd"):
            return Unit(FigureKind.MONEY, {"gb": "GBP"}.get(line[first - 1], "USD"), first - 1, index)
        return Unit(FigureKind.MONEY, code, first, index)

    def behind(self, line: Line, index: int, magnitude: bool) -> Unit | None:
        """The currency that begins at a token right behind a number; ``magnitude`` says that the number is
        in millions or more."""
        start = index + 1 if line.hyphen(index) else index
        for length in (3, 2, 1, 0):
            nation = " ".join(line[start + at].rstrip(".") for at in range(length))
            noun = line[start + length]
            known = [c for c in _nouns().get(noun, ()) if not length or nation in c.nations]
            if noun.startswith("pound") and not length and line[start + 1] == "of":
                return None  # five million pounds of thrust
            if known and (code := self._code(noun, known, bool(length), magnitude)) is not None:
                return Unit(FigureKind.MONEY, code or None, start, start + length + 1)
        word = line[start]
        if word in SUBUNITS and word != "cent":
            code = self._dollar if SUBUNITS[word] == "USD" else SUBUNITS[word]
            return Unit(FigureKind.MONEY, code, start, start + 1, 0.01)
        upper = start < line.last and line.trees.word(start).isupper() and len(word) == 3
        if word in _signs() and (upper or not word.isalpha()) and word != "try":
            return Unit(FigureKind.MONEY, self._dollar if word == "$" else _signs()[word], start, start + 1)
        return None

    def _code(self, noun: str, known: list[Currency], nation: bool, magnitude: bool) -> str | None:
        """Its code, an empty text for money of no known currency, None for no money."""
        if nation:
            return known[0].code
        if noun.startswith("dollar"):
            return self._dollar
        if noun in ("pound", "pounds"):
            return "GBP" if self._sterling else (self._only(known) or None) if magnitude else None
        if noun in ("won", "real", "sol", "som", "sum", "lev", "dong", "try", "rand", "crown", "lei") and (
            not magnitude and not self._only(known)
        ):
            return None
        usual = [currency for currency in known if currency.default]
        return self._only(known) or (usual[0].code if usual else "")

    def _only(self, known: list[Currency]) -> str:
        """The one among currencies whose country the report mentions, an empty text if not exactly one."""
        if self._lower is None:
            self._lower = self._text.lower()
        text = self._lower
        found = [c.code for c in known if any(nation in text for nation in c.nations)]
        return found[0] if len(found) == 1 else ""
