"""Two mentions side by side: what they share, and what each has alone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property

from sayso.link.claims import figures
from sayso.link.claims.mention import Count
from sayso.link.claims.nearness import near
from sayso.link.claims.side import Side, side
from sayso.link.claims.words import (
    VARIANT,
    distinct_from,
    negated,
    opposed,
    total,
    turning,
    variants,
    weight,
)

FRAME = 0.5
"""The share of the shorter one's weight that two contents have in common, from which on they are one
frame."""

TOLD = 6
"""How many words, besides the contents', tell what a report is about."""

ALIKE = 0.4
"""How nearly two words have to mean the same, by `nearness.near`, to be taken for one in the same place."""

NEARLY = 0.8
"""The share of what the shorter one means from which on one "not" more or less decides."""

FIGURE = 6.0
"""What a figure weighs beside words: as much as a word that stands in one of 150 sentences."""

FEW = 3
"""Up to here a number may merely stand with what is counted, as another wording of it."""

ADDED = 2
"""How many words more may stand beside a word that says no, for it to decide."""

FILLER = 3
"""How many stems may stand in a place of a frame."""


__all__ = ["Pair", "Side", "listed", "ramp", "share", "side", "sigmoid"]


class Pair:
    """Two sides; everything here is the same whichever comes first."""

    def __init__(self, one: Side, other: Side) -> None:
        self.one, self.other = one, other
        self.sides = (one, other)

    @cached_property
    def shared(self) -> frozenset[str]:
        return self.one.stems & self.other.stems

    @cached_property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """Stems that each has alone, but that are forms of one word (`words.variants`)."""
        ones, others = self.one.stems - self.shared, self.other.stems - self.shared
        starts = {stem[:VARIANT] for stem in ones} & {stem[:VARIANT] for stem in others}
        if not starts:
            return ()
        left = sorted(stem for stem in ones if stem[:VARIANT] in starts)
        right = sorted(stem for stem in others if stem[:VARIANT] in starts)
        return tuple((a, b) for a in left for b in right if variants(a, b))

    @cached_property
    def shared_weight(self) -> float:
        """What both say, by `words.weight`."""
        formed = math.fsum(min(weight(a), weight(b)) for a, b in self.forms)
        return min(total(self.shared) + formed, self.one.weight, self.other.weight)

    @cached_property
    def told(self) -> tuple[float, float, float]:
        """What both say, and what each says alone, the lesser first, by the weights of the sides."""
        both, *alone = self._told
        return both, min(alone), max(alone)

    @cached_property
    def _told(self) -> tuple[float, float, float]:
        """`told`, in the order of the sides."""
        ones, others = self.one.weights, self.other.weights
        both = [min(ones[s], others[s]) for s in self.shared]
        both += [min(ones[a], others[b]) for a, b in self.forms]
        twins = {stem for two in self.forms for stem in two} | self.shared
        here, there = (math.fsum(w for s, w in of.items() if s not in twins) for of in (ones, others))
        return math.fsum(both), here, there

    @cached_property
    def near(self) -> tuple[tuple[str, str, float], ...]:
        """Stems of each that mean nearly the same (`nearness.near`), of those that neither shares."""
        twins = {stem for two in self.forms for stem in two} | self.shared
        ones, others = ({s: f for s, f in side.forms.items() if s not in twins} for side in self.sides)
        return near(ones, others, self.one.names | self.other.names)

    @cached_property
    def meant(self) -> tuple[float, float, float]:
        """`told`, with figures, and with words that mean nearly the same among what both say."""
        both, here, there = self._told
        ones, others = self.one.weights, self.other.weights
        for a, b, degree in self.near:
            both += degree * min(ones[a], others[b])
            here -= degree * ones[a]
            there -= degree * others[b]
        mine, yours = self.one.mention.figures, self.other.mention.figures
        if mine or yours:
            agreed = min(figures.shared(mine, yours), figures.shared(yours, mine))
            both += FIGURE * agreed
            here += FIGURE * (len(mine) - agreed)
            there += FIGURE * (len(yours) - agreed)
        return both, max(min(here, there), 0.0), max(here, there, 0.0)

    @cached_property
    def cosine(self) -> float | None:
        """How near the embeddings are; None where a side has none."""
        if self.one.vector is None or self.other.vector is None:
            return None
        return float(self.one.vector @ self.other.vector)

    @cached_property
    def alone(self) -> tuple[frozenset[str], frozenset[str]]:
        """The stems that each has and the other has not."""
        return self.one.stems - self.shared, self.other.stems - self.shared

    @cached_property
    def opposite(self) -> tuple[str, str] | None:
        """A word of each, neither of which the other has, that say the opposite."""
        ones, others = self.alone
        found = [(a, b) for a in ones for b in opposed(a) if b in others]
        found += [(a, b) for b in others for a in negated(b) if a in ones]
        return min(found) if found else None

    @cached_property
    def at_odds(self) -> bool:
        """Whether one says that something is so and the other that it is not: by a negation or a denial, or
        by words of opposite meaning, but not by both at once ("is alive", "is not dead"). There is no telling
        which of them has one too many where both have words that negate, or where the one without has a word
        that may say no ("will miss")."""
        one, other = self.one.mention, self.other.mention
        if self.opposite:
            return not self.crossed
        if one.negative == other.negative and not (self.negators_differ and self.held >= NEARLY):
            return self.turned_by is not None
        if one.negators and other.negators:
            return False
        said = self.alone[bool(one.negative or one.negators)]
        return not said & turning()

    @property
    def crossed(self) -> bool:
        """Whether one of the two says no, by its polarity or its words, and the other does not."""
        return self.one.mention.negative != self.other.mention.negative or self.negators_differ

    @property
    def turned_by(self) -> str | None:
        """A word that says no (`words.TURNING`), where the one says nothing more than the other but for it
        and a word or two: "was at the meeting", "was absent from the meeting"."""
        for mine, yours in (self.alone, self.alone[::-1]):
            said = (mine - self.one.names - self.other.names) & turning()
            if said and not yours and len(mine) <= ADDED:
                return min(said)
        return None

    @property
    def negators_differ(self) -> bool:
        """Whether the one has an even number of words that negate, and the other an odd one."""
        return self.one.mention.negators % 2 != self.other.mention.negators % 2

    @cached_property
    def aligned(self) -> tuple[list[str], list[str]]:
        """The stems of both in order, those of the other one that mean what one of the first does written as
        that."""
        same = {b: a for a, b in self.forms} | {b: a for a, b, degree in self.near if degree >= ALIKE}
        ones, others = self.one.mention.stems, self.other.mention.stems
        return list(dict.fromkeys(ones)), list(dict.fromkeys(same.get(s, s) for s in others))

    @cached_property
    def places(self) -> tuple[tuple[list[str], list[str]], ...]:
        """What stands in the one and in the other, wherever the two are not equal."""
        ones, others = self.aligned
        codes = SequenceMatcher(None, ones, others, autojunk=False).get_opcodes()
        return tuple((ones[a:b], others[c:d]) for kind, a, b, c, d in codes if kind != "equal")

    @cached_property
    def replaced(self) -> tuple[str, str] | None:
        """The rarest word of each that stand in the same place of the same frame, and do not mean the same:
        "the *interior* minister knew", "the *health* minister knew"."""
        if self.held < FRAME:
            return None
        ones, others = map(set, self.aligned)
        found = []
        for here, there in self.places:
            mine, yours = [s for s in here if s not in others], [s for s in there if s not in ones]
            if mine and yours and len(here) <= FILLER and len(there) <= FILLER:
                found.append((max(mine, key=weight), max(yours, key=weight)))
        return max(found, key=lambda two: (min(map(weight, two)), two)) if found else None

    @property
    def only_difference(self) -> tuple[str, str] | None:
        """`replaced`, where nothing else tells the two apart, "not" neither ("will not attend" may be "will
        miss")."""
        if self.held < FRAME or len(self.places) != 1 or self.crossed:
            return None
        return self.replaced

    @property
    def one_for_one(self) -> bool:
        """Whether in the only place that tells the two apart each has one word."""
        return max(map(len, self.places[0])) == 1

    @property
    def strangers(self) -> bool:
        """Whether each content has several names, none of which is in the other or in what the other's report
        is most about."""
        ones, others = self.one.names, self.other.names
        known = others | self.other.stems | set(self.other.mention.topic)
        strange = known.isdisjoint(ones) and others.isdisjoint(self.one.stems | set(self.one.mention.topic))
        return len(ones) > 1 and len(others) > 1 and strange

    @property
    def exchanged(self) -> tuple[str, str] | None:
        """`replaced`, where both words are names."""
        if self.replaced and self.replaced[0] in self.one.names and self.replaced[1] in self.other.names:
            return self.replaced
        return None

    @cached_property
    def likely(self) -> float:
        """The share of the shorter one's words that both have, by `words.weight`, with the cosine added: what
        can be told fast."""
        shared = math.fsum(map(weight, self.shared))
        return share(shared, min(self.one.weight, self.other.weight)) + (self.cosine or 0.0)

    @cached_property
    def overlap(self) -> float:
        """The weight of the shared words, of that of all."""
        return share(self.told[0], sum(self.told))

    @cached_property
    def contained(self) -> float:
        """The weight of the shared words, of that of the side that says less."""
        return share(self.told[0], self.told[0] + self.told[1])

    @cached_property
    def common(self) -> float:
        """`overlap`, of what is meant."""
        return share(self.meant[0], sum(self.meant))

    @cached_property
    def held(self) -> float:
        """`contained`, of what is meant."""
        return share(self.meant[0], self.meant[0] + self.meant[1])

    @cached_property
    def turned(self) -> bool:
        """Whether the same two names stand in the same order, but one is told in the passive: "A was bought
        by B", "A bought B"."""
        if self.one.mention.passive == self.other.mention.passive:
            return False
        both = self.one.names & self.other.names
        orders = [[s for s in dict.fromkeys(side.mention.stems) if s in both] for side in self.sides]
        return len(both) > 1 and orders[0] == orders[1]

    @cached_property
    def parted(self) -> tuple[str, str] | None:
        """A word of each, alone there, that are near in meaning but never the same ("killed", "injured")."""
        ones, others = self.alone
        found = [(a, b) for a in ones for b in distinct_from().get(a, ()) if b in others]
        return min(found) if found else None

    @property
    def elsewhere(self) -> bool:
        """Whether the two reports, apart from the two contents, have nothing in common that they are most
        about; not to be told of a report of few words."""
        ones = set(self.one.mention.topic) - self.one.stems - self.other.stems
        others = set(self.other.mention.topic) - self.one.stems - self.other.stems
        return len(ones) >= TOLD and len(others) >= TOLD and not ones & others

    @cached_property
    def exchange(self) -> bool:
        """Whether the same words stand on the other sides of one of them, which is no passive in either:
        "A sued B", "B sued A"."""
        ones, others = self.one.mention.stems, self.other.mention.stems
        passive = self.one.mention.undergone or self.other.mention.undergone
        if passive or set(ones) != set(others):
            return False
        for verb in self.shared:
            a, c = ones.index(verb), others.index(verb)
            before, behind = set(ones[:a]) & set(others[c + 1 :]), set(ones[a + 1 :]) & set(others[:c])
            if before and behind and before == set(ones[:a]) and behind == set(others[:c]):
                return True
        return False

    @property
    def own_words(self) -> bool:
        """Whether both say "I" or "we"."""
        return self.one.mention.first_person and self.other.mention.first_person

    @property
    def shorter(self) -> float:
        """How many words the shorter one has, of those of the longer one."""
        lengths = [len(side.forms) if not side.mention.length else side.mention.length for side in self.sides]
        return share(min(lengths), max(lengths))

    @property
    def figures_left(self) -> bool:
        """Whether one of them gives a figure that the other does not, beyond "two sides", "three men"."""
        one, other = (
            [count for count in side.mention.figures if count.unit or (count.value or FEW + 1) > FEW]
            for side in self.sides
        )
        return figures.shared(one, other) < len(one) or figures.shared(other, one) < len(other)

    @cached_property
    def swapped(self) -> float:
        """The weight of the names that stand in each without the other, the lesser of the two: two parties or
        places that change places."""
        ones = {name for name in self.one.names if name not in self.other.stems}
        others = {name for name in self.other.names if name not in self.one.stems}
        return min(total(ones), total(others))

    @cached_property
    def runs(self) -> float:
        """How many of the shorter one's pairs of neighbouring words the other has, from 0 to 1."""
        least = min(len(self.one.runs), len(self.other.runs))
        return len(self.one.runs & self.other.runs) / least if least else 0.0

    def figure_conflict(self) -> tuple[Count, Count] | None:
        """Two figures that exclude each other; where no word says that they count the same thing, only in
        contents that are alike otherwise."""
        if not self.one.mention.figures or not self.other.mention.figures:
            return None
        found = figures.conflict(self.one.mention.figures, self.other.mention.figures)
        if found is None and self.held >= FRAME:
            ones, others = self.one.mention.figures, self.other.mention.figures
            return next(((a, b) for a in ones for b in others if figures.far(a, b)), None)
        if found is None or set(found[0].counted) & set(found[1].counted):
            return found
        return found if self.contained >= FRAME else None

    def heaviest(self, most: int = 4) -> list[str]:
        """The rarest shared stems."""
        return sorted(self.shared, key=lambda stem: (-weight(stem), stem))[:most]


def share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def ramp(value: float, low: float, high: float) -> float:
    """0 up to ``low``, 1 from ``high`` on, straight between."""
    return min(max((value - low) / (high - low), 0.0), 1.0)


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))
