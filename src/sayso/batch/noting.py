"""Which record is in hand, noted in a file, so that one that ends the process is known afterwards.

A fault below Python, or too little memory, ends a worker without a word. The shard is then begun anew, by a
worker that finds the note of the one before it: the record that was in hand is tried once more, and if that
ends the process too, it is passed over from then on. A record that takes for ever is made such a case by
the clock, from a thread that needs nothing of Python, so that it works however deep in a library it hangs.
"""

from __future__ import annotations

import faulthandler
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from time import monotonic

DEATHS = 2
"""A record in hand at so many ends of a process is taken for their cause. At one it may have been the
machine, or somebody else's memory."""

LIMIT = 300.0
"""Seconds that one record may take, or what is written between two. The slowest page of the largest size
allowed takes a few."""

FRESH = 0.1
"""The share of `LIMIT` for which the clock is not wound again: winding it starts a thread, which for most
records would be a good part of the work."""

_WIDTH = 20
_NOBODY = b"-".ljust(_WIDTH) + b"\n"


class Note:
    """The note of one shard. ``poison`` are the positions of records that are not to be read again, ``end``
    is that of one which ends the process even when it is only fetched, so that nothing behind it can be
    reached; None where there is none such."""

    def __init__(self, path: Path, limit: float = LIMIT) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._limit, self._wound = path, limit, -inf
        ends = _ends(path)
        times = Counter(ends)
        self.poison = frozenset(position for position in times if times[position] >= DEATHS)
        self.end = next((position for position in times if times[position] > DEATHS), None)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.pwrite(self._file, _NOBODY + b"".join(b"%d\n" % position for position in ends), 0)
        self._silent = os.open(os.devnull, os.O_WRONLY)

    @contextmanager
    def hand(self, position: int) -> Iterator[None]:
        """While the record at ``position`` is in hand."""
        os.pwrite(self._file, str(position).encode().ljust(_WIDTH), 0)
        now = monotonic()
        if now - self._wound > FRESH * self._limit:
            faulthandler.dump_traceback_later(self._limit, file=self._silent, exit=True)
            self._wound = now
        try:
            yield
        finally:
            os.pwrite(self._file, _NOBODY, 0)

    def close(self, *, done: bool) -> None:
        """Let go of the file, and stop the clock; a shard that is done needs no file."""
        faulthandler.cancel_dump_traceback_later()
        os.close(self._file)
        os.close(self._silent)
        if done:
            self._path.unlink(missing_ok=True)


def excuse(path: Path) -> None:
    """Whoever is in hand in this note is not to blame for the end of the process."""
    with suppress(FileNotFoundError), path.open("r+b") as note:
        note.write(_NOBODY)


def _ends(path: Path) -> list[int]:
    """The positions that were in hand when a process ended, the last one among them."""
    try:
        lines = path.read_text().split()
    except FileNotFoundError:
        return []
    return [int(line) for line in (*lines[1:], *lines[:1]) if line.isdigit()]
