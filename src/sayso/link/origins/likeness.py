"""Whether two speakers of one claim are one: yes, likely, perhaps, or no, each with a sentence that says why.

That they say the same thing is known already, so less is needed than between any two reports: a surname is
enough for a name, and "the company" is the only company that says so.
"""

from __future__ import annotations

from sayso.link.origins.bodies import bodies, hidden_and_body, person_and_body
from sayso.link.origins.bond import APART, Bond, Likeness, shown
from sayso.link.origins.nouns import OFFICIALS_STEMS, ONLOOKERS_STEMS
from sayso.link.origins.speakers import Speaker, SpeakerKind


def likeness(one: Speaker, other: Speaker) -> Likeness:
    """How two speakers of one claim stand to each other, by who they are. It is the same either way, but
    for who is loose."""
    kinds = {one.kind, other.kind}
    if SpeakerKind.OUTLET in kinds:
        return _outlets(one, other)
    if one.actor == other.actor and one.actor is not None:
        return Likeness(Bond.SAME, f"Both are {shown(one)}.")
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
        return bodies(one, other)
    if kinds == {SpeakerKind.HIDDEN}:
        return _hidden(one, other)
    if kinds == {SpeakerKind.HIDDEN, SpeakerKind.PERSON}:
        hidden_first = one.kind is SpeakerKind.HIDDEN
        return _hidden_and_person(*_ordered(one, other, SpeakerKind.HIDDEN), hidden_first=hidden_first)
    if kinds == {SpeakerKind.PERSON, SpeakerKind.BODY}:
        body_first = one.kind is SpeakerKind.BODY
        return person_and_body(*(_ordered(one, other, SpeakerKind.PERSON)), body_first=body_first)
    if kinds == {SpeakerKind.HIDDEN, SpeakerKind.BODY}:
        return hidden_and_body(*(_ordered(one, other, SpeakerKind.HIDDEN)))
    return APART


def _named(person: Speaker, called: Speaker) -> bool:
    """Whether the words for somebody hold a person's whole name."""
    nameless = called.kind is not SpeakerKind.PERSON
    return nameless and len(person.stems) >= 2 and person.stems <= called.described


def _ordered(one: Speaker, other: Speaker, first: SpeakerKind) -> tuple[Speaker, Speaker]:
    return (one, other) if one.kind is first else (other, one)


def _outlets(one: Speaker, other: Speaker) -> Likeness:
    if one.kind is other.kind and one.actor == other.actor:
        return Likeness(Bond.SAME, f"Both go back to {shown(one)}.")
    outlet = one if one.kind is SpeakerKind.OUTLET else other
    return Likeness(
        Bond.PERHAPS, f"{shown(outlet)} may have it from the same source: none is named behind it."
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


def _hidden_and_person(hidden: Speaker, person: Speaker, *, hidden_first: bool) -> Likeness:
    """An official with a name is not the unnamed official; but who is only described ("a passenger", "the
    founder") may have a name elsewhere, and a witness with a name be among the witnesses."""
    if hidden.described & OFFICIALS_STEMS:
        return APART
    shared = hidden.described & (person.described | person.stems)
    if (shared or hidden.definite) and not hidden.plural:
        why = f"“{hidden.words}” fits {person.name}, who says the same."
        return Likeness(Bond.LIKELY, why, 0 if hidden_first else 1)
    if hidden.plural and (person.posts or not (shared or hidden.described & ONLOOKERS_STEMS)):
        return APART
    return Likeness(Bond.PERHAPS, f"{person.name} may be “{hidden.words}”, or among them.")


def _hidden(one: Speaker, other: Speaker) -> Likeness:
    if one.nation and other.nation and one.nation != other.nation:
        return APART
    first, second = one.described, other.described
    known = first & second - OFFICIALS_STEMS - ONLOOKERS_STEMS
    if len(known) >= 2 and (first <= second or second <= first) and not (first | second) & OFFICIALS_STEMS:
        return Likeness(Bond.SAME, f"“{one.words}” and “{other.words}” are the one whom both describe.")
    if known and (one.definite or other.definite) and not (first | second) & OFFICIALS_STEMS:
        return Likeness(Bond.SAME, f"“{one.words}” and “{other.words}” are the one whom both describe.")
    for group in (OFFICIALS_STEMS, ONLOOKERS_STEMS):
        if first & group and second & group:
            return Likeness(
                Bond.PERHAPS,
                f"“{one.words}” and “{other.words}” may be one and the same: neither has a name.",
            )
    if known:
        return Likeness(Bond.PERHAPS, f"“{one.words}” and “{other.words}” are described alike.")
    return APART
