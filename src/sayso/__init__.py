"""Sayso reads news reports and keeps the record of who said what, in which words.

    >>> import sayso
    >>> reading = sayso.read("report.html")
    >>> [statement.source.text for statement in reading.statements if statement.source]

`sayso.read` is at once this function and the stage that it starts with, the package ``sayso.read``
(docs/decisions/0002-one-name-for-stage-and-function.md). Importing `sayso` loads neither the
network nor the readers; the first call does.
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ask.desk import Desk
    from sayso.types import Reading

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read"]

if TYPE_CHECKING:

    def read(
        source: str | os.PathLike[str],
        *,
        published: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        actors: str | os.PathLike[str] | None = None,
        **options: Any,
    ) -> Reading:
        """Read one report and say who said what in it, for whom and through whom.

        ``source`` is a path, a URL, or ``-`` for standard input. ``published`` (ISO 8601), ``outlet`` and
        ``url`` win over what the report itself says. ``actors`` is a CSV or TOML file of your own actors
        (docs/actors.md). Further options are the fields of
        `sayso.read.Options`, such as ``allow_private=True``.

        Raises `sayso.errors.Refused` when the source cannot be read as one news report, and
        `sayso.errors.BadSetting` when the actors' file is wrong.
        """


def open(ledger: str | os.PathLike[str]) -> Desk:
    """Open a ledger to ask it questions (`sayso.ask.desk.Desk`); use it in a ``with`` block.

        >>> with sayso.open("sayso.db") as desk:
        ...     page = desk.search("ceasefire speaker:Holt")

    Raises `sayso.errors.LedgerError` when it cannot be read as a ledger.
    """
    from pathlib import Path

    from sayso.ask.desk import Desk
    from sayso.ledger import view

    return Desk(view(Path(ledger)))


class _ReadStage(ModuleType):
    """The package ``sayso.read``, which can be called."""

    def __call__(
        self,
        source: str | os.PathLike[str],
        *,
        published: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        actors: str | os.PathLike[str] | None = None,
        **options: Any,
    ) -> Reading:
        from sayso.pipeline import read_report
        from sayso.read import Options, report
        from sayso.read.document import Known
        from sayso.resolve.table import extended

        override = Known(published=published, outlet=outlet, url=url)
        table = extended(os.fspath(actors)) if actors is not None else None
        return read_report(report(os.fspath(source), Options(override=override, **options)), table)


class _Sayso(ModuleType):
    """This package. The import system binds each subpackage here by assignment, whoever imports it and
    in whichever order: that is where the stage ``read`` becomes callable, without knowing of it."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__ = _ReadStage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Sayso


def __getattr__(name: str) -> Any:
    if name == "read":
        return importlib.import_module("sayso.read")
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
