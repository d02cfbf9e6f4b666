"""What linking keeps, wherever that is: `Store`. A ledger is one; `sayso.link.memory` is one in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from sayso.link.claims.mention import Mention
from sayso.types import Claim


class Edge(NamedTuple):
    """Two statements that were judged to say the same; ``one`` is the id that sorts first. ``score`` is the
    verdict's, ``why`` its first reason."""

    one: str
    other: str
    score: float
    why: str


class Store(Protocol):
    """Mentions under their keys, the edges between them, and the claims that they make up."""

    def keep(self, mention: Mention, keys: Sequence[int]) -> None:
        """Keep a mention, to be found under each of ``keys``."""

    def candidates(self, keys: Sequence[int], since: int | None, until: int | None) -> Iterable[Mention]:
        """All mentions under any of ``keys``, each once, in any order, that were published from day ``since``
        to day ``until``, both included, or on an unknown day. Without bounds: all."""

    def mentions(self, statements: Iterable[str]) -> Mapping[str, Mention]:
        """The mentions of these statements, by id; without those that are not kept."""

    def join(self, edges: Iterable[Edge]) -> None:
        """Keep edges; one that is there already is replaced."""

    def edges(self, statements: Iterable[str]) -> Iterable[Edge]:
        """All edges that touch any of these statements."""

    def claims(self, statements: Iterable[str]) -> Iterable[Claim]:
        """The claims that hold any of these statements, each once."""

    def replace(self, gone: Iterable[str], claims: Iterable[Claim]) -> None:
        """Take out the claims with the ids ``gone``, and put ``claims`` in."""

    def drop(self, report: str) -> Sequence[str]:
        """Forget a report's mentions with their keys and edges; the ids of those statements of other reports
        to which the edges went, and of its own. Claims are left as they are."""
