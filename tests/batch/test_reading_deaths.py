"""A shard whose records end the process, hang or fill the disk: real processes, really killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from pyarrow import parquet

from sayso.batch.inputs import Kind, Shard
from sayso.batch.noting import Note
from sayso.batch.reading import ShardRead

WORKER = """
import os, resource, signal, sys, time
from pathlib import Path

import sayso.batch.noting as noting
import sayso.batch.reading as reading
from sayso.batch.engine.tasks import Task
from sayso.batch.layout import Layout
from sayso.batch.rows import Rows
from sayso.intake.reading import Arrived
from sayso.types import Reading, Report

def arrived(report, recipe, view):
    if "ends" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    while "hangs" in report.text:
        time.sleep(0.01)
    return Arrived(report.id, Reading(report, ()), "none")

def documents(*rest, found=reading.documents):
    for item in found(*rest):
        if b"unreachable" in item.data:
            os.kill(os.getpid(), signal.SIGKILL)
        yield item

reading.arrived, reading.documents = arrived, documents
noting.Note.__init__.__defaults__ = (1.5,)
made = Report("made", "Made", ())
Rows(0).add(arrived(made, None, None), Reading(made, ()), 0)  # what is loaded once takes none of that time
if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
print(reading.ReadShard(Layout(Path(sys.argv[1])))(Task("000000", sys.argv[2])))
"""


def worker(folder: Path, texts: Sequence[str], *more: str) -> subprocess.CompletedProcess[str]:
    """One worker's try at a shard of these texts."""
    path = folder / "news.jsonl"
    lines = [msgspec.json.encode({"text": f"{text}, the mayor of Oxrow said."}).decode() for text in texts]
    path.write_text("\n".join(lines) + "\n")
    shard = msgspec.json.encode(Shard(0, "news.jsonl", str(path), Kind.LINES, 0, None)).decode()
    command = [sys.executable, "-c", WORKER, str(folder / "out"), shard, *more]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def told(done: subprocess.CompletedProcess[str]) -> ShardRead:
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout, type=ShardRead)


def files(folder: Path) -> list[str]:
    """Every file below the shard's tables, whole or not."""
    return sorted(path.name for path in (folder / "out/.work/read").rglob("*") if path.is_file())


def test_a_record_that_ends_the_process_twice_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    texts = ["All is well", "This ends it", "All is well again"]
    for _ in range(2):
        assert worker(tmp_path, texts).returncode == -signal.SIGKILL
        assert all(not name.endswith(".parquet") for name in files(tmp_path))
    result = told(worker(tmp_path, texts))
    assert (result.records, result.read, result.refused) == (3, 2, {"Stumbled": 1})
    refused = parquet.read_table(tmp_path / "out/.work/read/refused").to_pylist()
    assert refused[0]["problem"].startswith("reading it ended the process")
    assert refused[0]["source"].startswith("news.jsonl@")
    assert files(tmp_path) == ["000000.parquet"] * 8  # what the killed ones left is gone
    assert not list((tmp_path / "out/.work/doing").iterdir())


def test_a_record_that_hangs_ends_the_process_and_is_refused_after_the_second_time(tmp_path: Path) -> None:
    texts = ["This hangs", "All is well"]
    for _ in range(2):
        assert worker(tmp_path, texts).returncode == 1
    result = told(worker(tmp_path, texts))
    assert (result.read, result.refused) == (1, {"Stumbled": 1})


def test_what_comes_after_a_record_that_cannot_be_fetched_is_told_as_lost(tmp_path: Path) -> None:
    texts = ["All is well", "This is unreachable", "Nobody comes here"]
    for _ in range(3):
        assert worker(tmp_path, texts).returncode == -signal.SIGKILL
    result = told(worker(tmp_path, texts))
    assert (result.records, result.read, result.refused) == (2, 1, {"Stumbled": 1})
    (refused,) = parquet.read_table(tmp_path / "out/.work/read/refused").to_pylist()
    assert refused["source"] == "news.jsonl@0, record 2 from there"
    assert "what comes after it is lost" in refused["problem"]


def test_a_full_disk_is_raised_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    texts = [" the ".join(f"{number:x}" for number in os.urandom(2_000))]
    failed = worker(tmp_path, texts, "3000")
    assert "OSError: [Errno 27]" in failed.stderr.splitlines()[-1]
    assert files(tmp_path) == []
    assert told(worker(tmp_path, texts)).read == 1


def test_ends_at_different_records_are_nobodys_fault(tmp_path: Path) -> None:
    path = tmp_path / "doing" / "000000"
    for position in (3, 4, 5):
        note = Note(path)
        os.pwrite(note._file, str(position).encode().ljust(20), 0)  # as it stands when a process ends
        note.close(done=False)
    assert not Note(path).poison


def test_a_shard_that_was_left_between_two_records_blames_none(tmp_path: Path) -> None:
    path = tmp_path / "doing" / "000000"
    for _ in range(3):
        note = Note(path)
        with note.hand(1):
            pass
        note.close(done=False)
    assert not Note(path).poison
