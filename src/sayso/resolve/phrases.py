"""Trees → noun phrases: a noun, name or pronoun with what stands before it and the phrases with "of" and
the like behind it. What describes it further, a relative clause or an apposition, is left out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sayso.resolve.described import Pronoun, pronoun
from sayso.types import EntityKind, Parse, Token
from sayso.words import word_set

NAMED = frozenset(
    {
        EntityKind.PERSON,
        EntityKind.ORGANISATION,
        EntityKind.STATE,
        EntityKind.GROUP,
        EntityKind.PLACE,
        EntityKind.FACILITY,
    }
)
"""The kinds of entity whose names are mentions wherever they stand."""

AMOUNTS = frozenset(
    {
        EntityKind.DATE,
        EntityKind.TIME,
        EntityKind.MONEY,
        EntityKind.PERCENT,
        EntityKind.QUANTITY,
        EntityKind.NUMBER,
        EntityKind.ORDINAL,
    }
)
"""What means nobody."""

BEFORE = word_set("det amod nummod compound nmod flat fixed goeswith")
BEHIND = word_set("amod nummod compound nmod flat fixed goeswith")
"""The relations of what belongs to a noun phrase, before its head and behind it."""

FURTHER = word_set("acl appos parataxis advcl ccomp csubj discourse list orphan")
"""The relations of what describes a phrase further and is left out, at any depth."""

JOINED = word_set("flat fixed goeswith compound")
"""The relations of a part of a name or compound, which is no phrase of its own."""

ROLES = word_set("nsubj obj iobj obl")
"""Where a number or adjective can stand for those that it counts ("the two", "the poor")."""

COUNTS = word_set("some many most several both few all one none neither either other another")
"""Words that stand for those that they count ("some said")."""


class MentionKind(StrEnum):
    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Phrase(NamedTuple):
    """A mention before it is numbered; ``parts`` are the members' phrases."""

    first: int
    last: int
    head: int
    kind: MentionKind
    entity: int
    parts: tuple[Phrase, ...] = ()


