"""What a page is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sayso.ask.desk import Desk
from sayso.ask.query import parse
from sayso.errors import BadQuestion
from sayso.export.answers import Shape
from sayso.ledger.query import Query
from sayso.serve.jobs import Jobs
from sayso.serve.remembered import Remembered
from sayso.serve.site import Site

MOST_WRITTEN = 1_000
"""Characters of a question at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a page: ``path`` are the values in its address (``/report/{report}``), ``values`` those
    behind the question mark, blank ones left out."""

    desk: Desk
    jobs: Jobs
    remembered: Remembered
    site: Site
    address: str
    path: Mapping[str, str]
    values: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """A value behind the question mark, None where it is not given."""
        return self.values.get(name)

    @property
    def query(self) -> Query:
        """The query ``q``; without one, all statements. Raises `BadQuestion`."""
        written = self.get("q") or ""
        if len(written) > MOST_WRITTEN:
            raise BadQuestion(f"the question is longer than {MOST_WRITTEN} characters; ask for less")
        return parse(written)

    def day(self, name: str) -> date | None:
        """A day behind the question mark. Raises `BadQuestion`."""
        value = self.get(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise BadQuestion(f"{name} {value!r}: is no day; write it like 2031-03-04") from None

    def here(self, **changed: str | None) -> str:
        """The address of this page with other values; None takes one out."""
        values = {**self.values, **changed}
        given = urlencode([(name, value) for name, value in values.items() if value])
        return f"{self.address}?{given}" if given else self.address


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a page as they can be taken along, as JSON and CSV: ``name`` is the file's, without an ending;
    ``head`` stands before the rows in JSON, ``next`` is the place behind them."""

    name: str
    shape: Shape[Any]
    rows: Sequence[Any]
    head: Mapping[str, object] = field(default_factory=dict)
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A template and its values; the ``table`` is what can be downloaded with ``?format=csv`` or ``json``."""

    template: str
    values: Mapping[str, object]
    table: Table | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The answer stands at another address of this site."""

    address: str


Page = Callable[[Asked], Answer | Elsewhere]
