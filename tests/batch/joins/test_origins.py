"""Origins, and disputes, of all claims at once: as a ledger works them out, claim by claim."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from settled import elsewhere, kept, left, story

from sayso.batch.engine import Cluster, run
from sayso.batch.joins import disputes, gathering
from sayso.batch.joins.origins import Trace
from sayso.batch.layout import Layout
from sayso.export.parquet import plain
from sayso.ledger.sqlite.writer import SqliteWriter
from sayso.ledger.tracing import traced
from sayso.types import Claim, Passage

BUCKETS = 5


class Both(NamedTuple):
    """The story in a ledger, and as a batch traced it."""

    ledger: SqliteWriter
    layout: Layout


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("origins")
    first, *rest = story()
    readings = [first, elsewhere(first, "Quern Mail", "quern.example"), *rest]
    with pytest.MonkeyPatch.context() as patch, kept(readings, folder / "story.db") as ledger:
        patch.setattr(gathering, "REPORTS", len(story()) // BUCKETS)
        patch.setattr(gathering, "SHARDS", 2)
        layout, cluster = Layout(folder / "out"), Cluster(1)
        left(readings, ledger, layout)
        buckets = gathering.arrange(layout, cluster)
        assert len(buckets) == BUCKETS
        work = gathering.Scatter(layout)
        for task in gathering.groups(layout):  # here, since what is patched is so in this process only
            work(task)
        list(run(Trace(layout), buckets, layout, cluster))
        disputes.count(layout, cluster)
        yield Both(ledger, layout)


def rows(both: Both, phase: str) -> list[dict[str, Any]]:
    files = sorted(both.layout.phase(phase).rglob("*.parquet"))
    return [row for file in files for row in parquet.ParquetFile(file).read().to_pylist()]


def told(both: Both, command: str) -> list[tuple[Any, ...]]:
    return list(both.ledger.view._connection.execute(command))


def test_each_claim_has_the_provenance_that_a_ledger_traces(both: Both) -> None:
    found = rows(both, "origins")
    assert len(found) == told(both, "SELECT count(*) FROM claims")[0][0]
    for row in found:
        claim = Claim(row["claim"], tuple(row["statements"]), row["wording"], tuple(row["reasons"]))
        wanted = traced(both.ledger.view, claim)
        assert row["origins"] == [plain(each) for each in wanted.origins]
        assert row["steps"] == [plain(each) for each in wanted.steps]
        assert row["outlets"] == list(wanted.outlets)
        assert row["verdict"] == wanted.verdict


def test_a_claims_row_is_what_a_ledger_keeps(both: Both) -> None:
    wanted = told(both, "SELECT id, outlets, independent, at_least, anonymous, verdict FROM claims")
    columns = ("independent", "at_least", "anonymous", "verdict")
    found = {
        (row["claim"], len(row["outlets"]), *(row[name] for name in columns)) for row in rows(both, "origins")
    }
    assert found == set(wanted)


def test_another_outlet_of_the_same_text_carries_its_claims(both: Both) -> None:
    first = story()[0].report.id
    own = [row for row in rows(both, "origins") if row["reports"] == [first]]
    assert own
    assert all("Quern Mail" in row["outlets"] for row in own)


def test_claims_say_when_they_were_first_and_last_told_and_in_which_words(both: Both) -> None:
    for row in rows(both, "origins"):
        wanted, _ = both.ledger.view.claim(row["claim"])
        assert (row["text"], row["first"], row["last"]) == (wanted.text, wanted.first, wanted.last)


def test_disputes_are_those_of_the_ledger_with_their_evidence(both: Both) -> None:
    wanted = {
        (kind, one, other, why, confidence, _same(evidence))
        for kind, one, other, why, confidence, evidence in told(
            both,
            "SELECT kind, a.id, b.id, why, d.confidence, evidence FROM disputes d"
            " JOIN statements a ON a.key = d.statement LEFT JOIN statements b ON b.key = d.against",
        )
    }
    found = rows(both, "disputes")
    assert wanted
    assert len({row["dispute"] for row in found}) == len(found) == len(wanted)
    assert {
        (row["kind"], row["statement"], row["against"], row["why"], row["confidence"], str(row["evidence"]))
        for row in found
    } == wanted


def _same(evidence: str) -> str:
    return str([plain(each) for each in msgspec.json.decode(evidence, type=tuple[Passage, ...])])


def test_disputes_are_counted_by_claim_as_in_the_ledger(both: Both) -> None:
    wanted = dict(told(both, "SELECT id, disputes FROM claims WHERE disputes > 0"))
    assert wanted
    assert {row["claim"]: row["disputes"] for row in rows(both, "disputed")} == wanted
