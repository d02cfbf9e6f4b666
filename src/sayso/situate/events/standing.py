"""Tokens → parties, and how much of a party each is.

A phrase that means an actor is that actor. A noun for those who act ("police", "protesters") is a party by
its words; with a state's adjective before it ("Ukrainian forces") it acts for that state. Names of states
that only stand as places ("strikes inside Ukraine") are parties where something is done to them, if
the report also means the state by that name.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.events.bodies import MILITANT, standing_of
from sayso.situate.events.lexicon import Standing, of_states, people
from sayso.situate.events.phrases import FORMS, PARTS, SERVICES, TITLES, phrase
from sayso.situate.ground import Ground
from sayso.types import Actor, ActorKind, EntityKind, Party, Span

INSIDE = frozenset([EntityKind.STATE, EntityKind.PLACE])


class Side(NamedTuple):
    """A party with its head token, its standing, and whose kind of actor it is, if known."""

    token: int
    party: Party
    standing: Standing
    kind: ActorKind | None


def militant(side: Side) -> bool:
    """Whether a party is an armed group of no state: whom it takes, it does not arrest."""
    return (side.party.actor or "").rsplit(":", 1)[-1] in MILITANT


class Cast:
    """Who the tokens of a report are."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.trees, self.tokens = ground, ground.trees, ground.parse.tokens
        self.actors = {actor.id: actor for actor in ground.resolution.actors}
        self._states = {
            a.name.lower(): a for a in self.actors.values() if a.kind is ActorKind.STATE and a.name
        }
        for reference in ground.resolution.references:
            actor = self.actors.get(reference.actor)
            if actor and actor.kind is ActorKind.STATE:
                self._states.setdefault(ground.text[slice(*reference.span)].lower(), actor)
        self._seen: dict[int, Side | None] = {}

    def side(self, token: int) -> Side | None:
        """The party that a token heads, None where it heads none."""
        if token not in self._seen:
            self._seen[token] = self._judged(token)
        return self._seen[token]

    def somebody(self, token: int) -> Side:
        """A noun that is known to mean people only from what is done to them."""
        return self.side(token) or Side(token, self._party(token, None), Standing.PLAIN, None)

    def _judged(self, token: int) -> Side | None:
        if self.trees.word(token).lower().rstrip(".") in FORMS:
            return None
        for inner in self._counted(token):
            counted = self.side(inner)
            if counted:
                return counted
        reference = self.ground.means(token)
        head = people().get(self._noun(token), Standing.NONE)
        if reference and self.actors.get(reference.actor):
            actor = self.actors[reference.actor]
            if actor.kind is ActorKind.DOCUMENT or self._thing(token, actor, head):
                return None
            party = self.ground.party(self._span(token, reference.span), token)
            standing = max(standing_of(self.actors, actor), head)
            if actor.kind is ActorKind.PERSON and self._titled(token):
                standing = max(standing, Standing.POWER)
            return Side(token, party, standing, actor.kind)
        owner = self.owner_actor(token)
        named = [i for i in self.trees.children(token, "appos", "flat", "compound", "nmod") if i == token + 1]
        for name in named if head is not Standing.NONE else []:
            reference = self.ground.means(name)
            actor_ = self.actors.get(reference.actor) if reference else None
            if reference and actor_ and actor_.name and self.tokens[name].pos == "PROPN":
                span = Span(self._span(token, None).start, reference.span.end)
                party = Party(self.ground.text[slice(*span)], (span,), actor_.id, actor_.name)
                return Side(token, party, max(standing_of(self.actors, actor_), head), actor_.kind)
        if head is not Standing.NONE:
            if owner and self._noun(token) in of_states() and owner.kind is ActorKind.STATE:
                return Side(token, self._party(token, owner), head, ActorKind.STATE)
            return Side(token, self._party(token, None), head, None)
        if self.tokens[token].pos == "PROPN":
            return self.place(token)
        if self.tokens[token].pos == "NUM" and self.trees.children(token, "det"):
            return Side(token, self._party(token, None), Standing.PLAIN, None)
        return Side(token, self._party(token, None), Standing.PLAIN, None) if self._who(token) else None

    def _titled(self, token: int) -> bool:
        """Whether a title of office stands before a name, as part of it or beside it."""
        first = self.trees.sentence(token)[0]
        words = (self.trees.word(i).lower().strip(".") for i in range(max(first, token - 3), token))
        return any(people().get(word, Standing.NONE) >= Standing.POWER or word in TITLES for word in words)

    def _who(self, token: int) -> bool:
        """Whether a relative clause with "who" says that a noun is a person."""
        clauses = self.trees.children(token, "acl")
        return any(
            self.trees.word(i).lower() == "who" for c in clauses for i in self.trees.children(c, "nsubj")
        )

    def place(self, token: int) -> Side | None:
        """The state that a name stands for, even as a place."""
        entity = self.tokens[token].entity
        if entity < 0 or self.ground.parse.entities[entity].kind is not EntityKind.STATE:
            return None
        found = self.ground.parse.entities[entity]
        state = self._states.get(self.ground.text[found.start : found.end].lower().removeprefix("the "))
        if state is None:
            return Side(token, self._party(token, None), Standing.PEOPLE, None)
        return Side(token, self._party(token, state), Standing.POWER, ActorKind.STATE)

    def owner_actor(self, token: int) -> Actor | None:
        """The state or body before a noun: "Ukrainian forces", "US soldiers"; not one in the genitive."""
        for child in self.trees.children(token, "amod", "compound", "nmod"):
            if child < token and not self.trees.children(child, "case"):
                reference = self.ground.means(child)
                actor = self.actors.get(reference.actor) if reference else None
                if actor and actor.kind is ActorKind.GROUP and actor.of in self.actors:
                    actor = self.actors[actor.of or ""]
                if actor:
                    return actor
        return None

    def owners(self, token: int) -> list[Side]:
        """Those whose a thing is: its possessor, the nationality before it, or the body behind "of"."""
        out = []
        for child in self.trees.children(token, "nmod", "amod", "compound"):
            behind = child > token
            if behind and self.trees.case(child) != "of":
                continue
            common = self.tokens[child].pos == "NOUN" and not self.trees.children(child, "case")
            if common and self.tokens[child].lemma.lower() not in SERVICES:
                continue
            if self._site(child):
                continue
            adjective = self.tokens[child].pos == "ADJ"
            found = self._adjective(child) if adjective else self.side(child)
            if adjective:
                out += self._joint(child, found)
            if found is None and not behind and self.tokens[child].pos == "PROPN":
                found = self._adjective(child)
            if found and found.standing >= Standing.PEOPLE:
                out.append(found)
                for other in self.trees.children(child, "conj"):
                    if self._site(child):
                        continue
                    beside = self._adjective(other) or self.side(other)
                    out += [beside] if beside else []
        return out

    def _joint(self, last: int, found: Side | None) -> list[Side]:
        """The state of the first half of "Franco-British", by the words of both where only it is known."""
        halves = [self._adjective(i) for i in self.trees.children(last, "compound") if i < last]
        sides = [half for half in halves if half]
        if found or not sides:
            return sides
        span = Span(self.tokens[sides[0].token].start, self.tokens[last].end)
        party = Party(self.ground.text[slice(*span)], (span,), sides[0].party.actor, sides[0].party.name)
        return [sides[0]._replace(party=party)]

    def _adjective(self, token: int) -> Side | None:
        """The state that an adjective or a name before a noun belongs to."""
        reference = self.ground.means(token)
        actor = self.actors.get(reference.actor) if reference else None
        if actor is None or actor.kind in (ActorKind.DOCUMENT, ActorKind.OUTLET):
            return None
        if actor.kind is ActorKind.GROUP and actor.of in self.actors:
            actor = self.actors[actor.of or ""]
        span = Span(self.tokens[token].start, self.tokens[token].end)
        party = Party(self.ground.text[slice(*span)], (span,), actor.id, actor.name)
        return Side(token, party, standing_of(self.actors, actor), actor.kind)

    def _site(self, token: int) -> bool:
        """Whether a name before a noun is that of the place where it was ("the Paris attacks"): a city's, not
        a state's own."""
        word, entity = self.trees.word(token), self.tokens[token].entity
        if self.tokens[token].relation not in ("compound", "conj") or self.trees.children(token, "case"):
            return False
        if (
            entity < 0
            or self.ground.parse.entities[entity].kind not in INSIDE
            or word.isupper()
            or "." in word
        ):
            return False
        reference = self.ground.means(token)
        actor = self.actors.get(reference.actor) if reference else None
        return (
            self.tokens[token].pos == "PROPN" and word.lower() not in ((actor and actor.name) or "").lower()
        )

    def _thing(self, token: int, actor: Actor, head: Standing) -> bool:
        """Whether a phrase that is said to mean an unnamed actor is rather about a thing."""
        if actor.name or head is not Standing.NONE or self.tokens[token].pos == "PRON":
            return False
        role = people().get((actor.role or "").lower().split(" ")[-1].rstrip("s"))
        return self.tokens[token].pos == "NOUN" and role is None and actor.kind is not ActorKind.PERSON

    def _counted(self, token: int) -> list[int]:
        """Those behind "of" whom a number or a part counts: "two of its soldiers", "dozens of people"."""
        counts = self.tokens[token].pos == "NUM" or self.trees.word(token).lower().rstrip("s") in PARTS
        counts = counts or self.trees.word(token).lower() in (
            "thousands",
            "hundreds",
            "dozens",
            "scores",
            "tens",
        )
        found = [i for i in self.trees.children(token, "nmod", "obl") if self.trees.case(i) == "of"]
        return [i for i in found if i > token] if counts and self.ground.means(token) is None else []

    def _noun(self, token: int) -> str:
        lemma = self.tokens[token].lemma.lower()
        return lemma if lemma in people() else self.trees.word(token).lower()

    def _party(self, token: int, actor: Actor | None) -> Party:
        span = self._span(token, None)
        words = self.ground.text[slice(*span)]
        return Party(words, (span,), actor.id, actor.name) if actor else Party(words, (span,))

    def _span(self, token: int, known: Span | None) -> Span:
        """The words of a party: those that mean the actor, or its noun with what stands before it."""
        if known:
            return known
        return phrase(self.trees, token)
