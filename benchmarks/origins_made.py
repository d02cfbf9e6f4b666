"""Made-up news without end: real stories told again about others.

A real story (the reports that `sayso.link.stories` puts together) is taken with all its reports, and its
words are exchanged for others of the same length, so that every span stays true: most names for other names,
some of the other words too, once for the whole story and a few more for each report; figures are multiplied.
So what reports of one story have in common (claims, copied text, quotations) is as in life, and the same kind
of story comes again about others. Words are exchanged for words as frequent as they come: names and words
recur as in life.
"""

from __future__ import annotations

import heapq
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import EnumType
from itertools import accumulate
from typing import Any

import msgspec

from sayso import types
from sayso.export.json import decoded
from sayso.link.claims.words import STOP_WORDS
from sayso.link.stories import StoryLinker, StoryMemory
from sayso.types import Figure, Reading, Statement

NAMES, WORDS, TWIST = 0.95, 0.6, 0.03
"""Shares that are exchanged: of names and of other words for a whole story, of other words for a report."""

SPREAD = 3
"""Days over which a made-up story's reports are published, at most."""

FIRST = date(2031, 1, 1)

_PIECE = re.compile(r"\\.|[A-Za-z]{3,}")
"""An escape of JSON, which is left alone, or a word."""

_HERE = "0" * 16
"""What stands for the id of the report: no word."""

_STEADY = {"http", "https", "www", "com", "org", "net", "sayso", "anon", "null", "true", "false"}


class Maker:
    """Readings without end, the same ones for the same seed, in order of publication: ``daily`` a day."""

    def __init__(self, lines: Iterable[str], daily: int, seed: int = 6) -> None:
        self._lot, self._daily = random.Random(seed), daily
        texts = [line for line in lines if _whole(decoded(line))]
        readings = [decoded(text) for text in texts]
        self._stories = _stories(readings, texts)
        self._kept = _kept(readings)
        self._pools, self._names = _pools(readings, self._kept)

    def readings(self) -> Iterator[Reading]:
        ahead: list[tuple[int, int, Reading]] = []
        made, told = 0, 0
        while True:
            today = told // self._daily
            while made < (today + 1) * self._daily:
                for reading in self._story():
                    made += 1
                    day = today + self._lot.randrange(SPREAD + 1)
                    heapq.heappush(ahead, (day, made, reading))
            day, _, reading = heapq.heappop(ahead)
            told += 1
            published = (FIRST + timedelta(days=max(day, today))).isoformat()
            yield replace(reading, report=replace(reading.report, published=published))

    def _story(self) -> Iterator[Reading]:
        """One real story, about others."""
        others: dict[str, str] = {}
        factor = self._lot.uniform(0.5, 3)
        for original in self._lot.choice(self._stories):
            text = original.told([self._exchanged(word, others) for word in original.words])
            new = f"{self._lot.getrandbits(64):016x}"
            yield _altered(decoded(text.replace(_HERE, new)), factor)

    def _exchanged(self, word: str, others: dict[str, str]) -> str:
        """The word that stands for ``word`` in one report; ``others`` are those of the whole story."""
        folded = word.lower()
        if word[0] == "\\" or folded in self._kept:
            return word
        name = folded in self._names
        if folded not in others:
            others[folded] = self._other(folded, NAMES if name else WORDS)
        other = others[folded] if name or self._lot.random() >= TWIST else self._other(folded, 1.0)
        return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other

    def _other(self, word: str, share: float) -> str:
        if self._lot.random() >= share:
            return word
        pool = self._pools.get((word in self._names, len(word)))
        return self._lot.choices(pool[0], cum_weights=pool[1])[0] if pool else word


def _whole(reading: Reading) -> bool:
    """Whether a reading tells of every actor that its voices name: a ledger refuses it otherwise."""
    told = {actor.id for actor in reading.actors}
    return all(
        voice.actor is None or voice.actor in told for each in reading.statements for voice in each.voices
    )


class Original:
    """A real reading, in JSON, taken apart at its words. ``words`` are all that differ."""

    def __init__(self, line: str, report: str) -> None:
        line = line.replace(report, _HERE)
        found = list(_PIECE.finditer(line))
        ends = [0, *(each.end() for each in found)]
        starts = [*(each.start() for each in found), len(line)]
        self._between = [line[end:start] for end, start in zip(ends, starts, strict=True)]
        self.words = list(dict.fromkeys(each.group() for each in found))
        place = {word: number for number, word in enumerate(self.words)}
        self._places = [place[each.group()] for each in found]

    def told(self, others: Sequence[str]) -> str:
        """The JSON with each of ``words`` exchanged for the one of ``others`` in the same place."""
        pieces = [""] * (2 * len(self._places) + 1)
        pieces[::2] = self._between
        pieces[1::2] = [others[place] for place in self._places]
        return "".join(pieces)


def _stories(readings: Sequence[Reading], lines: Sequence[str]) -> list[list[Original]]:
    """The real stories."""
    store = StoryMemory()
    linker = StoryLinker(store)
    for reading in readings:
        linker.add(reading)
    originals = {
        reading.report.id: Original(line, reading.report.id)
        for reading, line in zip(readings, lines, strict=True)
    }
    return [[originals[each] for each in sorted(found)] for _, found in sorted(store.stories().items())]


def _kept(readings: Sequence[Reading]) -> frozenset[str]:
    """Words that are never exchanged: function words, those that the notation itself uses, outlets' names."""
    enums = [value for value in vars(types).values() if isinstance(value, EnumType)]
    notation = {str(member) for each in enums for member in each}  # type: ignore[var-annotated]
    notation |= {key for reading in readings[:20] for key in _keys_of(msgspec.to_builtins(reading))}
    outlets = {str(reading.report.outlet) for reading in readings}
    parts = {part.lower() for text in notation | outlets for part in re.findall("[A-Za-z]{3,}", text)}
    return frozenset(parts | _STEADY | STOP_WORDS)


def _keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _keys_of(inner)


Pool = tuple[list[str], list[int]]


def _pools(
    readings: Sequence[Reading], kept: frozenset[str]
) -> tuple[dict[tuple[bool, int], Pool], frozenset[str]]:
    """The words to exchange for, by whether they are names and by length, with how often they come, added up;
    and the names: words that are mostly written with a capital."""
    written = Counter(word for each in readings for word in re.findall("[A-Za-z]{3,}", each.report.text))
    folded: Counter[str] = Counter()
    for word, often in written.items():
        folded[word.lower()] += often
    names = frozenset(word for word in folded if 2 * written[word] < folded[word] and word not in kept)
    groups: dict[tuple[bool, int], dict[str, int]] = {}
    for word, often in sorted(folded.items()):
        if word not in kept:
            groups.setdefault((word in names, len(word)), {})[word] = often
    return {size: (list(group), list(accumulate(group.values()))) for size, group in groups.items()}, names


def _altered(reading: Reading, factor: float) -> Reading:
    """With other figures, and no address by which it would be taken for a version of another."""
    return replace(
        reading,
        report=replace(reading.report, url=None, canonical_url=None),
        statements=tuple(_statement(each, factor) for each in reading.statements),
    )


def _statement(statement: Statement, factor: float) -> Statement:
    return replace(statement, figures=tuple(_figure(each, factor) for each in statement.figures))


def _figure(figure: Figure, factor: float) -> Figure:
    value, low, high = (
        None if number is None else round(number * factor, 2)
        for number in (figure.value, figure.low, figure.high)
    )
    return replace(figure, value=value, low=low, high=high)
