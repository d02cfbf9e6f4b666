"""Figures beside MEANTIME's VALUE markables (http://www.newsreader-project.eu/results/data/wikinews).

    python -m benchmarks.situation_figures --meantime FOLDER

MEANTIME marks numbers of the types PERCENT, MONEY and QUANTITY in each document's title and first five
sentences. Every second document is for development; the figures are of the others. Its conventions are not
ours: a qualifier is inside a VALUE or outside of it by no rule ("as much as 3%", but up to [160GB]), and the
number of a length of time is a VALUE, where Sayso leaves it to the times. So each figure is given twice: on
the spans as they are, and with leading qualifiers cut off on both sides and lengths of time left out of the
gold. A number sign that stands for a lost pound sign is set right first, for all.

The peers are quantulum3 and Microsoft's recognizers-text (numbers, percentages, currencies and dimensions,
the longest of those that overlap), each where it can be imported; both read years and dates as numbers, so
they are also measured without bare years and without what stands beside a month.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.polnear import report
from benchmarks.tables import RESULTS, table
from benchmarks.voices_meantime import PARTS, detokenized

from sayso.parse import parse
from sayso.situate.figures import figures
from sayso.situate.ground import Ground
from sayso.types import Resolution

Range = tuple[int, int]

ANNOTATED_LINES = 6
"""The title and five sentences."""

QUALIFIER = re.compile(
    r"(?:(?:up to|as (?:much|many|high) as|at least|about|around|some|approximately|nearly|almost|over|"
    r"more than|less than|fewer than|between|roughly|an estimated|a|only)\s+)+",
    re.IGNORECASE,
)
TIME_BEHIND = re.compile(r"[\s-]*(?:second|minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
YEAR = re.compile(r"(?:1[89]|20)\d\d")
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s*$")

HAND = RESULTS / "situation-figures-by-hand.json"
"""A hundred figures of the report part, judged by reading; no word of the corpus is in it."""


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    text: str
    gold: tuple[Range, ...]
    end: int
    """Where the annotated sentences end."""


def documents(folder: Path) -> Iterator[Document]:
    for path in sorted((folder / PARTS).rglob("*.xml"), key=lambda path: path.stem):
        root = ElementTree.parse(path).getroot()
        text, spans = detokenized(root)
        text = re.sub(r"(?<!\S)#(?= ?\d)", "£", text)
        gold = []
        for value in root.iter("VALUE"):
            words = [spans[anchor.get("t_id", "")] for anchor in value.iter("token_anchor")]
            gold.append((min(start for start, _ in words), max(end for _, end in words)))
        lines = [match.end() for match in re.finditer(r"[^\n]*(?:\n|$)", text)]
        yield Document(path.stem, text, tuple(sorted(gold)), lines[min(len(lines), ANNOTATED_LINES) - 1])


def sayso_spans(text: str) -> list[Range]:
    read = report(text)
    ground = Ground(read, parse(read), Resolution((), (), ()))
    return [(figure.spans[0].start, figure.spans[-1].end) for figure in figures(ground)]


def quantulum_spans(text: str) -> list[Range]:
    from quantulum3 import parser  # type: ignore[import-not-found]

    return [tuple(quantity.span) for quantity in parser.parse(text)]


def recognizers_spans(text: str) -> list[Range]:
    from recognizers_number import (  # type: ignore[import-not-found]
        Culture,
        recognize_number,
        recognize_percentage,
    )
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_currency,
        recognize_dimension,
    )

    found: list[Range] = []
    for recognize in (recognize_currency, recognize_dimension, recognize_percentage, recognize_number):
        for each in recognize(text, Culture.English):
            span = (each.start, each.end + 1)
            if not any(span[0] < end and start < span[1] for start, end in found):
                found.append(span)
    return sorted(found)


def without_dates(text: str, spans: list[Range]) -> list[Range]:
    """Without bare years and what stands behind a month."""
    return [
        (s, e) for s, e in spans if not YEAR.fullmatch(text[s:e].strip()) and not MONTH.search(text[:s][-12:])
    ]


Reader = Callable[[str], list[Range]]


def readers() -> dict[str, Reader]:
    out: dict[str, Reader] = {"Sayso": sayso_spans}
    if find_spec("quantulum3"):
        out["quantulum3"] = quantulum_spans
        out["quantulum3, no dates"] = lambda text: without_dates(text, quantulum_spans(text))
    if find_spec("recognizers_number_with_unit"):
        out["recognizers-text"] = recognizers_spans
        out["recognizers-text, no dates"] = lambda text: without_dates(text, recognizers_spans(text))
    return out


def bare(text: str, span: Range) -> Range:
    """A span without the qualifiers before its number."""
    found = QUALIFIER.match(text, span[0], span[1])
    start = found.end() if found else span[0]
    return (start, span[1]) if start < span[1] else span


def is_length(text: str, span: Range) -> bool:
    return TIME_BEHIND.match(text, span[1]) is not None


def counts(gold: list[Range], given: list[Range]) -> dict[str, tuple[int, int]]:
    """Right among the given and right among the gold, exactly and by overlap."""
    exact = len(set(gold) & set(given))
    near = sum(any(s < b and a < e for a, b in gold) for s, e in given)
    reached = sum(any(s < b and a < e for a, b in given) for s, e in gold)
    return {"strict": (exact, exact), "relaxed": (near, reached)}


def f1(right: tuple[int, int], given: int, gold: int) -> float:
    precision = right[0] / given if given else 0.0
    recall = right[1] / gold if gold else 0.0
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def scored(read: Reader, part: list[Document]) -> dict[str, float]:
    totals = {key: [0, 0, 0, 0] for key in ("strict", "relaxed", "strict bare", "relaxed bare")}
    for document in part:
        given = [span for span in read(document.text) if span[1] <= document.end]
        gold = list(document.gold)
        bare_gold = [bare(document.text, span) for span in gold if not is_length(document.text, span)]
        bare_given = [bare(document.text, span) for span in given]
        for suffix, golds, givens in (("", gold, given), (" bare", bare_gold, bare_given)):
            for key, (among_given, among_gold) in counts(golds, givens).items():
                total = totals[key + suffix]
                for at, number in enumerate((among_given, among_gold, len(givens), len(golds))):
                    total[at] += number
    return {key: f1((a, b), given, gold) for key, (a, b, given, gold) in totals.items()}


def measure(folder: Path) -> dict[str, Any]:
    """Span F1 of Sayso and the peers on both parts, with the figures judged by hand where they are kept."""
    every = list(documents(folder))
    parts = {"development": every[::2], "report": every[1::2]}
    out: dict[str, Any] = {
        "values": {name: sum(len(d.gold) for d in part) for name, part in parts.items()},
        "parts": {
            name: {reader: scored(read, part) for reader, read in readers().items()}
            for name, part in parts.items()
        },
    }
    if HAND.exists():
        out["by hand"] = json.loads(HAND.read_text(encoding="utf-8"))
    return out


def shown(result: dict[str, Any]) -> str:
    head = ["figures on MEANTIME", "strict", "relaxed", "strict, bare", "relaxed, bare"]
    keys = ("strict", "relaxed", "strict bare", "relaxed bare")
    rows = [
        [f"{reader} ({part}, {result['values'][part]})", *(figures[key] for key in keys)]
        for part, readers in result["parts"].items()
        for reader, figures in readers.items()
    ]
    lines = [table(head, rows)]
    if "by hand" in result:
        hand = result["by hand"]
        lines.append(
            table(
                [f"of {hand['figures']} figures judged by hand ({hand['date']})", "right"],
                [[key, number] for key, number in hand["right"].items()],
            )
        )
    return "\n\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--meantime", type=Path, required=True)
    print(shown(measure(parser.parse_args().meantime)))
