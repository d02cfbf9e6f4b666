"""JSON: a reading as one object, described by ``schema.json``.

``json`` prints one reading as an indented object, and several as an array of them; ``jsonl`` prints
each on a line of its own, which is the shape for machines that read many.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TextIO

import msgspec

from sayso.types import Reading


def encoded(reading: Reading) -> bytes:
    """``reading`` as one line of JSON in UTF-8, without a line end."""
    return msgspec.json.encode(
        {
            "schema": reading.schema,
            "report": reading.report,
            "statements": reading.statements,
            "actors": reading.actors,
            "events": reading.events,
            "credits": reading.credits,
            "disputes": reading.disputes,
        }
    )


def decoded(line: bytes | str) -> Reading:
    """The reading that `encoded` wrote. Fields that this version does not know are passed over.

    Raises ``msgspec.ValidationError`` when it has another shape.
    """
    return msgspec.json.decode(line, type=Reading)


def write_lines(readings: Iterable[Reading], out: TextIO) -> None:
    """One reading a line."""
    for reading in readings:
        out.write(encoded(reading).decode() + "\n")
        out.flush()


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """One reading as an object, several as an array; nothing when there is none."""
    ahead = iter(readings)
    first = next(ahead, None)
    if first is None:
        return
    second = next(ahead, None)
    if second is None:
        out.write(_indented(first) + "\n")
        return
    separator = "[\n  "
    for reading in chain((first, second), ahead):
        out.write(separator + _indented(reading).replace("\n", "\n  "))
        out.flush()
        separator = ",\n  "
    out.write("\n]\n")


def _indented(reading: Reading) -> str:
    return msgspec.json.format(encoded(reading), indent=2).decode()
