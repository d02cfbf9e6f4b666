"""Where the report itself sets one statement against another: `marker`.

Only words of the report's own count, between the two and in the sentence of the second: "but" in a quotation
sets nothing against anybody.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from sayso.spans import merged
from sayso.types import Span, Statement

BETWEEN = re.compile(
    r"\b(?:but|however|yet|although|though|while|whereas|nevertheless|nonetheless|on the other hand"
    r"|on the contrary|by contrast|in contrast|contrary to|conversely|despite|in response)\b",
    re.IGNORECASE,
)
"""Words of contrast in the report's own voice."""

STANDING = re.compile(
    r"\b(?:insist(?:s|ed|ing)?|counter(?:s|ed|ing)?|disagree(?:s|d|ing)?|retort(?:s|ed)?|maintain(?:s|ed|ing)?"
    r"|hit back|hits back|fired back|fires back|shot back|push(?:es|ed)? back|begg?(?:s|ed)? to differ"
    r"|contradict(?:s|ed|ing)?|disput(?:es|ed|ing)|took issue|takes issue|object(?:s|ed))\b",
    re.IGNORECASE,
)
"""Cues by which somebody stands up against what another said."""

WEAK = re.compile(r"\b(?:maintain|insist)", re.IGNORECASE)
"""Cues of those that are said without anybody having said otherwise."""

STRONG = re.compile(
    r"\b(?:not (?:everyone|everybody|all) agree[sd]?|contrary to"
    r"|on the contrary|at odds with|disput(?:es|ed|ing)|contradict(?:s|ed|ing)"
    r"|disagree(?:s|d)?|differ(?:s|ed)?|reject(?:s|ed|ing) (?:that|this))\b",
    re.IGNORECASE,
)
"""Words of contrast that can mean nothing else: whoever disagrees does so with somebody."""

AGAINST = re.compile(r"\b(?:critics?|opponents?|s[ck]eptics?|detractors?|rivals?)\b", re.IGNORECASE)
FOR = re.compile(r"\b(?:supporters?|proponents?|advocates?|backers?|defenders?|champions?)\b", re.IGNORECASE)
"""Who somebody is by the side that he takes."""

OPENING = re.compile(r"^\W*(?:while|although|though|whereas|despite)\b", re.IGNORECASE)
"""Words that open a sentence in which two are set against each other."""

SENTENCE = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9])|\n+")
"""Where one sentence ends and the next begins, near enough."""


class Force(StrEnum):
    """What sets two against each other: words that can mean nothing else (STRONG); words of contrast
    (SPOKEN), with nothing but a clash behind them; a voice's cue that answers another (ANSWERING), or that
    stands up for what it says (INSISTING)."""

    STRONG = "strong"
    SPOKEN = "spoken"
    ANSWERING = "answering"
    INSISTING = "insisting"


class Marker(NamedTuple):
    """The words of contrast, and how much they tell."""

    spans: tuple[Span, ...]
    words: str
    force: Force


def sides(first: Statement, second: Statement) -> Marker | None:
    """Who they are, where the one speaks for a side and the other against it: "supporters", "critics"."""
    if first.source is None or second.source is None:
        return None
    one, other = first.source.text, second.source.text
    if (FOR.search(one) and AGAINST.search(other)) or (AGAINST.search(one) and FOR.search(other)):
        spans = merged((*first.source.spans, *second.source.spans))
        return Marker(spans, f"{one} … {other}", Force.STRONG)
    return None


def extent(statement: Statement) -> Span:
    """From the first character of source, cue and content to the last."""
    spans = [
        span
        for words in (statement.source, statement.cue, statement.content)
        if words
        for span in words.spans
    ]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def marker(text: str, first: Statement, second: Statement) -> Marker | None:
    """The words of ``text`` that set ``second`` against ``first``, which comes before it; None without any
    such."""
    one, other = extent(first), extent(second)
    start = _sentence_start(text, min(one.end, other.start), other.start)
    window = Span(start, other.end)
    found = _outside(text, window, (first, second), STRONG)
    if found is not None:
        return Marker((found,), text[found.start : found.end], Force.STRONG)
    found = _outside(text, window, (first, second), BETWEEN)
    if found is None and start <= one.end:
        opening = _sentence_start(text, max(one.start - 300, 0), one.start)
        found = _outside(text, Span(opening, one.start + 12), (second,), OPENING)
    if found is not None:
        return Marker((found,), text[found.start : found.end], Force.SPOKEN)
    cue = second.cue
    standing = STANDING.search(cue.text) if cue else None
    if cue and standing:
        return Marker(
            cue.spans, cue.text, Force.INSISTING if WEAK.search(standing.group()) else Force.ANSWERING
        )
    return None


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence begins that holds ``end``, not before ``start``."""
    last = start
    for found in SENTENCE.finditer(text, start, end):
        last = found.end()
    return last


def _outside(
    text: str, window: Span, statements: tuple[Statement, ...], pattern: re.Pattern[str]
) -> Span | None:
    """The first match in ``window`` that stands in no content, nor in a source ("a man who disagreed")."""
    for found in pattern.finditer(text, window.start, window.end):
        word, covered = Span(found.start(), found.end()), _covered(statements)
        opens = any(word.start - span.start in range(3) and text[span.start] not in '“"‘' for span in covered)
        if opens or not any(word.start < span.end and span.start < word.end for span in covered):
            if text[: found.start()].rstrip(" ,").endswith("not") and found.group().lower() == "but":
                continue
            return word
    return None


def _covered(statements: tuple[Statement, ...]) -> list[Span]:
    """Where contents and sources stand."""
    contents = [span for one in statements for span in one.content.spans]
    return contents + [span for one in statements if one.source for span in one.source.spans]
