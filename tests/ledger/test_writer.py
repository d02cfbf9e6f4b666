"""Each report is kept once, whole, in one transaction."""

import random
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest

from sayso import __version__, ledger
from sayso.errors import NotKept
from sayso.ledger.base import Outcome
from sayso.ledger.query import Query

LONG = " ".join(
    f"On day {n} the board of the {n} harbours met and wrote down {n * 7} things." for n in range(40)
)


def add(writer, *readings):
    return [writer.add(reading, model="m").outcome for reading in readings]


def contents(view):
    return [row.text for row in view.search(Query(), limit=100)]


def test_what_is_added_comes_back_whole(writer, made):
    reading = made(("Maren Holt", "the ramp was rusty"), ("an official", "“nobody” looked"))
    assert add(writer, reading) == [Outcome.NEW]
    assert writer.view.reading(reading.report.id) == reading
    assert writer.view.statement(reading.statements[1].id) == (reading.statements[1], reading)


def test_the_same_text_is_kept_once_however_often_it_comes(writer, made):
    reading = made(("Maren Holt", "the ramp was rusty"))
    assert add(writer, reading, reading, reading) == [Outcome.NEW, Outcome.KNOWN, Outcome.KNOWN]
    assert writer.view.counts().statements == 1


def test_the_same_text_elsewhere_is_kept_as_another_appearance(writer, made):
    said = ("Maren Holt", "the ramp was rusty")
    here = made(said, url="https://courier.example/1")
    there = made(said, outlet="Evening Packet", url="https://packet.example/9")
    assert add(writer, here, there, there) == [Outcome.NEW, Outcome.ELSEWHERE, Outcome.KNOWN]
    (elsewhere,) = writer.view.appearances(here.report.id)
    assert (elsewhere.outlet.name, elsewhere.url) == ("Evening Packet", "https://packet.example/9")
    assert writer.view.counts().reports == 1


def test_the_same_text_without_an_address_appears_nowhere_else(writer, made):
    said = ("Maren Holt", "the ramp was rusty")
    assert add(writer, made(said, url="https://courier.example/1"), made(said)) == [
        Outcome.NEW,
        Outcome.KNOWN,
    ]


def test_a_changed_report_is_a_new_version_that_keeps_the_old_one(writer, made):
    address = "https://courier.example/1"
    old = made(("Maren Holt", "two hinges broke"), url=address)
    new = made(("Maren Holt", "three hinges broke"), url=address, modified="2031-03-05")
    assert add(writer, old, new) == [Outcome.NEW, Outcome.VERSION]
    assert contents(writer.view) == ["three hinges broke"]
    assert [(k.id, k.current) for k in writer.view.versions(new.report.id)] == [
        (old.report.id, False),
        (new.report.id, True),
    ]
    assert writer.view.reading(old.report.id) == old
    counts = writer.view.counts()
    assert (counts.reports, counts.current, counts.replaced) == (2, 1, 1)


def test_an_older_version_that_comes_late_does_not_replace_the_newer(writer, made):
    address = "https://courier.example/1"
    new = made(("Maren Holt", "three hinges broke"), url=address, modified="2031-03-05")
    old = made(("Maren Holt", "two hinges broke"), url=address)
    assert add(writer, new, old) == [Outcome.NEW, Outcome.OLDER]
    assert contents(writer.view) == ["three hinges broke"]


def test_reports_without_an_address_are_no_versions_of_each_other(writer, made):
    assert add(writer, made(("A", "one")), made(("A", "two"))) == [Outcome.NEW, Outcome.NEW]


def test_near_identical_copies_point_at_the_earliest_in_whatever_order_they_come(tmp_path, made):
    day = "2031-03-0{}".format
    copies = [
        made(("Holt", f"it is {n}"), outlet=f"Outlet {n}", body=LONG, published=day(n + 1)) for n in range(4)
    ]
    undated = made(("Holt", "it is nobody's"), outlet="Outlet 9", body=LONG, published=None)
    other = made(("Holt", "it is another"), body=LONG[::-1], published=day(1))
    for seed in range(5):
        order = [*copies, undated, other]
        random.Random(seed).shuffle(order)
        with ledger.writer(tmp_path / f"{seed}.db") as writer:
            add(writer, *order)
            heads = {k.id: k.copy_of for _, k in writer.view.reports(limit=100)}
            first = copies[0].report.id
            assert heads == {
                first: None,
                other.report.id: None,
                **{c.report.id: first for c in (*copies[1:], undated)},
            }
            assert next(k.id for k in writer.view.copies(undated.report.id)) == first


