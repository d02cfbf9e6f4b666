"""What was done between parties, coded by PLOVER: what statements and the report's own voice tell of, and the
speech acts themselves."""

from __future__ import annotations

from sayso.situate.gathered import Gathered
from sayso.situate.ground import Ground
from sayso.types import Attribution, Event, Situation


def events(
    ground: Ground,
    attributions: tuple[Attribution, ...],
    situations: tuple[Situation, ...],
    gathered: Gathered,
) -> tuple[Event, ...]:
    """The events of a report, in text order. Statement ids are the report's id, a colon and the attribution's
    number from 1."""
    return ()
