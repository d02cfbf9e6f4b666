"""What a ledger keeps of what reports have to do with each other.

Apart from `sayso.ledger.base`, since what links compare with takes time to import, and questions need none of
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from sayso.link.positions import Stand
from sayso.link.store import Store
from sayso.types import Copy, Dispute, Provenance


class Links(Store, Protocol):
    """What a ledger keeps of what reports have to do with each other; all within a writer's transaction."""

    def weigh(self, provenance: Provenance) -> None:
        """Keep how many outlets and origins a claim has, and the sentence that says so."""

    def dispute(self, disputes: Iterable[Dispute]) -> None:
        """Keep disputes."""

    def opponents(self, report: str) -> Sequence[str]:
        """The ids of the statements of other reports that a report's are at odds with."""

    def count_disputes(self, claims: Iterable[str]) -> None:
        """Count anew in how many disputes each claim's statements have a part."""

    def keep_fingerprints(self, report: str, fingerprints: Sequence[int]) -> None:
        """Keep a report's fingerprints (`sayso.link.copies`)."""

    def sharing(self, report: str, days: int, least: int) -> Sequence[str]:
        """The ids of other reports that share ``least`` fingerprints with one, published within ``days`` of
        it or on an unknown day, those that share most first."""

    def keep_copies(self, copies: Iterable[Copy]) -> None:
        """Keep passages that stand in two reports."""

    def copies(self, reports: Iterable[str]) -> Sequence[Copy]:
        """The passages that any two of these reports share."""

    def keep_stands(self, stands: Iterable[Stand]) -> None:
        """Keep stances."""

    def drop_text(self, report: str) -> None:
        """Forget a report's fingerprints and the passages that it shares."""
