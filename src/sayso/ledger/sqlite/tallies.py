"""How much there is of what."""

from __future__ import annotations

from datetime import date

from sayso.ledger.base import Counts, Coverage, OutletShare
from sayso.ledger.sqlite.connection import Connection
from sayso.types import Outlet


def shares(connection: Connection) -> list[OutletShare]:
    """How each outlet sources its statements, those with most first."""
    found = connection.execute(
        "SELECT r.outlet, r.domain, count(DISTINCT r.key), count(s.key), sum(s.anonymous = 'named'),"
        " sum(s.anonymous = 'described'), sum(s.anonymous = 'unnamed'), sum(s.anonymous = '')"
        " FROM reports r LEFT JOIN statements s ON s.report = r.key WHERE r.current"
        " GROUP BY r.outlet, r.domain ORDER BY count(s.key) DESC, r.domain, r.outlet"
    )
    return [
        OutletShare(Outlet(name, domain), reports, statements, *(count or 0 for count in kinds))
        for name, domain, reports, statements, *kinds in found
    ]


def coverage(connection: Connection, since: date | None, until: date | None) -> list[Coverage]:
    """Reports by outlet and day; with a bound, those without a day are left out."""
    found = connection.execute(
        "SELECT outlet, domain, day, count(*) FROM reports"
        " WHERE current AND (? IS NULL OR day >= ?) AND (? IS NULL OR day <= ?)"
        " GROUP BY domain, outlet, day ORDER BY day IS NULL, day, domain, outlet",
        [bound.isoformat() if bound else None for bound in (since, since, until, until)],
    )
    return [Coverage(Outlet(name, domain), day, count) for name, domain, day, count in found]


def counts(connection: Connection) -> Counts:
    """How much a ledger holds, all of it at one moment."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM reports WHERE current),"
        " (SELECT count(*) FROM reports WHERE current AND copy_of IS NOT NULL),"
        " (SELECT count(*) FROM appearances), (SELECT count(*) FROM statements),"
        " (SELECT count(*) FROM voices), (SELECT count(*) FROM actors), (SELECT count(*) FROM events)"
    ).fetchone()
    reports, current, *rest = row
    refused = dict(connection.execute("SELECT kind, count(*) FROM refusals GROUP BY kind ORDER BY kind"))
    values = (reports, current, reports - current, *rest, refused)
    return Counts(*values)
