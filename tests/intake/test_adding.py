"""Sources into a ledger: all that can be read, once, whoever reads it."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from sayso import ledger
from sayso.errors import NoArticle, Stumbled
from sayso.intake import reading
from sayso.intake.adding import Tally, add
from sayso.intake.reading import Recipe, arrivals
from sayso.ledger.base import ClaimOrder, Outcome
from sayso.ledger.query import Query

WORDS = [
    "ferry",
    "harbour",
    "bridge",
    "tunnel",
    "market",
    "library",
    "orchard",
    "railway",
    "quarry",
    "school",
]


def story(word, number):
    return (
        f"The {word} will close\n\nThe {word} of Larkhaven will close for {number} weeks, Maren Holt said on "
        f"Monday. “We need the {word} again before the winter,” she told the council.\n\n"
        f"The owner of the {word} denied that it had been asked.\n"
    )


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "reports"
    place.mkdir()
    for number, word in enumerate(WORDS, 2):
        (place / f"{word}.txt").write_text(story(word, number), "utf-8")
    return place


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.db"


def added(path, *sources, processes=1):
    tally = Tally()
    with ledger.writer(path) as writer:
        for intake in add(writer, [str(s) for s in sources], Recipe(known=path), processes=processes):
            tally.count(intake)
    return tally


def contents(path):
    with ledger.view(path) as view:
        return [(row.id, row.text, row.voices) for row in view.search(Query(), limit=1000)]


def test_all_that_can_be_read_is_kept_and_what_cannot_is_named(folder, path):
    (folder / "empty.txt").write_text("")
    tally = added(path, folder)
    assert (tally.new, tally.refused, tally.all) == (len(WORDS), 1, len(WORDS) + 1)
    with ledger.view(path) as view:
        assert view.counts().reports == len(WORDS)
        (refusal,) = view.refusals(limit=9)
        assert refusal.source.endswith("empty.txt")
        assert refusal.kind == NoArticle.__name__


def test_the_second_time_nothing_is_added_and_nothing_is_read_for_statements(folder, path, monkeypatch):
    added(path, folder)
    before = contents(path)
    monkeypatch.setattr("sayso.pipeline.read_compared", lambda *_: pytest.fail("was read again"))
    assert added(path, folder).known == len(WORDS)
    assert contents(path) == before


def test_several_processes_keep_the_same_in_the_same_order(folder, tmp_path):
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    added(one, folder)
    tally = added(two, folder, processes=2)
    assert tally.new == len(WORDS)
    assert contents(two) == contents(one)


def test_reading_processes_have_ended_when_the_reading_has(folder, path):
    added(path, folder, processes=2)
    assert multiprocessing.active_children() == []


def test_a_report_is_linked_to_what_says_the_same(folder, path, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("No ferry\n\nMaren Holt said that the ferry of Larkhaven would close for 2 weeks.\n")
    added(path, folder, other)
    with ledger.view(path) as view:
        rows = {row.text: row.id for row in view.search(Query(), limit=1000)}
        here = next(i for text, i in rows.items() if text.startswith("The ferry of Larkhaven will close"))
        there = next(i for text, i in rows.items() if "would close" in text)
        (claim,) = view.links.claims([here])
        assert {here, there} <= set(claim.statements)


def test_a_changed_report_leaves_the_claims_of_its_old_version(path, tmp_path):
    page = tmp_path / "page.json"
    template = '{"url": "https://a.example/1", "title": "T", "text": "%s"}'
    page.write_text(
        template % "The bridge of Larkhaven will close on Monday, Maren Holt said to the council."
    )
    added(path, page)
    page.write_text(
        template % "The orchard of Larkhaven will open on Friday, Dagny Orrell said to the paper."
    )
    tally = added(path, page)
    assert tally.versions == 1
    with ledger.view(path) as view:
        ids = {row.id for row in view.search(Query(), limit=100)}
        assert {s for claim in view.links.claims(ids) for s in claim.statements} == ids
        count = view._connection.execute("SELECT count(*) FROM claims").fetchone()[0]
        assert count == len(list(view.links.claims(ids)))


def test_one_that_makes_sayso_stumble_stops_nothing(folder, path, monkeypatch):
    real = __import__("sayso.pipeline").pipeline.read_compared

    def stumbling(report, table):
        if "quarry" in report.text:
            raise Stumbled(report.id, "stumbled", "go on")
        return real(report, table)

    monkeypatch.setattr("sayso.pipeline.read_compared", stumbling)
    tally = added(path, folder)
    assert (tally.new, tally.refused) == (len(WORDS) - 1, 1)


KILLER = """
import os, signal
import sayso.pipeline as pipeline
real = pipeline.read_compared
def killing(report, table):
    if "quarry" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(report, table)
pipeline.read_compared = killing
"""


def test_a_report_that_kills_its_reader_is_refused_and_the_rest_is_read(folder, path, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(KILLER)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    tally = added(path, folder, processes=2)
    assert (tally.new, tally.refused) == (len(WORDS) - 1, 1)
    with ledger.view(path) as view:
        (refusal,) = view.refusals(limit=9)
        assert refusal.source.endswith("quarry.txt")
        assert "ended the process" in refusal.problem


def test_killing_everything_at_any_moment_and_going_on_ends_with_all_of_it(folder, path):
    command = [sys.executable, "-m", "sayso", "add", str(folder), "--ledger", str(path), "-p", "1"]
    for wait in (0.3, 0.9, 1.1, 1.3):
        process = subprocess.Popen([*command, "--format", "jsonl"], stdout=subprocess.PIPE, text=True)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with ledger.view(path) as view:
        counts = view.counts()
        assert counts.reports == len(WORDS)
        kept = sum(len(view.reading(k.id).statements) for _, k in view.reports(limit=100))
        assert counts.statements == kept


def test_few_documents_are_read_without_another_process(folder, path, monkeypatch):
    monkeypatch.setattr(reading, "_Team", lambda *_: pytest.fail("not worth it"))
    with ledger.writer(path) as writer:
        sources = [str(folder / f"{word}.txt") for word in WORDS[:3]]
        assert len(list(arrivals(sources, Recipe(), writer.view, 2))) == 3


def test_every_source_comes_to_one_thing(folder, path):
    tally = added(path, folder, folder / "ferry.txt", folder / "none.txt")
    assert tally.all == len(WORDS) + 2
    assert (tally.new, tally.known, tally.refused) == (len(WORDS), 1, 1)
    with ledger.writer(path) as writer:
        outcomes = [i.added.outcome for i in add(writer, [str(folder / "ferry.txt")], Recipe())]
        assert outcomes == [Outcome.KNOWN]


def test_a_text_that_is_seen_elsewhere_is_carried_by_one_outlet_more(path, tmp_path):
    text = story("ferry", 3)
    for number, outlet in enumerate(("Larkhaven Post", "Quern Mail")):
        article = {"url": f"https://{number}.example/ferry", "outlet": outlet, "text": text}
        (tmp_path / f"{number}.json").write_text(json.dumps(article), "utf-8")
    added(path, tmp_path / "0.json")
    with ledger.view(path) as view:
        assert {claim.outlets for claim in view.claims(None, ClaimOrder.NEWEST, limit=9)} == {1}
    added(path, tmp_path / "1.json")
    with ledger.view(path) as view:
        assert {claim.outlets for claim in view.claims(None, ClaimOrder.NEWEST, limit=9)} == {2}
