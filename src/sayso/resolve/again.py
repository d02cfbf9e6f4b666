"""Second mentions: whom a noun means that was named or described before, or that the report takes as known
("the government")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from sayso.resolve.cast import Met
from sayso.resolve.gender import Gender, of_name, of_noun
from sayso.resolve.member import Member
from sayso.resolve.names import Names
from sayso.resolve.naming import Naming
from sayso.resolve.nouns import (
    ANYBODY,
    BODIES,
    COMPANIES,
    DOCUMENTS,
    EMPTY_MODIFIERS,
    ORGANS,
    OUTLETS,
    PERSONS,
    STATES,
)
from sayso.types import ActorKind, Anonymity, EntityKind
from sayso.words import word_set

_GENERIC = {
    ActorKind.OUTLET: OUTLETS,
    ActorKind.ORGANISATION: COMPANIES,
    ActorKind.ORGAN: ORGANS | {"agency"},
    ActorKind.STATE: STATES,
}
"""The nouns by which an actor of a kind is called again, whatever its name."""
_ANYBODY = word_set(
    """
    man woman boy girl teenager father mother dad mum grandfather grandmother politician leader star singer
    actor actress player pensioner scientist researcher professor economist astronomer author artist
    entrepreneur billionaire
    """
)
"""Nouns by which a person named shortly before is called again, whatever the report said of him."""
_SUBJECT = 0.1
"""What it counts that the last mention was a subject; to be the latest of all counts as much."""
_OFTEN = 10.0
"""What it counts to be named often: once in a hundred words is a tenth; at most 0.3."""
_AGED = re.compile(r"\d+-year-old$")
_NEAR = 3
"""How many sentences back somebody was named whom such a noun can mean."""
_INTRODUCED = ANYBODY | BODIES | COMPANIES | DOCUMENTS
"""What "a" brings in."""
_AT_HOME = ORGANS - {"police"}
_UNLIKE = word_set("other some many several most few more all both one")
"""Words that mean others each time they come up."""
_HOME_LEAD = 2
"""A report is about one state's affairs when it names it so many times as often as the next."""
_SAME_SORT = frozenset(["source", "official", "person", "insider"])

_ARMS = word_set(
    """
    army armed coastguard defence defense force forces guard marines military navy police troops
    """
)
"""Words of those under arms: none of them is another organ, a ministry say."""


