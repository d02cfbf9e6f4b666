"""Answers that take a walk through the whole ledger, kept for a moment.

Whoever asks while an answer is a little old gets that one, and a new one is made behind the scenes; only the
first to ask, and who comes after a long while, waits.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sayso.ask.desk import Desk
from sayso.serve.desks import Desks

log = logging.getLogger("sayso.serve")

Kind = TypeVar("Kind")

FRESH_SECONDS = 5.0
"""An answer that is no older is as good as new."""
USABLE_SECONDS = 30.0
"""An answer that is no older will do while another is made."""


@dataclass
class _Kept:
    value: Any
    made: float
    being_made: bool = field(default=False)


class Remembered:
    """Answers by name."""

    def __init__(self, desks: Desks, clock: Callable[[], float] = time.monotonic) -> None:
        self._desks, self._clock = desks, clock
        self._lock = threading.Lock()
        self._kept: dict[str, _Kept] = {}

    def get(self, name: str, ask: Callable[[Desk], Kind], desk: Desk) -> Kind:
        """What ``ask`` answers, or what it did a moment ago; ``desk`` is asked where there is nothing to go
        by. Raises what ``ask`` does."""
        with self._lock:
            kept = self._kept.get(name)
            age = self._clock() - kept.made if kept else USABLE_SECONDS + 1
            again = kept is not None and FRESH_SECONDS < age <= USABLE_SECONDS and not kept.being_made
            if kept and again:
                kept.being_made = True
        if kept is None or age > USABLE_SECONDS:
            value = ask(desk)
            self._keep(name, value)
            return value
        if again:
            threading.Thread(target=self._again, args=(name, ask), daemon=True).start()
        found: Kind = kept.value
        return found

    def forget(self) -> None:
        """Ask anew from now on: something was written here."""
        with self._lock:
            self._kept.clear()

    def _keep(self, name: str, value: object) -> None:
        with self._lock:
            self._kept[name] = _Kept(value, self._clock())

    def _again(self, name: str, ask: Callable[[Desk], object]) -> None:
        try:
            with self._desks.borrowed() as desk:
                self._keep(name, ask(desk))
        except Exception:
            log.exception("%s could not be counted again", name)
            with self._lock:
                self._kept.pop(name, None)  # whoever asks next is told
