"""The disputes inside one report: `within`.

First the denials, each with the statement that it denies where the report has it; then pairs that are at odds
by what they say; then pairs that the report itself sets against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.link.claims.mention import Mention, mentions
from sayso.link.disputes.contrasts import contrasts
from sayso.link.disputes.denied import denials
from sayso.link.disputes.paired import paired
from sayso.link.disputes.said import all_said
from sayso.models.embedding import packaged
from sayso.types import Dispute, DisputeKind, Reading

KINDS = (
    DisputeKind.DENIES,
    DisputeKind.REJECTS,
    DisputeKind.OPPOSES,
    DisputeKind.FIGURES,
    DisputeKind.CONTRASTS,
    DisputeKind.CONTRADICTS,
)
"""Which kind is told where several fit, the first first: what somebody denies goes before what looks so."""


def within(reading: Reading, compared: Sequence[Mention] | None = None) -> tuple[Dispute, ...]:
    """The disputes between the statements of one report, in the order of those that dispute; no two
    statements make more than one. ``compared`` are the mentions of its statements; unless given, they are
    made with the vectors of the packaged model."""
    if not reading.statements:
        return ()
    if compared is None:
        vectors = packaged().embed([statement.content.text for statement in reading.statements])
        compared = mentions(reading, vectors)
    said = all_said(reading, compared)
    every = (*denials(reading, said), *paired(reading, said), *contrasts(reading, said))
    found: dict[frozenset[str | None], Dispute] = {}
    for dispute in sorted(every, key=lambda each: KINDS.index(each.kind)):
        found.setdefault(frozenset((dispute.statement, dispute.against)), dispute)
    order = {one.statement.id: number for number, one in enumerate(said)}
    return tuple(sorted(found.values(), key=lambda d: (order[d.statement], order.get(d.against or "", -1))))
