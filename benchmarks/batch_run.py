"""One `sayso batch` for `benchmarks/batch.py`: how long, phase by phase, and what it cost.

    python benchmarks/batch_run.py ARCHIVE OUT WORKERS

Prints its figures as JSON: seconds on the wall by phase, processor seconds of all its processes (start, model
and all), peak memory in MB of the driver, and the manifest.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

_started = time.perf_counter()

import msgspec  # noqa: E402

from sayso.batch.run import Advance, Cluster, Settings, run  # noqa: E402


class Clock:
    """When each phase began."""

    def __init__(self) -> None:
        self._phase, self._since = "begin", _started
        self.seconds: dict[str, float] = {}

    def tell(self, advance: Advance) -> None:
        if advance.phase != self._phase:
            self.stop()
            self._phase = advance.phase

    def stop(self) -> None:
        now = time.perf_counter()
        self.seconds[self._phase] = self.seconds.get(self._phase, 0.0) + now - self._since
        self._since = now


def main() -> None:
    archive, out, workers = sys.argv[1:]
    clock = Clock()
    manifest = run([archive], Path(out), Settings(), Cluster(int(workers)), clock.tell)
    clock.stop()
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    figures = {
        "wall": time.perf_counter() - _started,
        "phases": clock.seconds,
        "processor": sum(usage.ru_utime + usage.ru_stime for usage in usages),
        "driver": usages[0].ru_maxrss / 1024,
        "manifest": msgspec.to_builtins(manifest),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
