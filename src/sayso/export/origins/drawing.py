"""What is drawn, whatever it is drawn as: nodes with their labels, steps, and where to begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.link.outlets import key
from sayso.types import Origin, OriginKind, Provenance, Step

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

_KINDS = {
    OriginKind.NAMED: "",
    OriginKind.ANONYMOUS: "unnamed: ",
    OriginKind.PUBLIC: "in public: ",
    OriginKind.UNSOURCED: "no source",
}


@dataclass
class Drawing:
    """The nodes by name with their labels, and the steps from each; ``sourceless`` are the origins that stand
    for outlets without a source."""

    labels: dict[str, str] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    roots: list[str] = field(default_factory=list)
    sourceless: frozenset[str] = frozenset()


def drawing(provenance: Provenance) -> Drawing:
    """What is drawn of a claim's way."""
    bare = (origin.id for origin in provenance.origins if origin.kind is OriginKind.UNSOURCED)
    out = Drawing(sourceless=frozenset(bare))
    names = {key(name): name for name in _names(provenance)}
    for origin in provenance.origins:
        out.labels[origin.id] = label(origin)
    for step in provenance.steps:
        out.steps[step.giver].append(step)
        for node in (step.giver, step.taker):
            slug = node.partition(":")[2]
            out.labels.setdefault(node, names.get(slug, slug.replace("-", " ").title()))
    _set_roots(out, [origin.id for origin in provenance.origins])
    return out


def _set_roots(drawn: Drawing, origins: list[str]) -> None:
    """The origins; then givers who have it from nobody; then one of each circle that nothing leads to."""
    taken = {step.taker for steps in drawn.steps.values() for step in steps}
    reached = set[str]()
    first = [giver for giver in drawn.steps if giver not in taken]
    for root in dict.fromkeys((*origins, *first, *drawn.steps)):
        if root not in reached:
            drawn.roots.append(root)
            ahead = [root]
            while ahead:
                node = ahead.pop()
                if node not in reached:
                    reached.add(node)
                    ahead += [step.taker for step in drawn.steps.get(node, ())]


def _names(provenance: Provenance) -> Iterator[str]:
    yield from provenance.outlets
    for origin in provenance.origins:
        yield from origin.outlets


def label(origin: Origin) -> str:
    """An origin in few words: "unnamed: “a senior official”"."""
    who = origin.name or (f"“{origin.words}”" if origin.words else "")
    return f"{_KINDS[origin.kind]}{who}".strip() or origin.kind.value


def plain(value: str) -> str:
    """Words without what XML cannot hold."""
    return _FORBIDDEN.sub("", value)
