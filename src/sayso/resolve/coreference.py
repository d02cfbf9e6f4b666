"""Pronoun → the name or noun that it means, among the mentions of a report.

Every candidate gets the sum of its features' weights (`sayso.resolve.weights`); a softmax over them and
"nobody" makes probabilities of the sums. A pronoun may point at a pronoun before it, and then means whom
that one means; the probabilities of all candidates that mean the same are added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import exp
from typing import NamedTuple

from sayso.resolve.antecedents import Between, alone, features, nobody, reasons, together
from sayso.resolve.described import Pronoun
from sayso.resolve.described import pronoun as known
from sayso.resolve.gender import Gender
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.resolve.surroundings import Surroundings, kind_of
from sayso.resolve.weights import WEIGHTS
from sayso.types import Parse, Report

REACH = 10
"""How many sentences back a pronoun may point; farther ones are of another matter."""

AHEAD = 12
"""How many tokens ahead, within its sentence ("In her speech Ines Corvo said")."""

LEAST = 0.3
"""A choice that is less sure than this is none."""

Among = Callable[[Mention], bool]


class Choice(NamedTuple):
    """The antecedent's index among the mentions, how sure (0 to 1), and why in a sentence."""

    mention: int
    confidence: float
    why: str


class Scored(NamedTuple):
    """A candidate with the share that the softmax gives it; ``means`` is the index of the mention that it
    stands for, itself unless it is a pronoun, -1 for a pronoun that means nobody known."""

    candidate: Mention
    share: float
    means: int


