"""Whether `sayso batch` and `sayso add` give the same answers for the same reports.

    python -m benchmarks.batch_same REPORTS.jsonl [--workers 2]

reads one file with both and keeps in ``results/batch_same.md``, for each kind of answer, how many there are
and how many differ; it prints the first that do. Ends with 1 where any does. Answers are compared whole,
floats included.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pyarrow.dataset
from benchmarks.tables import save, table

from sayso import ledger
from sayso.batch.packing import unpack_reading
from sayso.batch.rows import day_of
from sayso.batch.run import Cluster, Settings, run
from sayso.export.parquet import plain
from sayso.intake.adding import add
from sayso.intake.reading import Recipe
from sayso.ledger.sqlite.view import SqliteView
from sayso.ledger.tracing import traced
from sayso.types import Claim, Passage, Reading

Answers = dict[str, dict[Any, Any]]
"""By kind, then by what it is about."""

FIRST = 3
"""Differences that are shown of a kind."""


def of_add(view: SqliteView) -> Answers:
    """What a ledger holds."""
    readings = list(view.readings())
    told = view._connection.execute
    return {
        "readings": {reading.report.id: reading for reading in readings},
        "reports": {
            kept.id: (
                kept.current,
                kept.copy_of,
                kept.statements,
                kept.title,
                tuple(
                    (one.url, one.outlet and one.outlet.name, one.outlet and one.outlet.domain, one.published)
                    for one in sorted(view.appearances(kept.id), key=str)
                ),
            )
            for kept in view.all_reports()
        },
        "stories": dict(
            told("SELECT r.id, g.story FROM gists g JOIN reports r ON r.key = g.report").fetchall()
        ),
        "statements": {
            one.id: (claim, *_plain_statement(reading, number))
            for reading in readings
            for number, one in enumerate(reading.statements, 1)
            for claim in [view.claim_of(one.id)]
        },
        "voices": {
            (one.id, position): (voice.role, voice.actor, voice.name, voice.words)
            for reading in readings
            for one in reading.statements
            for position, voice in enumerate(one.voices)
        },
        "claims": dict(_claims_of(view)),
        "origins": {
            claim: plain(_traced(view, claim)) for (claim,) in told("SELECT id FROM claims").fetchall()
        },
        "same": _ends(told, "edges", "statements"),
        "story": _ends(told, "story_edges", "reports"),
        "copies": {
            (earlier, later, msgspec.json.decode(passages)[0]["spans"][0][0]): (
                words,
                bool(directed),
                why,
                msgspec.json.decode(passages),
            )
            for earlier, later, words, directed, why, passages in told(
                "SELECT a.id, b.id, words, directed, why, passages FROM copies c"
                " JOIN reports a ON a.key = c.earlier JOIN reports b ON b.key = c.later"
            )
        },
        "disputes": {
            (kind, statement, against, why): (
                confidence,
                denied and plain(msgspec.json.decode(denied, type=Passage)),
                [plain(one) for one in msgspec.json.decode(evidence, type=list[Passage])],
            )
            for kind, statement, against, why, confidence, denied, evidence in told(
                "SELECT kind, a.id, b.id, why, d.confidence, denied, evidence FROM disputes d"
                " JOIN statements a ON a.key = d.statement LEFT JOIN statements b ON b.key = d.against"
            )
        },
        "refusals": dict(Counter(one.kind for one in view.refusals(limit=1_000_000))),
    }


def _ends(told: Any, table: str, of: str) -> dict[Any, Any]:
    command = (
        f"SELECT a.id, b.id, score, why FROM {table} e JOIN {of} a ON a.key = e.one JOIN {of} b"
        " ON b.key = e.other"
    )
    return {(one, other): (score, why) for one, other, score, why in told(command)}


def _claims_of(view: SqliteView) -> Iterator[tuple[str, tuple[Any, ...]]]:
    reasons = dict(view._connection.execute("SELECT id, reasons FROM claims").fetchall())
    for claim, why in reasons.items():
        row, statements = view.claim(claim)
        yield (
            claim,
            (
                [one.id for one in statements],
                row.wording,
                row.text,
                msgspec.json.decode(why),
                row.outlets,
                row.independent,
                row.at_least,
                row.anonymous,
                row.disputes,
                row.verdict,
                row.first,
                row.last,
            ),
        )


def _traced(view: SqliteView, claim: str) -> Any:
    row, statements = view.claim(claim)
    return traced(view, Claim(claim, tuple(one.id for one in statements), row.wording, ()))


def of_batch(folder: Path) -> Answers:
    """What a data set holds."""
    reports, claims, links = (_rows(folder, name) for name in ("reports", "claims", "links"))
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for link in links:
        by_kind.setdefault(link["kind"], []).append(link)
    more = msgspec.json.decode
    return {
        "readings": {
            row["report"]: unpack_reading(row["reading"], row["text"]) for row in reports if row["current"]
        },
        "reports": {
            row["report"]: (
                row["current"],
                row["copy_of"],
                row["statements"],
                row["title"],
                tuple(
                    sorted(
                        (
                            (one["url"], one["outlet"], one["domain"], one["published"])
                            for one in row["appearances"]
                        ),
                        key=str,
                    )
                ),
            )
            for row in reports
        },
        "stories": {row["report"]: row["story"] for row in reports if row["current"]},
        "statements": {
            row["id"]: (row["claim"], *(row[name] for name in COLUMNS)) for row in _rows(folder, "statements")
        },
        "voices": {
            (row["statement"], row["position"]): tuple(row[n] for n in ("role", "actor", "name", "words"))
            for row in _rows(folder, "voices")
        },
        "claims": {
            row["claim"]: (
                row["statements"],
                row["wording"],
                row["text"],
                row["reasons"],
                len(row["outlets"]),
                *(row[n] for n in ("independent", "at_least", "anonymous", "disputes", "verdict")),
                row["first"],
                row["last"],
            )
            for row in claims
        },
        "origins": {
            row["claim"]: {
                name: row[name]
                for name in (
                    "claim",
                    "origins",
                    "steps",
                    "outlets",
                    "independent",
                    "at_least",
                    "verdict",
                )
            }
            for row in claims
        },
        **{
            kind: {(row["one"], row["other"]): (row["score"], row["why"]) for row in by_kind.get(kind, ())}
            for kind in ("same", "story")
        },
        "copies": {
            (row["one"], row["other"], told["passages"][0]["spans"][0][0]): (
                told["words"],
                told["directed"],
                row["why"],
                told["passages"],
            )
            for row in by_kind.get("copy", ())
            for told in [more(row["more"])]
        },
        "disputes": {
            (told["kind"], row["one"], row["other"], row["why"]): (
                row["score"],
                told["denied"] and _spans(told["denied"]),
                [_spans(one) for one in told["evidence"]],
            )
            for row in by_kind.get("dispute", ())
            for told in [more(row["more"])]
        },
        "refusals": dict(Counter(row["kind"] for row in _rows(folder, "refusals"))),
    }


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    if not any((folder / table).rglob("*.parquet")):
        return []
    found: list[dict[str, Any]] = (
        pyarrow.dataset.dataset(folder / table, partitioning="hive").to_table().to_pylist()
    )
    return found


def _spans(passage: dict[str, Any]) -> dict[str, Any]:
    return passage | {"spans": [{"start": start, "end": end} for start, end in passage["spans"]]}


COLUMNS = (
    "report",
    "number",
    "mode",
    "act",
    "certainty",
    "polarity",
    "confidence",
    "content",
    "voices",
    "said",
    "figures",
    "reasons",
    "outlet",
    "published",
    "day",
)


def _plain_statement(reading: Reading, number: int) -> tuple[Any, ...]:
    report, told = reading.report, plain(reading.statements[number - 1])
    day = day_of(report)
    told |= {
        "report": report.id,
        "number": number,
        "outlet": report.outlet and report.outlet.name,
        "published": report.published,
        "day": date.fromordinal(day) if day else None,
    }
    return tuple(told[name] for name in COLUMNS)


def differences(one: Answers, other: Answers) -> dict[str, list[str]]:
    """What differs, by kind, in words; no kind where nothing does."""
    found: dict[str, list[str]] = {}
    for kind in one.keys() | other.keys():
        here, there = one.get(kind, {}), other.get(kind, {})
        told = [
            f"{name}: {here.get(name, 'not there')!r} / {there.get(name, 'not there')!r}"
            for name in sorted(here.keys() | there.keys(), key=str)
            if here.get(name) != there.get(name)
        ]
        if told:
            found[kind] = told
    return found


def both(sources: Sequence[Path], folder: Path, workers: int = 1) -> tuple[Answers, Answers]:
    """What `sayso add` and `sayso batch` make of the same files, in ``folder``."""
    named = [str(source) for source in sources]
    run(named, folder / "out", Settings(), Cluster(workers), lambda _: None)
    with ledger.writer(folder / "ledger.db") as writer:
        for _ in add(writer, named, Recipe(), processes=workers):
            pass
        return of_add(writer.view), of_batch(folder / "out")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", type=Path, metavar="REPORTS.jsonl")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        added, batched = both([options.reports], Path(folder), options.workers)
    differ = differences(added, batched)
    rows = [
        (kind, len(answers), len(batched[kind]), len(differ.get(kind, ())))
        for kind, answers in sorted(added.items())
    ]
    shown = table(("answers", "add", "batch", "differ"), rows)
    print(shown)
    for kind, told in sorted(differ.items()):
        for each in told[:FIRST]:
            print(f"{kind}: {each[:1500]}")
    save("batch_same", "sayso batch and sayso add: the same answers", shown, {"rows": rows})
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
