"""Whether two speakers of one claim are one: yes, likely, perhaps, or no, each with a sentence that says why.

That they say the same thing is known already, so less is needed than between any two reports: a surname is
enough for a name, and "the company" is the only company that says so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from sayso.link.claims.words import stem
from sayso.link.origins.speakers import (
    COLLECTIVES,
    FIRMS,
    OFFICES,
    OFFICIALS,
    ONLOOKERS,
    OWNERS,
    PUBLIC_BODIES,
    SPOKESMEN,
    Speaker,
    SpeakerKind,
)
from sayso.types import ActorKind

_PUBLIC = frozenset(map(stem, PUBLIC_BODIES))
_FIRMS = frozenset(map(stem, FIRMS))
_OFFICES = frozenset(map(stem, OFFICES))
_COLLECTIVES = frozenset(map(stem, COLLECTIVES))
_OFFICIALS = frozenset(map(stem, OFFICIALS))
_ONLOOKERS = frozenset(map(stem, ONLOOKERS))


class Bond(StrEnum):
    """LIKELY is the same where nobody else of the claim fits as well."""

    SAME = "same"
    LIKELY = "likely"
    PERHAPS = "perhaps"
    APART = "apart"


class Likeness(NamedTuple):
    """How two stand to each other, and why. ``loose`` is the number (0, 1) of the one that might fit others
    too, where they are likely one."""

    bond: Bond
    why: str = ""
    loose: int | None = None


APART = Likeness(Bond.APART)


def likeness(one: Speaker, other: Speaker) -> Likeness:
    """How two speakers of one claim stand to each other, by who they are. It is the same either way, but
    for who is loose."""
    kinds = {one.kind, other.kind}
    if SpeakerKind.OUTLET in kinds:
        return _outlets(one, other)
    if one.actor == other.actor and one.actor is not None:
        return Likeness(Bond.SAME, f"Both are {_shown(one)}.")
    for person, called in ((one, other), (other, one)):
        if (
            person.kind is SpeakerKind.PERSON
            and called.kind is not SpeakerKind.PERSON
            and _named(person, called)
        ):
            return Likeness(Bond.SAME, f"“{called.words}” is {person.name}.")
    if kinds == {SpeakerKind.PERSON}:
        return _persons(one, other)
    if kinds == {SpeakerKind.BODY}:
        return _bodies(one, other)
    if kinds == {SpeakerKind.HIDDEN}:
        return _hidden(one, other)
    if kinds == {SpeakerKind.HIDDEN, SpeakerKind.PERSON}:
        hidden_first = one.kind is SpeakerKind.HIDDEN
        return _hidden_and_person(*_ordered(one, other, SpeakerKind.HIDDEN), hidden_first=hidden_first)
    if kinds == {SpeakerKind.PERSON, SpeakerKind.BODY}:
        body_first = one.kind is SpeakerKind.BODY
        return _person_and_body(*(_ordered(one, other, SpeakerKind.PERSON)), body_first=body_first)
    if kinds == {SpeakerKind.HIDDEN, SpeakerKind.BODY}:
        return _hidden_and_body(*(_ordered(one, other, SpeakerKind.HIDDEN)))
    return APART


def _named(person: Speaker, called: Speaker) -> bool:
    """Whether the words for somebody hold a person's whole name."""
    nameless = called.kind is not SpeakerKind.PERSON
    return nameless and len(person.stems) >= 2 and person.stems <= called.described


def _ordered(one: Speaker, other: Speaker, first: SpeakerKind) -> tuple[Speaker, Speaker]:
    return (one, other) if one.kind is first else (other, one)


def _shown(one: Speaker) -> str:
    return one.name or f"“{one.words}”"


def _outlets(one: Speaker, other: Speaker) -> Likeness:
    if one.kind is other.kind and one.actor == other.actor:
        return Likeness(Bond.SAME, f"Both go back to {_shown(one)}.")
    outlet = one if one.kind is SpeakerKind.OUTLET else other
    return Likeness(
        Bond.PERHAPS, f"{_shown(outlet)} may have it from the same source: none is named behind it."
    )


def _persons(one: Speaker, other: Speaker) -> Likeness:
    """A surname alone, or a name with titles before it, is the same person in one claim."""
    first, second = ((each.name or "").lower().split() for each in (one, other))
    least = min(len(first), len(second))
    if least and first[-least:] == second[-least:]:
        return Likeness(Bond.SAME, f"{one.name} and {other.name} are one name.")
    if least >= 2 and first[-2:] == second[-2:]:
        return Likeness(Bond.SAME, f"{one.name} and {other.name} are one name.")
    return APART


def _bodies(one: Speaker, other: Speaker) -> Likeness:
    state = _state_and_organ(one, other)
    if state is not None:
        return Likeness(
            Bond.LIKELY, f"{_shown(one)} and {_shown(other)} are a state and an organ of it.", state
        )
    if one.of and other.of and one.of == other.of and one.posts | other.posts:
        return Likeness(Bond.SAME, f"{_shown(one)} and {_shown(other)} speak for one body.")
    short, long = sorted((one.stems, other.stems), key=len)
    if short and short <= long:
        return Likeness(Bond.SAME, f"{_shown(one)} and {_shown(other)} name one body.")
    if _acronym(one, other) or _acronym(other, one):
        return Likeness(Bond.SAME, f"{_shown(one)} and {_shown(other)} name one body.")
    for loose, (first, second) in enumerate(((one, other), (other, one))):
        if _generic(first, second):
            return Likeness(Bond.LIKELY, f"“{first.words}” fits {_shown(second)}, and says the same.", loose)
    return APART


