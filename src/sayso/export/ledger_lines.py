"""A ledger as JSON Lines: each report's reading, in every version, with what the ledger knows of it besides.

A line is what ``sayso read --format jsonl`` prints, with one more field, ``kept``: so whoever reads readings
reads these too, and `sayso import` makes the same ledger of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import msgspec

from sayso.export.json import encoded
from sayso.ledger.base import Stored


def write(stored: Iterable[Stored], out: TextIO) -> None:
    """One report a line."""
    for one in stored:
        kept = {
            "added": one.kept.added,
            "sayso": one.kept.sayso,
            "model": one.kept.model,
            "appearances": one.appearances,
        }
        line = encoded(one.reading)
        out.write(f'{line[:-1].decode()},"kept":{msgspec.json.encode(kept).decode()}}}\n')
