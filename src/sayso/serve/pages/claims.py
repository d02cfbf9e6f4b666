"""Claims: what is said again and again, what is disputed, what rests on nobody with a name."""

from __future__ import annotations

from sayso.errors import BadQuestion
from sayso.export import linked
from sayso.ledger.base import ClaimOrder
from sayso.serve.page import Answer, Asked, Table

LIMIT = 20

ORDERS = {
    ClaimOrder.REPEATED: ("most repeated", "Those that most outlets carry come first."),
    ClaimOrder.DISPUTED: ("most disputed", "Those that most other claims are at odds with come first."),
    ClaimOrder.ORIGINS: (
        "fewest origins",
        "Those that several outlets carry; of them, those with fewest independent origins come first.",
    ),
    ClaimOrder.UNNAMED: (
        "on unnamed voices alone",
        "Those that several outlets carry, and none of whose independent origins has a name.",
    ),
    ClaimOrder.NEWEST: ("newest", "Those told last come first."),
}
"""Each order's name on the page, and what it does."""


def claims(asked: Asked) -> Answer:
    """The claims that answer a query, in the order ``sort``."""
    query, order = asked.query, _order(asked)
    page = asked.desk.claims(query, order=order, limit=LIMIT, after=asked.get("after"))
    tabs = [
        (name, asked.here(sort=None if one is ClaimOrder.REPEATED else str(one), after=None), one is order)
        for one, (name, _) in ORDERS.items()
    ]
    return Answer(
        "claims.html",
        {
            "query": query,
            "page": page,
            "tabs": tabs,
            "told": ORDERS[order][1],
            "order": order,
            "next": asked.here(after=page.next) if page.next else None,
        },
        Table("claims", linked.claims(), page.rows, {"query": str(query), "sort": order}, page.next),
    )


def _order(asked: Asked) -> ClaimOrder:
    written = asked.get("sort") or ClaimOrder.REPEATED
    try:
        return ClaimOrder(written)
    except ValueError:
        known = ", ".join(ClaimOrder)
        raise BadQuestion(f"sort {written!r}: is no order; take one of {known}") from None
