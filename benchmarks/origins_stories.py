"""Stories: how well reports fall together by event, beside single-pass clustering of TF-IDF vectors.

    python -m benchmarks.origins_stories --readings READINGS.jsonl --paths PATHS.txt [--half dev]

READINGS are readings of the reports of ``news-events``, one a line (``sayso read … -f jsonl``), PATHS their
paths line by line: the folder of a report is its event. Reports come in the order of their publication;
scored are B-cubed precision, recall and F1 (Bagga and Baldwin 1998) and the adjusted Rand index (Hubert and
Arabie 1985) of what the stories are at the end. Half of the folders, by the SHA-1 of their names, are "dev":
only by them was anything chosen, the baseline's threshold too. "Parted" are folders that were parted where
more than 60 days passed without a report: some hold several events of a kind. ``--fit TEXTS`` prints the
weights that a logistic regression finds (`fitted`); they are rounded into
`sayso.link.stories.scorer.FEATURES` by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.tables import save, table

from sayso.export.json import decoded
from sayso.link.claims.words import terms
from sayso.link.stories import Gist, StoryLinker, StoryMemory, gist
from sayso.link.stories.candidates import WINDOW, keys
from sayso.link.stories.gist import order
from sayso.link.stories.scorer import FEATURES, Pair, side
from sayso.types import Block, BlockKind, Floats, Reading, Report

RIDGE = 1.0
"""How strongly the weights are held back: one pair's worth of doubt for each."""

MOST_AGAIN = 4_000
"""Pairs of reports on one subject but far apart in time that stand for another event in the fit, at most."""


class Item(NamedTuple):
    """A report with its folder, and which half that is of. ``part`` is the folder, parted where more than
    `WINDOW` days passed without a report: some hold several events of a kind, years apart."""

    reading: Reading
    gist: Gist
    folder: str
    half: str
    part: str = ""


class Scores(NamedTuple):
    reports: int
    stories: int
    precision: float
    recall: float
    f1: float
    rand: float


def items(readings: Path, paths: Path) -> list[Item]:
    """The reports of ``news-events``, in the order of their publication."""
    found = []
    for line, path in zip(readings.open(encoding="utf-8"), paths.open(encoding="utf-8"), strict=True):
        reading, folder = decoded(line), Path(path.strip()).parent.name
        found.append(Item(reading, gist(reading), folder, half(folder)))
    return list(_parted(sorted(found, key=lambda item: order(item.gist))))


def _parted(found: Iterable[Item]) -> Iterator[Item]:
    """``found``, which are in order, with their parts."""
    last: dict[str, tuple[int, str]] = {}
    for item in found:
        day = item.gist.day or 0
        before, part = last.get(item.folder, (-WINDOW - 1, ""))
        if day - before > WINDOW:
            part = f"{item.folder} {item.gist.moment}"
        last[item.folder] = day, part
        yield item._replace(part=part)


def half(folder: str) -> str:
    return "held" if int(hashlib.sha1(folder.encode()).hexdigest(), 16) % 2 else "dev"


def stories(found: Iterable[Item]) -> Mapping[str, str]:
    """The story of each report, both by id."""
    store = StoryMemory()
    linker = StoryLinker(store)
    for item in found:
        linker.add_gist(item.gist)
    return {report: story for story, reports in store.stories().items() for report in reports}


def scored(
    found: Sequence[Item], story: Mapping[str, str], event: Callable[[Item], str] = lambda item: item.folder
) -> Scores:
    """B-cubed and adjusted Rand, over ``found`` alone, against their events."""
    pairs = Counter((story[item.gist.report], event(item)) for item in found)
    made = Counter(story[item.gist.report] for item in found)
    wanted = Counter(map(event, found))
    every = len(found)
    precision = math.fsum(n * n / made[one] for (one, _), n in pairs.items()) / every
    recall = math.fsum(n * n / wanted[other] for (_, other), n in pairs.items()) / every
    both, ones, others = (sum(math.comb(n, 2) for n in each.values()) for each in (pairs, made, wanted))
    chance = ones * others / math.comb(every, 2)
    rand = (both - chance) / ((ones + others) / 2 - chance)
    f1 = 2 * precision * recall / (precision + recall)
    return Scores(every, len(made), 100 * precision, 100 * recall, 100 * f1, 100 * rand)


