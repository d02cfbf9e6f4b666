"""Time expressions beside TimeBank and AQUAINT, by TempEval-3's measures (UzZaman et al. 2013).

    python -m benchmarks.situation_times --timeml FOLDER

The folder holds TimeBank and AQUAINT as .tml files. They are split by document, by the hash of the file's
name: one half is for development, the figures of the other are the ones that count. A document's creation
time is given as the day of publication; its own TIMEX3 is not counted. Strict: the same characters. Relaxed:
an overlap, each expression matched once. Type and value: F1 over relaxed matches of which that attribute is
equal. "W7" counts as "W07" and "196X" as "196", for all; nothing else is forgiven.

The peers are dateparser's search and, where it can be imported, Microsoft's recognizers-text; what they
give is written as TIMEX3: a day, or the month or year where the words name no day. Both look back for what
could lie on either side, which suits news. Cost is the CPU time of `Times` as a share of that of the parse, in the same run.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.polnear import report
from benchmarks.tables import table

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.situate.ground import Ground
from sayso.situate.times import Times
from sayso.types import Attribution, Parse, Resolution

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
    right = dict.fromkeys(("strict", "relaxed", "type", "value"), 0)
    golds = sum(len(gold) for gold, _ in pairs)
    givens = sum(len(given) for _, given in pairs)
    for gold, given in pairs:
        for one, other in matched(gold, given):
            right["relaxed"] += 1
            right["strict"] += one[:2] == other[:2]
            right["type"] += one.kind == other.kind
            right["value"] += one.value == other.value
    return {name: 200 * number / (golds + givens) for name, number in right.items()}


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


def dateparser_times(document: Document) -> list[Timex]:
    from dateparser.search import search_dates  # type: ignore[import-untyped]

    base = datetime.fromisoformat(document.day)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
    out: list[Timex] = []
    at = 0
    for line in re.finditer(r"[^\n]*[^\s][^\n]*", document.text):
        try:
            found = search_dates(line[0], languages=["en"], settings=settings) or []
        except Exception:  # noqa: BLE001 - a peer may fail on a line
            found = []
        for words, moment in found:
            start = document.text.find(words, max(at, line.start()), line.end())
            if start >= 0:
                at = start + len(words)
                out.append(Timex(start, at, *written(words, moment)))
    return out


MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def written(words: str, moment: datetime) -> tuple[str, str]:
    """A peer's moment as TIMEX3, in the size that its words have."""
    small = words.lower().strip()
    if re.search(r"\d:\d\d|\d ?[ap]\.?m", small):
        return "TIME", moment.strftime("%Y-%m-%dT%H:%M")
    if re.fullmatch(r"(?:in )?\d{4}|.*\byears?\b.*|.*\bdecades?\b.*", small):
        return "DATE", f"{moment.year:04}"
    if re.fullmatch(rf"(?:in )?{MONTH}(?:,? (?:of )?\d{{4}})?|.*\bmonths?\b.*", small):
        return "DATE", moment.strftime("%Y-%m")
    if re.search(r"\bweeks?\b", small):
        return "DATE", "{0:04}-W{1:02}".format(*moment.isocalendar())
    if small == "now":
        return "DATE", "PRESENT_REF"
    return "DATE", moment.strftime("%Y-%m-%d")


def recognizers_times(document: Document) -> list[Timex]:
    from recognizers_date_time import (  # type: ignore[import-not-found]
        Culture,
        recognize_datetime,
    )

    base = datetime.fromisoformat(document.day)
    kinds = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME", "timerange": "TIME"}
    out = []
    for line in re.finditer(r"[^\n]*[^\s][^\n]*", document.text):
        try:
            found = recognize_datetime(line[0], Culture.English, reference=base)
        except Exception:  # noqa: BLE001 - a peer may fail on a line
            continue
        for each in found:
            kind = each.type_name.removeprefix("datetimeV2.")
            span = (line.start() + each.start, line.start() + each.end + 1)
            out.append(Timex(*span, kinds.get(kind, "DATE"), normal(recognized(each, base))))
    return out


def recognized(each: Any, base: datetime) -> str:
    """Recognizers' TIMEX as TimeML's: what is open is taken from the resolution that lies back or is the last."""
    values = (each.resolution or {}).get("values") or [{}]
    past = [one for one in values if str(one.get("value") or one.get("start") or "") <= base.isoformat()]
    chosen = (past or values)[-1]
    timex = str(chosen.get("timex") or "")
    if timex == "PRESENT_REF" or timex.startswith("P") or not timex.startswith(("XXXX", "(", "T")):
        return timex
    if timex.startswith("(") and "," in timex:
        return timex[1:].split(",")[-1].rstrip(")") if ",P" in timex else timex
    day = str(chosen.get("value") or chosen.get("start") or "")
    return day[:7] if re.fullmatch(r"XXXX-\d\d", timex) else day.replace(" ", "T")[:16]


Reader = Callable[[Document], list[Timex]]


def measure(folder: Path, own: Sayso | None = None) -> dict[str, Any]:
    """Figures of Sayso and of each peer on both parts."""
    every = list(documents(folder))
    own = own or Sayso()
    readers: dict[str, Reader] = {"Sayso": own}
    if find_spec("dateparser"):
        readers["dateparser"] = dateparser_times
    if find_spec("recognizers_date_time"):
        readers["recognizers-text"] = recognizers_times
    parts = {
        "development": [one for one in every if one.development],
        "report": [one for one in every if not one.development],
    }
    found = {
        name: {reader: scores([(one.gold, read(one)) for one in part]) for reader, read in readers.items()}
        for name, part in parts.items()
    }
    return {
        "documents": {name: len(part) for name, part in parts.items()},
        "expressions": {name: sum(len(one.gold) for one in part) for name, part in parts.items()},
        "parts": found,
        "share of the parse's CPU time": 100 * own.timing / own.parsing if own.parsing else None,
    }


def shown(result: dict[str, Any]) -> str:
    head = ["times on TimeBank and AQUAINT (F1)", "strict", "relaxed", "type", "value"]
    rows = [
        [
            f"{reader} ({part}, {result['expressions'][part]})",
            *(figures[key] for key in ("strict", "relaxed", "type", "value")),
        ]
        for part, readers in result["parts"].items()
        for reader, figures in readers.items()
    ]
    share = result.get("share of the parse's CPU time")
    cost = f"\n\nTimes takes {share:.1f} percent of the parse's CPU time." if share is not None else ""
    return table(head, rows) + cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--timeml", type=Path, required=True, help="the folder of TimeBank and AQUAINT")
    print(shown(measure(parser.parse_args().timeml)))


if __name__ == "__main__":
    main()
