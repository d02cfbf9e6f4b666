"""A Ray cluster for real: a head and two workers as processes of their own, and what dies among them."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("ray")
pytest.importorskip("daft")
parquet = pytest.importorskip("pyarrow.parquet")

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    sys.path.insert(0, str(HERE))
    yield {name: importlib.import_module(name) for name in ("rays", "toys")}
    sys.path.remove(str(HERE))


@pytest.fixture(scope="module")
def ray(modules: dict[str, ModuleType]) -> Iterator[tuple[str, list[Any]]]:
    """The cluster's address and its three nodes, the head first."""
    rays = modules["rays"]
    try:
        with rays.cluster(3, HERE) as found:
            yield found
    except rays.CannotStart as reason:
        pytest.skip(str(reason))


def test_a_cluster_does_each_task_once_though_a_worker_and_a_machine_die(
    modules: dict[str, ModuleType], ray: tuple[str, list[Any]], tmp_path: Path
) -> None:
    address, nodes = ray
    waits = [{"until": ["go"]}] * 3  # one on each machine
    orders: list[dict[str, Any]] = [*waits, {"kill": 1}, {}, {"print": True}, {}, {}]
    driver = subprocess.Popen(
        [sys.executable, HERE / "toys.py", tmp_path, "ray", address, "3", *map(json.dumps, orders)],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait(lambda: all((tmp_path / "begun" / f"t{number}").exists() for number in range(3)), driver)
        nodes[-1].kill()
        (tmp_path / "go").touch()
        out, err = driver.communicate(timeout=120)
    finally:
        driver.kill()
    assert (driver.returncode, err) == (0, "")
    results = [json.loads(line) for line in out.splitlines()]  # and nothing else was printed
    assert sorted(name for name, _ in results) == [f"t{number}" for number in range(len(orders))]
    assert {result["threads"] for _, result in results} == {"1"}
    again = {f"t{n}" for n in range(len(orders)) if len(modules["toys"].begun(tmp_path, f"t{n}")) > 1}
    assert "t3" in again  # whose process ended
    assert again & {"t0", "t1", "t2"}  # whose machine ended


FERRY = "The ferry to Osk will not sail on Friday, said Mira Tolland, who runs the harbour board."
PIER = "An official said that the pier was unsafe. The owner denied that the pier was unsafe."
ARTICLES = [
    [
        {"url": "https://packet.example/a", "published": "2031-10-14", "text": f"{FERRY} {PIER}"},
        {"url": "https://gazette.example/b", "published": "2031-10-15", "text": f"{PIER} Nobody was told."},
    ],
    [{"url": "https://tribune.example/c", "published": "2031-10-15", "text": f"Rain fell on Osk. {FERRY}"}],
]


def test_the_data_set_is_that_of_one_machine(ray: tuple[str, list[Any]], tmp_path: Path) -> None:
    inputs = [tmp_path / f"{number}.jsonl" for number in range(len(ARTICLES))]
    for path, articles in zip(inputs, ARTICLES, strict=True):
        path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    program = [Path(sys.executable).with_name("sayso"), "batch", *inputs, "--out"]
    for name, flags in (
        ("local", ["--workers", "2"]),
        ("ray", ["--runner", "ray", "--address", ray[0]]),
    ):
        done = subprocess.run([*program, tmp_path / name, *flags], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
    local, far = (_tables(tmp_path / name) for name in ("local", "ray"))
    assert local["statements"]
    assert far == local


def _tables(folder: Path) -> dict[str, list[str]]:
    """The rows of each table of a data set, in an order of their own."""
    found: dict[str, list[str]] = {}
    for path in folder.glob("*/*/*.parquet"):
        rows = parquet.ParquetFile(path).read().to_pylist()
        found.setdefault(path.parts[-3], []).extend(repr(row) for row in rows)
    return {table: sorted(rows) for table, rows in found.items()}


def test_no_cluster_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, HERE / "toys.py", tmp_path, "ray", "127.0.0.1:1", "1", "{}"],
        env={**os.environ, "PYTHONPATH": str(HERE), "RAY_NUM_REDIS_GET_RETRIES": "1"},
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[-1].startswith("sayso.errors.BatchError: 127.0.0.1:1: no Ray cluster")


def _wait(true: Any, driver: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert driver.poll() is None, driver.communicate()[1]
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
