"""Each phrase for somebody finds its actor, with a name or without one.

A cast is made while a report is read from its start, so that a second mention finds what came before it;
only full names are looked for in the whole report, since a headline has the surname alone.
"""

from __future__ import annotations

from sayso.resolve.cast import Met
from sayso.resolve.member import Member, slug
from sayso.resolve.names import Names
from sayso.resolve.naming import Naming, naming
from sayso.resolve.nouns import (
    ANONYMOUS,
    BODIES,
    COMPANIES,
    DOCUMENTS,
    EMPTY_MODIFIERS,
    ORGANS,
    OUTLETS,
    PERSONS,
    STATES,
    VAGUE,
    kind_of,
)
from sayso.types import ActorKind, Anonymity

_GENERIC = {
    ActorKind.OUTLET: OUTLETS,
    ActorKind.ORGANISATION: COMPANIES,
    ActorKind.ORGAN: ORGANS,
    ActorKind.STATE: STATES,
}
"""The nouns by which an actor of a kind is called again, whatever its name."""
_AUTHOR = frozenset(["by", "from", "of"])
_FORMER = frozenset(["former", "ex", "ex-", "then", "late", "onetime", "outgoing", "previous", "retired"])
_COUNTING = frozenset(
    ["one", "two", "three", "four", "some", "many", "several", "few", "most", "all", "both", "none"]
)


