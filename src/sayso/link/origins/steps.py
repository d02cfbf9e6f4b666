"""The steps of a claim's way, from its roots to the outlets that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.link.origins.folding import Root
from sayso.link.origins.lent import Lent
from sayso.link.origins.trails import Trail
from sayso.types import Origin, OriginKind, Step


def steps(
    roots: Sequence[tuple[Root, Origin]], lent: Iterable[Lent], names: Mapping[str, str]
) -> tuple[Step, ...]:
    """The steps, those from the origins first; one for each giver, taker and way, with all statements that
    show it. ``roots`` are the folded roots with the origins made of them."""
    reports = {trail.report: trail.publisher for root, _ in roots for trail in root.trails}
    lifted: dict[str, Lifted] = {}
    for each in lent:
        giver = reports.get(each.copy.earlier.report)
        for name in each.lifted if giver else ():
            lifted.setdefault(name, Lifted(giver or "", each.copy.why))
    found: dict[tuple[str, str, str], tuple[list[str], str]] = {}
    for root, origin in roots:
        for trail in root.trails:
            for passed in _of_trail(trail, origin, lifted, names):
                way = (passed.giver, passed.taker, passed.how)
                statements, _ = found.setdefault(way, ([], passed.why))
                if trail.statement not in statements:
                    statements.append(trail.statement)
    made = [Step(giver, taker, how, tuple(ids), why) for (giver, taker, how), (ids, why) in found.items()]
    return tuple(sorted(made, key=lambda step: step.how in ("cited", "copied")))


class Lifted(NamedTuple):
    """The key of the outlet that words or a voice were lifted from, and what tells it."""

    giver: str
    why: str


class Passed(NamedTuple):
    giver: str
    taker: str
    how: str
    why: str


def _of_trail(
    trail: Trail, origin: Origin, lifted: Mapping[str, Lifted], names: Mapping[str, str]
) -> Iterator[Passed]:
    """The steps that one trail shows."""
    chain = [*reversed(trail.outlets)]
    for giver, taker in pairwise(chain):
        why = f"{names[taker]} says that it has this from {names[giver]}."
        yield Passed(_node(giver), _node(taker), "cited", why)
    source = next((lifted[name] for name in sorted(trail.names) if name in lifted), None)
    if source and source.giver != trail.publisher and len(chain) == 1:
        yield Passed(_node(source.giver), _node(trail.publisher), "copied", source.why)
    elif origin.kind is OriginKind.UNSOURCED:
        yield Passed(origin.id, _node(chain[0]), "told", f"{names[chain[0]]} gives no source.")
    elif (origin.actor or "").startswith("outlet:"):
        why = f"Nobody is named behind {names[chain[0]]}."
        yield Passed(origin.id, _node(chain[0]), "told", why)
    elif trail.root:
        how = "witnessed" if origin.kind is OriginKind.PUBLIC else "told"
        who = trail.root.name or (f"“{trail.root.words}”" if trail.root.words else "its source")
        yield Passed(origin.id, _node(chain[0]), how, f"{names[chain[0]]} has it from {who}.")


def _node(outlet: str) -> str:
    return f"outlet:{outlet}"
