"""Phrases with a name in them: persons, states, organs, organisations, outlets."""

from __future__ import annotations

from sayso.resolve.belonging import Belonging
from sayso.resolve.cast import Met
from sayso.resolve.member import Member, slug
from sayso.resolve.naming import CLITICS, Naming
from sayso.resolve.nouns import COMPANY_NAMES, ORGANS, OUTLET_NAMES, PERSONS, TITLES
from sayso.types import Actor, ActorKind, EntityKind

_LOOK_AHEAD = 4
"""The longest name of a state, in words, with which an organ's can begin."""

_PEOPLE = (ActorKind.PERSON, ActorKind.GROUP)


class Names(Belonging):
    """A cast that knows whom a name means."""

    def _named(self, found: Naming) -> Met:
        first, last = found.name or (found.first, found.last)
        words = self._name_words(first, last)
        text = " ".join(words)
        if self._is_person(found, words):
            met = self._person(words + self._shared_surname(words, found), found)
            self._describe(met.member, found)
            return met
        met = self._institution(found, first, last, text)
        self._describe(met.member, found)
        return met

    def _is_person(self, found: Naming, words: list[str]) -> bool:
        text = " ".join(words)
        others = [a for a in self.table.named(text) if a.kind is not ActorKind.PERSON]
        people = (member for member in self.members if member.kind is ActorKind.PERSON)
        surname = text in self._full_names or any(text in member.names for member in people)
        titled = any(self._is_title(i) for i in found.before[-1:])
        if found.named is EntityKind.PERSON:
            if len(words) > 1:
                return words[-1] not in COMPANY_NAMES and not others
            # One word can be anybody's name ("Sun", "Dawn"), unless it is an acronym, or the report
            # has it mostly for a body's.
            if surname or titled:
                return not others or not text.isupper()
            return not others and self.mostly(text) in (EntityKind.PERSON, None)
        if " " not in text and not surname:
            # A body's name that is nobody's but a statesman's in office.
            surname = bool(self.day) and any(
                self.table.offices(a.id, self.day) for a in self.table.named(text)
            )
        if surname and found.named not in (EntityKind.STATE, EntityKind.PLACE, EntityKind.FACILITY):
            # The network took a surname for a body's name; the full name tells.
            return not others
        return found.named in (None, EntityKind.WORK, EntityKind.PRODUCT) and titled

    def has_name(self, found: Naming) -> bool:
        """Whether a name is one that the table or the report has."""
        if found.name is None:
            return False
        text = " ".join(self._name_words(*found.name))
        return (
            bool(self.table.named(text))
            or text in self._full_names
            or any(text in member.names for member in self.members)
        )

    def is_body(self, found: Naming) -> bool:
        """Whether a name is one that the table has, and for nobody who lives."""
        return found.name is not None and self._is_known_body(self._name_words(*found.name))

    def full_name(self, first: int, last: int) -> str:
        """A person's name in the longest form that the report has."""
        text = " ".join(self._name_words(first, last))
        return self._full_names.get(text, [text])[0]

    def by_name(self, name: str) -> Member:
        """The person of a name that stands before what is said ("IRMA TOLL:")."""
        known = {full.upper(): full for longer in self._full_names.values() for full in longer}
        text = known.get(name.upper(), name.title() if name.isupper() else name)
        text = self._full_names.get(text, [text])[0]
        for member in self.members:
            if member.kind is ActorKind.PERSON and text in member.names:
                return member
        actor = next((a for a in self.table.named(text) if " " in text and a.kind is ActorKind.PERSON), None)
        if actor:
            return self.known(actor)
        member = Member(f"person:{slug(text)}", text, ActorKind.PERSON)
        member.names.update((text, text.split(" ")[-1]))
        return self._same_or_new(member)

    def _is_title(self, index: int) -> bool:
        """Whether a word before a name says that a person bears it ("Mayor", but not "the owner's")."""
        if any(self.trees.word(i) in CLITICS for i in self.trees.children(index, "case")):
            return False
        word = self.trees.word(index).lower()
        return word in TITLES or word in PERSONS

    def _shared_surname(self, words: list[str], found: Naming) -> list[str]:
        """The surname that a first name shares with the next person's: "Jonas and Petra Lind"."""
        for index in self.trees.children(found.head, "conj"):
            entity = self.trees.parse.entities[self.trees.tokens[index].entity]
            other = self._name_words(entity.first, entity.last)
            is_person = self.trees.tokens[index].entity >= 0 and entity.kind is EntityKind.PERSON
            is_person &= (
                self.trees.tokens[entity.first - 1].relation == "cc"
            )  # not "and her friend Petra Lind"
            if len(words) == 1 and is_person and len(other) > 1 and words[0] not in self._full_names:
                return other[1:]
        return []

    def _person(self, words: list[str], found: Naming) -> Met:
        """A person by name: the table's, or whoever has the name in this report."""
        text = " ".join(words)
        full = self._full_names.get(text, [])
        if len(words) == 1:
            near = [m for m in reversed(self.members) if m.kind is ActorKind.PERSON and text in m.names]
            if near:
                return Met(near[0], 0.9, f"“{text}” is {near[0].name}, who is named before.")
            bodies = [
                m for m in self.members if m.kind not in _PEOPLE and m.name and m.name.startswith(f"{text} ")
            ]
            if bodies and not full:
                bodies[-1].names.add(text)
                return Met(bodies[-1], 0.85, f"“{text}” is short for {bodies[-1].name}.")
        if full:
            met = self._person(full[0].split(" "), found)
            return Met(met.member, 0.9, f"“{text}” is {met.member.name}, whose full name the report has.")
        actor = self._of_table(text, found, ActorKind.PERSON)
        if actor:
            return Met(self.known(actor), 0.95, f"“{text}” is in the actor table.")
        for member in self.members:
            if (
                member.kind is ActorKind.PERSON
                and member.name
                and _same_person(words, member.name.split(" "))
            ):
                member.take_name(text)
                return Met(member, 0.95, f"“{text}” is the name of {member.name}.")
        member = Member(f"person:{slug(text)}", text, ActorKind.PERSON)
        member.names.update((text, words[0], words[-1]))
        return Met(self._add(member), 0.9, f"“{text}” reads as a person’s name.")

    def _of_table(self, text: str, found: Naming, kind: ActorKind) -> Actor | None:
        """The table's actor of this name: of several, the one in office, or the one already met."""
        actors = [a for a in self.table.named(text) if a.kind is kind]
        if len(actors) > 1:
            met = {member.id for member in self.members}
            in_office = [a for a in actors if self.day and self.table.offices(a.id, self.day)]
            actors = [a for a in actors if a.id in met] or in_office or actors
        if " " not in text and actors and kind is ActorKind.PERSON:
            # A surname alone is a statesman's only where he is in office, or his title stands before it.
            posts = self.table.offices(actors[0].id, self.day)
            if not posts and not found.before:
                return None
        return actors[0] if actors else None

    def _institution(self, found: Naming, first: int, last: int, text: str) -> Met:
        """A state, organ, organisation or outlet by name."""
        whole = self._domain(first) or self._wider(first, last)
        text = whole if "." in whole and " " not in whole else text
        actors = [a for a in self.table.named(whole) if a.kind is not ActorKind.PERSON or " " in whole]
        if self.table.demonym(whole) and not self._as_title(first):
            actors = [a for a in actors if a.kind is not ActorKind.OUTLET]
        longer = self._longer(first, last)
        if longer and actors and all(actor.kind is ActorKind.OUTLET for actor in actors):
            actors, text, whole = [], longer, longer  # the ship "Sula Star" is not The Star
        hosted = self.table.outlet(whole) if "." in whole else None
        actors = actors or ([hosted] if hosted else [])
        if actors:
            return Met(self.known(self._likeliest(actors)), 0.95, f"“{whole}” is in the actor table.")
        seat = self.table.seat(whole)
        if seat:
            return Met(self.known(seat), 0.9, f"“{whole}” stands for {seat.name}.")
        part = self._part_of_state(found, first, last)
        if part:
            return part
        state = self.table.demonym(whole)
        if state:
            people = Member(f"group:{slug(whole)}", whole, ActorKind.GROUP, of=self.known(state).id)
            people.names.add(whole)
            return Met(self._same_or_new(people), 0.85, f"“{whole}” are people of {state.name}.")
        kind = {EntityKind.STATE: ActorKind.ORGAN, EntityKind.GROUP: ActorKind.GROUP}.get(
            found.named or EntityKind.ORGANISATION, ActorKind.ORGANISATION
        )
        if set(text.lower().replace("-", " ").split()) & OUTLET_NAMES or self._called_outlet(found):
            kind = ActorKind.OUTLET
        elif kind is ActorKind.ORGANISATION and set(text.lower().split()) & ORGANS:
            kind = ActorKind.ORGAN
        return Met(self._fold(text, kind), 0.8, f"“{text}” reads as a name.")

    def _longer(self, first: int, last: int) -> str:
        """A name of one word with the name right before it, as a network may cut one in two; else nothing."""
        tokens, before = self.trees.tokens, first - 1
        if last - first != 1 or before < 0 or tokens[before].pos != "PROPN":
            return ""
        joined = self.trees.words(before, last)
        near = self.trees.number_of_sentence(before) == self.trees.number_of_sentence(first)
        return (
            joined
            if near and joined.replace(" ", "").isalpha() and self.trees.word(before)[0].isupper()
            else ""
        )

    def _part_of_state(self, found: Naming, first: int, last: int) -> Met | None:
        """An organ by its state and kind: "Russia's Defence Ministry", "the Russian military"."""
        whole = self.trees.words(found.first if not found.name else min(found.before or (first,)), last)
        for size in range(min(_LOOK_AHEAD, last - first), -1, -1):
            belongs = self.trees.words(first, first + size) if size else ""
            state = self._state(belongs) if size else self._state_before(found)
            rest = self.trees.words(first + size, last).removeprefix("'s ").removeprefix("’s ")
            organ = self.table.organ(state.id, rest) if state and rest else None
            if organ and state:
                return Met(self.known(organ), 0.9, f"“{whole}” is an organ of {state.name}.")
        return None


def _same_person(words: list[str], name: list[str]) -> bool:
    """Whether two names can be one person's: the same last word, and first words that agree or are
    missing ("J. Bock"), or one that begins with all of the other ("Amal Ali", "Amal Ali Noor")."""
    shorter, longer = sorted((words, name), key=len)
    if len(shorter) > 1 and longer[: len(shorter)] == shorter:
        return True
    if words[-1] != name[-1]:
        return False
    one, other = words[0].rstrip("."), name[0].rstrip(".")
    return (
        min(len(words), len(name)) == 1
        or one == other
        or (min(len(one), len(other)) == 1 and one[0] == other[0])
    )
