"""Attribution → what kind of act it is, whom it is about, and what is proposed, demanded or rejected."""

from __future__ import annotations

from sayso.situate.ground import Ground
from sayso.types import Attribution, Chain, Situation


def acted(ground: Ground, attribution: Attribution, chain: Chain) -> Situation:
    """A situation with act, act_known, plover, target, proposal and the reasons for them; the rest as is."""
    return Situation()
