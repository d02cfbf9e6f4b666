"""The time expressions of a report, and which of them say when something was said or when it happened."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.types import NO_TIME, Attribution, Time


class Times:
    """All time expressions of a report, resolved; ``all`` has them in text order."""

    def __init__(self, ground: Ground, attributions: tuple[Attribution, ...]) -> None:
        self.all: tuple[Time, ...] = ()

    def said(self, index: int) -> Time:
        """When the attribution of this number was said."""
        return NO_TIME

    def told(self, index: int) -> tuple[Time, ...]:
        """The time expressions in the content of the attribution of this number, in text order."""
        return ()
