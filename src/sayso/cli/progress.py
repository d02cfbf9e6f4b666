"""A progress bar on standard error, only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rich.progress


class Progress:
    """How far the reading of ``total`` sources is. Shown for more than one source, or when one source
    turns out to hold several reports."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._bar: rich.progress.Progress | None = None
        self._wanted = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        if self._total > 1:
            self._show()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One source is done."""
        self._done += 1
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self._done)

    def count(self, read: int, refused: int) -> None:
        """So many reports have been read, and so many refused."""
        if read + refused > 1:
            self._show()
        if self._bar:
            words = f"{read} read" + (f", {refused} refused" if refused else "")
            self._bar.update(self._bar.task_ids[0], description=words)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """While something else is written, which may go to the same terminal, the bar is away."""
        if not self._bar:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def _show(self) -> None:
        if self._bar or not self._wanted:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        # Standard output stays with the results: rich would send it to the bar's own console.
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._bar.add_task("reading", total=self._total if self._total > 1 else None)
        self._bar.start()