class TfIdf:
    """Each report goes to the cluster whose mean TF-IDF vector is nearest, if the cosine reaches a threshold;
    else it begins one. Document frequencies are those of all reports: the baseline may look ahead."""

    def __init__(self, found: Sequence[Item]) -> None:
        counted = [Counter(term.stem for term in terms(item.reading.report.text)) for item in found]
        often = Counter(stem for counts in counted for stem in counts)
        self._place = {stem: number for number, stem in enumerate(sorted(often))}
        self._vectors = {}
        for item, counts in zip(found, counted, strict=True):
            vector = np.zeros(len(self._place))
            for stem, number in counts.items():
                vector[self._place[stem]] = (1 + math.log(number)) * math.log(len(found) / often[stem])
            self._vectors[item.gist.report] = vector / (np.linalg.norm(vector) or 1)

    def stories(self, found: Sequence[Item], threshold: float) -> dict[str, str]:
        sums: dict[str, Floats] = {}
        story = {}
        for item in found:
            vector = self._vectors[item.gist.report]
            near = [(float(vector @ total / np.linalg.norm(total)), name) for name, total in sums.items()]
            best, name = max(near, default=(0.0, ""))
            chosen = name if best >= threshold else item.gist.report
            sums[chosen] = sums.get(chosen, 0) + vector
            story[item.gist.report] = chosen
        return story

    def best(self, found: Sequence[Item]) -> float:
        """The threshold with the highest B-cubed F1 on the dev half, while all reports are there."""
        dev = [item for item in found if item.half == "dev"]
        tried = [number / 100 for number in range(2, 61)]
        return max(tried, key=lambda at: (scored(dev, self.stories(found, at)).f1, -at))


def fitted(found: Sequence[Item], texts: Path) -> Floats:
    """The bias and the weights by ridge logistic regression, over all pairs of the dev half, and over pairs
    that are hard because they are another event (`_elsewhere`, `_again`). The hard ones together count as
    much as those of one event: of the pairs that share a key, about every second one is of one event."""
    dev, lot = [item for item in found if item.half == "dev"], random.Random(1)
    rows = [(_measured(a.gist, b.gist), a.folder == b.folder, 1.0) for a, b in _pairs(dev)]
    days = [feature.name for feature in FEATURES].index("days") + 1
    elsewhere = [_measured(a, b) for a, b in _elsewhere(dev, lot)]
    again = [_measured(a, b) for a, b in _again(texts, lot)]
    for measured in again:
        measured[days] = lot.random()
    wanted = sum(same for _, same, _ in rows)
    for hard in (elsewhere, again):
        rows += [(measured, False, wanted / len(hard) / 2) for measured in hard]
    matrix, same, counts = (np.array(each, float) for each in zip(*rows, strict=True))
    return _regression(matrix, same, counts)


def _elsewhere(dev: Sequence[Item], lot: random.Random) -> Iterable[tuple[Gist, Gist]]:
    """Pairs of one folder, the names of one of them exchanged for those of a report of another: an event of
    the same kind that happened to others elsewhere."""
    for one, other in _pairs(dev):
        if one.folder == other.folder:
            names = [word for word in lot.choice(dev).gist.words if word.name]
            if names:
                words = [
                    word._replace(stem=lot.choice(names).stem) if word.name else word
                    for word in one.gist.words
                ]
                yield replace(one.gist, words=tuple(words)), other.gist


def _pairs(found: Sequence[Item]) -> Iterable[tuple[Item, Item]]:
    return ((a, b) for place, a in enumerate(found) for b in found[:place])


def _measured(one: Gist, other: Gist) -> list[float]:
    pair = Pair(side(one), side(other))
    return [1.0, *(feature.measure(pair) for feature in FEATURES)]


