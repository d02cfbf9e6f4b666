"""Attributions → Voices: who speaks, for whom, through whom."""

from __future__ import annotations

from datetime import date

from sayso.resolve.credits import credits
from sayso.resolve.scene import Scene
from sayso.resolve.settling import Settled
from sayso.resolve.table import ActorTable, packaged
from sayso.types import Attribution, Parse, Report, Resolution


def resolve(
    report: Report, parse: Parse, attributions: tuple[Attribution, ...], table: ActorTable | None = None
) -> Resolution:
    """The chain of each attribution, and the actors in them. ``table`` is the packaged one unless given."""
    scene = Scene(report, parse, table or packaged(), _day(report.published))
    chains, references = scene.chains(attributions), scene.references()
    settled = Settled(scene.cast.members)
    chains = tuple(settled.chain(chain) for chain in chains)
    references = tuple(settled.reference(reference) for reference in references)
    credited = credits(report, scene.cast.table)
    return Resolution(chains, scene.actors(chains, references, credited), references, credited)


def _day(published: str | None) -> date | None:
    """The day of publication, where it is known to the day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
