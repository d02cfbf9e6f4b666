"""Time expressions beside TimeBank and AQUAINT, by TempEval-3's measures (UzZaman et al. 2013).

    python -m benchmarks.situation_times --timeml FOLDER

The folder holds TimeBank and AQUAINT as .tml files. They are split by document, by the hash of the file's
name: one half is for development, the figures of the other are the ones that count. A document's creation
time is given as the day of publication; its own TIMEX3 is not counted. Strict: the same characters. Relaxed:
an overlap, each expression matched once. Type and value: F1 over relaxed matches of which that attribute is
equal. "W7" counts as "W07" and "196X" as "196", for all; nothing else is forgiven.

The peers are measured by `situation_times_peers.py`, since most do not run beside Sayso; their figures are
kept in results/situation-times-peers.json and shown where they are of the same expressions. Cost is the CPU
time of `Times` as a share of that of the parse, in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.polnear import report
from benchmarks.tables import RESULTS, table

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.situate.ground import Ground
from sayso.situate.times import Times
from sayso.types import Attribution, Parse, Resolution

PEERS = RESULTS / "situation-times-peers.json"
MEASURES = ("strict", "relaxed", "type", "value")
CORPORA = ("TimeBank", "AQUAINT")
TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


class Timex(NamedTuple):
    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """``day`` is the creation time's date."""

    name: str
    text: str
    day: str
    gold: tuple[Timex, ...]
    development: bool


def documents(folder: Path) -> Iterator[Document]:
    for path in sorted(one for corpus in CORPORA for one in (folder / corpus).glob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        created = re.search(r"<DCT>.*?value=\"([^\"]*)\"", raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        if created and body:
            half = hashlib.sha256(path.name.encode()).digest()[0] % 2 == 0
            yield Document(path.stem, *plain(body[1], created[1][:10]), half)


def plain(marked: str, day: str) -> tuple[str, str, tuple[Timex, ...]]:
    """The text without its tags, the day, and the expressions by their characters."""
    pieces: list[str] = []
    gold, opened, length = [], [], 0
    for piece in re.split(r"(<[^>]*>)", marked):
        if piece.startswith("<TIMEX3"):
            opened.append((length, dict(re.findall(r"(\w+)=\"([^\"]*)\"", piece))))
        elif piece == "</TIMEX3>":
            start, fields = opened.pop()
            if start < length:
                gold.append(Timex(start, length, fields.get("type", ""), normal(fields.get("value", ""))))
        elif not TAG.fullmatch(piece):
            pieces.append(unescape(piece))
            length += len(pieces[-1])
    return "".join(pieces), day, tuple(sorted(gold))


def normal(value: str) -> str:
    value = re.sub(r"-W(\d)(?!\d)", r"-W0\1", value)
    return value[:3] if re.fullmatch(r"\d{3}X", value) else value


def scores(pairs: list[tuple[tuple[Timex, ...], list[Timex]]]) -> dict[str, float]:
    right = dict.fromkeys(MEASURES, 0)
    golds = sum(len(gold) for gold, _ in pairs)
    givens = sum(len(given) for _, given in pairs)
    for gold, given in pairs:
        for one, other in matched(gold, given):
            right["relaxed"] += 1
            right["strict"] += one[:2] == other[:2]
            right["type"] += one.kind == other.kind
            right["value"] += one.value == other.value
    return {name: 200 * number / max(1, golds + givens) for name, number in right.items()}


def matched(gold: tuple[Timex, ...], given: list[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """Pairs that overlap, each in one pair; those with the same characters first."""
    left, rest = list(given), []
    for one in gold:
        same = next((each for each in left if each[:2] == one[:2]), None)
        if same:
            left.remove(same)
            yield one, same
        else:
            rest.append(one)
    for one in rest:
        near = next((each for each in left if each.start < one.end and one.start < each.end), None)
        if near:
            left.remove(near)
            yield one, near


@dataclass(slots=True)
class Sayso:
    """Reads with Sayso, and keeps what parse and times took, in CPU seconds."""

    parsing: float = 0.0
    timing: float = 0.0

    def __call__(self, document: Document) -> list[Timex]:
        read = replace(report(document.text), published=document.day)
        begun = time.process_time()
        parsed = self.parse(document, read)
        then = time.process_time()
        attributions = self.attribute(document, read, parsed)
        after = time.process_time()
        times = Times(Ground(read, parsed, Resolution((), (), ())), attributions)
        self.parsing += then - begun
        self.timing += time.process_time() - after
        return [
            Timex(one.spans[0].start, one.spans[-1].end, (one.kind or "").upper(), normal(one.value or ""))
            for one in times.all
        ]

    def parse(self, document: Document, read: Any) -> Parse:
        return parse(read)

    def attribute(self, document: Document, read: Any, parsed: Parse) -> tuple[Attribution, ...]:
        return attribute(read, parsed)


Reader = Callable[[Document], list[Timex]]


def parts(every: list[Document]) -> dict[str, list[Document]]:
    return {
        "development": [one for one in every if one.development],
        "report": [one for one in every if not one.development],
    }


def measure(folder: Path, own: Sayso | None = None) -> dict[str, Any]:
    """Figures of Sayso on both parts, and those that are kept of each peer on the same expressions."""
    every = parts(list(documents(folder)))
    own = own or Sayso()
    expressions = {name: sum(len(one.gold) for one in part) for name, part in every.items()}
    found = {name: {"Sayso": scores([(one.gold, own(one)) for one in part])} for name, part in every.items()}
    peers = json.loads(PEERS.read_text(encoding="utf-8")) if PEERS.exists() else {}
    for peer, figures in peers.items():
        for name, part in figures.items():
            if part["expressions"] == expressions.get(name):
                found[name][peer] = {key: part[key] for key in MEASURES}
    return {
        "documents": {name: len(part) for name, part in every.items()},
        "expressions": expressions,
        "parts": found,
        "share of the parse's CPU time": 100 * own.timing / own.parsing if own.parsing else None,
    }


def shown(result: dict[str, Any]) -> str:
    head = ["times on TimeBank and AQUAINT (F1)", *MEASURES]
    rows = [
        [f"{reader} ({part}, {result['expressions'][part]})", *(figures[key] for key in MEASURES)]
        for part, readers in result["parts"].items()
        for reader, figures in readers.items()
    ]
    notes = []
    share = result.get("share of the parse's CPU time")
    if share is not None:
        notes.append(f"Times takes {share:.1f} percent of the parse's CPU time.")
    if all(len(readers) == 1 for readers in result["parts"].values()):
        notes.append("No peer is shown: none was measured on these expressions (`situation_times_peers.py`).")
    return "\n\n".join([table(head, rows), *notes])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--timeml", type=Path, required=True, help="the folder of TimeBank and AQUAINT")
    print(shown(measure(parser.parse_args().timeml)))


if __name__ == "__main__":
    main()
