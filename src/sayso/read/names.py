"""Names of sources: how a person is shown them, and what their ends tell."""

from __future__ import annotations

from pathlib import PurePath


def printable(name: str) -> str:
    """``name`` in one line that any terminal can print: control characters and undecodable bytes escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def suffix_of(name: str) -> str:
    """The end of a file name that tells its format, below any ``.gz``: ``.html`` of ``a.HTML.gz``."""
    path = PurePath(name.lower())
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix
