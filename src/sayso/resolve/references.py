"""Every phrase of a report that means an actor, for those who ask whom its contents and events are about.

Which phrases these are, and why, is docs/decisions/0009-references.md: a voice is somebody who speaks, so any
noun can be one; here a phrase has to be somebody's before it counts, and things are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.resolve.belonging import NAMES_WHOSE
from sayso.resolve.cast import Met
from sayso.resolve.casting import Casting
from sayso.resolve.member import Member
from sayso.resolve.mentions import Mention, MentionKind
from sayso.resolve.naming import is_media, naming
from sayso.resolve.nouns import DOCUMENTS, PERSONS, VAGUE
from sayso.types import ActorKind, EntityKind, Parse, Reference, Span
from sayso.words import word_set

_ACTING = frozenset([EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.GROUP])
"""Kinds of name whose bearers act; a state's name does where the encoder or its noun says so."""
_PEOPLE = (PERSONS | VAGUE) - DOCUMENTS
_AIMED = word_set(
    "assault attack ban bombardment embargo offensive raid sanction strike tariff threat vote war"
)
"""Nouns with "on" or "against" before whom they are aimed at."""
_PARTY = frozenset(["with", "against", "by", "between", "among", "towards", "toward", "versus"])
"""Prepositions behind which a place's name is a party."""
_WHOSE = frozenset([ActorKind.STATE, ActorKind.ORGAN, ActorKind.ORGANISATION])
_PIECE = re.compile(r"[^-–\s]+")


class References:
    """Finds the phrases that mean an actor; to be asked when all voices are known."""

    def __init__(self, cast: Casting, parse: Parse, found: tuple[Mention, ...]) -> None:
        self.cast, self.parse, self.mentions = cast, parse, found
        self.trees = cast.trees
        self.speaking: set[int] = set()
        self._means: dict[int, Met | None] = {}

    def of(self, mention: Mention) -> Iterator[Reference]:
        """What a name or noun means: mostly one actor, "Franco-British" two, a thing none."""
        if mention.kind is MentionKind.NAME and self.is_adjective(mention):
            yield from self._states(mention)
            return
        met = self.met(mention)
        if met:
            yield reference(Span(mention.start, mention.end), met)

    def met(self, mention: Mention) -> Met | None:
        """Whom a name or noun means, if anybody."""
        if mention.head not in self._means:
            of = self._name if mention.kind is MentionKind.NAME else self._noun
            self._means[mention.head] = of(mention)
        return self._means[mention.head]

    def _name(self, mention: Mention) -> Met | None:
        kind = self._kind(mention)
        if kind is EntityKind.STATE and not self._is_part(mention):
            acts = self._acts(mention) or self._owns(mention) or mention.head in self.speaking
            return self.cast.meet(mention.head) if acts else None
        if self.cast.has_met(mention.head):
            return self.cast.meet(mention.head)
        found = naming(self.trees, mention.head)
        if not found.name:
            return self._noun(mention)
        above = self.trees.tokens[mention.head].head
        if above >= 0 and is_media(self.trees, naming(self.trees, above)):
            return None  # the "state" of "state media"
        if kind in _ACTING or (kind is None and self.cast.has_name(found)):
            return self.cast.meet(mention.head)
        return None

    def _kind(self, mention: Mention) -> EntityKind | None:
        """The kind of a name: of one word, the one that it mostly has in this report."""
        if mention.entity < 0:
            return None
        entity = self.parse.entities[mention.entity]
        alone = entity.last - entity.first == 1
        return (self.cast.mostly(self.trees.word(entity.first)) if alone else None) or entity.kind

    def _is_part(self, mention: Mention) -> bool:
        """Whether a state's name is a part of the phrase only: "Russia's Ann Hale"."""
        entity = self.parse.entities[mention.entity]
        return not entity.first <= mention.head < entity.last

    def _acts(self, mention: Mention) -> bool:
        """Whether a place's name stands for its government: the encoder takes it so, or it is a party
        ("a truce with Poland")."""
        acting, head = self.parse.scores.acting, mention.head
        if head < len(acting) and acting[head] > 0:
            return True
        joined = self.trees.tokens[head]
        first = joined.head if joined.relation == "conj" else head
        cases = {self.trees.case(first), self.trees.case(head)}
        above = self.trees.tokens[first].head
        aimed = above >= 0 and self.trees.tokens[above].lemma.lower() in _AIMED and cases & {"on", "against"}
        return bool(cases & _PARTY or aimed)

    def _owns(self, mention: Mention) -> bool:
        """Whether a state's own name stands before a noun and says whose it is: "US troops"."""
        token = self.trees.tokens[mention.head]
        text = self.trees.words(mention.first, mention.last)
        before = token.relation in NAMES_WHOSE and token.head > mention.head
        return before and any(a.kind is ActorKind.STATE for a in self.cast.table.named(text))

    def is_adjective(self, mention: Mention) -> bool:
        """Whether a people's name only says whose something is: "Ukrainian drones"."""
        group = mention.entity >= 0 and self.parse.entities[mention.entity].kind is EntityKind.GROUP
        token = self.trees.tokens[mention.head]
        alone = token.relation in NAMES_WHOSE or token.pos == "ADJ"
        return group and alone and mention.head not in self.speaking

    def _states(self, mention: Mention) -> Iterator[Reference]:
        """The states of an adjective, each by its own characters; none inside a phrase that is somebody of
        that state, for whom ``of`` says it already."""
        token = self.trees.tokens[mention.head]
        above = self._means.get(token.head)
        text, end = self.trees.text, mention.end
        if text[end : end + 1] in ("-", "–"):  # the name stops at the hyphen, the adjective does not
            further = _PIECE.match(text, end + 1)
            end = further.end() if further else end
        for piece in _PIECE.finditer(text, mention.start, end):
            state = self.cast.table.demonym(piece[0])
            if state is None or (above and above.member.of == state.id):
                continue
            span = Span(*piece.span())
            why = f"“{piece[0]}” says whose it is: {state.name}."
            yield reference(span, Met(self.cast.known(state), 0.8, why))

    def _noun(self, mention: Mention) -> Met | None:
        """Whom a noun means: somebody known, or a state's or body's people; a thing is nobody."""
        if self.cast.has_met(mention.head):
            return self.cast.meet(mention.head)
        found = naming(self.trees, mention.head)
        known = self.cast.known_as(found)
        if known or found.name:
            return known
        named = (i for i in found.appositions if naming(self.trees, i).name)
        beside = next(named, None)
        if beside is not None and found.lemma in _PEOPLE:  # "the mayor, Octavio Brum,"
            return self.cast.meet(beside)
        if found.lemma not in _PEOPLE or self.trees.tokens[mention.head].pos not in ("NOUN", "PROPN"):
            return None
        owner = self.cast.owner(found)
        return self.cast.meet(mention.head) if owner and owner.kind in _WHOSE else None


def reference(span: Span, met: Met) -> Reference:
    member: Member = met.member
    return Reference(span, member.id, member.name, round(met.confidence, 3), met.why)
