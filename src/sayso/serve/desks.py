"""Desks to borrow: a ledger's connection is used by one thread at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso import ledger
from sayso.ask.desk import Desk
from sayso.errors import LedgerError

KEPT = 8
"""Desks that are kept open for the next to come."""


class Desks:
    """Desks over the ledger ``path``, opened as they are needed. Those that are given back are lent again, as
    long as the file is the same one: another may have been put in its place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._idle: list[tuple[object, Desk]] = []

    @contextmanager
    def borrowed(self) -> Iterator[Desk]:
        """A desk for this thread alone. Raises `sayso.errors.LedgerError`."""
        file, desk = self._taken()
        try:
            yield desk
        except LedgerError:
            desk.close()
            raise
        except BaseException:
            self._back(file, desk)
            raise
        self._back(file, desk)

    def close(self) -> None:
        """Close those that nobody has."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, desk in idle:
            desk.close()

    def _taken(self) -> tuple[object, Desk]:
        file = file_of(self._path)
        with self._lock:
            idle = self._idle.pop() if self._idle else None
        if idle is not None and idle[0] == file:
            return idle
        if idle is not None:
            idle[1].close()
        return file, Desk(ledger.view(self._path))

    def _back(self, file: object, desk: Desk) -> None:
        with self._lock:
            if len(self._idle) < KEPT:
                self._idle.append((file, desk))
                return
        desk.close()


def file_of(path: Path) -> object:
    """What tells this file from another that has its name."""
    with suppress(OSError):
        found = os.stat(path)
        return found.st_dev, found.st_ino
    return None
