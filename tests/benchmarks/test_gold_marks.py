"""The marks of claims and copies: read, split into halves, and found again in readings of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from benchmarks.gold_marks import (
    MovedText,
    Place,
    claims,
    copies,
    name_of,
    overlap,
    reading_of,
    readings,
    resolved,
    statement_at,
    words_at,
)
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NotKept
from sayso.export.json import encoded
from sayso.types import Mode, Reading, Report, Span, Statement, Words

TEXT = "The lock will open in May, the harbour master said. He said that it would cost nothing."
NAME = "Larkhaven_lock/aa11.json"


def statement(number: int, content: str) -> Statement:
    start = TEXT.index(content)
    words = Words(content, (Span(start, start + len(content)),))
    return Statement(f"ab12:{number}", Mode.INDIRECT, None, 0.9, None, None, words)


READING = Reading(
    Report("ab12", TEXT, ()),
    (statement(1, "The lock will open in May"), statement(2, "that it would cost nothing")),
)
KNOWN = {NAME: READING}


def place(content: str, report: str = NAME, sha: str = "ab12") -> dict[str, Any]:
    start = TEXT.index(content)
    return {"report": report, "text_sha": sha, "spans": [[start, start + len(content)]]}


def at(content: str, report: str = NAME, sha: str = "ab12") -> Place:
    return msgspec.convert(place(content, report, sha), Place)


def claim_mark(half: str, other: str = "it would cost nothing") -> dict[str, Any]:
    sides = {"one": place("The lock will open"), "other": place(other)}
    return {"half": half, **sides, "same": False, "kind": "event", "chosen": "read", "note": "opens, costs"}


def written(folder: Path, marks: list[dict[str, Any]]) -> Path:
    path = folder / "marks.json"
    path.write_text(json.dumps(marks), encoding="utf-8")
    return path


def test_marks_are_read_by_half(tmp_path: Path) -> None:
    path = written(tmp_path, [claim_mark("dev"), claim_mark("held"), claim_mark("dev")])
    assert [mark.half for mark in claims(path=path)] == ["dev", "held", "dev"]
    assert len(claims("dev", path)) == 2
    assert len(claims("held", path)) == 1


def test_a_kind_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, [{**claim_mark("dev"), "kind": "mood"}])
    with pytest.raises(msgspec.ValidationError, match="mood"):
        claims(path=path)


def test_a_copy_says_from_which_side_it_came(tmp_path: Path) -> None:
    sides = {"one": place("The lock"), "other": place("it would cost")}
    mark = {"half": "held", **sides, "kind": "passage", "from": "other", "note": "lifted"}
    (got,) = copies(path=written(tmp_path, [mark]))
    assert got.giver == "other"
    assert json.loads(msgspec.json.encode(got)) == mark


def test_the_statement_that_covers_a_mark_best_is_found(tmp_path: Path) -> None:
    (mark,) = claims(path=written(tmp_path, [claim_mark("dev")]))
    one, other = resolved(mark, KNOWN)
    assert (one, other) == READING.statements


def test_words_that_are_no_statement_resolve_to_none() -> None:
    assert statement_at(at("the harbour master said"), KNOWN) is None
    assert statement_at(at("it"), KNOWN) is None  # a word within a statement is not the statement
    assert statement_at(at("The lock"), {NAME: Reading(READING.report, ())}) is None


def test_a_changed_text_is_noticed() -> None:
    with pytest.raises(MovedText, match=r"aa11\.json: its text is ab12, but cd34 was marked; "):
        statement_at(at("The lock", sha="cd34"), KNOWN)


def test_a_report_that_was_not_read_is_named() -> None:
    with pytest.raises(NotKept, match=r"other/bb22\.json: no reading"):
        reading_of(at("The lock", report="other/bb22.json"), KNOWN)


def test_the_words_of_a_place() -> None:
    spans = (Span(4, 8), Span(22, 25))
    assert words_at(Place(NAME, "ab12", spans), KNOWN) == "lock … May"


def test_readings_are_named_by_folder_and_file() -> None:
    line = encoded(READING).decode()
    assert readings([line + "\n"], [f"/data/stories/{NAME}\n"]) == {NAME: READING}
    assert name_of(f"/data/{NAME}") == NAME
    with pytest.raises(ValueError, match="shorter"):
        readings([line, line], [NAME])


def spans_within(size: int) -> st.SearchStrategy[list[Span]]:
    span = st.tuples(st.integers(0, size), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))
    return st.lists(span, max_size=4)


@given(spans_within(30), spans_within(30))
def test_overlap_is_a_share_and_symmetric(some: list[Span], others: list[Span]) -> None:
    share = overlap(some, others)
    assert 0.0 <= share <= 1.0
    assert share == overlap(others, some)
    assert overlap(some, some) == (1.0 if some else 0.0)
    assert overlap(some, [Span(start + 100, end + 100) for start, end in others]) == 0.0
