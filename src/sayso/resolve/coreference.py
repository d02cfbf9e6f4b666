"""Pronoun → the name or noun that it means, among the mentions of a report.

Every candidate gets the sum of its features' weights (`sayso.resolve.weights`); a softmax over them and
"nobody" makes probabilities of the sums. A pronoun may point at a pronoun before it, and then means whom
that one means; the probabilities of all candidates that mean the same are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from math import exp
from typing import NamedTuple

import numpy as np

from sayso.resolve.antecedents import Between, Features, alone, nobody, reasons, sorted_as, together
from sayso.resolve.columns import ROLES, Columns, Truth, Values, Whole
from sayso.resolve.described import Pronoun
from sayso.resolve.described import pronoun as known
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.resolve.surroundings import Surroundings, kind_of, sort_of
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


class Weighed(NamedTuple):
    """A pronoun's candidates: their indices among the mentions, the last first, their features and what these
    are worth together."""

    pronoun: int
    at: Whole
    features: Features
    totals: list[float]


class Coreference:
    """Finds the antecedents of a report's third-person and relative pronouns."""

    def __init__(self, report: Report, parse: Parse, mentions: Sequence[Mention]) -> None:
        self.around = Surroundings(report, parse, tuple(mentions))
        self._chosen: dict[int, Choice | None] = {}
        self._done = 0
        self._means = [
            -1 if mention.kind is MentionKind.PRONOUN else stands_for
            for mention, stands_for in zip(mentions, self.around.stands_for, strict=True)
        ]
        self._bearers = [key or index for index, key in enumerate(self.around.keys)]
        self._worths: dict[str, Values] = {}
        self._last: Weighed | None = None

    @cached_property
    def columns(self) -> Columns:
        return Columns(self.around)

    def antecedent(self, pronoun: Mention, among: Among | None = None) -> Choice | None:
        """The name or noun that a pronoun means; None where that is too unsure, and for the pronouns of the
        first and second person. ``among`` says which names and nouns may be meant."""
        # In text order, since a pronoun may point at one before it.
        while self._done <= pronoun.index:
            before = self.around.mentions[self._done]
            choice = self._chosen[before.index] = self._choose(before, None)
            if choice and before.kind is MentionKind.PRONOUN:
                self._means[before.index] = choice.mention
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
            if mention.first > noun:
                break
            if (
                not mention.parts
                and noun < mention.last
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
            key = self._bearers[each.means]
            sums[key] = sums.get(key, 0.0) + each.share
        best = max(sums, key=sums.__getitem__, default=None)
        if best is None or sums[best] < LEAST:
            return None
        backing = max((s for s in scored if self._bearers[s.means] == best), key=lambda s: s.share)
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
        weighed = self._weighed(pronoun)
        mentions, means = self.around.mentions, self._means
        found = list(zip(weighed.at.tolist(), weighed.totals, strict=True))
        if among:
            found = [(i, total) for i, total in found if means[i] >= 0 and among(mentions[means[i]])]
        none = _total(nobody(self.around, pronoun))
        top = max([none, *(total for _, total in found)])
        whole = exp(none - top) + sum(exp(total - top) for _, total in found)
        return [Scored(mentions[i], exp(total - top) / whole, means[i]) for i, total in found]

    def candidates(self, pronoun: Mention) -> list[Mention]:
        """What a third-person pronoun can point at: names and nouns near it, and pronouns of its kind
        before it; the last first."""
        return [self.around.mentions[index] for index in self._weighed(pronoun).at.tolist()]

    def features(self, pronoun: Mention, candidate: Mention) -> dict[str, float]:
        """The features of one of a pronoun's candidates by name."""
        weighed = self._weighed(pronoun)
        place = weighed.at.tolist().index(candidate.index)
        kind = kind_of(self.around.words[pronoun.head])
        pair = {name: float(values[place]) for name, values in weighed.features.items() if values[place]}
        sort = sort_of(self.around, candidate)
        return sorted_as(kind, sort, candidate.number) | alone(self.around, candidate) | pair

    def _weighed(self, pronoun: Mention) -> Weighed:
        """The candidates of a pronoun; mostly the one asked about before is asked about again."""
        if self._last is None or self._last.pronoun != pronoun.index:
            kind = kind_of(self.around.words[pronoun.head])
            at = self._near(pronoun, kind)
            values = together(self.columns, pronoun, at, self._between(pronoun, kind, at))
            totals = self._worth(kind)[at]
            for name, column in values.items():
                totals += WEIGHTS.get(name, 0.0) * column
            self._last = Weighed(pronoun.index, at, values, totals.tolist())
        return self._last

    def _worth(self, kind: str) -> Values:
        """What the features of each mention are worth that do not hang on which pronoun of a kind it is."""
        if kind not in self._worths:
            self._worths[kind] = self._alone + [_sort_worth(kind, *sort) for sort in self._sorts]
        return self._worths[kind]

    @cached_property
    def _sorts(self) -> list[tuple[str, Number]]:
        return [(sort_of(self.around, mention), mention.number) for mention in self.around.mentions]

    @cached_property
    def _alone(self) -> Values:
        return np.array([_total(alone(self.around, m)) for m in self.around.mentions], np.float64)

    def _near(self, pronoun: Mention, kind: str) -> Whole:
        columns, excluded = self.columns, self.around.beside(pronoun)
        start = self._start(pronoun)
        end = pronoun.index + AHEAD
        again = columns.third[start:end] == kind
        again &= columns.gender[start:end] == columns.gender[pronoun.index]
        again[pronoun.index - start :] = False
        named = ~columns.pronoun[start:end] & (columns.first[start:end] <= pronoun.first + AHEAD)
        near = (again | named) & (columns.sentence[start:end] <= pronoun.sentence)
        at = np.flatnonzero(near)[::-1] + start
        if excluded:
            at = at[[self.around.keys[index] not in excluded for index in at.tolist()]]
        return at

    def _start(self, pronoun: Mention) -> int:
        """The first mention that a pronoun can reach back to."""
        farther = np.flatnonzero(self.columns.sentence[: pronoun.index] < pronoun.sentence - REACH)
        return int(farther[-1]) + 1 if len(farther) else 0

    def _between(self, pronoun: Mention, kind: str, at: Whole) -> Between:
        """How many names and nouns that agree with the pronoun stand between it and each candidate."""
        columns, start = self.columns, self._start(pronoun)
        agreeing = columns.agreeing(pronoun, kind, start)
        subjects = agreeing & (columns.role[start : pronoun.index] == ROLES.index("subject"))
        before = np.minimum(at + 1, pronoun.index) - start
        return Between(_behind(agreeing)[before], _behind(subjects)[before])

    def means(self, candidate: Mention) -> int:
        """The index of the name or noun that a candidate stands for, -1 where it is not known."""
        return self._means[candidate.index]

    def _text(self, mention: Mention) -> str:
        return self.around.report.text[mention.start : mention.end]


def _behind(counted: Truth) -> Whole:
    """How many are counted from each place on; one entry more than there are places, a last 0."""
    out: Whole = np.append(counted[::-1].cumsum()[::-1], 0)
    return out


@cache
def _sort_worth(kind: str, sort: str, number: Number) -> float:
    return _total(sorted_as(kind, sort, number))


def _total(values: dict[str, float]) -> float:
    weight = WEIGHTS.get
    return sum([weight(name, 0.0) * value for name, value in values.items()])
