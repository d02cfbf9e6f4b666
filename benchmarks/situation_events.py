"""PLOVER's root types and the parties of events, on PLOVER's own records and on PLV.

    python benchmarks/situation_events.py --plover FOLDER

FOLDER holds ``PLOVER_GSR_CAMEO.txt`` (322 sentences with one event each, from the CAMEO manual) and
``PLV_train.tsv`` (1,050 sentences in which a source and a target are marked). Each sentence is read as a
report of its own by all of Sayso. It may tell of several events, and the gold is about one: judged is the
event whose parties share the most with the marked ones, what happened before what did not, then the first.
No event found counts as wrong.

The lexicon was made while reading one half of each corpus, the development half (every other record of the
first, the sentences of even CRC-32 of the second); the figures for the other half, which nobody read, are
the ones to believe. Learned models were cross-validated over both by `training.events`, which says how;
this only shows what it saved.

Both corpora are older than PLOVER 2.0, whose types Sayso uses: `LABELS` says what became of theirs. They
code what is promised, a release or a withdrawal too, as AGREE; so does `asked` before it compares.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.tables import RESULTS, Cell, save, table

from sayso.pipeline import read_report
from sayso.read.document import Document, Known
from sayso.read.formats import report_of
from sayso.situate.events import root
from sayso.types import Event, EventKind, EventStatus, Party

LABELS = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
"""The records' older types → PLOVER 2.0's (its table 7.1)."""

YIELD = frozenset(["CONCEDE", "RETREAT"])
"""What PLV has as one type, YIELD."""

KEYWORDS = {
    "AGREE": "agree|promis|pledg|willing|will",
    "CONSULT": "met|meet|talks|visit|host|negotiat|mediat",
    "SUPPORT": "support|prais|back|welcom|sign|ratif|recogni",
    "CONCEDE": "apologi|lift|eas|pardon|allow|accept",
    "COOPERATE": "cooperat|shar|joint|extradit",
    "AID": "aid|assist|provid|donat|grant|send",
    "RETREAT": "withdr|releas|freed|resign|surrender|return",
    "REQUEST": "demand|urg|call|appeal|ask|must|order",
    "ACCUSE": "accus|condemn|critici|denounc|blam|investigat|charg|sue",
    "REJECT": "reject|refus|den|oppos|dismiss|not",
    "THREATEN": "threat|warn|ultimatum|vow",
    "PROTEST": "protest|demonstrat|rall|strike|riot|block",
    "SANCTION": "sanction|suspend|expel|cut|convict|sever",
    "MOBILIZE": "deploy|mobiliz|alert|troops",
    "COERCE": "arrest|seiz|impos|ban|curfew|detain|deport",
    "ASSAULT": "attack|kill|bomb|shell|shot|fire|tortur|assault",
}
"""The keyword baseline: the beginnings of words that name each type; the first word in the text decides."""


class Record(NamedTuple):
    """A gold event: its sentence, type, the words of source and target, and the half that it is in."""

    corpus: str
    text: str
    label: str
    source: str
    target: str
    held: bool


def records(folder: Path) -> list[Record]:
    """Both corpora; ``held`` is whether a record is in the half that the lexicon was not made from."""
    out = []
    gold = json.loads((folder / "PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    for number, item in enumerate(item for item in gold if item["event"] != "DOCUMENT"):
        label = LABELS.get(item["event"], item["event"])
        sides = (_names(item.get("source")), _names(item.get("target")))
        out.append(Record("PLOVER records", item["text"], label, *sides, number % 2 == 1))
    with (folder / "PLV_train.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            held = zlib.crc32(row["sentence"].encode()) % 2 == 1
            sides = (row["source"], row["target"])
            out.append(Record("PLV", row["sentence"], row["gold_root"], *sides, held))
    return out


def _names(parties: Any) -> str:
    return " ".join(p.get("actorText", "") if isinstance(p, dict) else str(p) for p in parties or ())


def read(text: str) -> tuple[Event, ...]:
    """The events of a sentence, which is read as a report of its own."""
    known = Known(published="2015-01-01")
    document = Document("sentence.txt", text.encode(), "text/plain", "utf-8", override=known)
    return read_report(report_of(document)).events


def asked(event: Event, corpus: str) -> str:
    """An event's type in the terms of a corpus."""
    kind = root(event).value
    if event.status is EventStatus.FUTURE and kind in YIELD:
        kind = EventKind.AGREE.value
    return "YIELD" if corpus == "PLV" and kind in YIELD else kind


def judged(events: Sequence[Event], record: Record) -> Event | None:
    """The event that a record is about, as the docstring has it."""
    happened = (EventStatus.HAPPENED, EventStatus.HISTORICAL)

    def fits(event: Event) -> tuple[int, bool]:
        both = (*event.recipients, *event.actors)
        found = shares(event.actors, record.source) + shares(both, record.target)
        return found, event.status in happened

    return max(events, key=fits, default=None)