def _acronym(one: Speaker, other: Speaker) -> bool:
    """Whether one is called by the first letters of the other: "TfL" for Transport for London."""
    names = (other.name or other.words or "").split()
    short = {
        letters for each in (one.words, one.name) for letters in (each or "").split() if len(letters) >= 3
    }
    for words in (names, [word for word in names if word[0].isupper()]):
        if "".join(word[0] for word in words) in short:
            return True
    return False


def _generic(one: Speaker, other: Speaker) -> bool:
    """Whether ``one`` is a body without its name, which ``other`` may be: a mere spokesman or statement, and
    any body; "the company", and a named organisation; "authorities", and one of them; "the space agency",
    and a name that says nothing of what it is."""
    if one.name is not None:
        return False
    if not one.stems:
        return bool(other.stems)
    if one.stems & _FIRMS and len(one.stems - _FIRMS) <= 1:
        firm = other.actor_kind is ActorKind.ORGANISATION or bool(other.posts & SPOKESMEN)
        return firm and not other.stems & _PUBLIC
    if one.stems <= _COLLECTIVES:
        return bool(other.stems & _PUBLIC) or other.actor_kind is ActorKind.ORGAN
    plain = not any(word[0].isupper() for word in (one.words or "").split()[1:])
    return plain and other.name is not None and not other.stems & (_PUBLIC | _FIRMS)


def _state_and_organ(one: Speaker, other: Speaker) -> int | None:
    """The number of the state, where the other is an organ of it."""
    for number, (state, organ) in enumerate(((one, other), (other, one))):
        if (state.actor or "").startswith("state:") and organ.of == state.actor:
            return number
    return None


def _person_and_body(person: Speaker, body: Speaker, *, body_first: bool) -> Likeness:
    belongs = person.of is not None and person.of == body.actor
    described = bool(body.stems) and body.stems <= person.described | person.stems
    public = bool((body.stems | body.described) & _PUBLIC) or body.actor_kind is ActorKind.ORGAN
    spokesman = bool(person.posts & SPOKESMEN)
    shared = body.stems & person.described
    generic = spokesman and (_generic(body, person) or not body.stems)
    if spokesman and (belongs or described or shared or generic):
        return Likeness(Bond.SAME, f"{_shown(person)} speaks for {_shown(body)}.")
    if described and body.stems & _OFFICES:
        return Likeness(Bond.SAME, f"{_shown(person)} is {_shown(body)}.")
    if body.name is None and body.stems and body.stems <= _COLLECTIVES and person.described & _PUBLIC:
        why = f"{_shown(person)} is of those who are meant by “{body.words}”."
        return Likeness(Bond.LIKELY, why, 0 if body_first else 1)
    if belongs and body.actor_kind is ActorKind.STATE:
        why = f"{_shown(person)} has an office of {_shown(body)}."
        return Likeness(Bond.LIKELY, why, 0 if body_first else 1)
    if belongs or described:
        of_state = body.actor_kind is ActorKind.ORGAN
        if public and (of_state or not person.posts & OWNERS):
            return Likeness(Bond.SAME, f"{_shown(person)} has a post at {_shown(body)}.")
        return Likeness(Bond.PERHAPS, f"{_shown(person)} belongs to {_shown(body)}, and may speak for it.")
    return APART


def _hidden_and_body(hidden: Speaker, body: Speaker) -> Likeness:
    belongs = hidden.of is not None and hidden.of == body.actor
    if belongs or (body.stems and body.stems <= hidden.described):
        if hidden.plural:
            return Likeness(Bond.SAME, f"“{hidden.words}” are people of {_shown(body)}.")
        return Likeness(Bond.PERHAPS, f"“{hidden.words}” belongs to {_shown(body)}, which says the same.")
    official = bool(hidden.described & _OFFICIALS) and not hidden.described - _OFFICIALS
    if official and (body.stems & _PUBLIC or body.actor_kind in (ActorKind.ORGAN, ActorKind.STATE)):
        return Likeness(Bond.PERHAPS, f"“{hidden.words}” may be of {_shown(body)}, which says the same.")
    return APART


def _hidden_and_person(hidden: Speaker, person: Speaker, *, hidden_first: bool) -> Likeness:
    """An official with a name is not the unnamed official; but who is only described ("a passenger", "the
    founder") may have a name elsewhere, and a witness with a name be among the witnesses."""
    if hidden.described & _OFFICIALS:
        return APART
    shared = hidden.described & (person.described | person.stems)
    if shared and not hidden.plural:
        why = f"“{hidden.words}” fits {person.name}, who says the same."
        return Likeness(Bond.LIKELY, why, 0 if hidden_first else 1)
    if hidden.plural and (person.posts or not (shared or hidden.described & _ONLOOKERS)):
        return APART
    return Likeness(Bond.PERHAPS, f"{person.name} may be “{hidden.words}”, or among them.")


def _hidden(one: Speaker, other: Speaker) -> Likeness:
    if one.nation and other.nation and one.nation != other.nation:
        return APART
    first, second = one.described, other.described
    known = first & second - _OFFICIALS - _ONLOOKERS
    if len(known) >= 2 and (first <= second or second <= first) and not (first | second) & _OFFICIALS:
        return Likeness(Bond.SAME, f"“{one.words}” and “{other.words}” are the one whom both describe.")
    if known and (one.definite or other.definite) and not (first | second) & _OFFICIALS:
        return Likeness(Bond.SAME, f"“{one.words}” and “{other.words}” are the one whom both describe.")
    for group in (_OFFICIALS, _ONLOOKERS):
        if first & group and second & group:
            return Likeness(
                Bond.PERHAPS,
                f"“{one.words}” and “{other.words}” may be one and the same: neither has a name.",
            )
    if known:
        return Likeness(Bond.PERHAPS, f"“{one.words}” and “{other.words}” are described alike.")
    return APART
