"""What can happen to a file happens to a ledger: nothing half-written, and one clear line."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time

import pytest

from sayso import ledger
from sayso.errors import BusyLedger, DamagedLedger, LedgerError, NoLedger, UnwritableLedger
from sayso.ledger.query import Query
from sayso.ledger.sqlite import connection

KILLS = 15

ADDING = """
    import sys
    from pathlib import Path
    sys.path.insert(0, {tests!r})
    from conftest import made
    from sayso import ledger
    with ledger.writer(Path({path!r})) as writer:
        n = writer.view.counts().reports
        print("begun", n, flush=True)
        while True:
            said = [(f"Speaker {{n}}", f"thing {{n}} of {{i}}") for i in range(20)]
            writer.add(made(*said, url=f"https://a.example/{{n}}"), model="m")
            n += 1
            print(n, flush=True)
"""


def adding(path, **options):
    """A process that adds reports of twenty statements until it is killed, and says each number it added."""
    script = textwrap.dedent(ADDING.format(tests=os.path.dirname(__file__), path=str(path)))
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def test_killing_the_writer_again_and_again_loses_nothing_that_it_said_was_added(path):
    told = 0
    for round in range(KILLS):
        process = adding(path)
        assert process.stdout.readline().startswith("begun")
        process.stdout.readline()
        time.sleep(0.01 * (round % 5))  # at another moment each time
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        told = int(rest[-1]) if rest else told
        with ledger.view(path) as view:
            counts = view.counts()
            assert counts.reports >= told
            assert counts.statements == 20 * counts.reports  # whole reports only
            assert len(view.search(Query(), limit=10**6)) == counts.statements
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    plain.execute("INSERT INTO statements_fts (statements_fts, rank) VALUES ('integrity-check', 1)")


def test_readers_are_not_kept_waiting_by_a_writer_and_see_whole_reports(path):
    process = adding(path)
    try:
        process.stdout.readline()
        process.stdout.readline()
        with ledger.view(path) as view:
            seen = [view.counts() for _ in range(50)]
        assert all(counts.statements == 20 * counts.reports for counts in seen)
    finally:
        process.kill()
        process.communicate()


def test_a_second_writer_is_told_so_at_once(path, writer):
    with pytest.raises(BusyLedger, match=r"desk\.db: another Sayso is adding to it; wait until it is done"):
        ledger.writer(path)
    writer.close()
    ledger.writer(path).close()


def test_a_writer_that_was_killed_leaves_no_lock(path):
    process = adding(path)
    process.stdout.readline()
    process.kill()
    process.communicate()
    ledger.writer(path).close()


def test_a_full_disk_loses_only_the_report_in_hand(path, writer, made):
    writer.add(made(("Holt", "all is well")), model="m")
    pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
    writer._connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    def fill():
        for n in range(1000):
            writer.add(made(*[(f"Speaker {n}", f"thing {n} {i}") for i in range(40)]), model="m")

    with pytest.raises(UnwritableLedger, match="the disk is full; make room"):
        fill()
    writer._connection.execute("PRAGMA max_page_count = 1000000")
    counts = writer.view.counts()
    assert counts.statements == 1 + 40 * (counts.reports - 1)
    writer.add(made(("Holt", "there is room again")), model="m")


def test_a_file_that_may_only_be_read_can_be_read(path, writer, made):
    writer.add(made(("Holt", "all is well")), model="m")
    writer.close()
    path.chmod(0o444)
    with ledger.view(path) as view:
        assert view.counts().statements == 1
    if os.access(path, os.W_OK):
        pytest.skip("this user may write everything")
    with pytest.raises(UnwritableLedger, match="may not be written by this user; change its permissions"):
        ledger.writer(path)


@pytest.fixture
def on_read_only_disk(path):
    """Runs sayso where the ledger's folder is on a disk that cannot be written to; skips where this user may
    not make one of their own."""
    folder = path.parent
    script = (
        f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder} && cd {folder} && exec $0 $@"
    )
    alone = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    try:
        subprocess.run([*alone, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk of one's own can be made here")

    def run(*arguments):
        command = [*alone, sys.executable, "-m", "sayso", *arguments]
        return subprocess.run(command, capture_output=True, text=True)

    return run


def test_a_ledger_on_a_read_only_disk_can_be_searched(path, writer, made, on_read_only_disk):
    writer.add(made(("Maren Holt", "that")), model="m")
    writer.close()
    for left in ("", "-wal", "-shm"):  # what a reader leaves behind
        path.with_name(path.name + left).touch()
        done = on_read_only_disk("search", "that", "--ledger", path.name)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Maren Holt" in done.stdout
    done = on_read_only_disk("export", "--ledger", path.name, "--output", "out.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("cannot write out.jsonl: Read-only file system\n")


@pytest.mark.parametrize("open_", [ledger.view, ledger.writer])
def test_a_foreign_file_is_left_as_it_is(open_, path):
    path.write_bytes(b"Dear reader,\n" * 1000)
    with pytest.raises(NoLedger, match="is no ledger of Sayso's; name another file"):
        open_(path)
    assert path.read_bytes() == b"Dear reader,\n" * 1000


@pytest.mark.parametrize("open_", [ledger.view, ledger.writer])
def test_a_foreign_database_is_left_as_it_is(open_, path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NoLedger, match="is an SQLite file, but no ledger"):
        open_(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_ledger_until_something_is_added(path, made):
    path.touch()
    with pytest.raises(NoLedger, match="is empty; name another file"):
        ledger.view(path)
    with ledger.writer(path) as writer:
        writer.add(made(("Holt", "all is well")), model="m")
    with ledger.view(path) as view:
        assert view.counts().statements == 1


def test_a_truncated_file_is_named_as_damaged(path, writer, made):
    for n in range(30):
        writer.add(made(*[(f"Speaker {n}", f"thing {n} {i}") for i in range(40)]), model="m")
    writer.close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(DamagedLedger, match="is damaged; take it from a backup"), ledger.view(path) as view:
        view.search(Query(), limit=10**6)


def test_an_overwritten_page_raises_nothing_but_a_ledger_error(path, writer, made):
    for n in range(30):
        writer.add(made(*[(f"Speaker {n}", f"thing {n} {i}") for i in range(40)]), model="m")
    writer.close()
    size = path.stat().st_size
    for place in range(4096, size, size // 17):
        data = bytearray(path.read_bytes())
        good = data[place : place + 512]
        data[place : place + 512] = b"\xee" * 512
        path.write_bytes(data)
        with contextlib.suppress(LedgerError), ledger.view(path) as view:  # and nothing else
            view.counts()
            view.search(Query(), limit=10**6)
        data[place : place + 512] = good
        path.write_bytes(data)


def test_what_is_not_there_is_named(path, tmp_path):
    with pytest.raises(NoLedger, match=r"desk\.db: no such ledger; check the path"):
        ledger.view(path)
    assert not path.exists()
    with pytest.raises(NoLedger, match="its folder does not exist"):
        ledger.writer(tmp_path / "no" / "desk.db")


def test_a_ledger_of_a_newer_sayso_is_left_alone(path, writer):
    writer.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 999")
    plain.close()
    for open_ in (ledger.view, ledger.writer):
        with pytest.raises(NoLedger, match=r"was made by a newer Sayso .*; install a newer Sayso"):
            open_(path)


def test_a_ledger_of_an_older_sayso_is_brought_up_to_date_whole_or_not_at_all(
    path, writer, made, monkeypatch
):
    reading = made(("Holt", "all is well"))
    writer.add(reading, model="m")
    writer.close()
    scripts = connection.migrations()
    bad = [*scripts, "CREATE TABLE later (a);\nCREATE TABLE later (a);"]
    monkeypatch.setattr(connection, "migrations", lambda: bad)
    with pytest.raises(LedgerError):
        ledger.writer(path)
    good = [*scripts, "CREATE TABLE later (a);"]
    monkeypatch.setattr(connection, "migrations", lambda: good)
    with ledger.view(path) as view:
        assert view.reading(reading.report.id) == reading
        assert connection.version(view._connection) == len(good)


def test_an_unsafe_sqlite_is_warned_of(monkeypatch, caplog, path):
    monkeypatch.setattr(connection, "SAFE", (999, 0, 0))
    connection.warn_if_unsafe.cache_clear()
    ledger.writer(path).close()
    assert "can damage a ledger" in caplog.text
    connection.warn_if_unsafe.cache_clear()