class Phrases:
    """Finds the noun phrases of the trees."""

    def __init__(self, parse: Parse, text: str) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.words = [text[token.start : token.end] for token in parse.tokens]
        self.children: list[list[int]] = [[] for _ in parse.tokens]
        for index, token in enumerate(parse.tokens):
            if token.head >= 0:
                self.children[token.head].append(index)

    def all(self) -> Iterator[Phrase]:
        """Each phrase once: those that govern, those that join them, then names inside other phrases."""
        single = {
            head: self.phrase(head, kind) for head in range(len(self.tokens)) if (kind := self.kind(head))
        }
        yield from single.values()
        for head, phrase in single.items():
            others = [single[c] for c in self.children[head] if self.joins(c) and c in single]
            if others and all(other.first >= phrase.last for other in others):
                members = (phrase, *others)
                named = all(member.kind is MentionKind.NAME for member in members)
                kind = MentionKind.NAME if named else MentionKind.NOMINAL
                yield Phrase(phrase.first, others[-1].last, head, kind, -1, members)
        seen = {phrase.entity for phrase in single.values()}
        for number, entity in enumerate(self.parse.entities):
            if number not in seen and entity.kind in NAMED:
                last = entity.last - (self.words[entity.last - 1] in {"'s", "’s"})
                if entity.first < last:
                    head = self.highest(entity.first, last)
                    yield Phrase(entity.first, last, head, MentionKind.NAME, number)

    def kind(self, index: int) -> MentionKind | None:
        """What kind of mention a token governs; None if none."""
        token = self.tokens[index]
        kind = self.parse.entities[token.entity].kind if token.entity >= 0 else None
        if token.pos == "PRON":
            return self.pronoun(index)
        if token.relation in JOINED or self.title(index) or self.beside(index):
            return MentionKind.NAME if self.lone_name(token) else None
        if kind in AMOUNTS and not (
            token.pos == "NUM" and token.relation in ROLES and self.has(index, "det")
        ):
            return None
        if token.pos in {"PROPN", "NOUN"}:
            named = token.pos == "PROPN" or kind in NAMED or self.name_beside(index) is not None
            return MentionKind.NAME if named else MentionKind.NOMINAL
        if token.relation in ROLES and token.pos in {"NUM", "ADJ", "DET"}:
            counts = token.lemma in COUNTS or self.has(index, "det")
            return MentionKind.NOMINAL if counts or (token.pos, token.relation) == ("NUM", "nsubj") else None
        return None

    def pronoun(self, index: int) -> MentionKind | None:
        """Personal pronouns, relative ones in their clause, and words for somebody ("those who")."""
        token, known = self.tokens[index], pronoun(self.words[index])
        if known is None:
            return MentionKind.NOMINAL if token.lemma in COUNTS and token.relation in ROLES else None
        if token.relation == "expl":
            return None
        if known is Pronoun.RELATIVE:
            return MentionKind.PRONOUN if self.relative_clause(index) >= 0 else None
        if known is Pronoun.THOSE:
            return MentionKind.NOMINAL if self.has(index, "acl", "nmod", "amod") else None
        return MentionKind.NOMINAL if known is Pronoun.INDEFINITE else MentionKind.PRONOUN

    def relative_clause(self, index: int) -> int:
        """The head of the relative clause that a relative pronoun opens; -1 if it opens none."""
        at = index
        while at >= 0 and self.tokens[at].relation != "acl":
            at = self.tokens[at].head
        return at if at >= 0 and self.tokens[at].head < index else -1

    def phrase(self, head: int, kind: MentionKind) -> Phrase:
        """The noun phrase under a head, without what describes it further."""
        token, name = self.tokens[head], self.name_beside(head)
        if token.pos == "PRON" and kind is MentionKind.PRONOUN:
            return Phrase(head, head + 1, head, kind, -1)
        inside = {head}
        for child in self.children[head]:
            if self.tokens[child].relation in (BEFORE if child < head else BEHIND) or child == name:
                self.gather(child, inside)
        entity = token.entity if name is None else self.tokens[name].entity
        if entity >= 0 and self.parse.entities[entity].kind in NAMED:
            around = self.parse.entities[entity]
            inside.update(range(around.first, around.last))
        first, last = head, head + 1
        while first - 1 in inside or (first - 2 in inside and self.tokens[first - 1].pos == "PUNCT"):
            first -= 1
        while last in inside or (last + 1 in inside and self.tokens[last].pos == "PUNCT"):
            last += 1
        if last - 1 > head and self.words[last - 1] in {"'s", "’s"}:
            last -= 1
        return Phrase(first, last, head, kind, entity)

    def gather(self, index: int, inside: set[int]) -> None:
        """Puts a token and all that belongs to it inside."""
        waiting = [index]
        while waiting:
            at = waiting.pop()
            inside.add(at)
            waiting += [c for c in self.children[at] if self.tokens[c].relation not in FURTHER]

    def title(self, index: int) -> bool:
        """Whether a noun stands right before the name that it is a title of ("President Corvo")."""
        token = self.tokens[index]
        return (
            token.relation == "nmod"
            and token.head > index
            and self.tokens[token.head].pos == "PROPN"
            and not self.has(index, "case")
        )

    def lone_name(self, token: Token) -> bool:
        """Whether a name qualifies a common noun ("Airbus planes")."""
        noun = token.head >= 0 and self.tokens[token.head].pos == "NOUN"
        return token.relation == "compound" and token.pos == "PROPN" and token.entity < 0 and noun

    def name_beside(self, index: int) -> int | None:
        """The name right behind the noun that says who bears it ("the spokesman John Hale")."""
        for child in self.children[index]:
            token = self.tokens[child]
            if token.relation in {"flat", "appos"} and child == index + 1 and token.entity >= 0:
                kind = self.parse.entities[token.entity].kind
                if kind is EntityKind.PERSON and self.tokens[index].entity != token.entity:
                    return child
        return None

    def beside(self, index: int) -> bool:
        head = self.tokens[index].head
        return head >= 0 and self.name_beside(head) == index

    def joins(self, index: int) -> bool:
        return self.tokens[index].relation == "conj"

    def has(self, index: int, *relations: str) -> bool:
        return any(self.tokens[child].relation in relations for child in self.children[index])

    def highest(self, first: int, last: int) -> int:
        """The token of a range that is governed from outside of it."""
        return next((i for i in range(first, last) if not first <= self.tokens[i].head < last), first)
