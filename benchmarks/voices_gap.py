"""GAP: which of two names an ambiguous pronoun means (https://github.com/google-research-datasets/gap-coreference).

Scored as the corpus' authors do (Webster, Recasens, Axelrod and Baldridge, "Mind the GAP", TACL 2018): each
of the two names of each passage counts once, and is found when a system says that the pronoun means it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.polnear import report
from benchmarks.voices_gum import mentioned

from sayso.parse import parse
from sayso.resolve.coreference import Coreference
from sayso.resolve.mentions import Mention


class Passage(NamedTuple):
    """``pronoun``, ``a`` and ``b`` are spans of characters; ``meant`` says whether it means a, and b."""

    text: str
    pronoun: tuple[int, int]
    a: tuple[int, int]
    b: tuple[int, int]
    meant: tuple[bool, bool]
    feminine: bool


class Counts(NamedTuple):
    """Right, wrong and missed names."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def passages(path: Path) -> Iterator[Passage]:
    with open(path, encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = [
                (start, start + len(row[name]))
                for name in ("Pronoun", "A", "B")
                for start in [int(row[f"{name}-offset"])]
            ]
            meant = (row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE")
            feminine = row["Pronoun"].lower() in {"she", "her", "hers"}
            yield Passage(row["Text"], *spans, meant, feminine)


class Read(NamedTuple):
    """A passage read by Sayso: its pronoun's mention (None if it is not taken for one), and for each
    mention whether it is a (0), b (1) or another (None), by place or by name."""

    passage: Passage
    coreference: Coreference
    pronoun: Mention | None
    which: list[int | None]


def read(passage: Passage) -> Read:
    story = report(passage.text)
    parsed = parse(story)
    found = mentioned(story, parsed)
    coreference = Coreference(story, parsed, found)
    start = passage.pronoun[0]
    pronoun = next((m for m in found if m.start == start and m.last - m.first == 1), None)
    which = [_which(passage, coreference, mention) for mention in found]
    return Read(passage, coreference, pronoun, which)


def _which(passage: Passage, coreference: Coreference, mention: Mention) -> int | None:
    """Which of the two names a mention is: it covers the name's last word with its own name, or has its last
    name in common with it."""
    if mention.kind == "pronoun" or mention.parts:
        return None
    tokens = coreference.around.tokens
    entities = coreference.around.parse.entities
    first, last = mention.first, mention.last
    if mention.entity >= 0:
        first, last = entities[mention.entity].first, entities[mention.entity].last
    start, end = tokens[first].start, tokens[last - 1].end
    head = tokens[mention.head].start
    for number, (a, b) in enumerate((passage.a, passage.b)):
        if start < b and a < end and (a <= head < b or mention.entity >= 0 or (start, end) == (a, b)):
            return number
    key = coreference.around.keys[mention.index]
    names = [passage.text[a:b].lower().split()[-1] for a, b in (passage.a, passage.b)]
    if key and names[0] != names[1]:
        for number, name in enumerate(names):
            if key == name:
                return number
    return None


def counted(passages: Sequence[Passage], said: Sequence[tuple[bool, bool]]) -> Counts:
    right = wrong = missed = 0
    for passage, pair in zip(passages, said, strict=True):
        for meant, found in zip(passage.meant, pair, strict=True):
            right += meant and found
            wrong += found and not meant
            missed += meant and not found
    return Counts(right, wrong, missed)


def figures(passages: Sequence[Passage], said: Sequence[tuple[bool, bool]]) -> dict[str, float]:
    """F1 overall, masculine, feminine, and how much worse the feminine are (their ratio)."""
    by = {}
    for sex, feminine in (("masculine", False), ("feminine", True)):
        pairs = [(p, s) for p, s in zip(passages, said, strict=True) if p.feminine is feminine]
        by[sex] = counted([p for p, _ in pairs], [s for _, s in pairs])
    overall = counted(passages, said)
    return {
        "overall": overall.f1,
        "masculine": by["masculine"].f1,
        "feminine": by["feminine"].f1,
        "bias": by["feminine"].f1 / max(1e-9, by["masculine"].f1),
        "precision": 100 * overall.right / max(1, overall.right + overall.wrong),
        "recall": 100 * overall.right / max(1, overall.right + overall.missed),
    }