class Coreference:
    """Finds the antecedents of a report's third-person and relative pronouns."""

    def __init__(self, report: Report, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.around = Surroundings(report, parse, tuple(mentions))
        self._chosen: dict[int, Choice | None] = {}
        self._done = 0
        self._alone: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._totals: tuple[int, dict[int, float]] = (-1, {})
        self._counted: tuple[int, dict[int, Between]] = (-1, {})

    def antecedent(self, pronoun: Mention, among: Among | None = None) -> Choice | None:
        """The name or noun that a pronoun means; None where that is too unsure, and for the pronouns of the
        first and second person. ``among`` says which names and nouns may be meant."""
        # In text order, since a pronoun may point at one before it.
        while self._done <= pronoun.index:
            before = self.around.mentions[self._done]
            self._chosen[before.index] = self._choose(before, None)
            self._done += 1
        return self._choose(pronoun, among) if among else self._chosen[pronoun.index]

    def _choose(self, pronoun: Mention, among: Among | None) -> Choice | None:
        kind = known(self.around.words[pronoun.head]) if pronoun.kind is MentionKind.PRONOUN else None
        if kind is Pronoun.RELATIVE:
            return self._by_clause(pronoun, among)
        return self._likeliest(pronoun, among) if kind is Pronoun.THIRD else None

    def _by_clause(self, pronoun: Mention, among: Among | None) -> Choice | None:
        """Who or what a relative clause describes: the noun that it hangs on."""
        tokens, at = self.around.tokens, pronoun.head
        while at >= 0 and tokens[at].relation != "acl":
            at = tokens[at].head
        noun = tokens[at].head if at >= 0 else -1
        for mention in self.around.mentions:
            if (
                not mention.parts
                and mention.first <= noun < mention.last
                and (mention.head == noun or mention.kind is MentionKind.NAME)
            ):
                if among and not among(mention):
                    continue
                if mention.kind is MentionKind.PRONOUN:
                    return self._chosen.get(mention.index)
                why = f"“{self._text(pronoun)}” opens the clause that describes “{self._text(mention)}”."
                return Choice(self.around.stands_for[mention.index], 0.95, why)
        return None

    def _likeliest(self, pronoun: Mention, among: Among | None) -> Choice | None:
        scored = [s for s in self.scored(pronoun, among) if s.means >= 0]
        if kind_of(self.around.words[pronoun.head]) == "they":
            scored = self._together(scored)
        sums: dict[str | int, float] = {}
        for each in scored:
            key = self._same(each.means)
            sums[key] = sums.get(key, 0.0) + each.share
        best = max(sums, key=sums.__getitem__, default=None)
        if best is None or sums[best] < LEAST:
            return None
        backing = max((s for s in scored if self._same(s.means) == best), key=lambda s: s.share)
        chosen = self.around.mentions[backing.means]
        values = self.features(pronoun, backing.candidate)
        why = f"“{self._text(pronoun)}” is taken for “{self._text(chosen)}”: {reasons(values)}."
        return Choice(chosen.index, round(sums[best], 3), why)

    def _together(self, scored: list[Scored]) -> list[Scored]:
        """What speaks for one of those who are joined speaks for all of them, where several are meant."""
        whole = {part: s.means for s in scored for part in self.around.mentions[s.means].parts}
        return [s._replace(means=whole[s.means]) if s.means in whole else s for s in scored]

    def scored(self, pronoun: Mention, among: Among | None = None) -> list[Scored]:
        """All candidates of a third-person pronoun with their shares, which with nobody's make up 1."""
        found = [(candidate, self.means(candidate)) for candidate in self.candidates(pronoun)]
        if among:
            found = [(c, m) for c, m in found if m >= 0 and among(self.around.mentions[m])]
        kind = kind_of(self.around.words[pronoun.head])
        totals = [self._total(kind, pronoun, candidate) for candidate, _ in found]
        none = _total(nobody(self.around, pronoun))
        top = max([none, *totals])
        whole = sum(exp(total - top) for total in [none, *totals])
        return [
            Scored(candidate, exp(total - top) / whole, means)
            for (candidate, means), total in zip(found, totals, strict=True)
        ]

    def candidates(self, pronoun: Mention) -> list[Mention]:
        """What a third-person pronoun can point at: names and nouns near it, and pronouns of its kind
        before it."""
        word, excluded = kind_of(self.around.words[pronoun.head]), self.around.beside(pronoun)
        out = []
        for mention in reversed(self.around.mentions[: pronoun.index + AHEAD]):
            if mention.sentence < pronoun.sentence - REACH:
                break
            if mention.index == pronoun.index or mention.sentence > pronoun.sentence:
                continue
            if self.around.keys[mention.index] in excluded:
                continue
            if mention.kind is MentionKind.PRONOUN:
                text = self.around.words[mention.head]
                same = known(text) is Pronoun.THIRD and kind_of(text) == word
                if not same or mention.index > pronoun.index or mention.gender is not pronoun.gender:
                    continue
            elif mention.first > pronoun.first + AHEAD:
                continue
            out.append(mention)
        return out

    def features(self, pronoun: Mention, candidate: Mention) -> dict[str, float]:
        return features(self.around, pronoun, candidate, self._between(pronoun, candidate))

    def _total(self, kind: str, pronoun: Mention, candidate: Mention) -> float:
        """What the features of a candidate are worth together."""
        if self._totals[0] != pronoun.index:
            self._totals = (pronoun.index, {})
        known, index = self._totals[1], candidate.index
        if index not in known:
            worths = self._alone[kind]
            if index not in worths:
                worths[index] = _total(alone(self.around, kind, candidate))
            pair = together(self.around, pronoun, candidate, self._between(pronoun, candidate))
            known[index] = worths[index] + _total(pair)
        return known[index]

    def means(self, candidate: Mention) -> int:
        """The index of the name or noun that a candidate stands for, -1 where it is not known."""
        if candidate.kind is not MentionKind.PRONOUN:
            return self.around.stands_for[candidate.index]
        choice = self._chosen.get(candidate.index)
        return choice.mention if choice else -1

    def _between(self, pronoun: Mention, candidate: Mention) -> Between:
        """How many names and nouns that agree with the pronoun stand between."""
        if self._counted[0] != pronoun.index:
            counts: dict[int, Between] = {}
            kind, so_far = kind_of(self.around.words[pronoun.head]), Between(0, 0)
            for mention in reversed(self.around.mentions[: pronoun.index]):
                if mention.sentence < pronoun.sentence - REACH:
                    break
                counts[mention.index] = so_far
                if agrees(kind, pronoun, mention):
                    subject = self.around.role(mention) == "subject"
                    so_far = Between(so_far.agreeing + 1, so_far.subjects + subject)
            self._counted = (pronoun.index, counts)
        return self._counted[1].get(candidate.index, Between(0, 0))

    def _same(self, index: int) -> str | int:
        return self.around.keys[index] or index

    def _text(self, mention: Mention) -> str:
        return self.around.report.text[mention.start : mention.end]


def agrees(kind: str, pronoun: Mention, mention: Mention) -> bool:
    """Whether a mention can be meant by its gender and number."""
    if mention.kind is MentionKind.PRONOUN:
        return False
    if kind == "they":
        return mention.number is not Number.SINGULAR
    if mention.number is Number.PLURAL:
        return False
    if kind == "it":
        return mention.animate is not True
    return mention.animate is True and mention.gender in {pronoun.gender, Gender.UNKNOWN}


def _total(values: dict[str, float]) -> float:
    weight = WEIGHTS.get
    return sum([weight(name, 0.0) * value for name, value in values.items()])
