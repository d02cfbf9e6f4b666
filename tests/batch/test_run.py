"""A batch from end to end, cut off in every way there is: nothing is lost, and nothing there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("daft")
sys.path.insert(0, str(Path(__file__).parent))

import batches
from batches import PATIENCE, batch, begun, group, interfered, tables, until
from sayso.batch import run
from sayso.errors import BatchError

READING = ("sayso.pipeline", "read_compared")
DOCUMENTS = ("sayso.batch.joins.documents", "documents")
ARRANGING = ("sayso.batch.joins.arranging", "Arrange.__call__")
LATER = (
    ("sayso.batch.joins.meeting", "Meet.__call__"),
    ("sayso.batch.joins.settling", "steps"),
    ("sayso.batch.joins.origins", "Trace.__call__"),
    ("sayso.batch.dataset.shards", "WriteShards.__call__"),
    ("sayso.batch.dataset.counting", "counted"),
)
"""Where a driver is killed after reading, in their order."""

Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return batches.archives(tmp_path_factory.mktemp("news") / "in")


@pytest.fixture(scope="module")
def undisturbed(news: Path) -> Rows:
    """The data set of a run in which nothing happens."""
    out = news.parent / "out"
    whole(news, out)
    found = tables(out)
    assert all(found[table] for table in ("reports", "statements", "voices", "claims", "links", "refusals"))
    return found


def whole(news: Path, out: Path) -> None:
    """Run it to its end."""
    done = batch(news, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")


def held(at: Path) -> list[int]:
    """The processes that were interfered with."""
    return [int(path.name) for path in at.glob("[0-9]*")]


def read(out: Path) -> dict[str, tuple[int, int]]:
    """The shards that are marked as read, with what tells whether a file of theirs was written anew."""
    found = {}
    for path in (out / ".work/done/read").glob("[!.]*"):
        stat = (out / ".work/read/arrived" / f"{path.name}.parquet").stat()
        found[path.name] = (stat.st_ino, stat.st_mtime_ns)
    return found


def test_a_driver_killed_in_reading_goes_on_where_it_was(
    news: Path, undisturbed: Rows, tmp_path: Path
) -> None:
    out, at, later = tmp_path / "out", tmp_path / "at", tmp_path / "later"
    with begun(news, "--out", out, env=interfered(*READING, at, word="lantern")) as driver:
        until(lambda: read(out) and held(at), driver)
        before = read(out)
        assert driver.pid not in held(at)
        driver.kill()
        driver.wait()
        until(lambda: not group(driver.pid))
    assert list(before) == ["000000"]
    with begun(news, "--out", out, env=interfered(*DOCUMENTS, later)) as driver:
        until(lambda: held(later), driver)
        assert read(out).items() > before.items()
        (later / "go").touch()
        assert driver.wait(PATIENCE) == 0
    assert tables(out) == undisturbed


def test_a_driver_killed_in_each_later_phase_goes_on_where_it_was(
    news: Path, undisturbed: Rows, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    at = tmp_path / "arranging"
    env = interfered(*ARRANGING, at, FEW_REPORTS=0)  # as with many, of which workers take care
    with begun(news, "--out", out, "--workers", 1, env=env) as driver:
        until(lambda: held(at), driver)
        assert driver.pid not in held(at)
        driver.kill()
        driver.wait()
        until(lambda: not group(driver.pid))
    for number, place in enumerate(LATER):
        at = tmp_path / str(number)
        with begun(news, "--out", out, env=interfered(*place, at, kills=True)) as driver:
            assert driver.wait(PATIENCE) == -signal.SIGKILL
            assert held(at) == [driver.pid]
    whole(news, out)
    assert tables(out) == undisturbed


def test_a_killed_worker_changes_nothing(news: Path, undisturbed: Rows, tmp_path: Path) -> None:
    out, at = tmp_path / "out", tmp_path / "at"
    with begun(news, "--out", out, env=interfered(*READING, at, word="lantern")) as driver:
        until(lambda: held(at), driver)
        (worker,) = held(at)
        os.kill(worker, signal.SIGKILL)
        (at / "go").touch()
        _, err = driver.communicate(timeout=PATIENCE)
    assert (driver.returncode, err) == (0, "")
    assert len(held(at)) == 2  # another process read it
    assert tables(out) == undisturbed


def test_a_record_that_ends_its_process_is_refused_and_all_else_is_there(
    news: Path, undisturbed: Rows, tmp_path: Path
) -> None:
    out, at = tmp_path / "out", tmp_path / "at"
    done = batch(news, "--out", out, env=interfered(*READING, at, word="lantern", kills=True))
    assert (done.returncode, done.stderr) == (3, "")
    assert len(held(at)) == 2
    found = tables(out)
    (refused,) = set(found["refusals"]) - set(undisturbed["refusals"])
    assert "'kind': 'Stumbled'" in refused
    assert "reading it ended the process" in refused
    assert len(found["refusals"]) == len(undisturbed["refusals"]) + 1
    (lost,) = {row for row in undisturbed["reports"] if "lantern" in row}
    texts = [row.rpartition("'text': ")[2] for row in undisturbed["reports"] if row != lost]
    assert [row.rpartition("'text': ")[2] for row in found["reports"]] == texts
    assert 0 < len(found["statements"]) < len(undisturbed["statements"])


def test_who_ends_all_of_it_by_a_signal_blames_no_record_and_the_same_command_goes_on(
    news: Path, undisturbed: Rows, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ends = {
        signal.SIGINT: (130, "", "\nsayso: interrupted\n"),
        signal.SIGTERM: (-signal.SIGTERM, "", ""),
        signal.SIGHUP: (-signal.SIGHUP, "", ""),
    }
    for sent, end in ends.items():
        at = tmp_path / sent.name
        with begun(news, "--out", out, env=interfered(*READING, at, word="lantern")) as driver:
            until(lambda at=at: held(at), driver)  # type: ignore[misc]
            os.killpg(driver.pid, sent)
            text, err = driver.communicate(timeout=PATIENCE)
            until(lambda leader=driver.pid: not group(leader))  # type: ignore[misc]
        assert (driver.returncode, text, err) == end
    whole(news, out)
    assert tables(out) == undisturbed


def test_tables_of_which_nothing_is_known_are_not_added_to(news: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    with pytest.raises(BatchError, match=r"\.work is gone; name another folder"):
        run.run([str(news)], tmp_path, run.Settings(), run.Cluster(1), lambda _: None)


def test_how_many_processors_a_cluster_has_is_asked_anew_in_each_phase(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[run.Cluster] = []

    def stop(*given: object) -> None:
        asked.append(given[-1])  # type: ignore[arg-type]
        raise BatchError("it", "stops here", "that is all")

    monkeypatch.setattr(run, "run_tasks", stop)
    with pytest.raises(BatchError, match="stops here"):
        run.run([str(news)], tmp_path / "out", run.Settings(), run.Cluster(0), lambda _: None)
    assert asked == [run.Cluster(0)]


def test_a_file_of_actors_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run.Settings(actors=Path("ours.toml")).recipe.actors == tmp_path / "ours.toml"
    assert run.Settings().recipe.actors is None


def test_a_folder_that_does_not_show_what_was_read_ends_it(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "run_tasks", lambda *_: iter(()))
    with pytest.raises(BatchError, match=r"shows 0 of \d+ files.* actimeo=0"):
        run.run([str(news)], tmp_path / "out", run.Settings(), run.Cluster(1), lambda _: None)


def test_a_dataframe_that_fails_is_one_line(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from daft.exceptions import DaftCoreException

    def full(*_: object) -> None:
        raise DaftCoreException("ParquetError External:\n\nno room is left")

    monkeypatch.setattr(run._Batch, "read", lambda *_: None)
    monkeypatch.setattr(run, "documents", full)
    with pytest.raises(BatchError, match=r"the engine failed .*no room is left.*; see to that") as raised:
        run.run([str(news)], tmp_path / "out", run.Settings(), run.Cluster(1), lambda _: None)
    assert "\n" not in str(raised.value)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_is_one_line_and_with_room_it_goes_on(news: Path, undisturbed: Rows, small: Path) -> None:
    out, ballast = small / "out", small / "ballast"
    whole_disk = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
    done, fails, room = None, 0, 40_000
    while done is None or done.returncode:
        used = sum(path.stat().st_blocks * 512 for path in out.rglob("*") if path.is_file())
        ballast.write_bytes(bytes(max(whole_disk - used - room, 0)))
        done = batch(news, "--out", out)
        if done.returncode:
            assert (done.returncode, done.stdout) == (1, "")
            assert "no space left" in done.stderr.lower()
            assert done.stderr.startswith("sayso: ")
            assert len(done.stderr.splitlines()) == 1
            fails += 1
        room *= 2
    assert fails > 1
    assert tables(out) == undisturbed
