"""Tokens → numbers: figures, number words, and the two mixed."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.situate.figures.words import (
    DENOMINATORS,
    DOUBTFUL_SCALES,
    GLYPHS,
    NEEDS_OF,
    PLURAL_SCALES,
    SCALES,
    SHORT_SCALES,
    SLASHED,
    SMALL,
    SOME,
    SUFFIXED,
    TENS,
    listed,
)
from sayso.trees import Trees

LARGEST = 1e18
"""No count of the news is larger; what is, is a code."""

_PLAIN = re.compile(r"(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?|[1-9]\d{0,2}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\.\d{1,9}")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,5}")
_SUFFIXED = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([a-z]{1,2})")


class Amount(NamedTuple):
    """A number as written: tokens ``first`` up to, not including, ``last``.

    ``value`` is None for what only has a ``least`` ("dozens"). ``scale`` is the factor of the magnitude word
    that is worked into it, 1 without. ``share`` says that it is a part of something, and the value then is
    of a hundred ("two-thirds": 66.7). ``figures`` says that it is written in digits.
    """

    first: int
    last: int
    value: float | None
    least: float | None = None
    scale: float = 1.0
    share: bool = False
    figures: bool = False


class Line:
    """The words of one sentence, in lower case, by their token."""

    def __init__(self, trees: Trees, first: int, last: int) -> None:
        self.trees, self.tokens, self.text = trees, trees.tokens, trees.text
        self.first, self.last = first, last
        self._words = [trees.word(i).lower().replace("’", "'") for i in range(first, last)]

    def __getitem__(self, index: int) -> str:
        """The word at a token, or an empty text outside of the sentence."""
        return self._words[index - self.first] if self.first <= index < self.last else ""

    def tight(self, index: int) -> bool:
        """Whether a token touches the next one."""
        return index + 1 < self.last and self.tokens[index].end == self.tokens[index + 1].start

    def starts_with(self, index: int, words: list[str]) -> bool:
        return all(self[index + offset] == word for offset, word in enumerate(words))

    def hyphen(self, index: int) -> bool:
        """Whether a token is a hyphen between two words that it ties together."""
        return self[index] in _HYPHENS and self.tight(index) and self.tight(index - 1)


_HYPHENS = frozenset("-‐‑")
_SPACES = frozenset("  \u2009\u202f")


def amount_at(line: Line, index: int, money: bool = False) -> Amount | None:
    """The number that begins at a token; ``money`` says that a sign of currency stands before it."""
    if not begins(line[index]):
        return None
    found = (
        _vague(line, index)
        or _half(line, index)
        or _fraction(line, index)
        or _figures(line, index, money)
        or _spelt(line, index)
    )
    return found if found and (found.value is None or found.value <= LARGEST) else None


def begins(word: str) -> bool:
    """Whether a number can begin with a word."""
    return word in _BEGIN_WORDS or word[:1].isdigit() or word[:1] in _BEGIN_CHARACTERS


_BEGIN_CHARACTERS = frozenset([*GLYPHS, "."])
_BEGIN_WORDS = frozenset([*SMALL, *TENS, *SOME, *PLURAL_SCALES, "a", "an", "half", "quarter"])


def _vague(line: Line, index: int) -> Amount | None:
    """Dozens, hundreds of thousands, several hundred, a few dozen."""
    word = line[index]
    at = index + 1 if word == "a" and line[index + 1] == "few" else index
    if line[at] in SOME:
        factor, last = _scales(line, at + 1)
        return Amount(index, last, None, 2 * factor, factor) if factor > 1 else None
    if word not in PLURAL_SCALES or (word in NEEDS_OF and line[index + 1] != "of"):
        return None
    least, last = 2 * PLURAL_SCALES[word], index + 1
    while line[last] == "of" and (line[last + 1] in PLURAL_SCALES or line[last + 1] in SCALES):
        least *= PLURAL_SCALES.get(line[last + 1]) or SCALES[line[last + 1]]
        last += 2
    return None if word == "tens" and last == index + 1 else Amount(index, last, None, least, least / 2)


def _scales(line: Line, index: int, short: bool = False, money: bool = False) -> tuple[float, int]:
    """The factor of the magnitude words at a token, 1 without any, and the token behind them."""
    factor = 1.0
    while True:
        at = index + 1 if line.hyphen(index) else index
        word = line[at]
        if word in SCALES:
            factor, index, short = factor * SCALES[word], at + 1, False
        elif short and word in SHORT_SCALES and (word not in DOUBTFUL_SCALES or _scaling(line, at, money)):
            factor, index, short = factor * SHORT_SCALES[word], at + 1, False
        else:
            return factor, index


def _scaling(line: Line, index: int, money: bool) -> bool:
    """Whether a letter behind figures is a magnitude: metres have no noun behind them."""
    follows = line.tokens[index + 1] if index + 1 < line.last else None
    return money or (
        line.tight(index - 1)
        and follows is not None
        and follows.pos in ("NOUN", "PROPN", "ADJ")
        and line[index + 1] not in _SIZES
    )


_SIZES = listed(
    """
    high tall long wide deep away north south east west above below
    """
)


def _half(line: Line, index: int) -> Amount | None:
    """Half a million, a quarter of a million, half a dozen."""
    at = index + 1 if line[index] in ("a", "an", "one") else index
    part = {"half": 0.5, "quarter": 0.25}.get(line[at])
    if part is None:
        return None
    behind = at + 1 + (line[at + 1] == "of")
    behind += line[behind] in ("a", "one") or line.hyphen(behind)
    factor, last = _scales(line, behind)
    return Amount(index, last, part * factor, None, factor) if factor > 1 else None


def _fraction(line: Line, index: int) -> Amount | None:
    """Two-thirds, a quarter of, half the, one in five, nine out of ten."""
    word = line[index]
    top = SMALL.get(word) or (1 if word in ("a", "an") else None) or (int(word) if _short(word) else None)
    if word == "half" or (top == 1 and word != "1" and line[index + 1] == "half"):
        last = index + 1 if word == "half" else index + 2
        return Amount(index, last, 50.0, share=True) if _is_half(line, index, last) else None
    if not top:
        return None
    behind = index + 2 if line.hyphen(index + 1) else index + 1
    bottom = DENOMINATORS.get(line[behind])
    if bottom and bottom > top:
        named = line[behind].endswith("s") == (top > 1)
        tied = behind > index + 1 or (top > 1 and bottom != 4) or line[behind + 1] == "of" or top == 3
        # "a fifth man", "one third party", "three quarters in a row" are none.
        return Amount(index, behind + 1, 100 * top / bottom, share=True) if named and tied else None
    return _out_of(line, index, top) if word not in ("a", "an") else None


def _short(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 3


def _out_of(line: Line, index: int, top: int) -> Amount | None:
    """One in five, nine out of ten: the second number is round or small, and no time follows it."""
    if line[index + 1] == "in":
        behind = index + 2
    elif line.starts_with(index + 1, ["out", "of"]):
        behind = index + 3
    elif line.hyphen(index + 1) and line[index + 2] == "in" and line.hyphen(index + 3):
        behind = index + 4
    else:
        return None
    behind += line[behind] == "every"
    bottom = _figures(line, behind, False) or _spelt(line, behind)
    if not bottom or not bottom.value or bottom.value <= top:
        return None
    round_number = bottom.value <= 10 or bottom.value in (12, 15, 20, 25) or bottom.value % 50 == 0
    year = bottom.figures and 1900 <= bottom.value <= 2100 and "," not in line[behind]
    if not round_number or year or (line.tokens[bottom.last - 1].entity < 0 and line[bottom.last] in _NOT_OF):
        return None
    return Amount(index, bottom.last, 100 * top / bottom.value, share=True, figures=bottom.figures)


_NOT_OF = frozenset(["minutes", "hours", "days", "weeks", "months", "years", "seconds"])


def _is_half(line: Line, index: int, last: int) -> bool:
    """Whether "half" is a share: not half of a game, a half-brother or a thing cut in half."""
    before, behind = line[index - 1], line[last]
    if line.hyphen(last) or line.hyphen(index - 1) or before in _NO_HALF_BEHIND:
        return False
    if behind in ("of", "all") or (behind in _OWNED and line[last + 1] not in ("hour", "an")):
        return True
    return line.tokens[last - 1].relation in ("nsubj", "obj") or before in _HALF_QUALIFIED


_NO_HALF_BEHIND = listed(
    """
    first second in latter other final opening better 's and hour year
    """
)
_OWNED = listed(
    """
    the its their his her our my your those these that this
    """
)
_HALF_QUALIFIED = listed(
    """
    about than nearly almost roughly around least over under approximately
    """
)


def _figures(line: Line, index: int, money: bool) -> Amount | None:
    """Digits, with what is behind them: groups, fractions, magnitudes."""
    word = line[index]
    value, last = _numeral(word), index + 1
    if value is None:
        if word in SLASHED and not line.tight(index) and (index > line.first or line[last] == "of"):
            return Amount(index, last, 100 * SLASHED[word], share=True, figures=True)
        suffixed = _SUFFIXED.fullmatch(word) if money else None
        if not suffixed or suffixed[2] not in SUFFIXED:
            return None
        factor = SUFFIXED[suffixed[2]]
        return Amount(index, last, _scaled(float(suffixed[1]), factor), None, factor, figures=True)
    if word.isdigit():
        value, last = _grouped(line, index, value)
        value, last = _decimal_comma(line, last, value)
    if line[last] in SLASHED and _numeral(word) == value:
        value, last = value + SLASHED[line[last]], last + 1
    elif line.starts_with(last, ["and", "a", "half"]):
        value, last = value + 0.5, last + 3
    factor, last = _scales(line, last, short=True, money=money)
    return Amount(index, last, _scaled(value, factor), None, factor, figures=True)


def _scaled(value: float, factor: float) -> float:
    """Their product, without the noise of binary fractions."""
    return float(f"{value * factor:.15g}")


def _numeral(word: str) -> float | None:
    glyph = GLYPHS.get(word[-1:])
    if glyph is not None:
        whole = _numeral(word[:-1]) if len(word) > 1 else 0.0
        return None if whole is None else whole + glyph
    if not word.isascii():
        return None
    if _PLAIN.fullmatch(word):
        return float(word.replace(",", ""))
    return float(word.replace(".", "")) if _DOTTED.fullmatch(word) else None


def _grouped(line: Line, index: int, value: float) -> tuple[float, int]:
    """Thousands parted by one space ("1 500"), as the continent writes them."""
    last = index + 1
    if len(line[index]) > 3:
        return value, last
    while line[last].isdigit() and len(line[last]) == 3 and _one_space(line, last):
        value, last = value * 1000 + float(line[last]), last + 1
    return value, last


def _one_space(line: Line, index: int) -> bool:
    start, end = line.tokens[index - 1].end, line.tokens[index].start
    return end - start == 1 and line.text[start] in _SPACES


def _decimal_comma(line: Line, last: int, value: float) -> tuple[float, int]:
    """Decimals behind a comma ("2,5"), where no space parts them."""
    behind = line[last + 1]
    tied = line[last] == "," and line.tight(last - 1) and line.tight(last)
    if tied and behind.isdigit() and len(behind) <= 2:
        return value + float(behind) / 10 ** len(behind), last + 2
    return value, last


def _spelt(line: Line, index: int) -> Amount | None:
    """Number words: "two hundred and five thousand", "a million and a half", "twenty-three"."""
    at, total, group, scale = index, 0.0, None, 1.0
    if line[index] in ("a", "an"):
        if line[index + 1] not in SCALES and not line.starts_with(index + 1, ["score", "of"]):
            return None
        if line[index + 1] == "score":
            return Amount(index, index + 2, 20.0)
        at, group = index + 1, 1.0
    while True:
        word = line[at]
        if word in SCALES and group is not None:
            factor, at = SCALES[word], at + 1
            if factor == 100:
                group *= factor
            else:
                total, group = total + group * factor, 0.0
            scale = max(scale, factor)
        elif (below := _below_hundred(line, at)) and (group is None or (group % 100 == 0 and scale > 1)):
            group, at = (group or 0.0) + below[0], below[1]
        elif word == "and" and scale > 1 and line[at + 1] != "a" and _below_hundred(line, at + 1):
            if not _counts_on(line, index, at):
                break
            at += 1
        elif line.hyphen(at) and group is not None and line[at + 1] in SCALES:
            at += 1
        elif group is not None and line.starts_with(at, ["and", "a", "half"]):
            after = at + 3
            factor, behind = _scales(line, after)
            if factor > 1 and scale == 1:
                return Amount(index, behind, _scaled(group + total + 0.5, factor), None, factor)
            return Amount(index, after, total + group + 0.5 * scale, None, scale)
        else:
            break
    return Amount(index, at, total + group, None, scale) if group is not None else None


def _counts_on(line: Line, first: int, index: int) -> bool:
    """Whether "and" stands within a number ("a hundred and five") and not between two."""
    behind = _below_hundred(line, index + 1)
    if line[index - 1] not in ("hundred", "thousand", "million") or line[first - 1] == "between":
        return False
    return not behind or line[behind[1]] not in SCALES or line[index - 1] == "hundred"


def _below_hundred(line: Line, index: int) -> tuple[int, int] | None:
    word = line[index]
    if word in SMALL:
        return SMALL[word], index + 1
    if word not in TENS:
        return None
    behind = index + 2 if line.hyphen(index + 1) else index + 1
    ones = SMALL.get(line[behind], 0)
    return (TENS[word] + ones, behind + 1) if 0 < ones < 10 else (TENS[word], index + 1)