class Casting(Names):
    """A cast that knows whom any phrase means."""

    def meet(self, head: int, relay: str | None = None) -> Met:
        """Whom the phrase that a token heads means. ``relay`` is the outlet through which it speaks: an
        anonymous voice is looked for among those that spoke through it."""
        if head not in self._met:
            found = naming(self.trees, head)
            met = self._named(found) if found.name else self._nominal(found, relay)
            met.member.seen = max(met.member.seen, head)
            self._met[head] = met
        return self._met[head]

    def _nominal(self, found: Naming, relay: str | None) -> Met:
        counted = self._counted(found)
        beside = [*found.appositions, *(self.trees.children(counted, "appos") if counted is not None else [])]
        if counted is not None and not (found.lemma == "one" and self._has_name(beside)):
            met = self._new_anonymous(naming(self.trees, counted), relay)
            of = naming(self.trees, counted)
            upto = next(
                (
                    i
                    for i in range(found.head + 1, counted + 1)
                    if self.trees.tokens[i].pos in ("ADJ", "NOUN")
                ),
                counted,
            )
            upto += self.trees.tokens[upto].pos == "NUM"
            met.member.number = self.trees.words(found.head, upto).lower()
            met.member.kind = ActorKind.PERSON if found.lemma == "one" else ActorKind.GROUP
            met.member.lemmas |= of.lemmas
            return met
        for index in beside:
            inner = naming(self.trees, index)
            if inner.name and found.lemma in PERSONS | ORGANS | BODIES | COMPANIES | OUTLETS | {"one"}:
                met = self._named(inner)
                self._describe(met.member, found)
                return met
        part = self._part_of_state(found, found.head, found.head + 1) or self._part_of_state(
            found, max(found.first, found.head - 1), found.head + 1
        )
        if part and found.lemma in ORGANS | {"ministry", "government"}:
            part.member.lemmas |= {found.lemma}
            return part
        return (
            self._holder(found)
            or self._author(found)
            or (self._again(found, relay) if found.definite else None)
            or self._same_words(found, relay)
            or self._new_anonymous(found, relay)
        )

    def _has_name(self, heads: list[int]) -> bool:
        return any(naming(self.trees, index).name for index in heads)

    def _counted(self, found: Naming) -> int | None:
        """The noun of "one of the two officials"."""
        if found.lemma not in _COUNTING:
            return None
        return next((i for i in self.trees.children(found.head, "nmod") if self.trees.case(i) == "of"), None)

    def _holder(self, found: Naming) -> Met | None:
        """Who holds the office that a phrase names: "the US president"."""
        if found.plural or found.indefinite or found.lemma not in PERSONS:
            return None
        if {self.trees.word(i).lower() for i in found.before} & _FORMER:
            return None
        owner = self._belongs_to(found)
        if owner is None:
            return None
        for first in range(found.first, found.head + 1):
            post = self.trees.words(first, found.head + 1)
            actor = self.table.holder(post, owner.id, self.day)
            if actor:
                member = self.known(actor)
                member.lemmas.add(found.lemma)
                when = f" on {self.day}" if self.day else ""
                return Met(
                    member, 0.85, f"{actor.name} was {post} of {owner.name}{when}, by the actor table."
                )
        return self._office(found, owner)

    def _office(self, found: Naming, owner: Member) -> Met | None:
        """An office that the table has, but whose holder that day it cannot tell."""
        for first in range(found.first, found.head + 1):
            post = self.trees.words(first, found.head + 1)
            if self.table.has_office(post, owner.id):
                name = f"{post} of {owner.name}"
                office = Member(f"office:{owner.id.partition(':')[2]}/{slug(post)}", name, ActorKind.OFFICE)
                office.of, office.lemmas = owner.id, {found.lemma}
                why = f"Who was {name} depends on a day that is not known, or not in the table."
                return Met(self._same_or_new(office), 0.8, why)
        return None

    def _author(self, found: Naming) -> Met | None:
        """Who wrote what speaks: "a report by Amnesty"; a document without an author is a voice itself."""
        if found.lemma not in DOCUMENTS:
            return None
        for index in found.modifiers:
            inner = naming(self.trees, index)
            if self.trees.case(index) in _AUTHOR | {"'s", "’s"} and (
                inner.name or inner.lemma in ORGANS | BODIES
            ):
                met = self.meet(index)
                met.member.lemmas.add(found.lemma)
                return Met(met.member, 0.85, f"The {found.lemma} is by {met.member.shown}.")
        owner = self._belongs_to(found)
        if owner and owner.kind in (ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.ORGAN):
            owner.lemmas.add(found.lemma)
            return Met(owner, 0.8, f"The {found.lemma} is by {owner.shown}.")
        return None

    def _again(self, found: Naming, relay: str | None) -> Met | None:
        """Whom a definite phrase means that was mentioned before: "the diplomat", "the outlet"."""
        owner = self._belongs_to(found)
        best: tuple[float, Member] | None = None
        for member in self.members:
            if member.seen < 0 or (owner and member.of and owner.id not in (member.of, member.id)):
                continue
            fit = self._fit(found, member)
            if not fit or found.plural != member.plural:
                continue
            fit += 0.5 * (relay is not None and member.relay == relay) + member.seen / (
                10 * len(self.trees.tokens)
            )
            if best is None or fit > best[0]:
                best = (fit, member)
        if best is None:
            return None
        words = self.trees.words(found.first, found.last)
        return Met(best[1], 0.75, f"“{words}” is {best[1].shown}, mentioned before.")

    def _fit(self, found: Naming, member: Member) -> float:
        """How well a second mention's noun fits somebody: 0 is not at all."""
        if found.lemma in member.lemmas or any(found.lemma in n.lower().split() for n in member.names):
            return 1.0 + 0.3 * len(found.lemmas & member.lemmas - {"the"})
        if member.anonymity is not Anonymity.NAMED:
            both = {"source", "official", "person", "insider"}
            return 0.8 if found.lemma in both and member.lemmas & both else 0.0
        if found.lemma in _GENERIC.get(member.kind, ()):
            return 0.7
        if member.kind is ActorKind.PERSON and found.lemma in {"man", "woman", "politician", "leader"}:
            return 0.4
        return 0.0

    def _same_words(self, found: Naming, relay: str | None) -> Met | None:
        """A plural without article that comes up again in the same words: "officials"."""
        if not found.plural or found.indefinite or self.trees.children(found.head, "nummod"):
            return None
        words = self.trees.words(found.first, found.last).lower()
        for member in self.members:
            if member.name is None and words in member.names and relay in (None, member.relay):
                return Met(member, 0.7, f"“{words}” come up before in the same words.")
        return None

    def _new_anonymous(self, found: Naming, relay: str | None) -> Met:
        """Somebody without a name, not met before."""
        kind = kind_of(found.lemma, found.plural) or (ActorKind.GROUP if found.plural else ActorKind.PERSON)
        if kind is ActorKind.STATE:
            kind = ActorKind.GROUP
        if found.lemma in DOCUMENTS and found.lemma not in VAGUE:
            kind = ActorKind.DOCUMENT
        owner = self._belongs_to(found)
        self._anonymous += 1
        words = self.trees.words(found.first, found.last)
        member = Member(f"anon:{self.report}:{self._anonymous}", None, kind, of=owner.id if owner else None)
        member.role = self._role(found)
        member.lemmas |= found.lemmas - EMPTY_MODIFIERS - ANONYMOUS
        member.names.add(words.lower())
        member.relay = relay
        counts = self.trees.children(found.head, "nummod")
        member.number = self.trees.word(counts[0]).lower() if counts else None
        member.anonymity = Anonymity.DESCRIBED if self._narrows(found, owner) else Anonymity.UNNAMED
        said = (
            "a role that narrows who it is"
            if member.anonymity is Anonymity.DESCRIBED
            else "nothing of who it is"
        )
        return Met(self._add(member), 0.9, f"No name: “{words}” says {said}.")

    def _narrows(self, found: Naming, owner: Member | None) -> bool:
        """Whether the words say more than "an official" does."""
        if found.lemma not in VAGUE or owner:
            return True
        rank = {"senior", "top", "high-ranking", "leading", "key"}
        plain = EMPTY_MODIFIERS | ANONYMOUS | VAGUE | rank
        near = {self.trees.tokens[i].lemma.lower() for i in found.before}
        tied = [i for i in self.trees.children(found.head, "nmod", "amod", "acl") if i > found.head]
        tied = [
            i
            for i in tied
            if self.trees.tokens[i].lemma
            not in ("speak", "ask", "request", "decline", "anonymity", "condition")
        ]
        return bool(near - plain or tied)
