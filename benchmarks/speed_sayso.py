"""Sayso's share of `benchmarks/speed.py`: where the processor's time goes over given reports.

    python benchmarks/speed_sayso.py REPORTS [MODEL]

Run once for each repetition, so that nothing is remembered from the one before. REPORTS is a JSON file: a
list of paths, the first of them to warm up on. Prints its figures as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_started = time.perf_counter()

from sayso.attribute import attribute  # noqa: E402
from sayso.models.encoding import Window  # noqa: E402
from sayso.models.reader import Read, Reader, packaged  # noqa: E402
from sayso.parse import parse  # noqa: E402
from sayso.parse.tokens import tokenize  # noqa: E402
from sayso.read import report  # noqa: E402
from sayso.resolve import resolve  # noqa: E402
from sayso.situate import situate  # noqa: E402
from sayso.types import Floats, Report  # noqa: E402


class Watched:
    """A reader that keeps count of what it costs, and of the windows that it was given."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.windows: list[Window] = []
        self.seconds: Counter[str] = Counter()
        run, read = reader.run, reader.read

        def watched_run(window: Window) -> Floats:
            self.windows.append(window)
            with self.clock("encoder"):
                return run(window)

        def watched_read(paragraphs: list[list[str]]) -> Read:
            with self.clock("packing and encoder"):
                return read(paragraphs)

        reader.run, reader.read = watched_run, watched_read  # type: ignore[method-assign, assignment]
        self.bare = run

    @contextmanager
    def clock(self, part: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.seconds[part] += time.process_time() - started  # type: ignore[assignment]

    def measure(self, path: str) -> Report:
        """One report through all stages; then its words and its windows again, by themselves."""
        with self.clock("whole"):
            with self.clock("read"):
                found = report(path)
            with self.clock("parse"):
                parsed = parse(found, self.reader)
            with self.clock("attribute"):
                attributions = attribute(found, parsed)
            with self.clock("resolve"):
                resolution = resolve(found, parsed, attributions)
            with self.clock("situate"):
                situate(found, parsed, attributions, resolution)
        with self.clock("tokens"):
            for paragraph in parsed.paragraphs:
                spans = tokenize(found.text, paragraph.start, paragraph.end)
                [found.text[start:end] for start, end in spans]
        windows, self.windows = self.windows, []
        with self.clock("bare encoder"):
            for window in windows:
                self.bare(window)
        return found


def main() -> None:
    warm_up, *paths = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    watched = Watched(Reader(Path(sys.argv[2])) if len(sys.argv) > 2 else packaged())
    loading = time.perf_counter() - _started
    watched.measure(warm_up)
    watched.seconds.clear()
    for path in paths:
        watched.measure(path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": watched.seconds, "loading": loading, "peak": peak}))


if __name__ == "__main__":
    main()
