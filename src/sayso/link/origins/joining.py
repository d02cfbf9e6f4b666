"""Which trails that have a root go back to one and the same.

They are, by who it is (`likeness`); by what both quote; by copied text, which has one voice in two reports;
the unnamed people of one outlet, unless they are told apart; whom one outlet names and another calls unnamed,
citing it; and who is shown to have only told it on, with the one who said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.link.origins.bond import Bond, shown
from sayso.link.origins.lent import Lent
from sayso.link.origins.likeness import likeness
from sayso.link.origins.speakers import Speaker, SpeakerKind, is_role
from sayso.link.origins.trails import Trail

TOLD = frozenset([SpeakerKind.PERSON, SpeakerKind.BODY, SpeakerKind.HIDDEN])
"""The kinds of speakers that can be a root by themselves."""


class Joining:
    """The trails of one claim by number, those with a root (``told``) in groups; ``tellers`` are those whose
    root only told on what another said."""

    def __init__(self, trails: Sequence[Trail], lent: Iterable[Lent], names: Mapping[str, str]) -> None:
        self.trails = trails
        self.told = [n for n, trail in enumerate(trails) if trail.root and trail.root.kind in TOLD]
        self._names = names
        self._lent = tuple(lent)
        self._group = list(range(len(trails)))
        self._whys: dict[int, list[str]] = {}
        self.tellers = set[int]()
        self._by_who_it_is()
        self._by_role()
        self._by_quotation()
        self._told_on()
        self._by_who_fits()
        self._by_copied_text()
        self._unnamed_of_one_outlet()
        self._unnamed_elsewhere()

    def whys(self, group: int) -> list[str]:
        """Why the trails of a group are one, each reason once."""
        return list(dict.fromkeys(self._whys.get(group, ())))

    def group(self, number: int) -> int:
        """The group of the trail of this number."""
        while self._group[number] != number:
            number = self._group[number]
        return number

    def _join(self, one: int, other: int, why: str) -> None:
        first, second = sorted((self.group(one), self.group(other)))
        if first != second:
            self._group[second] = first
            self._whys[first] = [*self._whys.get(first, ()), *self._whys.pop(second, ()), why]

    def _pairs(self, told: Sequence[int]) -> Iterable[tuple[int, int, Speaker, Speaker]]:
        for at, one in enumerate(told):
            for other in told[at + 1 :]:
                first, second = self.trails[one].root, self.trails[other].root
                if first and second and self.group(one) != self.group(other):
                    yield one, other, first, second

    def _by_who_it_is(self) -> None:
        for one, other, first, second in self._pairs(self.told):
            alike = likeness(first, second)
            if alike.bond is Bond.SAME:
                self._join(one, other, alike.why)

    def _by_role(self) -> None:
        """A report calls a voice by its role first, and then by its name ("her manager", "Ilse Brandt"). So
        does one that has the claim from both, and from nobody else by name."""
        named = [n for n in self.told if self._root(n).kind is SpeakerKind.PERSON]
        for number in self.told:
            if not is_role(self._root(number)):
                continue
            report = self.trails[number].report
            beside = [n for n in named if self.trails[n].report == report]
            if len({self.group(n) for n in beside}) == 1:
                who, name = shown(self._root(number)), shown(self._root(beside[0]))
                self._join(number, beside[0], f"The report has it from {who}, and then from {name} by name.")

    def _by_quotation(self) -> None:
        for one, other, first, second in self._pairs(self.told):
            if self.trails[one].quoted & self.trails[other].quoted:
                self._join(one, other, f"{shown(first)} and {shown(second)} are quoted with the same words.")

    def _by_who_fits(self) -> None:
        """Who fits one other of the claim only is taken for that."""
        fitting: dict[int, dict[int, tuple[int, str]]] = {}
        for one, other, first, second in self._pairs(self.told):
            alike = likeness(first, second)
            if alike.bond is Bond.LIKELY:
                loose, firm = (one, other) if alike.loose == 0 else (other, one)
                fitting.setdefault(self.group(loose), {})[self.group(firm)] = (firm, alike.why)
        for loose, firms in fitting.items():
            if len({self.group(firm) for firm in firms}) == 1:
                firm, why = next(iter(firms.values()))
                self._join(loose, firm, why)

    def _by_copied_text(self) -> None:
        """One text has one voice in two reports: by the statements that are one, and by the unnamed who speak
        elsewhere in what was copied."""
        same: dict[frozenset[str | None], Lent] = {}
        for each in self._lent:
            for pair in ((each.source, each.statement), *each.voices):
                same.setdefault(frozenset(pair), each)
        for one, other, first, second in self._pairs(self.told):
            statements = frozenset((self.trails[one].statement, self.trails[other].statement))
            shared = same.get(statements) or same.get(frozenset((first.actor, second.actor)))
            if shared:
                self._join(one, other, f"One text in both reports gives {shown(second)}. {shared.copy.why}")

    def _unnamed_of_one_outlet(self) -> None:
        hidden = [n for n in self.told if self._root(n).kind is SpeakerKind.HIDDEN]
        for one, other, first, second in self._pairs(hidden):
            through = self.trails[one].through
            if through != self.trails[other].through:
                continue
            alike = likeness(first, second)
            apart = alike.bond is Bond.APART and first.described and second.described
            if not apart or _vague(first) or _vague(second):
                self._join(one, other, f"Both are unnamed, and spoke to {self._names[through]}.")

    def _unnamed_elsewhere(self) -> None:
        """Whom others call unnamed is the one whom the outlet itself names, if it has one source only."""
        for number in self.told:
            trail = self.trails[number]
            if self._root(number).kind is not SpeakerKind.HIDDEN or len(trail.outlets) < 2:
                continue
            own = [n for n in self.told if self.trails[n].outlets == (trail.witness,)]
            groups = {self.group(n) for n in own}
            if len(groups) == 1 and self.group(number) not in groups:
                why = f"{self._names[trail.witness]} itself says who its “{self._root(number).words}” is."
                self._join(own[0], number, why)

    def _told_on(self) -> None:
        """Who is shown to have passed it on is no root of his own: a teller."""
        for number in self.told:
            for mouth in self.trails[number].mouths:
                tellers = [n for n in self.told if n != number and self._is(mouth, n)]
                for teller in tellers if mouth.kind in TOLD else ():
                    self.tellers.add(teller)
                    who, said = shown(mouth), self._root(number).words
                    self._join(number, teller, f"{who} only told on what “{said}” said.")

    def _is(self, mouth: Speaker, number: int) -> bool:
        return likeness(mouth, self._root(number)).bond is Bond.SAME

    def _root(self, number: int) -> Speaker:
        root = self.trails[number].root
        assert root is not None
        return root


def _vague(speaker: Speaker) -> bool:
    """Whether the words say hardly anything of who it is."""
    return len(speaker.described) <= 1
