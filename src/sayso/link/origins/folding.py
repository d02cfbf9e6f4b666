"""Trails folded into the fewest roots that they have in truth: which trails go back to one and the same.

In this order:

1. Trails whose roots are one speaker, by who it is (`likeness`), or because two reports have one text.
2. Unnamed people through one outlet are one source of that outlet's, unless they are told apart.
3. Somebody who only passed it on, as another report shows, has it from that report's root.
4. A trail that ends at an outlet goes where that outlet's own trails go; without any, the outlet is its root.
5. A trail without a root goes where the other trails of its report, else of its outlet, go.

What is left has no source. Where it does not matter which trail comes first, the order is the claim's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.link.origins.lent import Lent
from sayso.link.origins.likeness import Bond, likeness
from sayso.link.origins.speakers import Speaker, SpeakerKind, outlet_speaker
from sayso.link.origins.trails import Trail

_TOLD = frozenset([SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.HIDDEN])


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
        self._group = list(range(len(trails)))
        self._whys: dict[int, list[str]] = {}

    def roots(self) -> list[Root]:
        told = [n for n, trail in enumerate(self.trails) if trail.root and trail.root.kind in _TOLD]
        self._join_speakers(told)
        self._join_likely(told)
        self._join_copies(told)
        self._join_hidden(told)
        self._join_second_hand(told)
        self._join_mouths(told)
        found: dict[str, Root] = {}
        for number in told:
            self._put(found, str(self._of(number)), number)
        loose = [n for n in range(len(self.trails)) if n not in set(told)]
        loose = self._put_cited(found, loose)
        loose = self._put_beside(found, loose)
        self._put_unknown(found, [n for n in loose if self.trails[n].root])
        self._put_unsourced(found, [n for n in loose if not self.trails[n].root])
        out = sorted(found.values(), key=lambda root: self.trails.index(root.trails[0]))
        _mark_perhaps(out)
        return out

    def _of(self, number: int) -> int:
        while self._group[number] != number:
            number = self._group[number]
        return number

    def _join(self, one: int, other: int, why: str) -> None:
        first, second = sorted((self._of(one), self._of(other)))
        if first != second:
            self._group[second] = first
            self._whys[first] = [*self._whys.get(first, ()), *self._whys.pop(second, ()), why]

    def _pairs(self, told: Sequence[int]) -> Iterable[tuple[int, int, Speaker, Speaker]]:
        for at, one in enumerate(told):
            for other in told[at + 1 :]:
                first, second = self.trails[one].root, self.trails[other].root
                if first and second and self._of(one) != self._of(other):
                    yield one, other, first, second

    def _join_speakers(self, told: Sequence[int]) -> None:
        for one, other, first, second in self._pairs(told):
            alike = likeness(first, second)
            if alike.bond is Bond.SAME:
                self._join(one, other, alike.why)

    def _join_likely(self, told: Sequence[int]) -> None:
        """Who fits one other of the claim only is taken for that."""
        fitting: dict[int, dict[int, tuple[int, str]]] = {}
        for one, other, first, second in self._pairs(told):
            alike = likeness(first, second)
            if alike.bond is Bond.LIKELY:
                loose, firm = (one, other) if alike.loose == 0 else (other, one)
                fitting.setdefault(self._of(loose), {})[self._of(firm)] = (firm, alike.why)
        for loose, firms in fitting.items():
            if len({self._of(firm) for firm in firms}) == 1:
                firm, why = next(iter(firms.values()))
                self._join(loose, firm, why)

    def _join_copies(self, told: Sequence[int]) -> None:
        same = {pair: each for each in self.lent for pair in each.voices}
        for one, other, first, second in self._pairs(told):
            shared = same.get((first.actor or "", second.actor or "")) or same.get(
                (second.actor or "", first.actor or "")
            )
            if shared:
                self._join(one, other, f"One text in both reports gives “{second.words}”. {shared.copy.why}")

    def _join_hidden(self, told: Sequence[int]) -> None:
        hidden = [n for n in told if self._root(n).kind is SpeakerKind.HIDDEN]
        for one, other, first, second in self._pairs(hidden):
            through = self.trails[one].through
            if through != self.trails[other].through:
                continue
            alike = likeness(first, second)
            apart = alike.bond is Bond.APART and first.described and second.described
            if not apart or _vague(first) or _vague(second):
                self._join(one, other, f"Both are unnamed, and spoke to {self.names[through]}.")

    def _join_second_hand(self, told: Sequence[int]) -> None:
        """Whom others call unnamed is the one whom the outlet itself names, if it has one source only."""
        for number in told:
            trail = self.trails[number]
            if self._root(number).kind is not SpeakerKind.HIDDEN or len(trail.outlets) < 2:
                continue
            own = [n for n in told if self.trails[n].outlets == (trail.witness,)]
            groups = {self._of(n) for n in own}
            if len(groups) == 1 and self._of(number) not in groups:
                why = f"{self.names[trail.witness]} itself says who its “{self._root(number).words}” is."
                self._join(own[0], number, why)

    def _join_mouths(self, told: Sequence[int]) -> None:
        """Who is shown to have passed it on is no root of his own."""
        for number in told:
            for mouth in self.trails[number].mouths:
                for other in told:
                    root = self._root(other)
                    if (
                        self._of(other) != self._of(number)
                        and mouth.kind in _TOLD
                        and likeness(mouth, root).bond is Bond.SAME
                    ):
                        who = mouth.name or mouth.words
                        self._join(
                            number, other, f"{who} only told on what “{self._root(number).words}” said."
                        )

    def _root(self, number: int) -> Speaker:
        root = self.trails[number].root
        assert root is not None
        return root

    def _put(self, found: dict[str, Root], group: str, number: int, why: str | None = None) -> None:
        joined = self._whys.get(int(group), []) if group.isdecimal() else []
        root = found.setdefault(group, Root(whys=list(dict.fromkeys(joined))))
        root.trails.append(self.trails[number])
        speaker = self.trails[number].root
        if speaker and speaker.kind in _TOLD:
            root.speakers.append(speaker)
        if why and why not in root.whys:
            root.whys.append(why)

    def _put_cited(self, found: dict[str, Root], loose: list[int]) -> list[int]:
        """Trails that end at another outlet; gives back the others."""
        cited = [n for n in loose if len(self.trails[n].outlets) > 1]
        for number in cited:
            outlet = self.trails[number].witness
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
        sources = {
            each.source for each in self.lent if each.copy.directed and each.statement == trail.statement
        }
        yield [t for t in self.trails if t.statement in sources], "{} copied the words."
        yield [t for t in self.trails if t.report == trail.report], "{} gives its source beside it."
        same = [t for t in self.trails if t.publisher == trail.publisher]
        yield same, "{} gives its source in another report."

    def _put_unknown(self, found: dict[str, Root], loose: list[int]) -> None:
        """Voices of whom nothing says who is meant: one origin if there is no other, else they may be any."""
        alone = not any(root.speakers for root in found.values())
        for number in loose:
            self._put(found, "unknown", number)
            root, speaker = found["unknown"], self.trails[number].root
            root.unsourced = not alone
            root.whys = ["Nothing says who is meant by the source, so it may be any of the others."]
            root.speakers = [speaker] if alone and speaker else []

    def _put_unsourced(self, found: dict[str, Root], loose: list[int]) -> None:
        for number in loose:
            outlet = self.trails[number].witness
            group = f"unsourced {outlet}"
            self._put(found, group, number)
            found[group].unsourced = True
            found[group].whys = [f"{self.names[outlet]} tells it in its own voice, and gives no source."]


def _vague(speaker: Speaker) -> bool:
    return len(speaker.described) <= 1


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