def _again(texts: Path, lot: random.Random) -> list[tuple[Gist, Gist]]:
    """Pairs of political reports (of PolNeAR, whose files have the date in their names) that share a key but
    were published three weeks to three months apart: nearly always one subject and two events. Since that is
    what they were chosen by, the fit is told some other time between them, at random."""
    made = [_polnear(path) for path in sorted(texts.glob("*.txt"))]
    under: dict[int, list[int]] = {}
    for place, each in enumerate(made):
        for key in keys(each):
            under.setdefault(key, []).append(place)
    pairs = {(a, b) for places in under.values() for a in places for b in places if a < b}
    apart = [
        (made[a], made[b])
        for a, b in sorted(pairs)
        if 21 <= abs((made[a].day or 0) - (made[b].day or 0)) <= 90
    ]
    return lot.sample(apart, min(MOST_AGAIN, len(apart)))


def _polnear(path: Path) -> Gist:
    text = path.read_text(encoding="utf-8")
    blocks = [Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    _, published, title = path.stem.split("_", 2)
    report = Report(path.stem, text, tuple(blocks), published=published, title=title.replace("-", " "))
    return gist(Reading(report, ()))


def _regression(matrix: Floats, same: Floats, counts: Floats) -> Floats:
    """Newton's method; the bias, which is the first column's, is not held back."""
    held = np.diag([0.0, *[RIDGE] * (matrix.shape[1] - 1)])
    weights = np.zeros(matrix.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (counts * (same - probability)) - held @ weights
        curve = (matrix * (counts * probability * (1 - probability))[:, None]).T @ matrix + held
        weights = weights + np.linalg.solve(curve, slope)
    return weights.astype(np.float32)


def measure(readings: Path, paths: Path, halves: Sequence[str]) -> dict[str, Scores]:
    """Of each half in turn, while all reports are there."""
    found = items(readings, paths)
    plain = TfIdf(found)
    threshold = plain.best(found)
    ways: dict[str, Callable[[], Mapping[str, str]]] = {
        "stories": lambda: stories(found),
        f"TF-IDF, cosine ≥ {threshold:.2f}": lambda: plain.stories(found, threshold),
    }
    result = {}
    made = {name: way() for name, way in ways.items()}
    for each in halves:
        chosen = [item for item in found if each in (item.half, "all")]
        for name, story in made.items():
            result[f"{each}: {name}"] = scored(chosen, story)
            result[f"{each}, parted: {name}"] = scored(chosen, story, lambda item: item.part)
    return result


def shown(result: Mapping[str, Sequence[float]]) -> str:
    head = ["news-events", "reports", "stories", "B³ precision", "recall", "F1", "adjusted Rand"]
    return table(head, [(name, *row) for name, row in result.items()])


def show_wrong(found: Sequence[Item]) -> None:
    """The folders that are more than one story, and the stories that are more than one folder."""
    story = stories(found)
    for name, of, into in (
        ("folder", lambda i: i.folder, lambda i: story[i.gist.report]),
        ("story", lambda i: story[i.gist.report], lambda i: i.folder),
    ):
        groups: dict[str, list[Item]] = {}
        for item in found:
            groups.setdefault(of(item), []).append(item)
        for group in groups.values():
            if len({into(item) for item in group}) > 1:
                print(f"\none {name}:")
                for item in sorted(group, key=into):
                    print(f"  {into(item)[:24]:24} {item.gist.moment} {item.gist.outlet}: {item.gist.title}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--paths", type=Path, required=True)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--fit", type=Path, metavar="TEXTS")
    parser.add_argument("--wrong", action="store_true", help="show what fell apart or together")
    options = parser.parse_args()
    if options.fit:
        weights = fitted(items(options.readings, options.paths), options.fit)
        names = ["bias", *(feature.name for feature in FEATURES)]
        print("\n".join(f"{name} {w:.2f}" for name, w in zip(names, weights, strict=True)))
        return
    result = measure(
        options.readings, options.paths, [options.half] if options.half else ["dev", "held", "all"]
    )
    text = shown(result)
    print(text)
    if options.wrong:
        found = items(options.readings, options.paths)
        show_wrong([item for item in found if options.half in (item.half, None)])
    elif not options.half:
        save("origins_stories", "Stories", text, {name: row._asdict() for name, row in result.items()})


if __name__ == "__main__":
    main()
