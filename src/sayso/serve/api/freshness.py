"""Whether a ledger still is as it was: a mark for each of its states, for ETags and live streams."""

from __future__ import annotations

import secrets
import threading
from pathlib import Path

from sayso import ledger
from sayso.errors import LedgerError
from sayso.ledger.base import View
from sayso.serve.desks import file_of


class Freshness:
    """Watches the ledger ``path`` through a view of its own. Marks of one that was started anew differ from
    those before: SQLite's number of a state means something to one connection only."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._salt = secrets.token_hex(6)
        self._view: View | None = None
        self._seen: tuple[object, int] | None = None
        self._states = 0

    def mark(self) -> str:
        """A mark that is another one after anything was written. What is asked of the ledger behind it is as
        new as that, or newer. Raises `sayso.errors.LedgerError`."""
        with self._lock:
            try:
                seen = self._now()
            except LedgerError:
                self._let_go()
                raise
            if seen != self._seen:
                self._seen = seen
                self._states += 1
            return f"{self._salt}-{self._states}"

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def _now(self) -> tuple[object, int]:
        file = file_of(self._path)
        if self._view is None or self._seen is None or self._seen[0] != file:
            self._let_go()
            self._view = ledger.view(self._path)
        return file, self._view.version()

    def _let_go(self) -> None:
        view, self._view, self._seen = self._view, None, None
        if view is not None:
            view.close()
