"""A report's mentions as arrays with an entry for each, so that all candidates of a pronoun are looked at
together."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sayso.resolve.described import Pronoun
from sayso.resolve.described import pronoun as known
from sayso.resolve.gender import SEXES, Gender
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.resolve.surroundings import Surroundings, kind_of

Whole = NDArray[np.intp]
Truth = NDArray[np.bool_]
Values = NDArray[np.float64]

ROLES = ("subject", "object", "oblique", "within", "other")
_GENDERS = tuple(Gender)


class Columns:
    """What `Mention` and `Surroundings` tell of each mention. Numbers stand for what arrays cannot hold:
    ``gender`` for a place in `Gender`, ``role`` for one in `ROLES`, ``word`` for a word as it is written in
    lower case; ``third`` is the kind of a third-person pronoun, "" for all else."""

    def __init__(self, around: Surroundings) -> None:
        self.around, mentions = around, around.mentions
        lowered = [around.words[m.head].lower() for m in mentions]
        numbers = {word: number for number, word in enumerate(dict.fromkeys(lowered))}
        tokens, sources = around.tokens, around.sources
        self.first = _whole(m.first for m in mentions)
        self.last = _whole(m.last for m in mentions)
        self.sentence = _whole(m.sentence for m in mentions)
        self.quotation = _whole(m.quotation for m in mentions)
        self.word = _whole(numbers[word] for word in lowered)
        self.gender = _whole(_GENDERS.index(m.gender) for m in mentions)
        self.sexed = _truth(m.gender in SEXES for m in mentions)
        self.living = _truth(m.animate is True for m in mentions)
        self.singular = _truth(m.number is Number.SINGULAR for m in mentions)
        self.plural = _truth(m.number is Number.PLURAL for m in mentions)
        self.pronoun = _truth(m.kind is MentionKind.PRONOUN for m in mentions)
        self.third = np.array([_third(m, word) for m, word in zip(mentions, lowered, strict=True)], "U4")
        self.role = _whole(ROLES.index(around.role(m)) for m in mentions)
        self.subject = _truth(around.is_subject(m) for m in mentions)
        self.main = _truth(tokens[around.clause(m.head)].relation == "root" for m in mentions)
        self.source = _truth(bool(sources) and sources[m.head] for m in mentions)

    def agreeing(self, pronoun: Mention, kind: str, first: int) -> Truth:
        """Which of the names and nouns from ``first`` up to a pronoun can be meant by their gender and
        number."""
        part = slice(first, pronoun.index)
        named: Truth = ~self.pronoun[part]
        if kind == "they":
            return named & ~self.singular[part]
        named &= ~self.plural[part]
        if kind == "it":
            return named & ~self.living[part]
        gender = self.gender[part]
        unknown = gender == _GENDERS.index(Gender.UNKNOWN)
        named &= self.living[part] & (unknown | (gender == self.gender[pronoun.index]))
        return named


def _third(mention: Mention, word: str) -> str:
    third = mention.kind is MentionKind.PRONOUN and known(word) is Pronoun.THIRD
    return kind_of(word) if third else ""


def _whole(values: Iterable[int]) -> Whole:
    return np.array(list(values), np.intp)


def _truth(values: Iterable[bool]) -> Truth:
    return np.array(list(values), np.bool_)
