"""Somebody in one report, while it is being read."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from sayso.types import Actor, ActorKind, Anonymity, Words


@dataclass(slots=True)
class Member:
    """An actor in the making, with what later mentions find it by.

    ``names`` are the names that it has come up under, ``lemmas`` the nouns ("spokeswoman", "ministry").
    ``several`` is whether a plural brought it in.
    ``relay`` is the id of the outlet through which an anonymous voice spoke; ``mentions`` are the
    tokens that meant it, in order. ``former`` are the ids that it had before its name grew.
    """

    id: str
    name: str | None
    kind: ActorKind
    of: str | None = None
    role: str | None = None
    since: str | None = None
    until: str | None = None
    known: bool = False
    number: str | None = None
    condition: Words | None = None
    reason: Words | None = None
    anonymity: Anonymity = Anonymity.NAMED
    names: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    relay: str | None = None
    several: bool = False
    mentions: list[int] = field(default_factory=list)
    former: set[str] = field(default_factory=set)

    @classmethod
    def of_table(cls, actor: Actor) -> Member:
        """A member that stands for one of the actor table's actors."""
        member = cls(
            actor.id, actor.name, actor.kind, actor.of, actor.role, actor.since, actor.until, known=True
        )
        if actor.name:
            member.names.update((actor.name, actor.name.split(" ")[-1]))
        if actor.role:
            member.lemmas.add(actor.role.split(" ")[-1])
        return member

    def mentioned(self, at: int) -> None:
        """A token means it."""
        insort(self.mentions, at)

    def before(self, at: int) -> int:
        """The last token before one that meant it; -1 where none did."""
        found = bisect_left(self.mentions, at)
        return self.mentions[found - 1] if found else -1

    @property
    def shown(self) -> str:
        """What to call it in a sentence."""
        return self.name or self.role or "somebody unnamed"

    @property
    def plural(self) -> bool:
        """Whether a plural means it, as far as its kind says."""
        return self.several or self.kind is ActorKind.GROUP

    def take_name(self, name: str) -> None:
        """Another form of the name; the longest is the one to show, and to make the id of."""
        self.names.add(name)
        if not self.known and self.name and len(name) > len(self.name):
            self.former.add(self.id)
            self.name, self.id = name, f"{self.kind}:{slug(name)}"

    def turns_out(self, kind: ActorKind) -> None:
        """A later mention says what kind of actor it is."""
        if not self.known and self.name:
            self.former.add(self.id)
            self.kind, self.id = kind, f"{kind}:{slug(self.name)}"

    def actor(self) -> Actor:
        return Actor(
            self.id,
            self.name,
            self.kind,
            self.of,
            self.role,
            self.since,
            self.until,
            self.known,
            self.number,
            self.condition,
            self.reason,
        )


SPELT = str.maketrans(
    {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ß": "ss", "þ": "th", "Þ": "Th"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
)
"""Letters that Unicode does not take apart, as those who cannot write them spell them."""


def slug(name: str) -> str:
    """A name as an id has it: ASCII letters and digits in lower case, with hyphens between words; without an
    article, which reports put before an outlet's name or leave out."""
    bare = re.sub(r"['’]s\b|['’.]", "", name.translate(SPELT))
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    hyphened = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return re.sub(r"^the-", "", hyphened) or "unnamed"
