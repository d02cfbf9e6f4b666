"""Which outlet carries a statement, as the reading of its report knows it: by name, where that is known."""

from __future__ import annotations

from sayso.ledger.base import Row
from sayso.types import VoiceRole


def name(row: Row) -> str:
    """The outlet's name: "Quay Post", of which a report may give the domain only."""
    publisher = next((voice for voice in row.voices if voice.role is VoiceRole.PUBLISHER), None)
    known = row.outlet and row.outlet.name
    return known or (publisher and publisher.name) or (row.outlet and row.outlet.domain) or "no outlet"
