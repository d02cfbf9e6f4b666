"""Parse → Mentions: the phrases of a report that can mean somebody, and what their words say of whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.quotation import Quotation
from sayso.resolve.described import Number, described
from sayso.resolve.gender import Gender, GenderOf
from sayso.resolve.phrases import MentionKind, Phrases
from sayso.types import EntityKind, Parse, Report

__all__ = ["Gender", "Mention", "MentionKind", "Number", "mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that can mean somebody.

    ``index`` is its place among the report's mentions. ``first`` and ``last`` are its half-open range of
    tokens, ``start`` and ``end`` its characters, without a clitic behind it ("Russia's" is "Russia").
    ``head`` is the token that governs the phrase; ``entity`` an index into ``Parse.entities``, that of the
    head or of the name that stands at its side ("spokesman John Hale"), or -1; ``sentence`` an index into
    ``Parse.sentences``; ``quotation`` one into the report's quotations, or -1 outside of all.

    ``animate`` is None where nothing says whether it lives; a person of either gender is animate with an
    unknown gender. ``parts`` are the indices of the members of a coordination ("France and the UK"): a
    mention of its own beside theirs, which shares its head with the first of them.
    """

    index: int
    first: int
    last: int
    head: int
    start: int
    end: int
    kind: MentionKind
    number: Number
    gender: Gender
    animate: bool | None
    entity: int
    sentence: int
    quotation: int
    parts: tuple[int, ...] = ()


def mentions(
    report: Report, parse: Parse, marks: Sequence[Quotation], gender_of: GenderOf | None = None
) -> tuple[Mention, ...]:
    """The mentions of a report in text order, the longer first where two begin together.

    ``marks`` are the quotations of all paragraphs, in order (`sayso.quotation.quotations`); ``gender_of``
    knows the gender of some names' bearers.
    """
    found = sorted(Phrases(parse, report.text).all(), key=lambda p: (p.first, -p.last, -len(p.parts)))
    number_of = {phrase: index for index, phrase in enumerate(found)}
    openings = [mark.start for mark in marks]
    firsts = [sentence.first for sentence in parse.sentences]
    out = []
    for phrase, index in number_of.items():
        number, gender, animate = described(report.text, parse, phrase, gender_of)
        start, end = parse.tokens[phrase.first].start, parse.tokens[phrase.last - 1].end
        mark = bisect_right(openings, start) - 1
        out.append(
            Mention(
                index,
                phrase.first,
                phrase.last,
                phrase.head,
                start,
                end,
                phrase.kind,
                Number.PLURAL if phrase.parts else number,
                gender,
                animate,
                phrase.entity,
                bisect_right(firsts, phrase.head) - 1,
                mark if mark >= 0 and start < marks[mark].end else -1,
                tuple(number_of[part] for part in phrase.parts),
            )
        )
    return _same_name_same_gender(report.text, parse, out)


def _same_name_same_gender(text: str, parse: Parse, found: list[Mention]) -> tuple[Mention, ...]:
    """Names of whom nothing is known take the gender of the longer name that ends or begins alike: what
    a surname does not say, the full name did."""
    known: dict[str, Gender] = {}
    named = []
    for mention in found:
        if mention.kind is MentionKind.NAME and not mention.parts:
            words = _bare_name(text, parse, mention)
            if words:
                named.append((mention, words))
    for mention, words in sorted(named, key=lambda pair: -len(pair[1])):
        if mention.gender in {Gender.MALE, Gender.FEMALE}:
            for word in (words[-1], words[0]):
                known.setdefault(word, mention.gender)
    for mention, words in named:
        told = known.get(words[-1]) or known.get(words[0])
        # One word alone is asked last of itself: "Martin" is the Jane Martin of the line before.
        if told and (mention.gender is Gender.UNKNOWN or len(words) == 1):
            found[mention.index] = replace(mention, gender=told, animate=True)
    return tuple(found)


def _bare_name(text: str, parse: Parse, mention: Mention) -> list[str]:
    """The words of a person's name, or of one that the encoder did not tag, without titles."""
    if mention.entity < 0:
        return [text[parse.tokens[mention.head].start : parse.tokens[mention.head].end]]
    entity = parse.entities[mention.entity]
    if entity.kind is not EntityKind.PERSON:
        return []
    return [text[t.start : t.end] for t in parse.tokens[entity.first : entity.last] if t.pos != "PART"]
