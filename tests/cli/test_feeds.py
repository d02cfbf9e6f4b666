"""``sayso follow``, ``sync`` and ``feeds``, from a site on this machine into a ledger."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

import sayso.pipeline
from newspaper import paper, site
from sayso import ledger
from sayso.cli import run
from sayso.types import Reading

__all__ = ["paper", "site"]

FETCHING = ["--allow-private", "--pause", "0"]
WITHOUT_A_MODEL = """
import runpy, sys, time
import numpy
import sayso.pipeline
from sayso.types import Reading

def read(report, table):
    print("reading", file=sys.stderr, flush=True)
    time.sleep({seconds})
    return sayso.pipeline.Compared(Reading(report, ()), numpy.zeros((0, 128), numpy.float32), ())

sayso.pipeline.read_compared = read
runpy.run_module("sayso", run_name="__main__")
"""


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path, monkeypatch):
    """A folder of its own, without settings of this machine, and no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        monkeypatch.delenv(name)
    nothing = np.zeros((0, 128), np.float32)
    monkeypatch.setattr(
        sayso.pipeline,
        "read_compared",
        lambda report, table=None: sayso.pipeline.Compared(Reading(report, ()), nothing, ()),
    )


def sync(*arguments: str, seconds: float = 0) -> subprocess.Popen[str]:
    """A ``sayso sync`` of its own that takes ``seconds`` to read a report."""
    code = WITHOUT_A_MODEL.format(seconds=seconds)
    return subprocess.Popen(
        [sys.executable, "-c", code, "sync", *FETCHING, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kept() -> int:
    with ledger.view(Path("sayso.db")) as view:
        return view.counts().reports


class TestFollow:
    def test_the_feed_is_named_and_remembered(self, paper, capsys):
        url = paper.rss(1, 2)
        assert run(["follow", url, *FETCHING]) == 0
        out, err = capsys.readouterr()
        assert out == f"{url}: Ostholm Post (rss), 2 items\n"
        assert err == ""
        assert run(["follow", url, *FETCHING]) == 0
        assert "is followed already" in capsys.readouterr().out

    def test_a_page_is_refused_with_the_feeds_that_it_links(self, paper, capsys):
        page = b'<html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head></html>'
        url = paper.site.put("/", page, content_type="text/html")
        assert run(["follow", url, *FETCHING]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert f"{paper.site.url}/atom" in err
        assert run(["follow", url, paper.rss(1), *FETCHING]) == 3

    def test_private_addresses_are_refused_unless_allowed(self, paper, capsys):
        assert run(["follow", paper.rss(1)]) == 1
        assert "not a public address" in capsys.readouterr().err

    def test_one_that_is_stopped_is_not_followed(self, paper, capsys):
        url = paper.rss(1)
        run(["follow", url, *FETCHING])
        assert run(["follow", "--stop", url]) == 0
        assert "followed no longer" in capsys.readouterr().out
        assert run(["follow", "--stop", url]) == 1
        assert "is not followed" in capsys.readouterr().err
        assert run(["sync", *FETCHING]) == 1

    def test_stopping_makes_no_ledger(self, paper, tmp_path, capsys):
        assert run(["follow", "--stop", "https://post.example/feed"]) == 1
        assert not (tmp_path / "sayso.db").exists()


class TestSync:
    def test_what_is_new_is_kept_once(self, paper, capsys):
        for number in (1, 2):
            paper.article(number)
        run(["follow", paper.rss(1, 2), *FETCHING])
        capsys.readouterr()
        assert run(["sync", *FETCHING]) == 0
        assert capsys.readouterr().out == "sayso.db: 1 feed: 2 new\n"
        assert run(["sync", *FETCHING]) == 0
        assert capsys.readouterr().out == "sayso.db: 1 feed: nothing new\n"
        assert kept() == 2

    def test_what_the_feed_says_is_known_of_the_report(self, paper):
        paper.article(1)
        run(["follow", paper.rss(1), *FETCHING])
        run(["sync", *FETCHING])
        with ledger.view(Path("sayso.db")) as view:
            ((_, report),) = view.reports(limit=9)
        assert report.published == "2031-05-02T01:00:00+02:00"
        assert report.url == f"{paper.site.url}/1"

    def test_refusals_are_told_and_kept(self, paper, capsys):
        run(["follow", paper.rss(1), *FETCHING])
        capsys.readouterr()
        assert run(["sync", *FETCHING]) == 0
        out, err = capsys.readouterr()
        assert out == "sayso.db: 1 feed: 1 refused\n"
        assert err == f"sayso: {paper.site.url}/1: no such page (HTTP 404); check the address\n"
        with ledger.view(Path("sayso.db")) as view:
            (refusal,) = view.refusals(limit=9)
        assert (refusal.source, refusal.kind) == (f"{paper.site.url}/1", "NotFound")

    def test_lines_for_machines(self, paper, capsys):
        paper.article(1)
        paper.site.put("/3", status=403)
        url = paper.rss(1, 2, 3)
        run(["follow", url, *FETCHING])
        capsys.readouterr()
        assert run(["sync", "-f", "jsonl", *FETCHING]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        told = {line["source"].rpartition("/")[2]: line["outcome"] for line in lines}
        assert told == {"1": "new", "2": "refused", "3": "later"}
        assert {line["feed"] for line in lines} == {url}

    def test_feeds_that_fail_are_told_by_the_exit_code(self, paper, capsys):
        run(["follow", paper.rss(), paper.rss(path="/other"), *FETCHING])
        paper.site.put("/other", status=404)
        assert run(["sync", *FETCHING]) == 3
        assert "(1 failed)" in capsys.readouterr().out
        paper.site.put("/feed", status=404)
        assert run(["sync", *FETCHING]) == 1

    def test_without_a_ledger_or_a_feed_it_says_what_to_do(self, paper, capsys):
        assert run(["sync"]) == 1
        assert "no such ledger" in capsys.readouterr().err
        ledger.writer(Path("sayso.db")).close()
        assert run(["sync"]) == 1
        assert "sayso follow" in capsys.readouterr().err

    def test_a_second_one_at_once_leaves_with_a_line(self, paper, capsys):
        run(["follow", paper.rss(1), *FETCHING])
        with ledger.writer(Path("sayso.db")):
            capsys.readouterr()
            assert run(["sync", *FETCHING]) == 4
            out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "another Sayso" in err

    @pytest.mark.parametrize("every", ["5", "0m", "m", "-1m", "5 minutes", ""])
    def test_a_time_needs_a_unit(self, every, capsys):
        assert run(["sync", "--every", every]) == 2
        assert "30s, 5m, 1h or 1d" in capsys.readouterr().err


class TestInterrupts:
    @pytest.mark.parametrize(
        ("number", "every", "code"),
        [
            (signal.SIGINT, [], 130),
            (signal.SIGINT, ["--every", "1h"], 130),
            (signal.SIGTERM, [], 130),
            (signal.SIGTERM, ["--every", "1h"], 0),
        ],
    )
    def test_the_report_in_hand_is_kept_and_the_rest_comes_later(self, paper, number, every, code, capsys):
        for one in range(3):
            paper.article(one)
        run(["follow", paper.rss(*range(3)), *FETCHING])
        going = sync(*every, seconds=0.5)
        assert going.stderr.readline() == "reading\n"
        going.send_signal(number)
        out, err = going.communicate(timeout=30)
        assert going.returncode == code
        assert "Traceback" not in err
        assert "1 new" in out
        assert kept() == 1
        assert run(["sync", *FETCHING]) == 0
        assert kept() == 3

    def test_waiting_for_the_next_round_ends_at_once_and_the_ledger_is_free_meanwhile(self, paper):
        paper.article(1)
        run(["follow", paper.rss(1), *FETCHING])
        going = sync("--every", "1h")
        assert going.stdout.readline() == "sayso.db: 1 feed: 1 new\n"
        deadline = time.monotonic() + 10
        while run(["sync", *FETCHING]) == 4:  # until it has let go
            assert time.monotonic() < deadline
            time.sleep(0.05)
        going.send_signal(signal.SIGTERM)
        going.communicate(timeout=30)
        assert going.returncode == 0

    def test_round_follows_round(self, paper):
        paper.article(1), paper.article(2)
        run(["follow", paper.rss(1), *FETCHING])
        going = sync("--every", "1s")
        assert going.stdout.readline() == "sayso.db: 1 feed: 1 new\n"
        paper.rss(1, 2)
        while (line := going.stdout.readline()) == "sayso.db: 1 feed: nothing new\n":
            pass
        assert line == "sayso.db: 1 feed: 1 new\n"
        going.send_signal(signal.SIGINT)
        going.communicate(timeout=30)
        assert going.returncode == 130

    def test_a_second_interrupt_ends_it_there_and_then(self, paper):
        paper.article(1)
        run(["follow", paper.rss(1), *FETCHING])
        going = sync(seconds=60)
        assert going.stderr.readline() == "reading\n"
        going.send_signal(signal.SIGINT)
        time.sleep(0.3)
        going.send_signal(signal.SIGINT)
        _, err = going.communicate(timeout=30)
        assert going.returncode == 130
        assert "Traceback" not in err
        assert kept() == 0

    def test_being_killed_loses_nothing_and_keeps_nothing_twice(self, paper):
        for one in range(6):
            paper.article(one)
        run(["follow", paper.rss(*range(6), etag='"a"'), *FETCHING])
        for _ in range(3):
            going = sync(seconds=0.2)
            assert going.stderr.readline() == "reading\n"
            time.sleep(0.3)
            going.kill()
            going.communicate(timeout=30)
        assert run(["sync", *FETCHING]) == 0
        assert kept() == 6


class TestHealth:
    @pytest.fixture
    def followed(self, paper, capsys) -> str:
        """One feed that had a new report, a refused and a waiting item, and then failed."""
        url = paper.rss(1, 2, 3)
        paper.article(1)
        paper.site.put("/3", status=403)
        run(["follow", url, *FETCHING])
        run(["sync", *FETCHING])
        paper.site.put("/feed", status=404)
        run(["sync", *FETCHING])
        capsys.readouterr()
        return url

    def test_json_tells_everything(self, followed, capsys):
        assert run(["feeds", "--format", "json"]) == 0
        (feed,) = json.loads(capsys.readouterr().out)
        assert (feed["url"], feed["title"], feed["kind"]) == (followed, "Ostholm Post", "rss")
        assert (feed["new"], feed["reports"], feed["failures"]) == (1, 1, 1)
        assert feed["problem"] == "no such page (HTTP 404)"
        assert (feed["items_kept"], feed["items_refused"], feed["items_waiting"]) == (1, 1, 1)
        assert feed["items_given_up"] == 0
        recently = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()
        assert recently < feed["last_success"] <= feed["last_try"]

    def test_csv_has_a_row_for_each(self, followed, capsys):
        assert run(["feeds", "--format", "csv"]) == 0
        (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
        assert (row["url"], row["reports"], row["next_try"]) == (followed, "1", "")

    def test_a_title_is_never_a_formula(self, followed, capsys):
        with ledger.writer(Path("sayso.db")) as writer:
            writer.feeds.keep_feed(replace(writer.feeds.feed(followed), title="=1+1\x1b[31m"))
        run(["feeds", "--format", "csv"])
        (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
        assert row["title"].startswith("'=1+1")
        run(["feeds"])
        assert "\x1b" not in capsys.readouterr().out

    def test_text_is_a_line_for_each(self, followed, capsys):
        assert run(["feeds"]) == 0
        heading, line = capsys.readouterr().out.splitlines()
        assert heading.split("  ")[0] == "last success"
        for part in ("next round", "Ostholm Post", f"<{followed}>", "no such page (HTTP 404)"):
            assert part in line

    def test_the_log_tells_every_fetch(self, followed, paper, capsys):
        assert run(["feeds", "--log", "--format", "json"]) == 0
        log = json.loads(capsys.readouterr().out)
        assert len(log) == len(paper.site.asked)
        assert {(one["kind"], one["status"]) for one in log} >= {
            ("feed", 200),
            ("feed", 404),
            ("page", 403),
            ("robots.txt", 404),
        }
        assert run(["feeds", "--log", "--limit", "2"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 2

    def test_without_feeds_it_says_what_to_do(self, capsys):
        ledger.writer(Path("sayso.db")).close()
        assert run(["feeds"]) == 1
        assert "sayso follow" in capsys.readouterr().err
        assert run(["feeds", "-f", "json"]) == 1
        assert capsys.readouterr().out == "[]\n"
