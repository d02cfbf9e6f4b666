"""A report with its statements → its events, coded by PLOVER.

Two sources: what the trees tell of (`sayso.situate.events.told`), in statements and in the report's own
voice; and the statements themselves, where to say so is an event (`sayso.situate.events.speech`).
"""

from __future__ import annotations

from dataclasses import replace

from sayso.situate.events.circumstances import Circumstances
from sayso.situate.events.clauses import Clauses
from sayso.situate.events.merging import merged
from sayso.situate.events.speech import spoken
from sayso.situate.events.standing import Cast
from sayso.situate.events.status import Statuses
from sayso.situate.events.told import told
from sayso.situate.gathered import Gathered
from sayso.situate.ground import Ground
from sayso.types import Attribution, Event, Situation


def events(
    ground: Ground,
    attributions: tuple[Attribution, ...],
    situations: tuple[Situation, ...],
    gathered: Gathered,
) -> tuple[Event, ...]:
    """In text order, each once."""
    clauses = Clauses(ground.trees)
    statuses, around = Statuses(clauses), Circumstances(ground, clauses, gathered)
    said = spoken(ground, attributions, situations, statuses, around)
    found = told(ground, attributions, Cast(ground), statuses, around)
    kept = merged(ground, said, found)
    return tuple(replace(event, id=f"{ground.report.id}:e{n}") for n, event in enumerate(kept, 1))
