"""JSON Lines of Sayso's own back into a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.errors import WrongFormat
from sayso.intake.keeping import Intake, Keeper
from sayso.intake.reading import vectors_of
from sayso.ledger.base import Appearance, Kept, Stored, Writer
from sayso.types import Reading

UNKNOWN = "unknown"
"""The model of a reading that does not say which it was: `sayso reread` will read its report again."""


class _Kept(msgspec.Struct):
    added: str
    sayso: str
    model: str
    appearances: tuple[Appearance, ...] = ()


class _Line(msgspec.Struct):
    kept: _Kept | None = None


def import_lines(writer: Writer, name: str, lines: Iterable[bytes], now: str) -> Iterator[Intake]:
    """Keep the reading on each line, as ``sayso export`` or ``sayso read`` wrote it (``--format jsonl``).
    ``name`` is the file's, ``now`` the moment (ISO 8601, UTC) at which a reading of ``sayso read`` is added.

    A line that is no reading is refused, with its number, and the rest goes on. Raises
    `sayso.errors.LedgerError`.
    """
    keeper = Keeper(writer)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        source = f"{name}#{number}"
        try:
            stored = _stored(line, now)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            remedy = "write it with sayso export or sayso read, --format jsonl"
            yield Intake(source, refused=WrongFormat(source, f"is no reading of Sayso's ({problem})", remedy))
        else:
            yield keeper.restore(source, stored, vectors_of(stored.reading))


def _stored(line: bytes, now: str) -> Stored:
    reading = msgspec.json.decode(line, type=Reading)
    told = msgspec.json.decode(line, type=_Line).kept or _Kept(now, UNKNOWN, UNKNOWN)
    kept = Kept.told(reading, current=True, added=told.added, sayso=told.sayso, model=told.model)
    return Stored(reading, kept, told.appearances)
