"""Two statements of different reports: `disputed`."""

from __future__ import annotations

from sayso.link.claims.mention import Mention
from sayso.link.claims.pair import side
from sayso.link.disputes.odds import ACROSS, TOGETHER, odds
from sayso.types import Dispute


def disputed(one: Mention, other: Mention, *, together: bool = False) -> Dispute | None:
    """How two statements of different reports are at odds, by their mentions; None where they are not, and
    for two of one report (`within` is for those). ``together`` is whether both reports are known to be about
    one event: then less has to show that two figures are of one count. The order of the two makes no
    difference. ``evidence`` is empty: `shown` fills it."""
    if one.report == other.report:
        return None
    later, earlier = sorted(
        (one, other), key=lambda each: (each.day or 0, each.published or "", each.statement)
    )[::-1]
    found = odds(side(later), side(earlier), TOGETHER if together else ACROSS)
    if found is None:
        return None
    if found.first is False:
        later, earlier = earlier, later
    return Dispute(found.kind, later.statement, earlier.statement, (), None, found.score, found.why)
