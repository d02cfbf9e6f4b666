"""Readings on their way out, one file per format.

Each format is a function ``write(readings, out)`` that writes readings to an open text file as they
come. A format is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from sayso.types import Reading

Writer = Callable[[Iterable["Reading"], TextIO], None]

_HOMES = {
    "text": ("sayso.export.text", "write"),
    "json": ("sayso.export.json", "write"),
    "jsonl": ("sayso.export.json", "write_lines"),
    "csv": ("sayso.export.csv", "write"),
    "html": ("sayso.export.html", "write"),
}


def writer(format: str) -> Writer:
    """The function that writes ``format``: text, json, jsonl, csv or html."""
    module, name = _HOMES[format]
    return cast(Writer, getattr(import_module(module), name))


def schema() -> str:
    """The JSON Schema (draft 2020-12) of one reading, as text."""
    return (files("sayso.export") / "schema.json").read_text(encoding="utf-8")
