"""Trails folded into the fewest roots that they have in truth.

Trails whose roots are one are joined (`joining`). A trail that ends at an outlet goes where that outlet's own
trails go; without any, the outlet is its root. A trail without a root goes where the other trails of its
report, else of its outlet, go. What is left has no source. Where it does not matter which trail comes first,
the order is the claim's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.link.origins.bond import Bond
from sayso.link.origins.joining import Joining
from sayso.link.origins.lent import Lent
from sayso.link.origins.likeness import likeness
from sayso.link.origins.speakers import Speaker, outlet_speaker
from sayso.link.origins.trails import Trail
from sayso.link.outlets import key


@dataclass
class Root:
    """Trails that go back to one root: ``speakers`` are what their reports call it (empty: no source),
    ``whys`` the reasons for joining them, ``perhaps`` the roots with which it may be one, and why."""

    trails: list[Trail] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    perhaps: list[tuple[Root, str]] = field(default_factory=list)
    unsourced: bool = False


class Folding:
    """The trails of one claim as they are joined, by number."""

    def __init__(self, trails: Sequence[Trail], lent: Iterable[Lent], names: dict[str, str]) -> None:
        self.trails = trails
        self.names = names
        self.lent = tuple(lent)

    def roots(self) -> list[Root]:
        """The roots, in the order of their first trails."""
        joined = Joining(self.trails, self.lent, self.names)
        found: dict[str, Root] = {}
        for number in joined.told:
            group = joined.group(number)
            found.setdefault(str(group), Root(whys=joined.whys(group)))
            self._put(found, str(group), number)
            if number not in joined.tellers:
                found[str(group)].speakers.append(self._speaker(number))
        for root in found.values():  # those who tell on each other
            root.speakers = root.speakers or [trail.root for trail in root.trails if trail.root]
        loose = [n for n in range(len(self.trails)) if n not in set(joined.told)]
        loose = self._put_cited(found, loose)
        loose = self._put_beside(found, loose)
        self._put_unknown(found, [n for n in loose if self.trails[n].root])
        self._put_unsourced(found, [n for n in loose if not self.trails[n].root])
        out = sorted(found.values(), key=lambda root: self.trails.index(root.trails[0]))
        _mark_perhaps(out)
        return out

    def _speaker(self, number: int) -> Speaker:
        root = self.trails[number].root
        assert root is not None
        return root

    def _put(self, found: dict[str, Root], group: str, number: int, why: str | None = None) -> None:
        root = found.setdefault(group, Root())
        root.trails.append(self.trails[number])
        if why and why not in root.whys:
            root.whys.append(why)

    def _put_cited(self, found: dict[str, Root], loose: list[int]) -> list[int]:
        """Trails that end at another outlet; gives back the others."""
        cited = [n for n in loose if len(self.trails[n].outlets) > 1]
        for number in cited:
            outlet = self._lifted_from(number) or self.trails[number].witness
            groups = self._had_by(found, outlet, {self.trails[number].publisher})
            name = self.names[outlet]
            for group in groups:
                who = self.names[self.trails[number].publisher]
                self._put(found, group, number, f"{who} repeats {name}, and has it from there.")
            if not groups and not self._publishes(outlet):
                self._put(found, f"outlet {outlet}", number)
                root = found[f"outlet {outlet}"]
                root.speakers = [outlet_speaker(name)]
                root.whys = [
                    f"It is known only through those who cite {name}, and they name nobody behind it."
                ]
        left = [n for n in loose if n not in cited]
        return left + [n for n in cited if not any(self.trails[n] in root.trails for root in found.values())]

    def _publishes(self, outlet: str) -> bool:
        return any(trail.publisher == outlet for trail in self.trails)

    def _had_by(self, found: dict[str, Root], outlet: str, seen: set[str]) -> list[str]:
        """The groups from which an outlet has it: by its own trails, else as others tell of it; over other
        outlets where it cites them."""
        own = [g for g, root in found.items() for t in root.trails if t.publisher == outlet and root.speakers]
        if own:
            return list(dict.fromkeys(own))
        told = [
            g
            for g, root in found.items()
            for t in root.trails
            if outlet in t.outlets[1:] and t.root and root.speakers
        ]
        if told:
            return list(dict.fromkeys(told))[:1]
        further = [
            inner
            for t in self.trails
            if t.publisher == outlet and t.root is None
            for inner in t.outlets[1:]
            if inner not in seen
        ]
        for inner in reversed(further):
            groups = self._had_by(found, inner, seen | {outlet})
            if groups:
                return groups
        return []

    def _put_beside(self, found: dict[str, Root], loose: list[int]) -> list[int]:
        """Trails without a root, beside one with a root in the same report or outlet, or in a lifted text."""
        left = []
        for number in loose:
            trail = self.trails[number]
            for beside, why in self._beside(trail):
                numbers = {id(each) for each in beside}
                groups = [
                    g for g, root in found.items() if root.speakers and numbers & {id(t) for t in root.trails}
                ]
                if groups:
                    self._put(found, groups[0], number, why.format(self.names[trail.publisher]))
                    break
            else:
                left.append(number)
        return left

    def _beside(self, trail: Trail) -> Iterable[tuple[list[Trail], str]]:
        """The trails from which one without a root may have it, the likeliest first, each with the reason."""
        yield (
            [t for t in self.trails if t.quoted & trail.quoted],
            "{} quotes what others give with its source.",
        )
        sources = self._sources(trail)
        yield [t for t in self.trails if t.statement in sources], "{} copied the words."
        yield [t for t in self.trails if t.report == trail.report], "{} gives its source beside it."
        same = [t for t in self.trails if t.publisher == trail.publisher]
        yield same, "{} gives its source in another report."
        told = [t for t in self.trails if trail.publisher in t.outlets[1:]]
        yield told, "Others say from whom {} has it."
        own = [t for t in self.trails if t.root and t.root.actor and key(t.root.actor) == trail.publisher]
        yield own, "{} is the source, and publishes it itself."

    def _put_unknown(self, found: dict[str, Root], loose: list[int]) -> None:
        """Voices of whom nothing says who is meant: one origin if there is no other, else they may be any."""
        alone = not any(root.speakers for root in found.values())
        for number in loose:
            self._put(found, "unknown", number)
            root, speaker = found["unknown"], self.trails[number].root
            root.unsourced = not alone
            root.whys = ["Nothing says who is meant by the source, so it may be any of the others."]
            root.speakers = [speaker] if alone and speaker else []

    def _lifted_from(self, number: int) -> str | None:
        """The outlet whose words a trail without a source only repeats."""
        sources = self._sources(self.trails[number])
        return next((t.publisher for t in self.trails if t.statement in sources), None)

    def _sources(self, trail: Trail) -> set[str]:
        """The statements that a trail's own is copied from."""
        return {each.source for each in self.lent if each.copy.directed and each.statement == trail.statement}

    def _put_unsourced(self, found: dict[str, Root], loose: list[int]) -> None:
        for number in loose:
            outlet = self._lifted_from(number) or self.trails[number].witness
            group = f"unsourced {outlet}"
            self._put(found, group, number)
            found[group].unsourced = True
            found[group].whys = [f"{self.names[outlet]} tells it in its own voice, and gives no source."]


def _mark_perhaps(roots: Sequence[Root]) -> None:
    """Mark the roots that may be one, by any two of their speakers."""
    sourced = [root for root in roots if not root.unsourced and root.speakers]
    for at, one in enumerate(sourced):
        for other in sourced[at + 1 :]:
            bonds = [likeness(a, b) for a in one.speakers for b in other.speakers]
            may = next((each for each in bonds if each.bond is not Bond.APART), None)
            if may:
                one.perhaps.append((other, may.why))
                other.perhaps.append((one, may.why))
