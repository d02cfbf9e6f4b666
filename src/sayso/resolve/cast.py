"""Who is in one report: the store that all phrases for somebody look into, so that those for one fold."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sayso.resolve.member import Member, slug
from sayso.resolve.naming import Naming
from sayso.resolve.nouns import OUTLET_NAMES, OUTLETS, PERSONS, TITLES
from sayso.resolve.table import ActorTable
from sayso.trees import Trees
from sayso.types import Actor, ActorKind, EntityKind

_DOMAIN = re.compile(r"[A-Z0-9][\w-]*(?:\.[a-z]{2,4}){1,2}\b")
"""A host name as a report writes it: a capital, and lower case behind the points."""


class Met(NamedTuple):
    """Who a phrase means, how sure that is (0 to 1), and why, in a sentence."""

    member: Member
    confidence: float
    why: str


@dataclass(slots=True)
class Cast(ABC):
    """Who is in a report. ``day`` is that of publication, if known; it decides who holds an office."""

    trees: Trees
    report: str
    table: ActorTable
    day: date | None
    members: list[Member] = field(default_factory=list)
    _met: dict[int, Met] = field(default_factory=dict)
    _full_names: dict[str, list[str]] = field(default_factory=dict)
    """The last word or words of a person's full name → the full names that end so."""
    _kinds: dict[str, Counter[EntityKind]] = field(default_factory=dict)
    """A name of one word → how often the network took it for a name of which kind."""
    _anonymous: int = 0
    pronoun: Callable[[int], Member | None] | None = None
    """Whom a pronoun means, by its token."""

    def __post_init__(self) -> None:
        for entity in self.trees.parse.entities:
            words = self._name_words(entity.first, entity.last)
            titles = [at for at in range(len(words) - 2) if words[at].lower() in PERSONS]
            words = words[titles[-1] + 1 :] if titles else words
            if entity.kind is EntityKind.PERSON and not self._is_known_body(words):
                for size in range(1, len(words)):
                    longer = self._full_names.setdefault(" ".join(words[-size:]), [])
                    if " ".join(words) not in longer:
                        longer.append(" ".join(words))
            if len(words) == 1:
                self._kinds.setdefault(words[0], Counter())[entity.kind] += 1

    def _is_known_body(self, words: list[str]) -> bool:
        """Whether the table has a name, and not for a person."""
        actors = self.table.named(" ".join(words))
        return bool(actors) and all(actor.kind is not ActorKind.PERSON for actor in actors)

    def mostly(self, word: str) -> EntityKind | None:
        """What the network mostly took a name of one word for in this report."""
        counts = self._kinds.get(word)
        # As often one as the other: a body, since whoever has a surname has a full name somewhere.
        return max(counts, key=lambda kind: (counts[kind], kind is not EntityKind.PERSON)) if counts else None

    @abstractmethod
    def meet(self, head: int, relay: str | None = None) -> Met:
        """Whom the phrase that a token heads means. ``relay`` is the outlet through which it speaks: an
        anonymous voice is looked for among those that spoke through it."""

    def has_met(self, head: int) -> bool:
        """Whether the phrase that a token heads has been met."""
        return head in self._met

    def outlet(self, name: str | None, domain: str | None) -> Member | None:
        """The outlet that publishes the report, from its metadata."""
        actor = (self.table.outlet(domain) if domain else None) or next(
            (a for a in self.table.named(name or "") if a.kind is ActorKind.OUTLET), None
        )
        if actor:
            return self.known(actor)
        words = name or domain
        return self._fold(words, ActorKind.OUTLET) if words else None

    def is_outlet(self, found: Naming) -> bool:
        """Whether a phrase is an outlet's name, or calls one again ("the paper"); meets nobody new."""
        if not found.name:
            actor = self._table_body_before(found) if found.lemma in OUTLETS else None
            if actor:
                return actor.kind is ActorKind.OUTLET
            generic = found.lemma in OUTLETS and found.definite and found.head not in self._met
            if generic and not any(member.kind is ActorKind.OUTLET for member in self.members):
                return False
            return (
                found.lemma in OUTLETS
                and found.definite
                and self.meet(found.head).member.kind is ActorKind.OUTLET
            )
        if found.named is EntityKind.PERSON:
            return False
        text = self._domain(found.name[0]) or " ".join(self._name_words(*found.name))
        text = text if self.table.named(text) else self._wider(*found.name)
        actors = self.table.named(text)
        if self.table.demonym(text) and not self._as_title(found.name[0]):
            return False
        if self.table.outlet(text) if "." in text else self._called_outlet(found):
            return True
        if actors:
            return self._likeliest(list(actors)).kind is ActorKind.OUTLET
        named = any(member.kind is ActorKind.OUTLET and text in member.names for member in self.members)
        return named or bool(set(text.lower().split()) & OUTLET_NAMES)

    def _table_body_before(self, found: Naming) -> Actor | None:
        """The table's outlet or body whose name stands before what it is: "the Kommersant newspaper"."""
        near = found.before
        if near and self.trees.word(near[-1]).lower() == "news":
            near = near[:-1]
        if not near or near[-1] < found.head - 2:
            return None
        for size in range(min(4, len(near)), 0, -1):
            words = self.trees.words(near[-size], near[-1] + 1)
            for actor in () if words.islower() else self.table.named(words):
                if actor.kind in (ActorKind.ORGANISATION, ActorKind.OUTLET):
                    return actor
        return None

    def known(self, actor: Actor) -> Member:
        """The member for one of the actor table's actors."""
        for member in self.members:
            if member.id == actor.id:
                return member
        if actor.kind is ActorKind.PERSON:
            posts = self.table.offices(actor.id, self.day) if self.day else ()
            actor = posts[0] if posts else actor
        return self._add(Member.of_table(actor))

    def _likeliest(self, actors: list[Actor]) -> Actor:
        """Of several actors of one name, the one already met, else the table's first."""
        met = {member.id for member in self.members}
        return next((actor for actor in actors if actor.id in met), actors[0])

    def _fold(self, text: str, kind: ActorKind) -> Member:
        """Who has this name in the report, or its acronym, or a shorter form; else somebody new."""
        lower = text.lower()
        for member in reversed(self.members):
            if member.name is None or member.kind is ActorKind.PERSON:
                continue
            longer, shorter = sorted((member.name, text), key=len, reverse=True)
            same = any(name.lower() == lower for name in member.names)
            if same or (len(shorter) > 1 and shorter.isupper() and shorter == _acronym(longer)):
                member.names.add(text)
                if kind is ActorKind.OUTLET and member.kind is ActorKind.ORGANISATION:
                    member.turns_out(kind)
                return member
            begins = f"{longer.lower()} ".startswith(f"{shorter.lower()} ") and not member.known
            # The town of Varn is not the Varn Times.
            begins = begins and (member.kind is kind or ActorKind.OUTLET not in (member.kind, kind))
            # "The Post" is the Meridian Post of the line before.
            ends = member.kind is ActorKind.OUTLET and longer.lower().endswith(f" {shorter.lower()}")
            if (begins or ends) and len(shorter) > 3:
                member.take_name(text)
                return member
        member = Member(f"{kind}:{slug(text)}", text, kind)
        member.names.add(text)
        return self._add(member)

    def _name_words(self, first: int, last: int) -> list[str]:
        """The words of a name, without titles, article and clitic."""
        last -= last > first + 1 and self.trees.word(last - 1) in ("'s", "’s", "'", "’")
        words = [w.strip(',()“”"‘') for w in self.trees.words(first, last).split()]
        words = [w for w in words if w.strip("'’")]
        while len(words) > 1 and (words[0].lower() in TITLES or words[0].lower() in ("the", "a")):
            words.pop(0)
        return words or [self.trees.word(first)]

    def _wider(self, first: int, last: int) -> str:
        """A name's characters, with a word before it that the table has in it: "Le Monde"."""
        if first and self.trees.word(first - 1)[0].isupper():
            wider = self.trees.words(first - 1, last)
            if not wider.lower().startswith("the ") and self.table.named(wider):
                return wider
        return self.trees.words(first, last)

    def _domain(self, first: int) -> str | None:
        """The host name that a name is written as: "Lantern.co.uk"."""
        found = _DOMAIN.match(self.trees.text, self.trees.tokens[first].start)
        return found[0] if found else None

    def _as_title(self, first: int) -> bool:
        """Whether an adjective of one word stands as an outlet's name: "The Australian"."""
        return first > 0 and self.trees.word(first - 1) == "The"

    def _called_outlet(self, found: Naming) -> bool:
        """Whether an apposition or a noun before it says that a name is an outlet's."""
        beside = [self.trees.tokens[i].lemma.lower() for i in (*found.appositions, *found.before[-1:])]
        return any(lemma in OUTLETS for lemma in (*beside, found.lemma)) or found.lemma == "news"

    def _same_or_new(self, member: Member) -> Member:
        return next((m for m in self.members if m.id == member.id), None) or self._add(member)

    def _add(self, member: Member) -> Member:
        self.members.append(member)
        return member


def _acronym(name: str) -> str:
    """The first letters of a name's words that begin with a capital."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