def shares(parties: Iterable[Party], gold: str) -> bool:
    """Whether a party has a word of the gold's, but for small ones."""
    words = set(re.findall(r"\w{3,}", gold.lower())) - {"the", "and"}
    return any(words & set(re.findall(r"\w+", party.words.lower())) for party in parties)


def keyword(record: Record) -> str:
    found = []
    for kind, stems in KEYWORDS.items():
        match = re.search(rf"\b(?:{stems})", record.text.lower())
        if match:
            found.append((match.start(), kind))
    kind = min(found, default=(0, "none"))[1]
    return "YIELD" if record.corpus == "PLV" and kind in YIELD else kind


def scored(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Accuracy and macro-F1 over the types that the gold has, in percent."""
    f1 = []
    for label in set(gold):
        right = sum(g == s == label for g, s in zip(gold, said, strict=True))
        f1.append(2 * right / (gold.count(label) + list(said).count(label)))
    accuracy = sum(g == s for g, s in zip(gold, said, strict=True)) / len(gold)
    return {"accuracy": 100 * accuracy, "macro-F1": 100 * sum(f1) / len(f1)}


def measure(folder: Path) -> dict[str, Any]:
    """The figures of each half of each corpus, those of the held half by type, and the parties found."""
    everything = records(folder)
    found = [judged(read(record.text), record) for record in everything]
    rows = []
    for corpus in ("PLOVER records", "PLV"):
        for held in (False, True):
            pairs = [
                (r, e)
                for r, e in zip(everything, found, strict=True)
                if r.corpus == corpus and r.held is held
            ]
            rows.append({"corpus": corpus, "half": "held" if held else "development", **_half(pairs)})
    return {"rows": rows, "types": _by_type(everything, found), "learned": learned()}


def _half(pairs: list[tuple[Record, Event | None]]) -> dict[str, Any]:
    gold = [record.label for record, _ in pairs]
    common = Counter(gold).most_common(1)[0][0]
    systems: dict[str, Callable[[Record, Event | None], str]] = {
        "majority": lambda record, event: common,
        "keywords": lambda record, event: keyword(record),
        "sayso": lambda record, event: asked(event, record.corpus) if event else "none",
    }
    out: dict[str, Any] = {"records": len(pairs)}
    for name, system in systems.items():
        out[name] = scored(gold, [system(record, event) for record, event in pairs])
    events = [(record, event) for record, event in pairs if event]
    right = sum(asked(event, record.corpus) == record.label for record, event in events)
    out["found"] = 100 * len(events) / len(pairs)
    out["right where found"] = 100 * right / max(len(events), 1)
    sources = [(r, e) for r, e in pairs if r.source]
    targets = [(r, e) for r, e in pairs if r.target]
    out["source"] = 100 * sum(bool(e) and shares(e.actors, r.source) for r, e in sources if e) / len(sources)
    both = [shares((*e.recipients, *e.actors), r.target) for r, e in targets if e]
    out["target"] = 100 * sum(both) / len(targets)
    return out


def _by_type(everything: list[Record], found: list[Event | None]) -> dict[str, dict[str, int]]:
    """Of the held halves together: how often each type is gold, said, and right."""
    out: dict[str, dict[str, int]] = {}
    for record, event in zip(everything, found, strict=True):
        if record.held:
            said = asked(event, record.corpus) if event else "none"
            for label, column in ((record.label, "gold"), (said, "said")):
                out.setdefault(label, {"gold": 0, "said": 0, "right": 0})[column] += 1
            out[record.label]["right"] += said == record.label
    return dict(sorted(out.items()))


def learned() -> dict[str, Any] | None:
    """What `python -m training.events` saved of the models that it cross-validated."""
    path = RESULTS / "events-folds.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def shown(result: dict[str, Any]) -> str:
    head = ["root types, accuracy / macro-F1", "records", "majority", "keywords", "Sayso"]
    head += ["found", "right where found", "source", "target"]
    rows: list[list[Cell]] = []
    for row in result["rows"]:
        name = f"{row['corpus']}, {'**held half**' if row['half'] == 'held' else 'development half'}"
        both = [
            f"{row[s]['accuracy']:.1f} / {row[s]['macro-F1']:.1f}" for s in ("majority", "keywords", "sayso")
        ]
        cells = [row["found"], row["right where found"], row["source"], row["target"]]
        rows.append([name, row["records"], *both, *cells])
    types = [[name, row["gold"], row["said"], row["right"]] for name, row in result["types"].items()]
    parts = [table(head, rows), table(["type, held halves", "gold", "said", "right"], types)]
    if result["learned"]:
        parts.append(_learned(result["learned"]))
    return "\n\n".join(parts)


def _learned(result: dict[str, Any]) -> str:
    rows: list[list[Cell]] = [
        [row["corpus"], row["model"], row["accuracy"], row["macro-F1"]]
        for row in result["rows"]
        if row["held"]
    ]
    head = ["held half; learned, 5 folds", "model", "accuracy", "macro-F1"]
    return table(head, rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plover", type=Path, required=True)
    result = measure(parser.parse_args().plover)
    print(shown(result))
    save("situation_events", "Events", shown(result), result)


if __name__ == "__main__":
    main()
