"""Who tells of a deed: "Both sides have agreed on a draft, a diplomat said" rests on the diplomat.

An agreement is a statement of those who agreed ("have agreed on", "a draft"), and may be in the claim that
they did. They are no voice for it: they did it, and somebody else says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.link.claims.mention import TELLING
from sayso.link.origins.trails import Press, Trail, trails
from sayso.types import Act, Claim, Reading, Statement

DEEDS = frozenset([Act.AGREE])
"""Acts that are no words of those who do them. To reject, demand or promise is to say so."""


def told(
    statement: Statement, reading: Reading, claim: Claim, names: dict[str, str], known: Press
) -> Iterator[Trail]:
    """A statement's trails (`trails`); those of a deed are the trails of who tells of it in the same report,
    and without any it has no source."""
    if statement.act not in DEEDS:
        yield from trails(statement, reading, names, known)
        return
    inside = set(claim.statements)
    telling = [s for s in reading.statements if s.id in inside and s.act in TELLING]
    around = [s for s in telling if s.id == statement.parent]
    for teller in (around or telling)[:1]:
        for trail in trails(teller, reading, names, known):
            yield replace(trail, statement=statement.id)
    if not telling:
        first = next(trails(statement, reading, names, known))
        yield replace(first, root=None, mouths=())
