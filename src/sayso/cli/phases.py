"""How far a batch is, on standard error, only where that is a terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rich.progress

    from sayso.batch.run import Advance


class Phases:
    """A line for each phase: how much of it is done, how many records and words a second, how long still."""

    def __init__(self) -> None:
        self._bar: rich.progress.Progress | None = None
        self._lines: dict[str, rich.progress.TaskID] = {}

    def __enter__(self) -> Phases:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def tell(self, advance: Advance) -> None:
        """Show how far a phase is."""
        if not sys.stderr.isatty():
            return
        bar = self._shown()
        if advance.phase not in self._lines:
            self._lines[advance.phase] = bar.add_task(advance.phase, total=advance.of, rate="")
        line = self._lines[advance.phase]
        seconds = bar.tasks[line].elapsed or 0
        rate = ""
        if advance.records and seconds:
            rate = f"{advance.records / seconds:,.0f} records/s, {advance.words / seconds:,.0f} words/s"
        bar.update(line, completed=advance.done, total=advance.of, rate=rate)

    def _shown(self) -> rich.progress.Progress:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeElapsedColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._bar.start()
        return self._bar
