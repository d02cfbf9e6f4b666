"""Each phrase for somebody finds its actor, with a name or without one.

A cast is made while a report is read from its start, so that a second mention finds what came before it;
only full names are looked for in the whole report, since a headline has the surname alone.
"""

from __future__ import annotations

from sayso.resolve.again import Again
from sayso.resolve.cast import Met
from sayso.resolve.member import Member, slug
from sayso.resolve.naming import Naming, is_media, naming
from sayso.resolve.nouns import (
    ANONYMOUS,
    DOCUMENTS,
    EMPTY_MODIFIERS,
    GROUPED,
    NAMED_BEFORE,
    ORGANS,
    PARTS,
    PERSONS,
    VAGUE,
    kind_of,
)
from sayso.resolve.verbs import ISSUING
from sayso.types import ActorKind, Anonymity

_AUTHOR = frozenset(["by", "from", "of"])
_FORMER = frozenset(["former", "ex", "ex-", "then", "late", "onetime", "outgoing", "previous", "retired"])
_NAMED_BESIDE = PERSONS | GROUPED | {"one"}
_PLAIN = EMPTY_MODIFIERS | ANONYMOUS | VAGUE | {"senior", "top", "high-ranking", "leading", "key"}
_COUNTING = frozenset(
    ["one", "two", "three", "four", "some", "many", "several", "few", "most", "all", "both", "none"]
)


class Casting(Again):
    """A cast that knows whom any phrase means."""

    def meet(self, head: int, relay: str | None = None) -> Met:
        """Whom the phrase that a token heads means. ``relay`` is the outlet through which it speaks: an
        anonymous voice is looked for among those that spoke through it."""
        if head not in self._met:
            found = naming(self.trees, head)
            met = self._named(found) if found.name else self._nominal(found, relay)
            met.member.mentioned(head)
            self._met[head] = met
        return self._met[head]

    def known_as(self, found: Naming) -> Met | None:
        """Whom a phrase means among those that are known already, or in the table; nobody new is made."""
        if found.head in self._met:
            return self._met[found.head]
        known = self._organ(found) or self._holder(found)
        if known is None and found.definite:
            known = self._again(found, None) or self._at_home(found)
        return known

    def _nominal(self, found: Naming, relay: str | None) -> Met:
        word = self.trees.word(found.head)
        if word[0].isupper() and word in self._full_names and found.last - found.first == 1:
            return self._person([word], found)  # a surname that is a noun, too: "Fields said"
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
            if inner.name and found.lemma in _NAMED_BESIDE:
                met = self._named(inner)
                self._describe(met.member, found)
                return met
        return (
            self._organ(found)
            or self._body_named(found)
            or self._holder(found)
            or self._author(found)
            or (self._again(found, relay) if found.definite else None)
            or self._at_home(found)
            or self._same_words(found, relay)
            or self._new_anonymous(found, relay)
        )

    def _organ(self, found: Naming) -> Met | None:
        """A state's organ by a noun: "the Russian military", "the Polish president's office"."""
        for first in range(found.first, found.head + 1):
            rest = self.trees.words(first, found.head + 1)
            if not self.table.has_organ(rest) or (first == found.head and found.lemma not in ORGANS):
                continue
            state = self._state_before(found)
            organ = self.table.organ(state.id, rest) if state else None
            if organ and state:
                member = self.known(organ)
                member.lemmas.add(found.lemma)
                whole = self.trees.words(found.first, found.head + 1)
                return Met(member, 0.9, f"“{whole}” is an organ of {state.name}.")
        return None

    def _body_named(self, found: Naming) -> Met | None:
        """A body whose name stands before what it is: "the Likud party"."""
        if found.lemma not in NAMED_BEFORE or found.plural:
            return None
        actor = self._table_body_before(found)
        if actor is None:
            return None
        owner = self.known(actor)
        owner.lemmas.add(found.lemma)
        return Met(owner, 0.85, f"The {found.lemma} is {owner.shown}.")

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
            if actor is None:  # of two leaders, the one whom the report names
                met = {member.id for member in self.members}
                named = {a.id: a for a in self.table.holders(post, owner.id, self.day) if a.id in met}
                actor = next(iter(named.values())) if len(named) == 1 else None
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
            if self.trees.case(index) in _AUTHOR | {"'s", "’s"} and (inner.name or inner.lemma in PARTS):
                met = self.meet(index)
                met.member.lemmas.add(found.lemma)
                return Met(met.member, 0.85, f"The {found.lemma} is by {met.member.shown}.")
        issuer = self._issuer(found)
        if issuer is not None:
            met = self.meet(issuer)
            return Met(met.member, 0.75, f"The {found.lemma} is by {met.member.shown}.")
        owner = self._belongs_to(found)
        if owner and owner.kind in (ActorKind.ORGANISATION, ActorKind.OUTLET, ActorKind.ORGAN):
            owner.lemmas.add(found.lemma)
            return Met(owner, 0.8, f"The {found.lemma} is by {owner.shown}.")
        return None

    def _issuer(self, found: Naming) -> int | None:
        """The head of the subject that gives a document out: "Kelvane sent a statement, which says …"."""
        tokens = self.trees.tokens
        for clause in self.trees.children(found.head, "acl"):  # "figures released by the NPD Group"
            agents = [i for i in self.trees.children(clause, "obl") if self.trees.case(i) == "by"]
            if tokens[clause].lemma in ISSUING and agents:
                return agents[0]
        verb = tokens[found.head].head
        if tokens[found.head].relation != "obj" or verb < 0 or tokens[verb].lemma not in ISSUING:
            return None
        subjects = [i for i in self.trees.children(verb, "nsubj") if tokens[i].pos in ("PROPN", "NOUN")]
        return subjects[0] if subjects else None

    def _new_anonymous(self, found: Naming, relay: str | None) -> Met:
        """Somebody without a name, not met before."""
        kind = kind_of(found.lemma, found.plural) or (ActorKind.GROUP if found.plural else ActorKind.PERSON)
        if is_media(self.trees, found):
            kind = ActorKind.OUTLET
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
        member.several = found.plural
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
        near = {self.trees.tokens[i].lemma.lower() for i in found.before}
        tied = [i for i in self.trees.children(found.head, "nmod", "amod", "acl") if i > found.head]
        tied = [
            i
            for i in tied
            if self.trees.tokens[i].lemma
            not in ("speak", "ask", "request", "decline", "anonymity", "condition")
        ]
        return bool(near - _PLAIN or tied)
