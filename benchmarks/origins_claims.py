"""Same claim or not: how often `sayso.link.claims` is right, beside two plain ways.

    python -m benchmarks.origins_claims --readings READINGS.jsonl --paths PATHS.txt [--half dev]

READINGS are readings of the reports of ``news-events``, one a line (``sayso read … -f jsonl``), PATHS their
paths line by line. Scored are the marked pairs of ``gold/claims.json``: judged alone (`same`), and after all
reports were linked (in one claim or not); and the invented pairs of ``tests/link/passages``. Beside them the
cosine of TF-IDF vectors and that of the embeddings, each at the threshold that does best on the dev half.
And the pairs of ``gold/claims-short.csv``, which were looked at while the tables of words grew: the second
set only after it was scored once. How the weights are fitted: `benchmarks.origins_claims_fit`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import math
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.tables import Cell, save, table

from benchmarks import gold_marks
from sayso.link.claims import Linker, Mention, mentions
from sayso.link.claims.pair import Pair, side
from sayso.link.claims.scorer import compare
from sayso.link.claims.words import terms
from sayso.link.memory import Memory
from sayso.models.embedding import packaged
from sayso.pipeline import read_report
from sayso.types import Block, BlockKind, Floats, Outlet, Reading, Report, Span

PASSAGES = Path(__file__).parent.parent / "tests/link/passages"

SHORT = Path(__file__).parent / "gold/claims-short.csv"
SAID = "{}, the police said."
"""How a content of `SHORT` is told in a report."""


class Example(NamedTuple):
    """A marked pair. ``texts`` are the two contents; ``story`` is what is in one fold with it; ``together``
    is whether linking everything put them into one claim, None where that was not tried."""

    source: str
    half: str
    kind: str
    same: bool
    one: Mention
    other: Mention
    texts: tuple[str, str]
    name: str
    story: str
    together: bool | None = None


def embedded(reading: Reading) -> Floats:
    return packaged().embed([statement.content.text for statement in reading.statements])


def marked(readings: Path, paths: Path) -> tuple[list[Example], int]:
    """The marked pairs whose statements were found, and how many were not."""
    known = gold_marks.readings(readings.open(encoding="utf-8"), paths.open(encoding="utf-8"))
    store, found = Memory(), {}
    linker = Linker(store)
    for reading in known.values():
        vectors = embedded(reading)
        found.update({mention.statement: mention for mention in mentions(reading, vectors)})
        linker.add(reading, vectors)
    folders = {gold_marks.name_of(path).partition("/")[0]: Path(path).parent.name for path in _lines(paths)}
    claim_of = {statement: claim.id for claim in store.all_claims() for statement in claim.statements}
    examples, lost = [], 0
    for number, mark in enumerate(gold_marks.claims()):
        one, other = gold_marks.resolved(mark, known)
        if one is None or other is None:
            lost += 1
            continue
        together = claim_of[one.id] == claim_of[other.id]
        texts = (one.content.text, other.content.text)
        pair = (found[one.id], found[other.id])
        name = f"{number} {mark.chosen} {mark.note}"
        story = mark.one.report.partition("/")[0]
        half = half_of(mark.half, folders[story])
        examples.append(
            Example("news-events", half, mark.kind, mark.same, *pair, texts, name, story, together)
        )
    return examples, lost


def _lines(paths: Path) -> list[str]:
    return paths.read_text(encoding="utf-8").split()


def invented(folder: Path = PASSAGES) -> tuple[list[Example], int]:
    """The invented pairs whose statements were found, and how many were not."""
    examples, lost = [], 0
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            sides = [_passage(entry[name]) for name in ("one", "other")]
            if any(mention is None for mention, _ in sides):
                lost += 1
                continue
            (one, first), (other, second) = sides
            assert one is not None
            assert other is not None
            texts = (first, second)
            examples.append(
                Example(
                    "invented",
                    half_of(entry["half"], entry["id"]),
                    entry["kind"],
                    entry["same"],
                    one,
                    other,
                    texts,
                    entry["id"],
                    entry["id"],
                )
            )
    return examples, lost


def short(path: Path = SHORT) -> list[Example]:
    """The short pairs, each content told by the police in a report of its own; all count to "dev"."""
    examples = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts = (row["one"], row["other"])
            told = [
                {"text": SAID.format(text), "content": text, "outlet": outlet, "published": "2031-05-06"}
                for text, outlet in zip(texts, ("Alpha Post", "Beta Wire"), strict=True)
            ]
            (one, first), (other, second) = map(_passage, told)
            assert one is not None
            assert other is not None
            same = row["same"] == "yes"
            examples.append(
                Example("short", "dev", row["set"], same, one, other, (first, second), row["one"], row["one"])
            )
    return examples


def _passage(entry: dict[str, str]) -> tuple[Mention | None, str]:
    """The mention of the statement that is meant in an invented report, and its content."""
    text = entry["text"].strip()
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    block = Block(BlockKind.BODY, 0, len(text))
    report = Report(
        name, text, (block,), outlet=Outlet(entry["outlet"]), published=entry["published"], language="en"
    )
    reading = read_report(report)
    start = text.index(entry["content"])
    meant = (Span(start, start + len(entry["content"])),)
    by_overlap = [gold_marks.overlap(s.content.spans, meant) for s in reading.statements]
    best = int(np.argmax(by_overlap)) if by_overlap else 0
    if not by_overlap or by_overlap[best] == 0:
        return None, ""
    return mentions(reading, embedded(reading))[best], reading.statements[best].content.text


def half_of(half: str, name: str) -> str:
    """The half that a pair counts to, by the story's folder or the pair's id. When the marks' "held" half had
    shown that the table was too closely fitted to "dev", half of it was looked at, pair by pair, and counts
    to "dev" here; only the rest is held out."""
    if half == "dev":
        return "dev"
    return "held" if int(hashlib.sha1(name.encode()).hexdigest(), 16) // 2 % 2 else "dev"


class Tally(NamedTuple):
    pairs: int
    precision: float
    recall: float
    right: float
    """The share of all pairs that was judged as marked."""


def tally(examples: Iterable[Example], judged: Callable[[Example], bool]) -> Tally:
    counts = Counter((example.same, judged(example)) for example in examples)
    hit, false, missed = counts[True, True], counts[False, True], counts[True, False]
    every = sum(counts.values())
    return Tally(
        every,
        100 * hit / max(hit + false, 1),
        100 * hit / max(hit + missed, 1),
        100 * (hit + counts[False, False]) / max(every, 1),
    )


def best_threshold(examples: Sequence[Example], score: Callable[[Example], float]) -> float:
    """The threshold at which most pairs are judged as marked."""
    scores = sorted({score(example) for example in examples})
    right = [(sum((score(e) >= at) == e.same for e in examples), -at) for at in scores]
    return -max(right)[1]


class TfIdf:
    """Cosine of TF-IDF vectors of words, the document frequencies from all contents of the examples."""

    def __init__(self, examples: Iterable[Example]) -> None:
        texts = {text for example in examples for text in example.texts}
        self.found = Counter(stem for text in texts for stem in {term.stem for term in terms(text)})
        self.texts = len(texts)

    def __call__(self, example: Example) -> float:
        one, other = map(self._vector, example.texts)
        both = math.fsum(one[stem] * other[stem] for stem in one.keys() & other.keys())
        lengths = math.sqrt(math.fsum(v * v for v in one.values()) * math.fsum(v * v for v in other.values()))
        return both / lengths if lengths else 0.0

    def _vector(self, text: str) -> dict[str, float]:
        counts = Counter(term.stem for term in terms(text))
        return {
            stem: number * math.log((1 + self.texts) / (1 + self.found[stem]))
            for stem, number in counts.items()
        }


def cosine(example: Example) -> float:
    return Pair(side(example.one), side(example.other)).cosine or 0.0


def judged_same(example: Example) -> bool:
    return compare(side(example.one), side(example.other)).same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--paths", type=Path, required=True)
    parser.add_argument("--half", choices=["dev", "held"])
    parser.add_argument("--wrong", action="store_true", help="show the pairs that are judged otherwise")
    options = parser.parse_args()
    gold, lost = marked(options.readings, options.paths)
    made, unread = invented()
    brief = short()
    print(f"{lost} marked and {unread} invented pairs have a statement that the reading lacks")
    plain = TfIdf(gold)
    at = {"tf-idf": best_threshold([e for e in gold if e.half == "dev"], plain)}
    at["cosine"] = best_threshold([e for e in gold if e.half == "dev"], cosine)
    ways: list[tuple[str, Callable[[Example], bool]]] = [
        ("same", judged_same),
        ("in one claim", lambda e: bool(e.together)),
        (f"TF-IDF cosine ≥ {at['tf-idf']:.2f}", lambda e: plain(e) >= at["tf-idf"]),
        (f"embedding cosine ≥ {at['cosine']:.2f}", lambda e: cosine(e) >= at["cosine"]),
    ]
    rows: list[tuple[Cell, ...]] = []
    for half in [options.half] if options.half else ["dev", "held"]:
        for source, examples in (("news-events", gold), ("invented", made), ("short", brief)):
            chosen = [example for example in examples if example.half == half]
            if not chosen:
                continue
            for name, judge in ways:
                if name != "in one claim" or source == "news-events":
                    rows.append((f"{source}, {half}: {name}", *tally(chosen, judge)))
    shown = table(["", "pairs", "precision", "recall", "right"], rows)
    print(shown)
    if options.wrong:
        show_wrong([e for e in (*gold, *made, *brief) if e.half == (options.half or "dev")])
    elif not options.half:
        content = {str(row[0]): row[1:] for row in rows}
        save("origins_claims", "Same claim", shown, content)


def show_wrong(examples: Iterable[Example]) -> None:
    for example in examples:
        verdict = compare(side(example.one), side(example.other))
        if verdict.same != example.same:
            want = "same" if example.same else "not"
            print(
                f"\n{example.name}\n  {example.kind}, marked {want}: {verdict.score:.2f} {verdict.veto or ''}"
            )
            print("  " + " ".join(verdict.reasons), *example.texts, sep="\n    ")


if __name__ == "__main__":
    main()
