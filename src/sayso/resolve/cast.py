"""The cast of one report: each phrase for somebody finds its actor, and the phrases for one actor fold.

A cast is built while a report is read from its start, so that a second mention finds what came before
it; only full names are looked for in the whole report, since a headline has the surname alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sayso.resolve.member import Member, slug
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
    TITLES,
    VAGUE,
    kind_of,
)
from sayso.resolve.table import ActorTable
from sayso.resolve.trees import Trees
from sayso.types import Actor, ActorKind, Anonymity, EntityKind

_GENERIC = {
    ActorKind.OUTLET: OUTLETS,
    ActorKind.ORGANISATION: COMPANIES | BODIES,
    ActorKind.ORGAN: ORGANS,
    ActorKind.STATE: STATES,
}
"""The nouns by which an actor of a kind is called again, whatever its name."""
_OUTLET_NAMES = frozenset(
    "newspaper magazine broadcaster gazette herald tribune courier packet chronicle observer".split()
    + "telegraph post times news daily weekly tabloid journal radio television tv".split()
)
"""Words by which a name that the table does not know is taken for an outlet's."""
_AUTHOR = frozenset(["by", "from", "of"])
_BELONGS = frozenset(["of", "for", "at", "from", "with", "on behalf of", "to", "in", "inside", "within", "near"])
_FORMER = frozenset(["former", "ex", "ex-", "then", "late", "onetime", "outgoing", "previous", "retired"])
_COUNTING = frozenset(["one", "two", "three", "four", "some", "many", "several", "few", "most", "all", "both", "none"])
_LOOK_AHEAD = 4
"""The longest name, in words, that is looked for before a noun."""


class Met(NamedTuple):
    """Who a phrase means, how sure that is (0 to 1), and why, in a sentence."""

    member: Member
    confidence: float
    why: str


