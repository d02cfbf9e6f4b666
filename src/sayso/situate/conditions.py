"""Attribution → what its content hangs on, and in spite of what it holds."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.types import Attribution, Condition


def conditions(ground: Ground, attribution: Attribution) -> tuple[Condition, ...]:
    """In text order."""
    return ()