def test_when_the_head_of_copies_is_replaced_the_next_is_head(writer, made):
    address = "https://courier.example/1"
    first = made(("Holt", "it is one"), url=address, body=LONG, published="2031-03-01")
    rest = [
        made(("Holt", f"it is {n}"), outlet=f"Outlet {n}", body=LONG, published=f"2031-03-0{n}")
        for n in (2, 3)
    ]
    add(writer, first, *rest, made(("Holt", "all is withdrawn"), url=address, modified="2031-03-09"))
    heads = {k.id: k.copy_of for _, k in writer.view.reports(limit=100)}
    assert heads[rest[0].report.id] is None
    assert heads[rest[1].report.id] == rest[0].report.id


def test_copies_that_only_a_replaced_one_held_together_go_apart(writer, made):
    address = "https://courier.example/1"
    words = [f"word{number}" for number in range(140)]
    one, between, other = (" ".join(words[start : start + 100]) for start in (0, 10, 20))
    made_of = [
        made(("Holt", "it is one"), outlet="Outlet 1", body=one, published="2031-03-01"),
        made(("Holt", "it is two"), url=address, body=between, published="2031-03-02"),
        made(("Holt", "it is three"), outlet="Outlet 3", body=other, published="2031-03-03"),
    ]
    add(writer, *made_of)
    head, *copies = (reading.report.id for reading in made_of)
    assert [writer.view.kept(report).copy_of for report in copies] == [head, head]
    add(writer, made(("Holt", "all is withdrawn"), url=address, modified="2031-03-09"))
    assert {kept.copy_of for _, kept in writer.view.reports(limit=9)} == {None}


def test_who_spoke_how_often_follows_what_is_current(writer, made):
    address = "https://courier.example/1"
    add(writer, made(("Maren Holt", "one"), ("Maren Holt", "two"), url=address))
    assert [(s.name, s.statements) for s in writer.view.speakers(limit=9)] == [("Maren Holt", 2)]
    add(writer, made(("Maren Holt", "three"), url=address, modified="2031-03-05"))
    assert [(s.name, s.statements) for s in writer.view.speakers(limit=9)] == [("Maren Holt", 1)]


def test_who_is_twice_the_origin_of_a_statement_said_it_once(writer, made):
    address = "https://courier.example/1"
    reading = made(("Maren Holt", "one"), url=address)
    (said,) = reading.statements
    twice = replace(said, voices=(*said.voices, said.voices[-1]))
    writer.add(replace(reading, statements=(twice,)), model="m")
    assert [speaker.statements for speaker in writer.view.speakers(limit=9)] == [1]
    add(writer, made(("Tobiah Renn", "two"), url=address, modified="2031-03-05"))
    assert [(s.name, s.statements) for s in writer.view.speakers(limit=9)] == [("Tobiah Renn", 1)]


def test_a_reading_can_be_replaced_by_another_of_the_same_text(writer, made):
    reading = made(("Maren Holt", "one"), ("Tobiah Renn", "two"))
    add(writer, reading)
    fewer = type(reading)(reading.report, reading.statements[:1], reading.actors)
    writer.replace(fewer, model="n")
    assert contents(writer.view) == ["one"]
    kept = writer.view.kept(reading.report.id)
    assert (kept.model, kept.sayso, kept.statements) == ("n", __version__, 1)
    with pytest.raises(NotKept, match="no such report"):
        writer.replace(made(("Nobody", "three")), model="n")


def test_vectors_are_kept_beside_their_statements(writer, made, path):
    reading = made(("Maren Holt", "one"), ("Tobiah Renn", "two"))
    writer.add(reading, model="m", vectors=np.array([[0.5, 1], [0, -2]], np.float32))
    rows = writer._connection.execute("SELECT model, vector FROM vectors ORDER BY statement").fetchall()
    assert [np.frombuffer(blob, "<f2").tolist() for _, blob in rows] == [[0.5, 1], [0, -2]]


def test_a_reading_that_cannot_be_kept_leaves_nothing(writer, made):
    reading = made(("Maren Holt", "one"))
    broken = type(reading)(reading.report, reading.statements, ())  # its voices are no actors of it
    with pytest.raises(Exception, match="FOREIGN KEY"):
        writer.add(broken, model="m")
    assert not writer.view.has(reading.report.id)
    assert add(writer, reading) == [Outcome.NEW]


def test_a_part_of_a_transaction_that_fails_leaves_nothing_and_the_rest_is_kept(writer, made):
    lost, kept = made(("Maren Holt", "one")), made(("Maren Holt", "two"))
    with writer.transaction():
        with suppress(ZeroDivisionError), writer.transaction():
            writer.add(lost, model="m")
            raise ZeroDivisionError
        writer.add(kept, model="m")
    assert [writer.view.has(one.report.id) for one in (lost, kept)] == [False, True]


def test_refusals_are_counted_and_forgotten_when_the_source_is_read(writer):
    for _ in range(2):
        writer.refuse("a.html", "NoArticle", "is empty", "name another")
    (refusal,) = writer.view.refusals(limit=9)
    assert (refusal.source, refusal.kind, refusal.times) == ("a.html", "NoArticle", 2)
    writer.accept("a.html")
    assert writer.view.counts().refused == {}
