"""Attributions → Voices: who speaks, for whom, through whom."""

from __future__ import annotations

from sayso.types import Attribution, Chain, Parse, Report, Resolution


def resolve(report: Report, parse: Parse, attributions: tuple[Attribution, ...]) -> Resolution:
    """The chain of each attribution, and the actors in them."""
    return Resolution(tuple(Chain() for _ in attributions), ())
