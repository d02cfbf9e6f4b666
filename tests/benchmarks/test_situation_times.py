"""The measure of times, and how peers' values are written as TimeML's."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from benchmarks.situation_times import Document, Timex, matched, measure, plain, scores, shown
from benchmarks.situation_times_peers import annotated, ranged, recognized, written

from benchmarks import situation_times

BASE = datetime(2031, 6, 12)


def document(marked: str) -> Document:
    return Document("invented", *plain(marked, "2031-06-12"), development=True)


def test_expressions_with_the_same_characters_are_matched_before_those_that_overlap() -> None:
    gold = (Timex(0, 4, "DATE", "2031"), Timex(5, 9, "DATE", "2030"))
    given = [Timex(2, 9, "DATE", "2031"), Timex(5, 9, "DATE", "2030")]
    assert list(matched(gold, given)) == [(gold[1], given[1]), (gold[0], given[0])]
    assert scores([(gold, given)]) == {"strict": 50, "relaxed": 100, "type": 100, "value": 100}


def test_nothing_found_scores_nothing() -> None:
    assert scores([((Timex(0, 4, "DATE", "2031"),), [])])["relaxed"] == 0


@pytest.mark.parametrize(
    ("timex", "value"),
    [
        ("(1990-01-01,2000-01-01,P10Y)", "199"),
        ("(2031-04-01,2031-07-01,P3M)", "2031-Q2"),
        ("(2031-05-01,2031-06-01,P1M)", "2031-05"),
        ("(2031-06-10,2031-06-12,P2D)", "P2D"),
        ("(T10,T12,PT2H)", "(T10,T12,PT2H)"),
    ],
)
def test_a_peers_ranges_are_what_timeml_calls_them(timex: str, value: str) -> None:
    assert ranged(timex) == value


def test_an_open_weekday_of_a_peer_lies_back_and_a_time_is_todays() -> None:
    days = [{"timex": "XXXX-WXX-3", "value": f"2031-06-{day}"} for day in ("11", "18")]
    assert recognized(SimpleNamespace(resolution={"values": days}), BASE) == "2031-06-11"
    hours = [{"timex": "T15", "value": "15:00:00"}]
    assert recognized(SimpleNamespace(resolution={"values": hours}), BASE) == "2031-06-12T15"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("last May", "2031-06-12"),
        ("May 2031", "2031-06"),
        ("two years ago", "2031"),
        ("3 pm", "2031-06-12T00:00"),
    ],
)
def test_a_moment_has_the_size_of_its_words(words: str, value: str) -> None:
    assert written(words, BASE)[1] == value


def test_what_was_annotated_elsewhere_is_read_by_its_characters(tmp_path: Path) -> None:
    text = document("\nIt closed on <TIMEX3 type='DATE'>Tuesday</TIMEX3>.\n")
    path = tmp_path / "2031-06-12_invented.tml"
    mark = '<TIMEX3 type="DATE" value="2031-06-10">'
    path.write_text(f"<TimeML>\n\n\nIt closed on {mark}Tuesday</TIMEX3>.\n</TimeML>", encoding="utf-8")
    (found,) = annotated(tmp_path)(text)
    assert text.text[found.start : found.end] == "Tuesday"
    assert found.value == "2031-06-10"
    path.write_text("It opened on Tuesday.", encoding="utf-8")
    with pytest.raises(ValueError, match="has changed"):
        annotated(tmp_path)(text)


def test_kept_peers_are_shown_only_beside_the_same_expressions(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    body = 'It closed in <TIMEX3 type="DATE" value="2030">2030</TIMEX3>.'
    (tmp_path / "AQUAINT").mkdir()
    (tmp_path / "AQUAINT" / "one.tml").write_text(
        f'<DCT><TIMEX3 value="2031-06-12">x</TIMEX3></DCT><TEXT>{body}</TEXT>', encoding="utf-8"
    )
    figures = dict.fromkeys(("strict", "relaxed", "type", "value"), 12.5)
    kept = {
        name: {part: {"expressions": number, **figures} for part in ("development", "report")}
        for name, number in (("same", 1), ("other", 7))
    }
    monkeypatch.setattr(situation_times, "PEERS", tmp_path / "peers.json")
    (tmp_path / "peers.json").write_text(json.dumps(kept), encoding="utf-8")
    reader = type("Nothing", (), {"__call__": lambda *_: [], "parsing": 0.0, "timing": 0.0})()
    text = shown(measure(tmp_path, reader))
    assert "| same (" in text
    assert "| other (" not in text
