"""Whether those who speak are found out where the report calls them "he" or "the minister".

A source that Sayso found counts when it is a pronoun or a noun, and the corpus gives its entity another
mention that is a name, or for a pronoun a noun. A pronoun's antecedent is right when it is of the pronoun's
entity, and a name if the entity has one. A voice is right when its name has a word in common with a name that
the corpus has for the entity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from benchmarks.voices_gum import Annotated, GoldMention, coreference

from sayso.attribute import attribute
from sayso.resolve import resolve
from sayso.resolve.described import PRONOUNS, Pronoun
from sayso.resolve.mentions import Mention, MentionKind
from sayso.types import Attribution, VoiceRole

KINDS = {
    Pronoun.THIRD: "he, she, it, they",
    Pronoun.RELATIVE: "who, which, that",
    Pronoun.FIRST: "I, we",
    Pronoun.SECOND: "you",
}
NOUN = "the noun"
SMALL = frozenset(
    ["the", "of", "and", "for", "a", "an", "in", "mr", "mrs", "ms", "dr", "president", "minister"]
)


def tallied(documents: Iterable[Annotated]) -> dict[str, Counter[str]]:
    """For each kind of source: how many were ``found``, how many of these the corpus can judge (``judged``);
    of those the antecedents that are ``chosen`` and ``right``; and of those whose entity is named (``named``)
    the voices with a ``name`` and the ``true`` ones."""
    out: dict[str, Counter[str]] = {}
    for each in documents:
        found = coreference(each)
        attributions = attribute(each.report, each.parse)
        chains = resolve(each.report, each.parse, attributions).chains
        for attribution, chain in zip(attributions, chains, strict=True):
            source = source_of(each, attribution)
            if source is None or source.kind is MentionKind.NAME:
                continue
            kind = NOUN
            if source.kind is MentionKind.PRONOUN:
                kind = KINDS[PRONOUNS[each.report.text[source.start : source.end].lower()][0]]
            count = out.setdefault(kind, Counter())
            count["found"] += 1
            entity = each.entity_of[source.index]
            others = [g for g in each.gold if g.entity == entity and g.start != source.start]
            named = [g for g in others if g.name]
            if entity is None or not (named or (source.kind is MentionKind.PRONOUN and nouns(each, others))):
                continue
            count["judged"] += 1
            choice = found.antecedent(source)
            if choice:
                count["chosen"] += 1
                chosen = each.mentions[choice.mention]
                same = each.entity_of[choice.mention] == entity
                count["right"] += same and (not named or chosen.kind is MentionKind.NAME)
            if named:
                count["named"] += 1
                names = [v.name for v in chain.voices if v.role is VoiceRole.ORIGIN and v.name]
                count["name"] += bool(names)
                count["true"] += any(
                    shares(name, each.report.text[g.start : g.end]) for name in names for g in named
                )
    return out


def source_of(each: Annotated, attribution: Attribution) -> Mention | None:
    """The mention that an attribution's source is: the longest that lies in it."""
    if not attribution.source:
        return None
    start, end = attribution.source[0].start, attribution.source[-1].end
    inside = [m for m in each.mentions if start <= m.start and m.end <= end and not m.parts]
    return max(inside, key=lambda m: (m.end - m.start, -m.start), default=None)


def nouns(each: Annotated, gold: Iterable[GoldMention]) -> bool:
    return any(each.report.text[g.start : g.end].lower() not in PRONOUNS for g in gold)


def shares(name: str, other: str) -> bool:
    """Whether two names have a word in common that is not a small one."""
    left, right = (set(re.findall(r"\w+", text.lower())) - SMALL for text in (name, other))
    return bool(left & right)
