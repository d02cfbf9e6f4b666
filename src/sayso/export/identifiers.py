"""IRIs for what Sayso names, in the formats that need them.

``urn:sayso:KIND:ID`` names a report, a statement, an actor and so on by the ids of the JSON. They are names,
not addresses, and stay the same from one export to the next; "sayso" is no registered URN namespace.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from sayso.types import Report

TERMS = "urn:sayso:terms:"
"""What Sayso's own properties begin with, where a vocabulary has none for them."""

_KEPT = ":/?#[]@!$&'()*+,;=%~"
"""Characters of an address that mean something in it, or are already an encoding (RFC 3986)."""


def iri(kind: str, identifier: str) -> str:
    """``urn:sayso:KIND:ID``, with what no URN may hold percent-encoded."""
    return f"urn:sayso:{kind}:{quote(identifier, safe=':/')}"


def address(url: str | None) -> str | None:
    """``url`` as an IRI, with what none may hold percent-encoded; None where it is no absolute address."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return quote(url or "", safe=_KEPT) if parts.scheme in ("http", "https") and parts.netloc else None


def page(report: Report) -> str | None:
    """The address of the report's page: the one that it calls its own, else the one it was read from."""
    return address(report.canonical_url) or address(report.url)
