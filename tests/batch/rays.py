"""A Ray cluster on this machine, of processes as `ray start` makes them, for the tests."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120.0
"""Seconds that each node has to come up, and then all to know each other: some ten are usual."""


class CannotStart(Exception):
    """Ray does not run here, and why."""


@dataclass(frozen=True)
class Node:
    """One `ray start`, which stays in front of the processes that it began."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As a machine does that loses its power: its raylet is gone, and its workers at once with it."""
        for part in _children(self.process.pid):
            if "raylet/raylet" in Path(f"/proc/{part}/cmdline").read_text().split("\0")[0]:
                for process in [part, *_children(part)]:
                    os.kill(process, signal.SIGKILL)

    def stop(self) -> None:
        parts = _children(self.process.pid)
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        for left in (self.process.pid, *parts):
            with suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def cluster(nodes: int, path: Path) -> Iterator[tuple[str, list[Node]]]:
    """The address and the nodes, the head first, of one processor each. Their workers find modules in
    ``path``. Raises CannotStart."""
    folder = tempfile.mkdtemp(prefix="sayso-ray-")  # short, since Ray's sockets lie in it
    address = f"127.0.0.1:{_port()}"
    environment = {**os.environ, "PYTHONPATH": str(path), "RAY_USAGE_STATS_ENABLED": "0"}
    begun: list[Node] = []
    head = ["--head", f"--port={address.rpartition(':')[2]}", f"--ray-client-server-port={_port()}"]
    head += ["--include-dashboard=false", f"--temp-dir={folder}"]
    try:
        begun.append(_start(head, environment, folder))
        begun.extend(_start([f"--address={address}"], environment, folder) for _ in range(nodes - 1))
        _wait(address, nodes, environment)
        yield address, begun
    finally:
        for node in reversed(begun):
            node.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _start(options: list[str], environment: dict[str, str], folder: str) -> Node:
    program = Path(sys.executable).with_name("ray")
    if not program.exists():
        raise CannotStart("there is no program `ray` beside Python")
    common = ["--num-cpus=1", "--object-store-memory=100000000", "--block", "--disable-usage-stats"]
    if "--head" not in options:
        common.remove("--disable-usage-stats")
    told = Path(folder) / f"start-{uuid.uuid4().hex}.log"
    with told.open("wb") as log:
        process = subprocess.Popen(
            [program, "start", *options, *common], env=environment, stdout=log, stderr=log
        )
    node, end = Node(process), time.monotonic() + PATIENCE
    # One after another: nodes that begin at once choose the same ports now and then.
    while "Ray runtime started" not in told.read_text():
        if process.poll() is not None or time.monotonic() > end:
            node.stop()
            raise CannotStart(f"a node did not come up: {told.read_text()[-500:]}")
        time.sleep(0.1)
    return node


def _wait(address: str, nodes: int, environment: dict[str, str]) -> None:
    """Until the head knows that many nodes."""
    ask = (
        "import ray, time\n"
        f"ray.init({address!r}, log_to_driver=False, logging_level=50)\n"
        f"while sum(node['Alive'] for node in ray.nodes()) < {nodes}: time.sleep(0.2)\n"
    )
    end = time.monotonic() + PATIENCE
    while (left := end - time.monotonic()) > 0:
        with suppress(subprocess.TimeoutExpired):
            asked = subprocess.run(
                [sys.executable, "-c", ask], env=environment, capture_output=True, timeout=min(left, 30)
            )
            if asked.returncode == 0:
                return
        time.sleep(0.5)
    raise CannotStart(f"no cluster of {nodes} nodes came up in {PATIENCE:.0f} seconds")


def _children(process: int) -> list[int]:
    listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True)
    return [int(line) for line in listing.stdout.split()]


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
