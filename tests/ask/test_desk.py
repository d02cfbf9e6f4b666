"""The questions over a ledger, and their pages."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso import ledger
from sayso.ask.desk import Desk
from sayso.ask.page import Page
from sayso.ask.query import parse
from sayso.errors import BadQuestion, NotKept

UNDATED = "a ferry sails at night"


def texts(page):
    return [row.text for row in page.rows]


def whole(ask: Callable[[str | None], Page], most: int = 20) -> list[object]:
    """All rows, page by page."""
    rows, after = [], None
    for _ in range(most):
        page = ask(after)
        rows += page.rows
        after = page.next
        if after is None:
            return rows
    raise AssertionError("the pages have no end")


def test_a_search_has_the_newest_first_and_the_undated_last(desk):
    found = desk.search("toll OR ferry")
    assert texts(found) == [
        "the toll is a toll too many",
        "-that any toll was planned",
        "the bridge toll will rise in June",
        UNDATED,
    ]
    assert found.next is None


def test_a_query_is_words_or_a_value(desk):
    assert desk.search(parse("bridge")) == desk.search("bridge")


def test_a_timeline_has_the_earliest_first(desk):
    assert texts(desk.timeline())[:2] == [UNDATED, "the bridge toll will rise in June"]
    assert UNDATED not in texts(desk.timeline("since:2031"))


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("question", ["search", "timeline", "voices", "outlets", "best", "who", "coverage"])
def test_pages_come_to_the_whole_with_no_row_twice(desk, question, limit):
    asks = {
        "search": lambda after, limit: desk.search(limit=limit, after=after),
        "best": lambda after, limit: desk.search("toll OR bridge", best=True, limit=limit, after=after),
        "timeline": lambda after, limit: desk.timeline(limit=limit, after=after),
        "voices": lambda after, limit: desk.voices(limit=limit, after=after),
        "outlets": lambda after, limit: desk.outlets(limit=limit, after=after),
        "who": lambda after, limit: desk.who("holt", limit=limit, after=after).said,
        "coverage": lambda after, limit: desk.stats(limit=limit, after=after).coverage,
    }
    ask = asks[question]
    everything = ask(None, 100)
    assert everything.next is None
    assert len(everything.rows) > 1
    assert whole(lambda after: ask(after, limit)) == list(everything.rows)


@pytest.mark.parametrize("after", ["", "x", "1.5", "٣", "9" * 40, "best:1", "1:2"])
def test_a_place_that_is_none_is_a_bad_question(desk, after):
    for ask in (desk.search, desk.timeline, desk.outlets, desk.voices):
        if not (after == "1:2" and ask == desk.voices):
            with pytest.raises(BadQuestion, match="no place"):
                ask(after=after)
    with pytest.raises(BadQuestion, match="no place"):
        desk.search("toll", best=True, after=after)


def test_a_page_has_a_row_at_least(desk):
    for ask in (desk.search, desk.timeline, desk.voices, desk.outlets, desk.stats):
        with pytest.raises(BadQuestion, match="at least one"):
            ask(limit=0)


def test_the_best_answers_come_first_with_their_scores(desk):
    found = desk.search("toll", best=True)
    assert texts(found)[0] == "the toll is a toll too many"
    scores = [row.score for row in found.rows]
    assert scores[0] == 1.0
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


def test_a_voice_is_found_by_any_of_its_names(desk):
    said = {"the bridge toll will rise in June", "-that any toll was planned"}
    for name in ("Maren Holt", "maren holt", "person:maren-holt"):
        found = desk.who(name)
        assert set(texts(found.said)) == said, name
        assert [speaker.id for speaker in found.speakers] == ["person:maren-holt"]


def test_a_last_name_is_that_of_all_who_have_it(desk):
    found = desk.who("holt")
    assert [speaker.id for speaker in found.speakers] == ["person:maren-holt", "person:otto-holt"]
    assert len(found.said.rows) == 3


def test_a_voice_without_a_name_is_found_by_its_words(desk):
    found = desk.who("she")
    assert found.speakers == ()
    assert texts(found.said) == ["the old bridge may close"]
    assert desk.roles(found.said.rows) == {"anon:x:1": "a harbour official"}


def test_nobody_is_found_by_no_name(desk):
    assert desk.who("Corvo").said.rows == ()
    with pytest.raises(BadQuestion, match="no name"):
        desk.who("?!")


@given(st.text())
@example("\udcff\x00 OR '\"")
@example("x" * 10_000)
@example("holt " * 5_000)
def test_no_question_is_an_error_of_the_database(path, text):
    with Desk(ledger.view(path)) as desk:
        for ask in (desk.who, desk.search, desk.timeline, desk.show, desk.reading):
            with suppress(BadQuestion, NotKept):
                ask(text)
        for ask in (desk.search, desk.voices, desk.outlets, desk.refusals, desk.stats):
            with suppress(BadQuestion):
                ask(after=text)


def test_a_statement_is_shown_with_its_paragraph_and_record(desk):
    row = desk.search("june").rows[0]
    shown = desk.show(row.id)
    assert shown.statement.content.text == row.text
    assert [shown.report.text[s.start : s.end] for s in shown.paragraphs] == [shown.report.text]
    assert shown.kept.model == "test"
    assert [one.id for one in shown.versions] == [row.report]
    with pytest.raises(NotKept, match="sayso search"):
        desk.show(f"{row.report}:99")


def test_a_report_is_shown_whole(desk):
    row = desk.search("june").rows[0]
    assert len(desk.reading(row.report).statements) == 2


def test_who_speaks_most_comes_first(desk):
    speakers = desk.voices().rows
    assert [(speaker.id, speaker.statements) for speaker in speakers] == [
        ("person:maren-holt", 2),
        ("person:otto-holt", 1),
    ]


def test_outlets_are_told_with_how_they_name_their_sources(desk):
    post, courier = desk.outlets().rows
    assert (post.outlet.name, post.statements, post.named, post.own) == ("Quay Post", 3, 2, 1)
    assert (courier.statements, courier.named, courier.described) == (2, 1, 1)


def test_the_counts_agree(desk):
    found = desk.stats()
    assert all(check.agrees for check in found.checks)
    assert found.counts.refused == {"NoArticle": 1}
    assert [one.day for one in found.coverage.rows] == ["2031-05-03", "2031-05-02", None]
    assert desk.refusals().rows[0].source == "https://quay.example/app"


def test_counts_that_do_not_agree_are_told(desk, monkeypatch):
    wrong = replace(desk.view.counts(), statements=99)
    monkeypatch.setattr(desk.view, "counts", lambda: wrong)
    assert [check.what for check in desk.stats().checks if not check.agrees] == [
        "statements, by outlet",
        "statements, by how their origins are named",
    ]


def test_a_report_that_comes_between_two_counts_is_in_none(desk, tmp_path, monkeypatch):
    late = next(iter(desk.view.readings()))
    other = tmp_path / "desk.db"
    with ledger.writer(other) as writer, Desk(ledger.view(other)) as empty:
        coverage = empty.view.coverage

        def meanwhile(*days):
            writer.add(late, model="test")
            return coverage(*days)

        monkeypatch.setattr(empty.view, "coverage", meanwhile)
        found = empty.stats()
        assert all(check.agrees for check in found.checks)
        assert (found.counts.reports, found.coverage.rows) == (0, ())
        monkeypatch.undo()
        assert empty.stats().counts.reports == 1


def test_coverage_can_be_asked_for_some_days(desk):
    found = desk.stats(since=date(2031, 5, 3))
    assert [one.day for one in found.coverage.rows] == ["2031-05-03"]
    assert all(check.agrees for check in found.checks)
