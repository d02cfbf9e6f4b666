"""Other readers of time expressions, on the same texts and by the same measures as `situation_times`.

    python -m benchmarks.situation_times_peers --timeml FOLDER --texts FOLDER
    python -m benchmarks.situation_times_peers --timeml FOLDER [--annotated "NAME VERSION=FOLDER" ...]

The first line writes each document's text as DAY_NAME.txt, DAY being its creation time. What reads elsewhere
(in Java, or beside packages that ours cannot stand) makes DAY_NAME.tml of it: the text with TIMEX3 tags,
alone or in a <TimeML> element. HeidelTime does so with

    java -jar de.unihd.dbs.heideltime.standalone.jar -dct DAY -t news -l english DAY_NAME.txt > DAY_NAME.tml

The second line scores such folders, and dateparser and recognizers-text where they can be imported, into
results/situation-times-peers.json, from where `situation_times` shows them beside Sayso. Peers that are not
measured this time keep their figures there. (recognizers-text 1.0.2a2 wants emoji below 2.)

dateparser and recognizers-text do not write TIMEX3. A moment of dateparser's counts as a day, or as the month
or year where the words name no day. Recognizers' ranges of a month, quarter, year or decade count as TimeML
writes them, its times have the creation time's day, and what could lie on either side lies back, which
suits news.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.situation_times import PEERS, Document, Reader, Timex, documents, normal, parts, plain, scores

KINDS = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME", "timerange": "TIME"}
"""Recognizers' types; all others are DATE."""
RANGE = re.compile(r"\((\d{4})-(\d\d)-\d\d,.*,(P\d+[A-Z])\)")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def lines(document: Document) -> Iterator[re.Match[str]]:
    return re.finditer(r"[^\n]*[^\s][^\n]*", document.text)


def dateparser_times(document: Document) -> list[Timex]:
    from dateparser.search import search_dates

    base = datetime.fromisoformat(document.day)
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
    out: list[Timex] = []
    at = 0
    for line in lines(document):
        try:
            found = search_dates(line[0], languages=["en"], settings=settings) or []
        except Exception:  # a peer may fail on a line
            found = []
        for words, moment in found:
            start = document.text.find(words, max(at, line.start()), line.end())
            if start >= 0:
                at = start + len(words)
                out.append(Timex(start, at, *written(words, moment)))
    return out


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
        year, week, _ = moment.isocalendar()
        return "DATE", f"{year:04}-W{week:02}"
    if small == "now":
        return "DATE", "PRESENT_REF"
    return "DATE", moment.strftime("%Y-%m-%d")


def recognizers_times(document: Document) -> list[Timex]:
    from recognizers_date_time import Culture, recognize_datetime

    base = datetime.fromisoformat(document.day)
    out = []
    for line in lines(document):
        try:
            found = recognize_datetime(line[0], Culture.English, reference=base)
        except Exception:
            continue
        for each in found:
            kind, value = (
                KINDS.get(each.type_name.removeprefix("datetimeV2."), "DATE"),
                recognized(each, base),
            )
            if kind == "DATE" and value.startswith("P") and value[1:2].isdigit():
                kind = "DURATION"
            out.append(Timex(line.start() + each.start, line.start() + each.end + 1, kind, normal(value)))
    return out


def recognized(each: Any, base: datetime) -> str:
    """Recognizers' TIMEX as TimeML's; what is open is taken from the last resolution that lies back."""
    values = (each.resolution or {}).get("values") or [{}]
    back = [one for one in values if str(one.get("value") or one.get("start") or "") <= base.isoformat()]
    chosen = (back or values)[-1]
    timex = str(chosen.get("timex") or "")
    day = str(chosen.get("value") or chosen.get("start") or "")
    if timex.startswith("T"):
        return f"{base:%Y-%m-%d}{timex}"
    if timex.startswith("("):
        return ranged(timex)
    if timex.startswith("XXXX") and day[:4].isdigit():
        return day[:7] if re.fullmatch(r"XXXX-\d\d", timex) else day.replace(" ", "T")[:16]
    return timex


def ranged(timex: str) -> str:
    """ "(1990-01-01,2000-01-01,P10Y)" is "199"; three months from a quarter's first, a quarter."""
    found = RANGE.fullmatch(timex)
    if not found:
        return timex
    year, month, length = found.groups()
    if length == "P10Y" and year.endswith("0"):
        return year[:3]
    if length == "P3M" and month in ("01", "04", "07", "10"):
        return f"{year}-Q{(int(month) + 2) // 3}"
    return {"P1Y": year, "P1M": f"{year}-{month}"}.get(length, length)


def annotated(folder: Path) -> Reader:
    """A reader of what stands in ``folder``; a text that came out changed, or not at all, is an error."""

    def read(document: Document) -> list[Timex]:
        whole = (folder / f"{named(document)}.tml").read_text(encoding="utf-8")
        inner = re.search(r"<TimeML>(.*)</TimeML>", whole, re.DOTALL)
        text, _, found = plain(inner[1] if inner else whole, document.day)
        if text.strip() != document.text.strip():
            raise ValueError(f"{folder}: the text of {document.name} has changed")
        shift = (len(document.text) - len(document.text.lstrip())) - (len(text) - len(text.lstrip()))
        return [each._replace(start=each.start + shift, end=each.end + shift) for each in found]

    return read


def named(document: Document) -> str:
    return f"{document.day}_{document.name}"


def importable() -> dict[str, Reader]:
    """Reader by name and version."""
    known = {
        "dateparser": ("dateparser", dateparser_times),
        "recognizers_date_time": ("recognizers-text-date-time", recognizers_times),
    }
    return {
        f"{name} {version(name)}": reader for module, (name, reader) in known.items() if find_spec(module)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--timeml", type=Path, required=True, help="the folder of TimeBank and AQUAINT")
    parser.add_argument("--texts", type=Path, help="write the texts there, and nothing else")
    parser.add_argument("--annotated", action="append", default=[], metavar="NAME=FOLDER")
    options = parser.parse_args()
    every = list(documents(options.timeml))
    if options.texts:
        options.texts.mkdir(parents=True, exist_ok=True)
        for one in every:
            (options.texts / f"{named(one)}.txt").write_text(one.text, encoding="utf-8")
        return
    readers = importable()
    for given in options.annotated:
        name, _, folder = given.rpartition("=")
        readers[name] = annotated(Path(folder))
    kept = json.loads(PEERS.read_text(encoding="utf-8")) if PEERS.exists() else {}
    for name, reader in readers.items():
        kept[name] = {
            part: {"expressions": sum(len(one.gold) for one in some)}
            | scores([(one.gold, reader(one)) for one in some])
            for part, some in parts(every).items()
        }
        print(name, kept[name])
    PEERS.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
