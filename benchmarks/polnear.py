"""PolNeAR's articles as they lie on disk, and when an attribution counts as right.

Offsets are those of the file read with ``newline=""``: nothing is set right on the way, as the readers
of `sayso.read` would, because the annotations point into these very characters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Range, brat, tidied

from sayso.types import Attribution, Block, BlockKind, Report

Roles = dict[str, list[Range]]
"""Role (source, cue, content) → character ranges; a role that is absent is missing or empty."""

CLOSE = 0.5
"""The share of characters that two contents have in common, of those in either, from which one is taken
for the other: the bound of the scorer's "relation"."""


@dataclass(frozen=True, slots=True)
class Article:
    """``versions`` are the files of those who annotated it, the first of them the gold."""

    name: str
    text: str
    versions: tuple[Path, ...]

    def gold(self, version: int = 0) -> list[Roles]:
        return [dict(roles) for roles in brat(self.versions[version])]


def part_of(folder: Path, part: str) -> Path | None:
    """The folder with ``text`` and ``attributions``: the one given, or its ``part``; None without it."""
    for place in (folder / part, folder):
        if (place / "text").is_dir() and (place / "attributions").is_dir():
            return place
    return None


def articles(folder: Path) -> Iterator[Article]:
    """The annotated articles of one part, by name."""
    versions: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        versions.setdefault(path.stem.rpartition("_")[0], []).append(path)
    for name, paths in sorted(versions.items()):
        with open(folder / "text" / f"{name}.txt", encoding="utf-8", newline="") as handle:
            yield Article(name, handle.read(), tuple(paths))


def report(text: str) -> Report:
    """A raw text as a report: each line that is not empty is a paragraph of the body."""
    lines = re.finditer(r"[^\r\n]*[^\s][^\r\n]*", text)
    blocks = tuple(Block(BlockKind.BODY, line.start(), line.end()) for line in lines)
    return Report(hashlib.sha256(text.encode()).hexdigest()[:16], text, blocks)


def roles(attribution: Attribution) -> Roles:
    """An attribution of Sayso's as the scorer takes it."""
    return {
        "source": [(start, end) for start, end in attribution.source],
        "cue": [(start, end) for start, end in attribution.cue],
        "content": [(start, end) for start, end in attribution.content],
    }


def right(text: str, predicted: Sequence[Roles], gold: Sequence[Roles]) -> list[bool]:
    """For each prediction, whether it is one of ``gold`` by the scorer's rule: contents are `CLOSE`, and
    the sources share a word or are absent in both. Each gold one counts once, the closest pair first."""
    ours, theirs = ([_characters(text, a) for a in side] for side in (predicted, gold))
    pairs = []
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            shared = len(a["content"] & b["content"])
            share = shared / max(1, len(a["content"] | b["content"]))
            if share >= CLOSE and _same_source(text, a["source"], b["source"]):
                pairs.append((-share, -shared, j, i))
    found: set[int] = set()
    taken: set[int] = set()
    for *_, j, i in sorted(pairs):
        if i not in found and j not in taken:
            found.add(i)
            taken.add(j)
    return [i in found for i in range(len(ours))]


def _same_source(text: str, left: set[int], right: set[int]) -> bool:
    return any(text[i].isalnum() for i in left & right) or not (left or right)


def _characters(text: str, roles: Roles) -> dict[str, set[int]]:
    return {
        role: {i for start, end in tidied(text, roles.get(role, [])) for i in range(start, end)}
        for role in ("source", "content")
    }
