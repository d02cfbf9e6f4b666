"""Readings on their way out, one file per format.

Each format is a function ``write(readings, out)`` that writes readings to an open file as they come: to a
text file (UTF-8, ``newline=""``), or to a binary one where its `Format` says so. A format is imported when
it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO, cast

if TYPE_CHECKING:
    from sayso.types import Reading

Writer = Callable[[Iterable["Reading"], TextIO], None]
BinaryWriter = Callable[[Iterable["Reading"], BinaryIO], None]


class Format(NamedTuple):
    """A format by its name on the command line: where its function is, what its files' names end in, for
    whom it is in a few words. ``binary`` formats are written to a binary file, never to a terminal."""

    name: str
    module: str
    function: str
    suffix: str
    purpose: str
    binary: bool = False


FORMATS = {
    format.name: format
    for format in (
        Format("text", "text", "write", ".txt", "people, in a terminal"),
        Format("json", "json", "write", ".json", "programs: all that is known"),
        Format("jsonl", "json", "write_lines", ".jsonl", "the same, one reading a line"),
        Format("csv", "csv", "write", ".csv", "spreadsheets"),
        Format("html", "html", "write", ".html", "people: one page to mail"),
        Format("web-annotation", "web_annotation", "write", ".jsonld", "annotation tools (W3C)"),
        Format("prov", "prov", "write", ".jsonld", "provenance tools (W3C PROV-O)"),
        Format("plover", "plover", "write", ".jsonl", "event data: PLOVER, one event a line"),
        Format("brat", "brat", "write", ".zip", "annotators: brat standoff, zipped", binary=True),
        Format("parquet", "parquet", "write", ".parquet", "data frames and databases", binary=True),
        Format("followthemoney", "followthemoney", "write", ".ftm.json", "Aleph and its kin: FollowTheMoney"),
        Format("graphml", "graphml", "write", ".graphml", "graph tools: voices and relays"),
        Format("ninjs", "ninjs", "write", ".jsonl", "newsroom systems: IPTC ninjs"),
    )
}
"""All formats, by name."""


def writer(format: str) -> Writer:
    """The function that writes the text format of that name."""
    return cast(Writer, _function(FORMATS[format]))


def binary_writer(format: str) -> BinaryWriter:
    """The function that writes the binary format of that name."""
    return cast(BinaryWriter, _function(FORMATS[format]))


def _function(format: Format) -> object:
    return getattr(import_module(f"sayso.export.{format.module}"), format.function)


def schema() -> str:
    """The JSON Schema (draft 2020-12) of one reading, as text."""
    from importlib.resources import files

    return (files("sayso.export") / "schema.json").read_text(encoding="utf-8")
