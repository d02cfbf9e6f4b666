"""Statements in lists are told whole where there is room, and around what was asked where there is none."""

import io
from dataclasses import replace

import pytest

from sayso.ask.query import parse
from sayso.export import listing
from sayso.export.sheet import Sheet
from sayso.ledger.base import Row
from sayso.types import Anonymity, Outlet, Voice, VoiceRole

LONG = " ".join(f"word{number}" for number in range(200))


def row(text: str = "the toll will rise", published: str | None = "2031-05-02", *voices: Voice) -> Row:
    outlet = Outlet("Larkhaven Courier", "courier.example")
    where = ("abc:1", "abc", "Tolls", outlet, published, None)
    what = ("indirect", "say", "hedged", "negative", 0.9, None, "they", "said", text, 0)
    return Row(1, *where, *what, voices)


def voice(role: VoiceRole, name: str | None, words: str, anonymity: Anonymity | None) -> Voice:
    return Voice(role, words, name, anonymity, words, ())


def told(rows: list[Row], query: str = "", how=listing.statements, roles=None) -> str:
    out = io.StringIO()
    how(rows, parse(query), roles or {}, Sheet(out))
    return out.getvalue()


@pytest.fixture(autouse=True)
def _eighty_wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def test_what_is_unlike_most_statements_is_told():
    assert "they  say, hedged, negated" in told([row()])


def test_a_long_statement_is_shown_around_the_words_that_were_asked_for():
    printed = told([row(LONG)], "word150")
    assert "word150" in printed
    assert "word0 " not in printed
    assert printed.split("\n")[1].startswith("  … ")
    assert "word0 " in told([row(LONG)])


@pytest.mark.parametrize("query", ["", "word0", "word60", "word199", "nothing"])
def test_words_take_three_lines_at_most(query):
    lines = told([row(LONG)], query).splitlines()
    assert len(lines) <= 6
    assert all(len(line) <= 80 for line in lines)


def test_a_word_longer_than_all_lines_is_cut():
    lines = told([row("x" * 5_000)], "toll").splitlines()
    assert len(lines) <= 6


def test_nameless_voices_are_told_by_what_the_report_first_calls_them():
    she = voice(VoiceRole.ORIGIN, None, "she", Anonymity.DESCRIBED)
    assert "a clerk (described)" in told([row("x", None, she)], roles={"she": "a clerk"})
    assert "she (described)" in told([row("x", None, she)])
    nobody = voice(VoiceRole.ORIGIN, None, "she", None)
    assert "she (nobody says who)" in told([row("x", None, nobody)])


def test_relays_are_told_behind_the_origins_and_not_twice():
    holt = voice(VoiceRole.ORIGIN, "Maren Holt", "holt", Anonymity.NAMED)
    same = voice(VoiceRole.RELAY, "Maren Holt", "holt", Anonymity.NAMED)
    post = voice(VoiceRole.RELAY, "Quay Post", "post", Anonymity.NAMED)
    publisher = voice(VoiceRole.PUBLISHER, "Courier", "courier", Anonymity.NAMED)
    itself = voice(VoiceRole.RELAY, "Courier", "courier", Anonymity.NAMED)
    assert "Maren Holt via Quay Post  say" in told([row("x", None, publisher, itself, post, same, holt)])


def test_relays_without_room_are_on_a_line_of_their_own():
    official = voice(VoiceRole.ORIGIN, None, "an official of the port authority", Anonymity.DESCRIBED)
    post = voice(VoiceRole.RELAY, "The Greater Larkhaven Evening Post", "post", Anonymity.NAMED)
    lines = told([row("x", None, post, official)]).splitlines()
    assert lines[0].startswith("an official of the port authority (described)")
    assert lines[1] == "  via The Greater Larkhaven Evening Post"


def copy(number: int, copy_of: str | None, text: str = "the toll will rise") -> Row:
    return replace(
        row(text),
        key=number,
        id=f"{number}:1",
        report=str(number),
        outlet=Outlet(f"Paper {number}"),
        copy_of=copy_of,
    )


@pytest.mark.parametrize("how", [listing.statements, listing.timeline])
def test_copies_of_one_report_are_told_once_with_where_they_stand(how):
    printed = told(
        [copy(3, "1"), copy(2, "1", "“The  toll will rise” in June"), copy(1, None), copy(4, None)], "", how
    )
    assert printed.count("the toll will rise") == 2
    assert "and in 2 copies: Paper 3, Paper 2" in " ".join(printed.split())
    assert [name for name in ("1:1", "2:1", "3:1", "4:1") if name in printed] == ["1:1", "4:1"]


def test_a_copy_of_what_is_not_in_the_list_is_marked():
    printed = told([copy(3, "abc"), copy(2, "abc"), copy(5, "abc", "something else")])
    assert "copy of abc; and in 1 copy: Paper 3" in printed
    assert "something else" in printed
    assert printed.count("copy of abc") == 2


def test_what_one_report_says_twice_is_told_twice():
    printed = told([replace(copy(1, None), id="1:1"), replace(copy(1, None), id="1:2")])
    assert all(name in printed for name in ("1:1", "1:2"))
    assert "cop" not in printed


def test_an_outlet_without_a_name_is_told_so():
    assert listing.outlet(Outlet()) == listing.outlet(None) == "no outlet"


def test_a_timeline_is_by_day_with_the_time_where_it_is_known():
    printed = told(
        [row("a", "2031-05-02"), row("b", "2031-05-02T18:05:00Z"), row("c", None)], "", listing.timeline
    )
    assert [line for line in printed.splitlines() if line and line[0] != " "] == ["2 May 2031", "no date"]
    assert "  18:05  they" in printed


def test_nothing_in_a_report_steers_the_terminal():
    printed = told([row("a\x1b[31mb\u202ec\nd")], "b")
    assert "\x1b" not in printed
    assert "\u202e" not in printed
