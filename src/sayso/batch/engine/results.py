"""What comes of a query over tasks, as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import msgspec

from sayso.batch.engine.runner import daft
from sayso.batch.engine.worker import Outcome
from sayso.batch.layout import Layout

LOOK = 1.0
"""Seconds without a row from Ray after which the markers are looked at."""

Named = tuple[str, Outcome]
"""A task's name and what became of it."""


def local(frame: daft.DataFrame) -> Iterator[Named]:
    rows = frame.iter_rows(results_buffer_size=1)
    # In the order of the tasks a long one would hold up the others; this counts when a query begins.
    with daft.execution_config_ctx(maintain_order=False):
        first = next(rows)
    for row in chain([first], rows):
        yield _named(row)


def from_ray(frame: daft.DataFrame, layout: Layout, phase: str) -> Iterator[Named]:
    """Ray's rows come in the order of the tasks, whatever is asked: what is done behind a long one is known
    by its marker, and its row may come again later."""
    rows: SimpleQueue[dict[str, Any] | Exception | None] = SimpleQueue()
    Thread(target=_fetch, args=(frame, rows), daemon=True).start()
    seen = set(_marked(layout, phase))
    while True:
        try:
            row = rows.get(timeout=LOOK)
        except Empty:
            for name in _marked(layout, phase):
                if name not in seen and (done := layout.finished(phase, name)) is not None:
                    seen.add(name)
                    yield name, Outcome(done.decode())
            continue
        if row is None:
            return
        if isinstance(row, Exception):
            raise row
        yield _named(row)


def _fetch(frame: daft.DataFrame, rows: SimpleQueue[dict[str, Any] | Exception | None]) -> None:
    try:
        for row in frame.iter_rows(results_buffer_size=1):
            rows.put(row)
        rows.put(None)
    except Exception as fault:
        rows.put(fault)


def _marked(layout: Layout, phase: str) -> list[str]:
    folder = layout.marker(phase, "any").parent
    return [path.name for path in folder.glob("[!.]*")] if folder.exists() else []


def _named(row: dict[str, Any]) -> Named:
    return row["name"], msgspec.json.decode(row["outcome"], type=Outcome)
