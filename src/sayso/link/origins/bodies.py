"""Bodies, and who speaks for them: institutions, firms, states, offices."""

from __future__ import annotations

from sayso.link.claims.words import stem
from sayso.link.origins.bond import APART, Bond, Likeness, shown
from sayso.link.origins.nouns import (
    COLLECTIVES,
    FIRMS,
    OFFICES,
    OFFICIALS_STEMS,
    OWNERS,
    PUBLIC_BODIES,
    SPOKESMEN,
)
from sayso.link.origins.speakers import Speaker
from sayso.types import ActorKind
from sayso.words import word_set

HOUSEHOLD = word_set("""
    campaign office team administration aides staff lawyer lawyers attorney attorneys representative
    representatives publicist agent camp
""")
"""Behind a person's name, those who speak for that person."""

KINDRED = (
    ("police", "police sheriff detective constable superintendent commissioner sergeant inspector officer"),
    ("hospital", "hospital medical clinical surgeon doctor nurse"),
    ("ministry", "minister ministry"),
    ("court", "judge court"),
    ("prosecutors", "prosecutor attorney"),
    ("department", "secretary"),
    ("fire brigade", "fire firefighter"),
)
"""Bodies, and the words in a person's post that go with them, where the post does not name the body."""

_PUBLIC = frozenset(map(stem, PUBLIC_BODIES))
_FIRMS = frozenset(map(stem, FIRMS))
_OFFICES = frozenset(map(stem, OFFICES))
_COLLECTIVES = frozenset(map(stem, COLLECTIVES))
_HOUSEHOLD = frozenset(map(stem, HOUSEHOLD))
_KINDRED = tuple(tuple(frozenset(map(stem, words.split())) for words in row) for row in KINDRED)


def bodies(one: Speaker, other: Speaker) -> Likeness:
    state = _state_and_organ(one, other)
    if state is not None:
        return Likeness(
            Bond.LIKELY, f"{shown(one)} and {shown(other)} are a state and an organ of it.", state
        )
    if one.of and other.of and one.of == other.of and one.posts | other.posts:
        return Likeness(Bond.SAME, f"{shown(one)} and {shown(other)} speak for one body.")
    for here in (one.stems, one.called):
        for there in (other.stems, other.called):
            short, long = sorted((here, there), key=len)
            if short and short <= long:
                return Likeness(Bond.SAME, f"{shown(one)} and {shown(other)} name one body.")
    if _acronym(one, other) or _acronym(other, one):
        return Likeness(Bond.SAME, f"{shown(one)} and {shown(other)} name one body.")
    for loose, (first, second) in enumerate(((one, other), (other, one))):
        if _generic(first, second):
            return Likeness(Bond.LIKELY, f"“{first.words}” fits {shown(second)}, and says the same.", loose)
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


def person_and_body(person: Speaker, body: Speaker, *, body_first: bool) -> Likeness:
    belongs = person.of is not None and person.of == body.actor
    described = bool(body.stems) and body.stems <= person.described | person.stems
    public = bool((body.stems | body.described) & _PUBLIC) or body.actor_kind is ActorKind.ORGAN
    spokesman = bool(person.posts & SPOKESMEN)
    shared = body.stems & person.described
    generic = spokesman and (_generic(body, person) or not body.stems)
    if spokesman and (belongs or described or shared or generic):
        return Likeness(Bond.SAME, f"{shown(person)} speaks for {shown(body)}.")
    if person.stems & body.described and body.described & _HOUSEHOLD | frozenset(body.posts & SPOKESMEN):
        return Likeness(Bond.SAME, f"{shown(body)} speaks for {shown(person)}.")
    if described and body.stems & _OFFICES:
        return Likeness(Bond.SAME, f"{shown(person)} is {shown(body)}.")
    if body.name is None and body.stems and body.stems <= _COLLECTIVES and person.described & _PUBLIC:
        why = f"{shown(person)} is of those who are meant by “{body.words}”."
        return Likeness(Bond.LIKELY, why, 0 if body_first else 1)
    if belongs and body.actor_kind is ActorKind.STATE:
        why = f"{shown(person)} has an office of {shown(body)}."
        return Likeness(Bond.LIKELY, why, 0 if body_first else 1)
    if belongs or described:
        of_state = body.actor_kind is ActorKind.ORGAN
        if public and (of_state or not person.posts & OWNERS):
            return Likeness(Bond.SAME, f"{shown(person)} has a post at {shown(body)}.")
        return Likeness(Bond.PERHAPS, f"{shown(person)} belongs to {shown(body)}, and may speak for it.")
    if any(bodies <= body.stems and posts & person.described for bodies, posts in _KINDRED):
        why = f"The post of {shown(person)} goes with {shown(body)}."
        return Likeness(Bond.LIKELY, why, 0 if body_first else 1)
    return APART


def hidden_and_body(hidden: Speaker, body: Speaker) -> Likeness:
    belongs = hidden.of is not None and hidden.of == body.actor
    if belongs or (body.stems and body.stems <= hidden.described):
        if hidden.plural:
            return Likeness(Bond.SAME, f"“{hidden.words}” are people of {shown(body)}.")
        return Likeness(Bond.PERHAPS, f"“{hidden.words}” belongs to {shown(body)}, which says the same.")
    official = bool(hidden.described & OFFICIALS_STEMS) and not hidden.described - OFFICIALS_STEMS
    if official and (body.stems & _PUBLIC or body.actor_kind in (ActorKind.ORGAN, ActorKind.STATE)):
        return Likeness(Bond.PERHAPS, f"“{hidden.words}” may be of {shown(body)}, which says the same.")
    return APART
