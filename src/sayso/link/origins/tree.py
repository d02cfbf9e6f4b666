"""`provenance`: where one claim comes from, over all its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.link.origins.deeds import told
from sayso.link.origins.folding import Folding, Root
from sayso.link.origins.lent import Lent, lent
from sayso.link.origins.public import said_in_public
from sayso.link.origins.speakers import Speaker, SpeakerKind
from sayso.link.origins.steps import steps
from sayso.link.origins.trails import Trail, by_report, press, renamed
from sayso.link.origins.verdict import verdict
from sayso.link.outlets import aliases, key, shown
from sayso.types import ActorKind, Claim, Copy, Origin, OriginKind, Outlet, Provenance, Reading

LONGEST = 80
"""Characters of the longest words that are shown for somebody without a name, if there are shorter ones."""


def provenance(
    claim: Claim,
    readings: Mapping[str, Reading],
    copies: Sequence[Copy] = (),
    appearances: Mapping[str, Sequence[Outlet]] = {},
) -> Provenance:
    """Where a claim comes from.

    ``readings`` are those of its statements' reports, by the reports' ids; a statement whose reading is
    missing is left out. ``copies`` are the passages shared by any two of those reports, ``appearances`` the
    outlets in which the same text appeared besides, by the reports' ids.
    """
    names: dict[str, str] = {}
    ways: list[Trail] = []
    public: dict[str, str] = {}
    carrying = list(by_report(claim.statements, readings))
    known = press(reading for _, reading in carrying)
    for statement, reading in carrying:
        ways += told(statement, reading, claim, names, known)
        words = said_in_public(statement, reading)
        if words:
            public[statement.id] = words
    ways = _one_name_each(ways, names, readings)
    shared = tuple(lent(copies, readings))
    roots = Folding(ways, shared, names).roots()
    origins = _origins(roots, shared, names, public)
    outlets = _outlets(ways, names, appearances)
    counting = [origin for origin in origins if origin.counts]
    at_least = _groups(counting)
    return Provenance(
        claim.id,
        origins,
        steps(list(zip(roots, origins, strict=True)), shared, names),
        outlets,
        len(counting),
        at_least,
        verdict(origins, outlets, len(counting), at_least),
    )


def _one_name_each(
    ways: Sequence[Trail], names: Mapping[str, str], readings: Mapping[str, Reading]
) -> list[Trail]:
    """The trails with outlets that go by several names under one. Those that publish here, or that the actor
    table knows, are not taken for another."""
    fixed = {way.publisher for way in ways}
    fixed |= {
        key(actor.id)
        for way in ways
        for actor in readings[way.report].actors
        if actor.known and actor.kind is ActorKind.OUTLET
    }
    same = aliases(fixed & names.keys(), names)
    return [renamed(way, same) for way in ways]


def _origins(
    roots: Sequence[Root], shared: Sequence[Lent], names: Mapping[str, str], public: Mapping[str, str]
) -> tuple[Origin, ...]:
    ids = {id(root): f"origin:{number}" for number, root in enumerate(roots, 1)}
    lifted = frozenset(name for each in shared for name in each.lifted)
    out = []
    for root in roots:
        kind = _kind(root, public)
        best = _best(root.speakers)
        witnesses = [trail for trail in root.trails if not trail.names & lifted]
        heard = [t.witness for t in witnesses if t.root is not None or not root.speakers] or [
            t.witness for t in root.trails
        ]
        words = _words(root.speakers) if root.speakers else None
        whys = [*root.whys, *(why for _, why in root.perhaps)]
        out.append(
            Origin(
                ids[id(root)],
                kind,
                best.actor if best and best.name else None,
                best.name if best else None,
                words,
                tuple(dict.fromkeys(names[outlet] for outlet in heard)),
                tuple(dict.fromkeys(trail.statement for trail in root.trails)),
                tuple(ids[id(other)] for other, _ in root.perhaps),
                kind is not OriginKind.UNSOURCED,
                " ".join(dict.fromkeys(whys)) or _plain(kind, best, words),
            )
        )
    return tuple(out)


def _kind(root: Root, public: Mapping[str, str]) -> OriginKind:
    if root.unsourced or not root.speakers:
        return OriginKind.UNSOURCED
    kinds = {speaker.kind for speaker in root.speakers}
    if kinds <= {SpeakerKind.HIDDEN, SpeakerKind.UNKNOWN}:
        return OriginKind.ANONYMOUS
    if kinds == {SpeakerKind.OUTLET}:
        return OriginKind.NAMED
    outlets = {trail.witness for trail in root.trails if trail.root}
    open_to = {trail.witness for trail in root.trails if trail.root and trail.statement in public}
    return OriginKind.PUBLIC if open_to and 2 * len(open_to) >= len(outlets) else OriginKind.NAMED


def _best(speakers: Sequence[Speaker]) -> Speaker | None:
    """The speaker whose name is given most often, the first of equals; without a name, the first."""
    named = Counter(speaker.actor for speaker in speakers if speaker.name)
    if not named:
        return speakers[0] if speakers else None
    most = named.most_common(1)[0][0]
    return next(speaker for speaker in speakers if speaker.name and speaker.actor == most)


def _words(speakers: Sequence[Speaker]) -> str | None:
    """The words that tell most of who it is."""
    said = [speaker for speaker in speakers if speaker.words]
    fit = [speaker for speaker in said if len(speaker.words or "") <= LONGEST] or said
    best = max(fit, key=lambda speaker: len(speaker.described), default=None)
    return best.words if best else None


def _plain(kind: OriginKind, best: Speaker | None, words: str | None) -> str:
    """Why it is an origin, where nothing was joined."""
    who = (best and best.name) or (f"“{words}”" if words else "somebody")
    if kind is OriginKind.ANONYMOUS:
        return f"The report gives no name for {who}."
    if kind is OriginKind.PUBLIC:
        return f"{who} said so in public."
    return f"The report has it from {who}."


def _outlets(
    ways: Sequence[Trail], names: Mapping[str, str], appearances: Mapping[str, Sequence[Outlet]]
) -> tuple[str, ...]:
    """The names of the outlets that carry it, each once, in the claim's order."""
    found: dict[str, str] = {}
    for way in ways:
        found.setdefault(way.publisher, names[way.publisher])
        for outlet in appearances.get(way.report, ()):
            name = outlet.name or outlet.domain
            if name:
                found.setdefault(key(name), shown(name))
    return tuple(found.values())


def _groups(counting: Sequence[Origin]) -> int:
    """How many origins there are at least: those that may be one count once."""
    left = {origin.id: origin for origin in counting}
    groups = 0
    while left:
        groups += 1
        ahead = [left.pop(next(iter(left)))]
        while ahead:
            ahead += [left.pop(name) for name in ahead.pop().perhaps if name in left]
    return groups