class Again(Names):
    """A cast that finds those mentioned before."""

    def _again(self, found: Naming, relay: str | None) -> Met | None:
        """Whom a definite phrase means that was mentioned before: "the diplomat", "the outlet"."""
        owner, tied = self._belongs_to(found), self._tied(found)
        fits = [
            (fit, member)
            for member in self.members
            if found.plural == member.plural
            and member is not owner
            and member.before(found.head) >= 0
            and not (owner and member.of and owner.id not in (member.of, member.id))
            and (fit := self._fit(found, tied, member))
            # "Her mother" is not she.
            and not (fit < 0.5 and owner and owner.kind is ActorKind.PERSON)
        ]
        fit, best = max(
            fits, key=lambda pair: pair[0] + self._nearness(found, pair[1], relay), default=(0.0, None)
        )
        if fit < 1.0:
            head = self._introduced(found, behind=best.before(found.head) if best else -1)
            best = self.meet(head, relay).member if head is not None else best
        words = self.trees.words(found.first, found.last)
        return Met(best, 0.75, f"“{words}” is {best.shown}, mentioned before.") if best else None

    def _nearness(self, found: Naming, member: Member, relay: str | None) -> float:
        """What speaks for one of several whom a noun fits: the same relay, late, often and as a subject."""
        seen = member.before(found.head)
        often = _OFTEN * bisect_left(member.mentions, found.head) / (found.head + 1)
        subject = self.trees.tokens[seen].relation == "nsubj"
        same = relay is not None and member.relay == relay
        return 0.5 * same + 0.1 * seen / len(self.trees.tokens) + _SUBJECT * subject + min(often, 0.3)

    def _introduced(self, found: Naming, behind: int) -> int | None:
        """The head of the phrase that brings somebody in, where a definite one calls him by the same noun:
        "a porter … the porter"; the nearest, and behind a token."""
        if found.lemma not in _INTRODUCED:
            return None
        known = [i for i in self._indefinite.get(found.lemma, ()) if behind < i < found.head]
        return known[-1] if known and not found.plural else None

    @cached_property
    def _indefinite(self) -> dict[str, list[int]]:
        """Lemma → the nouns in the singular that stand behind "a"."""
        out: dict[str, list[int]] = {}
        tokens = self.trees.tokens
        for index, token in enumerate(tokens):
            if token.relation == "det" and token.lemma.lower() in ("a", "an") and token.head > index:
                out.setdefault(tokens[token.head].lemma.lower(), []).append(token.head)
        return out

    def _fit(self, found: Naming, tied: set[str], member: Member) -> float:
        """How well a second mention's noun, and what it is ``tied`` to, fits somebody: 0 is not at all."""
        if member.known and member.kind is ActorKind.ORGAN and _another(tied, member):
            return 0.0  # "the water ministry" is not the foreign ministry
        if found.lemma in member.lemmas:
            return 1.0 + 0.3 * len(found.lemmas & member.lemmas - {"the"})
        if member.anonymity is not Anonymity.NAMED:
            return 0.8 if found.lemma in _SAME_SORT and member.lemmas & _SAME_SORT else 0.0
        if member.kind is ActorKind.PERSON:
            return self._person_fit(found, member)
        if _another(tied, member):
            return 0.0  # "the fire department" is not the Police Department
        named = _words_of(member)
        if found.lemma in named:
            return 1.0
        if member.kind is ActorKind.ORGAN and (not member.known or _armed(found.lemma, named)):
            return 0.0  # mostly a town; "the army" is no ministry
        return 0.7 if found.lemma in _GENERIC.get(member.kind, ()) else 0.0

    def _tied(self, found: Naming) -> set[str]:
        """The nouns that say which one: "fire" of "the fire department"."""
        tokens = self.trees.tokens
        bound = [i for i in found.before if tokens[i].relation == "compound" and tokens[i].pos == "NOUN"]
        return {tokens[i].lemma.lower() for i in bound} - EMPTY_MODIFIERS

    def _person_fit(self, found: Naming, member: Member) -> float:
        """A person by a noun that fits many: somebody named shortly before, and of the noun's gender."""
        aged = _AGED.search(self.trees.words(found.first, found.last).replace(" ", ""))
        if not aged and found.lemma not in _ANYBODY:
            return 0.0
        number = self.trees.number_of_sentence
        if number(found.head) - number(member.before(found.head)) > _NEAR:
            return 0.0
        words, noun = (member.name or "").split(), of_noun(found.lemma)
        known = self.table.gender(member.id) if member.known else None
        gender = Gender(known) if known else of_name(words)
        sexes = (Gender.MALE, Gender.FEMALE)
        return 0.0 if noun in sexes and gender in sexes and gender is not noun else 0.4

    def _same_words(self, found: Naming, relay: str | None) -> Met | None:
        """A plural without article that comes up again in the same words: "officials"."""
        if not found.plural or found.indefinite or self.trees.children(found.head, "nummod"):
            return None
        words = self.trees.words(found.first, found.last).lower()
        if found.lemma in _UNLIKE:
            return None
        for member in self.members:
            if member.name is None and words in member.names and relay in (None, member.relay):
                return Met(member, 0.7, f"“{words}” come up before in the same words.")
        return None

    @cached_property
    def _home(self) -> Member | None:
        """The state whose affairs a report is about, if it is clearly one's."""
        counts: Counter[str] = Counter()
        for entity in self.trees.parse.entities:
            if entity.kind in (EntityKind.STATE, EntityKind.GROUP):
                words = " ".join(self._name_words(entity.first, entity.last))
                state = self._state(words)
                if state:
                    counts[state.id] += 1
        top = counts.most_common(2)
        if not top or top[0][1] < 2 or (len(top) > 1 and top[0][1] < _HOME_LEAD * top[1][1]):
            return None
        actor = self.table.get(top[0][0])
        return self.known(actor) if actor else None

    def _at_home(self, found: Naming) -> Met | None:
        """What a report takes as known, of the state that it is about: "the government", "the president"."""
        if found.plural or not found.definite or found.modifiers or self._owner_in(found.before):
            return None
        home = self._home
        if home is None:
            return None
        words = self.trees.words(found.before[0] if found.before else found.head, found.head + 1)
        why = f"“{words}” is taken for that of {home.name}, the state that the report names most."
        organ = self.table.organ(home.id, words) if found.lemma in _AT_HOME else None
        holder = self.table.holder(words, home.id, self.day) if found.lemma in PERSONS else None
        actor = organ or holder
        return Met(self.known(actor), 0.6, why) if actor else None


def _another(tied: set[str], member: Member) -> bool:
    """Whether a noun is tied to words that are none of a known actor's."""
    other = tied - member.lemmas
    return bool(other and other - _words_of(member))


def _words_of(member: Member) -> set[str]:
    """All words of somebody's names, in lower case."""
    return {word for name in member.names for word in name.lower().split()}


def _armed(noun: str, named: set[str]) -> bool:
    """Whether only one of a noun and a name, by its words, is of people under arms."""
    return (noun in _ARMS) != bool(named & _ARMS)
