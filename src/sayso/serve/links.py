"""The addresses of pages: every report, statement, voice and question has one for good."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from sayso.ledger.query import Field, Query, Term
from sayso.types import Outlet


def report(identifier: str) -> str:
    """A report's page."""
    return f"/report/{quote(identifier, safe='')}"


def against(before: str, after: str) -> str:
    """Two versions of a report side by side."""
    return f"{report(before)}/against/{quote(after, safe='')}"


def statement(identifier: str) -> str:
    """A statement's page."""
    return f"/statement/{quote(identifier, safe=':')}"


def in_report(identifier: str) -> str:
    """A statement where it stands in its report; the key is the one that `sayso.export.marked` gives it."""
    whole, _, number = identifier.partition(":")
    return f"{report(whole)}#ts{quote(number, safe='')}"


def voice(actor: str) -> str:
    """An actor's page."""
    return f"/voice/{quote(actor, safe=':')}"


def claim(identifier: str) -> str:
    """A claim's page, by its id or that of any of its statements, which it keeps whatever joins it."""
    return f"/claim/{quote(identifier, safe=':')}"


def claims(query: Query | str = "", **values: str) -> str:
    """The claims with a statement that answers a query."""
    return _with("/claims", q=str(query), **values)


def disputes(query: Query | str = "") -> str:
    """What is at odds, where a side answers a query."""
    return _with("/disputes", q=str(query))


def positions(query: Query | str = "") -> str:
    """Where actors stand on what the statements that answer a query are about."""
    return _with("/positions", q=str(query))


def story(report: str) -> str:
    """The page of the story that a report is in."""
    return f"/story/{quote(report, safe='')}"


def by(actor: str) -> Query:
    """What an actor said, by its id."""
    return Query(every=((Term(Field.SPEAKER, (actor,)),),))


def search(query: Query | str = "", **values: str) -> str:
    """The statements that answer a query."""
    return _with("/search", q=str(query), **values)


def timeline(query: Query | str = "", **values: str) -> str:
    """The same, the earliest first."""
    return _with("/timeline", q=str(query), **values)


def narrowed(query: Query, field: str, value: str) -> Query:
    """``query`` with one more filter; where it has one on this field, the new one takes its place. A value
    without letters or digits leaves the query as it is."""
    kept = tuple(group for group in query.every if {term.field for term in group} != {Field(field)})
    term = Term(Field(field), (value,))
    return Query((*kept, (term,)), query.never, query.since, query.until)


def of_outlet(outlet: Outlet | None) -> Query | None:
    """What an outlet published; None for one that has neither name nor domain."""
    name = outlet and (outlet.domain or outlet.name)
    return Query(every=((Term(Field.OUTLET, (name,)),),)) if name else None


def _with(path: str, **values: str) -> str:
    given = urlencode([(name, value) for name, value in values.items() if value])
    return f"{path}?{given}" if given else path
