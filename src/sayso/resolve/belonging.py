"""What the words around somebody say beside the name: the post, and whose it is."""

from __future__ import annotations

from sayso.resolve.cast import Cast
from sayso.resolve.member import Member
from sayso.resolve.naming import Naming, naming
from sayso.resolve.nouns import ANYBODY, CONCERNS, GROUPED, PARTS, PERSONS
from sayso.types import Actor, ActorKind, Entity, EntityKind

_BELONGS = frozenset(
    ["of", "for", "at", "from", "with", "on behalf of", "to", "in", "inside", "within", "near"]
)
_POST = PERSONS | {"vice", "prime"}
_LOOK_AHEAD = 4
"""The longest name, in words, that is looked for before a noun."""

NAMES_WHOSE = frozenset(["amod", "compound", "nmod"])
"""The relations of a name that stands before a noun and says whose it is."""


class Belonging(Cast):
    """A cast that reads posts and owners."""

    def _describe(self, member: Member, found: Naming) -> None:
        """Role and owner from the words around a name, where they are not known yet."""
        texts = []
        title = tuple(
            i
            for i in found.before
            if self.trees.tokens[i].lemma.lower() in _POST or self.trees.tokens[i].pos == "ADJ"
        )
        if member.kind is ActorKind.PERSON:
            member.lemmas |= {self.trees.tokens[i].lemma.lower() for i in title}
            last = max(
                (i for i in found.before if self.trees.tokens[i].lemma.lower() in PERSONS), default=None
            )
            if last is not None:
                described = (i for i in found.before if self.trees.tokens[i].pos not in ("PRON", "NUM"))
                first = next(described, last)  # the noun itself may be taken for a pronoun
                texts.append((self.trees.words(min(first, last), last + 1), self._owner_in(found.before)))
            elif found.before and not member.known:
                member.of = member.of or (o.id if (o := self._owner_in(found.before)) else None)
            if not found.name and found.lemma in PERSONS:
                texts.append((self._role(found), self._belongs_to(found)))
                member.lemmas |= found.lemmas & PERSONS
            above = self.trees.tokens[found.head].head
            beside = [above] if self.trees.tokens[found.head].relation == "appos" and above >= 0 else []
            if not beside and found.first > 1 and self.trees.word(found.first - 1) == ",":
                loose = naming(self.trees, found.first - 2)
                beside = [loose.head] if found.head in loose.appositions else []
            for index in [*found.appositions, *beside]:
                inner = naming(self.trees, index)
                if not inner.name and inner.lemma in ANYBODY:
                    texts.append((self._role(inner), self._belongs_to(inner)))
                    member.lemmas |= inner.lemmas & PERSONS
        for role, owner in texts:
            member.role = member.role or role or None
            if owner and owner is not member:
                member.of = member.of or owner.id
        if not found.name and member.kind is not ActorKind.PERSON:
            member.lemmas.add(found.lemma)

    def _role(self, found: Naming) -> str:
        """A phrase's words without article: "French diplomat"."""
        first = found.first
        while first < found.head and self.trees.tokens[first].pos in ("DET", "PUNCT", "NUM", "PRON"):
            first += 1
        return self.trees.words(first, found.last)

    def _belongs_to(self, found: Naming) -> Member | None:
        """Whom a phrase's bearer belongs to: "the ministry's spokesman", "a Russian official"."""
        owner = self._owner_in(found.before) or self._whose(found)
        if owner:
            return owner
        for index in found.modifiers:
            case = self.trees.case(index)
            inner = naming(self.trees, index)
            belongs = case in _BELONGS or case in ("'s", "’s")
            if (
                not belongs
                or index == found.head
                or (case in ("in", "near", "to") and not self._is_body(inner))
            ):
                continue
            if inner.name and inner.named in (EntityKind.PLACE, EntityKind.PERSON) and case != "for":
                continue
            if inner.name or inner.lemma in GROUPED:
                return self.meet(index).member
        return None

    def owner(self, found: Naming) -> Member | None:
        """Whom a phrase's bearer belongs to, by its words."""
        return self._belongs_to(found)

    def _whose(self, found: Naming) -> Member | None:
        """Whom the pronoun before a noun means: "her office"."""
        for index in self.trees.children(found.head, "nmod"):
            if self.trees.tokens[index].pos == "PRON" and index < found.head and self.pronoun:
                return self.pronoun(index)
        return None

    def _is_body(self, inner: Naming) -> bool:
        return inner.lemma in CONCERNS or inner.named is EntityKind.ORGANISATION

    def _owner_in(self, before: tuple[int, ...]) -> Member | None:
        """The longest name among the words before a noun: a state's adjective, an organ, an organisation."""
        for size in range(min(_LOOK_AHEAD, len(before)), 0, -1):
            for at in range(len(before) - size + 1):
                run = before[at : at + size]
                if run[-1] - run[0] != size - 1:
                    continue
                words = self.trees.words(run[0], run[-1] + 1)
                if words.islower() or (lower := words.lower()) in PERSONS or lower == "vice":
                    continue
                if self._in_longer_name(run):
                    continue
                state = None if self._as_title(run[0]) else self.table.demonym(words)
                actor = next((a for a in self.table.named(words) if a.kind is not ActorKind.PERSON), None)
                actor = state or actor or self.table.seat(words) or self.table.demonym(words)
                if actor:
                    return self.known(actor)
        for index in before:
            number = self.trees.tokens[index].entity
            if number < 0:
                continue
            entity = self.trees.parse.entities[number]
            if entity.kind is EntityKind.ORGANISATION and self.trees.tokens[index].pos == "PROPN":
                organ = self._organ_named(entity)
                text = " ".join(self._name_words(entity.first, entity.last))
                after = self.trees.tokens[entity.last].lemma.lower() if entity.last in before else ""
                if organ is None and after in PARTS:  # "Fire department officials"
                    return self._fold(f"{text} {self.trees.word(entity.last)}", ActorKind.ORGAN)
                return self.known(organ) if organ else self._fold(text, ActorKind.ORGANISATION)
        return None

    def _in_longer_name(self, run: tuple[int, ...]) -> bool:
        """Whether words are only a part of a body's name: the "London" of "London Fire Brigade"."""
        number = self.trees.tokens[run[0]].entity
        if number < 0:
            return False
        entity = self.trees.parse.entities[number]
        length = entity.last - entity.first
        proper = all(self.trees.tokens[i].pos == "PROPN" for i in range(entity.first, entity.last))
        return entity.kind is EntityKind.ORGANISATION and length > len(run) and proper

    def _organ_named(self, entity: Entity) -> Actor | None:
        """A state's organ by a name that begins with the state's: "Polish Defence Ministry"."""
        for size in range(1, entity.last - entity.first):
            state = self._state(self.trees.words(entity.first, entity.first + size))
            rest = self.trees.words(entity.first + size, entity.last)
            organ = self.table.organ(state.id, rest) if state else None
            if organ:
                return organ
        return None

    def _state(self, words: str) -> Actor | None:
        """The state that an adjective, a name or a seat belongs to."""
        found = self.table.demonym(words) or next(
            (a for a in self.table.named(words) if a.kind is ActorKind.STATE), None
        )
        if found:
            return found
        seat = self.table.seat(words)
        return seat if seat and seat.kind is ActorKind.STATE else None

    def _state_before(self, found: Naming) -> Actor | None:
        """The state that a phrase's words before its head name, or an "of" behind it."""
        for index in found.before:
            state = self._state(self.trees.word(index))
            if state:
                return state
        for index in found.modifiers:
            if self.trees.case(index) in ("of", "in", "'s", "’s"):
                inner = naming(self.trees, index)
                state = self._state(self.trees.words(*(inner.name or (inner.first, inner.last))))
                if state:
                    return state
        return None