@dataclass(slots=True)
class Cast:
    """Who is in a report. ``day`` is that of publication, if known; it decides who holds an office."""

    trees: Trees
    report: str
    table: ActorTable
    day: date | None
    members: list[Member] = field(default_factory=list)
    _met: dict[int, Met] = field(default_factory=dict)
    _full_names: dict[str, list[str]] = field(default_factory=dict)
    _anonymous: int = 0

    def __post_init__(self) -> None:
        for entity in self.trees.parse.entities:
            if entity.kind is EntityKind.PERSON:
                words = self._name_words(entity.first, entity.last)
                if len(words) > 1 and " ".join(words) not in self._full_names.get(words[-1], ()):
                    self._full_names.setdefault(words[-1], []).append(" ".join(words))

    def meet(self, head: int, relay: str | None = None) -> Met:
        """Whom the phrase that a token heads means. ``relay`` is the outlet through which it speaks: an
        anonymous voice is looked for among those that spoke through it."""
        if head not in self._met:
            found = naming(self.trees, head)
            met = self._named(found) if found.name else self._nominal(found, relay)
            met.member.seen = max(met.member.seen, head)
            self._met[head] = met
        return self._met[head]

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
            generic = found.lemma in OUTLETS and found.definite and found.head not in self._met
            if generic and not any(member.kind is ActorKind.OUTLET for member in self.members):
                return False
            return found.lemma in OUTLETS and found.definite and self.meet(found.head).member.kind is ActorKind.OUTLET
        if found.named is EntityKind.PERSON:
            return False
        text = " ".join(self._name_words(*found.name))
        actors = self.table.named(text)
        if actors:
            return self._likeliest(list(actors)).kind is ActorKind.OUTLET
        named = any(member.kind is ActorKind.OUTLET and text in member.names for member in self.members)
        return named or bool(set(text.lower().split()) & _OUTLET_NAMES)

    def known(self, actor: Actor) -> Member:
        """The member for one of the actor table's actors."""
        for member in self.members:
            if member.id == actor.id:
                return member
        if actor.kind is ActorKind.PERSON:
            posts = self.table.offices(actor.id, self.day) if self.day else ()
            actor = posts[0] if posts else actor
        return self._add(Member.of_table(actor))

    # Names.

    def _named(self, found: Naming) -> Met:
        first, last = found.name or (found.first, found.last)
        words = self._name_words(first, last)
        text = " ".join(words)
        if self._is_person(found, words):
            met = self._person(words, found)
            self._describe(met.member, found)
            return met
        met = self._institution(found, first, last, text)
        self._describe(met.member, found)
        return met

    def _is_person(self, found: Naming, words: list[str]) -> bool:
        if found.named is EntityKind.PERSON:
            return not any(a.kind is not ActorKind.PERSON for a in self.table.named(" ".join(words)))
        titled = any(self.trees.word(i).lower() in TITLES | PERSONS for i in found.before[-1:])
        return found.named in (None, EntityKind.WORK, EntityKind.PRODUCT) and titled

    def _person(self, words: list[str], found: Naming) -> Met:
        """A person by name: the table's, or whoever has the name in this report."""
        text = " ".join(words)
        if len(words) == 1:
            full = self._full_names.get(text, [])
            near = [m for m in reversed(self.members) if m.kind is ActorKind.PERSON and text in m.names]
            if near:
                return Met(near[0], 0.9, f"“{text}” is {near[0].name}, who is named before.")
            if full:
                met = self._person(full[0].split(" "), found)
                return Met(met.member, 0.9, f"“{text}” is {met.member.name}, whose full name the report has.")
        actor = self._of_table(text, found, ActorKind.PERSON)
        if actor:
            return Met(self.known(actor), 0.95, f"“{text}” is in the actor table.")
        for member in self.members:
            if member.kind is ActorKind.PERSON and member.name and _same_person(words, member.name.split(" ")):
                member.take_name(text)
                return Met(member, 0.95, f"“{text}” is the name of {member.name}.")
        member = Member(f"person:{slug(text)}", text, ActorKind.PERSON)
        member.names.update((text, words[-1]))
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
        whole = self.trees.words(first, last)
        actors = [a for a in self.table.named(whole) if a.kind is not ActorKind.PERSON or " " in whole]
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
        if set(text.lower().split()) & _OUTLET_NAMES:
            kind = ActorKind.OUTLET
        elif kind is ActorKind.ORGANISATION and set(text.lower().split()) & ORGANS:
            kind = ActorKind.ORGAN
        return Met(self._fold(text, kind), 0.8, f"“{text}” reads as a name.")

    def _likeliest(self, actors: list[Actor]) -> Actor:
        """Of several actors of one name, the one already met, else the table's first."""
        met = {member.id for member in self.members}
        return next((actor for actor in actors if actor.id in met), actors[0])

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

    def _fold(self, text: str, kind: ActorKind) -> Member:
        """Who has this name in the report, or its acronym, or a shorter form; else somebody new."""
        lower = text.lower()
        for member in reversed(self.members):
            if member.name is None or member.kind is ActorKind.PERSON:
                continue
            longer, shorter = sorted((member.name, text), key=len, reverse=True)
            acronym = "".join(word[0] for word in longer.split() if word[0].isupper())
            if lower in {name.lower() for name in member.names} or (
                shorter.isupper() and len(shorter) > 1 and shorter == acronym
            ):
                member.names.add(text)
                return member
            if f"{longer.lower()} ".startswith(f"{shorter.lower()} ") and not member.known and len(shorter) > 3:
                member.take_name(text)
                return member
        member = Member(f"{kind}:{slug(text)}", text, kind)
        member.names.add(text)
        return self._add(member)

    # Phrases without a name.

    def _nominal(self, found: Naming, relay: str | None) -> Met:
        counted = self._counted(found)
        if counted is not None:
            met = self._new_anonymous(naming(self.trees, counted), relay)
            of = naming(self.trees, counted)
            upto = next((i for i in range(found.head + 1, counted + 1) if self.trees.tokens[i].pos in ("ADJ", "NOUN")), counted)
            met.member.number = self.trees.words(found.head, upto)
            met.member.kind = ActorKind.PERSON if found.lemma == "one" else ActorKind.GROUP
            met.member.lemmas |= of.lemmas
            return met
        for index in found.appositions:
            inner = naming(self.trees, index)
            if inner.name and found.lemma in PERSONS | ORGANS | BODIES | COMPANIES | OUTLETS:
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
                return Met(member, 0.85, f"{actor.name} was {post} of {owner.name}{when}, by the actor table.")
        return None

    def _author(self, found: Naming) -> Met | None:
        """Who wrote what speaks: "a report by Amnesty"; a document without an author is a voice itself."""
        if found.lemma not in DOCUMENTS:
            return None
        for index in found.modifiers:
            inner = naming(self.trees, index)
            if self.trees.case(index) in _AUTHOR | {"'s", "’s"} and (inner.name or inner.lemma in ORGANS | BODIES):
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
            if member.seen < 0 or (owner and member.of and member.of != owner.id and member.id != owner.id):
                continue
            fit = self._fit(found, member)
            if not fit or found.plural != member.plural:
                continue
            fit += 0.5 * (relay is not None and member.relay == relay) + member.seen / (10 * len(self.trees.tokens))
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
        member.number = self.trees.word(counts[0]) if counts else None
        member.anonymity = Anonymity.DESCRIBED if self._narrows(found, owner) else Anonymity.UNNAMED
        said = "a role that narrows who it is" if member.anonymity is Anonymity.DESCRIBED else "nothing of who it is"
        return Met(self._add(member), 0.9, f"No name: “{words}” says {said}.")

    def _narrows(self, found: Naming, owner: Member | None) -> bool:
        """Whether the words say more than "an official" does."""
        if found.lemma not in VAGUE or owner:
            return True
        rank = {"senior", "top", "high-ranking", "leading", "key"}
        plain = EMPTY_MODIFIERS | ANONYMOUS | VAGUE | rank
        near = {self.trees.tokens[i].lemma.lower() for i in found.before}
        tied = [i for i in self.trees.children(found.head, "nmod", "amod", "acl") if i > found.head]
        tied = [i for i in tied if self.trees.tokens[i].lemma not in ("speak", "ask", "request", "decline", "anonymity", "condition")]
        return bool(near - plain or tied)

    # What else the words say.

    def _describe(self, member: Member, found: Naming) -> None:
        """Role and owner from the words around a name, where they are not known yet."""
        texts = []
        title = tuple(
            i for i in found.before
            if self.trees.tokens[i].lemma.lower() in PERSONS | {"vice", "prime"} or self.trees.tokens[i].pos == "ADJ"
        )
        if member.kind is ActorKind.PERSON:
            member.lemmas |= {self.trees.tokens[i].lemma.lower() for i in title}
            last = max((i for i in found.before if self.trees.tokens[i].lemma.lower() in PERSONS), default=None)
            if last is not None:
                texts.append((self.trees.words(found.before[0], last + 1), self._owner_in(found.before)))
            elif found.before and not member.known:
                member.of = member.of or (o.id if (o := self._owner_in(found.before)) else None)
            if not found.name and found.lemma in PERSONS:
                texts.append((self._role(found), self._belongs_to(found)))
                member.lemmas |= found.lemmas & PERSONS
            for index in found.appositions:
                inner = naming(self.trees, index)
                if not inner.name and inner.lemma in PERSONS | VAGUE:
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
        while first < found.head and self.trees.tokens[first].pos in ("DET", "PUNCT", "NUM"):
            first += 1
        return self.trees.words(first, found.last)

    def _belongs_to(self, found: Naming) -> Member | None:
        """Whom a phrase's bearer belongs to: "the ministry's spokesman", "a Russian official"."""
        owner = self._owner_in(found.before)
        if owner:
            return owner
        for index in found.modifiers:
            case = self.trees.case(index)
            inner = naming(self.trees, index)
            belongs = case in _BELONGS or case in ("'s", "’s")
            if not belongs or index == found.head or (case in ("in", "near", "to") and not self._is_body(inner)):
                continue
            if inner.name and inner.named in (EntityKind.PLACE, EntityKind.PERSON) and case != "for":
                continue
            if inner.name or inner.lemma in ORGANS | BODIES | COMPANIES | OUTLETS:
                return self.meet(index).member
        return None

    def _is_body(self, inner: Naming) -> bool:
        return inner.lemma in ORGANS | BODIES | COMPANIES or inner.named is EntityKind.ORGANISATION

    def _owner_in(self, before: tuple[int, ...]) -> Member | None:
        """The longest name among the words before a noun: a state's adjective, an organ, an organisation."""
        for size in range(min(_LOOK_AHEAD, len(before)), 0, -1):
            for at in range(len(before) - size + 1):
                run = before[at : at + size]
                if run[-1] - run[0] != size - 1:
                    continue
                words = self.trees.words(run[0], run[-1] + 1)
                if words.islower():
                    continue
                actor = next((a for a in self.table.named(words) if a.kind is not ActorKind.PERSON), None)
                actor = actor or self.table.seat(words) or self.table.demonym(words)
                if actor:
                    return self.known(actor)
        for index in before:
            number = self.trees.tokens[index].entity
            if number < 0:
                continue
            entity = self.trees.parse.entities[number]
            if entity.kind is EntityKind.ORGANISATION and self.trees.tokens[index].pos == "PROPN":
                return self._fold(" ".join(self._name_words(entity.first, entity.last)), ActorKind.ORGANISATION)
        return None

    def _name_words(self, first: int, last: int) -> list[str]:
        """The words of a name, without titles, article and clitic."""
        words = [self.trees.word(i) for i in range(first, last)]
        words = [w for w in words if w not in ("'s", "’s", "'", "’", ",", "(", ")", "“", "”", '"')]
        while len(words) > 1 and (words[0].lower() in TITLES or words[0].lower() in ("the", "a")):
            words.pop(0)
        return words or [self.trees.word(first)]

    def _same_or_new(self, member: Member) -> Member:
        return next((m for m in self.members if m.id == member.id), None) or self._add(member)

    def _add(self, member: Member) -> Member:
        self.members.append(member)
        return member


def _same_person(words: list[str], name: list[str]) -> bool:
    """Whether two names can be one person's: the same last word, and first words that agree or are
    missing ("J. Bock")."""
    if words[-1] != name[-1]:
        return False
    one, other = words[0].rstrip("."), name[0].rstrip(".")
    return min(len(words), len(name)) == 1 or one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
