"""The development set of the disputes inside one report: short passages, as data in ``disputes/``, with the
pairs of statements that are at odds, or with none.

    python tests/link/test_disputes_passages.py [dev|held]

The passages were written before there was anything that finds disputes. A statement is meant by a run of
words of the passage that its cue or its content touches. A dispute that Sayso finds is right when the passage
has it: its kind is one of ``kinds``, its statements are those meant (in either order, where the kind has no
direction), and, where it has no second statement, ``denied`` stands in its words. ``optional`` ones, and
those of which Sayso does not find a statement (``found = false``), are right when found and not missing
otherwise. Whatever else is found is wrong. Half of the passages, drawn at random, are held out: whoever works
on disputes looks at "dev" alone.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import Expected, folded, holds, read
from sayso.spans import words
from sayso.types import Dispute, DisputeKind, Mode, Reading, Report, Span, Statement, Words

disputes = pytest.importorskip("sayso.link.disputes")

PASSAGES = Path(__file__).parent / "disputes"
KINDS = {*(kind.value for kind in DisputeKind), "none"}
DIRECTED = {DisputeKind.DENIES, DisputeKind.REJECTS}
LEAST_PRECISION = 0.85
LEAST_RECALL = 0.60


def load() -> tuple[Expected, ...]:
    """All passages, by file and in each file's order."""
    files = sorted(PASSAGES.glob("*.toml"))
    return tuple(each for file in files for each in tomllib.loads(file.read_text("utf-8"))["passage"])


def touches(reading: Reading, statement: Statement, run: str) -> bool:
    """Whether the statement's cue or content has a character of ``run`` in it."""
    first = reading.report.text.index(run)
    spans = (*statement.content.spans, *(statement.cue.spans if statement.cue else ()))
    return any(start < first + len(run) and first < end for start, end in spans)


def required(expected: Expected) -> bool:
    """Whether it is a fault not to find it."""
    return not expected.get("optional", False) and bool(expected.get("found", True))


def fits(reading: Reading, expected: Expected, given: Dispute) -> bool:
    """Whether ``given`` is the dispute that is expected."""
    if given.kind.value not in expected["kinds"]:
        return False
    by_id = {each.id: each for each in reading.statements}
    pair = [by_id[given.statement], *([by_id[given.against]] if given.against else [])]
    if "against" in expected:
        runs = [expected["statement"], expected["against"]]
        orders = [runs] if given.kind in DIRECTED else [runs, runs[::-1]]
        return len(pair) == 2 and any(
            all(touches(reading, each, run) for each, run in zip(pair, order, strict=True))
            for order in orders
        )
    told = given.denied.text if given.denied else pair[0].content.text
    return (
        len(pair) == 1
        and touches(reading, pair[0], expected["statement"])
        and holds(told, expected["denied"])
    )


@cache
def results() -> tuple[tuple[Expected, Reading, tuple[Dispute, ...]], ...]:
    """Every passage with its reading and the disputes that Sayso finds in it."""
    readings = ((passage, read(passage)) for passage in load())
    return tuple((passage, reading, tuple(disputes.within(reading))) for passage, reading in readings)


def counts(half: str | None = None) -> Counter[str]:
    """``right`` and ``wrong`` of the disputes found, ``seen`` and ``all`` of those expected."""
    sums: Counter[str] = Counter()
    for passage, reading, given in results():
        if half not in (None, passage["half"]):
            continue
        expected = passage.get("dispute", [])
        for each in given:
            sums["right" if any(fits(reading, one, each) for one in expected) else "wrong"] += 1
        for one in expected:
            if required(one):
                sums["all"] += 1
                sums["seen"] += any(fits(reading, one, each) for each in given)
    return sums


def table(half: str | None = None) -> str:
    """Precision and recall, then each dispute that is wrong or missing."""
    sums = counts(half)
    lines = [
        f"precision {sums['right']} of {sums['right'] + sums['wrong']}",
        f"recall {sums['seen']} of {sums['all']}",
    ]
    for passage, reading, given in results():
        if half not in (None, passage["half"]):
            continue
        expected = passage.get("dispute", [])
        for each in given:
            if not any(fits(reading, one, each) for one in expected):
                lines.append(f"  {passage['kind']}/{passage['id']}: wrong: {each.kind.value}: {each.why}")
        for one in expected:
            if required(one) and not any(fits(reading, one, each) for each in given):
                lines.append(f"  {passage['kind']}/{passage['id']}: missing: {one['statement']!r}")
    return "\n".join(lines)


def test_of_the_disputes_found_few_are_none() -> None:
    sums = counts()
    assert sums["right"] >= LEAST_PRECISION * (sums["right"] + sums["wrong"]), table()


def test_most_disputes_are_found() -> None:
    sums = counts()
    assert sums["seen"] >= LEAST_RECALL * sums["all"], table()


def test_no_two_passages_have_one_id() -> None:
    ids = [passage["id"] for passage in load()]
    assert len(ids) == len(set(ids))


def test_every_kind_has_passages() -> None:
    kinds = Counter(passage["kind"] for passage in load())
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 3
    assert kinds["none"] >= 15


def planted(**changes: Any) -> tuple[Expected, Reading, Dispute]:
    """A dispute as a passage expects it, and one that is given, with ``changes``."""
    text = "The quay is shut, a clerk said. A porter denied that the quay was shut."
    spans = {"one:1": (Span(0, 16),), "one:2": (Span(48, 70),)}
    cue = Words("denied", (Span(41, 47),))
    first, second = (
        Statement(each, Mode.INDIRECT, None, 1.0, None, cue if each == "one:2" else None, said)
        for each, where in spans.items()
        if (said := words(text, where))
    )
    given = Dispute(DisputeKind.DENIES, "one:2", "one:1", ())
    expected = {"kinds": ["denies"], "statement": "the quay was shut", "against": "The quay is shut"}
    return expected, Reading(Report("one", text, ()), (first, second)), replace(given, **changes)


def test_the_scorer_finds_no_fault_with_what_is_expected() -> None:
    expected, reading, given = planted()
    assert fits(reading, expected, given)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": DisputeKind.OPPOSES},
        {"statement": "one:1", "against": "one:2"},
        {"against": None},
        {"against": "one:2"},
    ],
    ids=["kind", "direction", "nobody", "itself"],
)
def test_the_scorer_catches_what_is_not_as_expected(changes: dict[str, Any]) -> None:
    expected, reading, given = planted(**changes)
    assert not fits(reading, expected, given)


@pytest.mark.parametrize("passage", load(), ids=lambda passage: str(passage["id"]))
def test_a_passage_says_clearly_which_statements_it_means(passage: Expected) -> None:
    assert set(passage) <= {"id", "half", "kind", "outlet", "published", "text", "dispute"}
    assert passage["half"] in {"dev", "held"}
    disputed = [one for one in passage.get("dispute", []) if not one.get("optional")]
    assert bool(disputed) == (passage["kind"] != "none")
    for one in passage.get("dispute", []):
        assert set(one["kinds"]) <= KINDS - {"none"}
        assert ("against" in one) != ("denied" in one)
        for field in ("statement", "against", "denied"):
            assert folded(passage["text"]).count(one.get(field, passage["text"])) == 1


if __name__ == "__main__":
    print(table(*sys.argv[1:2]))
