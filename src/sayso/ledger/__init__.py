"""The store: what was read, kept in one file, each report once.

Reading is apart from writing: a `sayso.ledger.base.View` answers questions, a `sayso.ledger.base.Writer`
keeps reports. The one backend so far is SQLite; another would be a folder beside it, chosen here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger.sqlite.view import SqliteView
    from sayso.ledger.sqlite.writer import SqliteWriter


def view(path: Path) -> SqliteView:
    """A ledger open for reading, whoever writes to it. Raises `sayso.errors.LedgerError`."""
    from sayso.ledger.sqlite.view import SqliteView

    return SqliteView(path)


def writer(path: Path, *, create: bool = True) -> SqliteWriter:
    """A ledger open for writing, made where there is none unless ``create`` is false. Raises
    `sayso.errors.LedgerError`."""
    from sayso.ledger.sqlite.writer import SqliteWriter

    return SqliteWriter(path, create=create)
