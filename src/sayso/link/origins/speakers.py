"""Who is at the root of a statement: a named person, a body, somebody hidden, an outlet, or nobody.

A voice without a name is not always hidden: "the civil protection service" and "a spokesman for the company"
say plainly enough who speaks; "a senior official" does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sayso.link.claims.words import stem
from sayso.link.origins.nouns import (
    BEHIND_HEAD,
    COLLECTIVES,
    DETERMINERS,
    DOCUMENTS,
    FIRMS,
    HEADS,
    NATIONS,
    OFFICES,
    OFFICIALS,
    ONLOOKERS,
    PRESS,
    PRONOUNS,
    PUBLIC_BODIES,
    SMALL,
    SOURCELESS,
    SPOKESMEN,
)
from sayso.link.outlets import key
from sayso.types import Actor, ActorKind, Reading, Voice


class SpeakerKind(StrEnum):
    """PERSON: one with a name. BODY: an institution, firm, state or document, or who speaks for it. HIDDEN:
    people whose names are kept back or not given. OUTLET: an outlet behind which nobody is named. UNKNOWN:
    words of which nothing says who is meant. NOBODY: words that stand for no source ("reports")."""

    PERSON = "person"
    BODY = "body"
    HIDDEN = "hidden"
    OUTLET = "outlet"
    UNKNOWN = "unknown"
    NOBODY = "nobody"


_WHOSE = frozenset(["the", "her", "his", "its", "their"])
_KEPT_BACK = frozenset(["who", "anonymity", "condition", "anonymous", "unnamed"])
_WORD = re.compile(r"[^\W_]+")


class Met(NamedTuple):
    """An actor of a reading, and all the words that its chains have for it, pronouns left out."""

    actor: Actor | None
    phrases: tuple[str, ...]


UNMET = Met(None, ())


def met(reading: Reading) -> dict[str, Met]:
    """The actors of a reading, by id: who speaks as "he" here may have a post elsewhere in the report."""
    phrases: dict[str, dict[str, None]] = {actor.id: {} for actor in reading.actors}
    for statement in reading.statements:
        for voice in statement.voices:
            if voice.actor and voice.words and voice.words.lower() not in PRONOUNS:
                phrases.setdefault(voice.actor, {})[voice.words] = None
    actors = {actor.id: actor for actor in reading.actors}
    return {name: Met(actors.get(name), tuple(words)) for name, words in phrases.items()}


@dataclass(frozen=True, slots=True)
class Speaker:
    """``actor``, ``name`` and ``words`` are the voice's. ``stems`` are those of the words that tell who it
    is, without posts; ``posts`` the words of a post at a body, in lower case; ``described`` all stems of the
    descriptions in its report, a person's body among them; ``called`` those of the words alone, without the
    name. ``of`` is the id of the actor that it belongs to. ``plural`` and ``definite`` are of the words;
    ``nation`` is the first nationality among them."""

    kind: SpeakerKind
    actor: str | None
    name: str | None
    words: str | None
    stems: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    described: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    of: str | None = None
    actor_kind: ActorKind | None = None
    plural: bool = False
    definite: bool = False
    nation: str | None = None


def speaker(voice: Voice, known: Mapping[str, Met]) -> Speaker:
    """What a voice of a chain amounts to; ``known`` are those of its reading, by id (`met`)."""
    actor, others = known.get(voice.actor or "", UNMET)
    phrase = " ".join(dict.fromkeys(filter(None, (voice.words, actor.role if actor else None, *others))))
    words = [word.lower() for word in _WORD.findall(phrase)]
    named = [word.lower() for word in _WORD.findall(voice.name or "")]
    telling = _telling_words(voice, actor, others)
    kind = _kind(voice, actor, words, telling or "")
    posts = frozenset(word for word in words if word in HEADS or word in SPOKESMEN)
    own = set(named) if kind is SpeakerKind.PERSON else set()
    left_out = SMALL | SPOKESMEN | DOCUMENTS | own
    rest = [word for word in words if word not in left_out]
    told = named if named and kind is SpeakerKind.BODY else _content(telling or "") - left_out
    stems = frozenset(
        stem(w) for w in told if w not in SMALL and (w not in HEADS or w in PUBLIC_BODIES | OFFICES)
    )
    nation = NATIONS.search(phrase)
    return Speaker(
        kind,
        voice.actor,
        voice.name,
        telling,
        frozenset(map(stem, named)) if kind is SpeakerKind.PERSON else stems,
        posts,
        frozenset(map(stem, rest)),
        frozenset(map(stem, _content(telling or "") - left_out - HEADS - PRONOUNS)),
        actor.of if actor else None,
        actor.kind if actor else None,
        _is_plural(telling or ""),
        words[:1] == ["the"],
        nation.group() if nation else None,
    )


def _telling_words(voice: Voice, actor: Actor | None, others: Sequence[str]) -> str | None:
    """The report's words for it; for a pronoun and for "the official", the fullest description that stands
    elsewhere in the report."""
    fuller = [phrase for phrase in (*others, actor.role if actor else None) if phrase]
    if voice.words and voice.words.lower() in PRONOUNS:
        return next(iter(fuller), None) or voice.name or voice.words
    if voice.words and voice.name is None:
        said = _content(voice.words)
        more = [phrase for phrase in fuller if said < _content(phrase) and len(phrase) <= 80]
        return max(more, key=lambda phrase: len(_content(phrase)), default=voice.words)
    return voice.words or next(iter(fuller), None)


def _is_plural(phrase: str) -> bool:
    """Whether a phrase means several: its last word before what is said of it is a plural."""
    words = [word.lower() for word in _WORD.findall(phrase)]
    end = next((at for at, word in enumerate(words) if word in BEHIND_HEAD and at), len(words))
    last = words[end - 1] if words else ""
    return last in ("people", "police", "men", "women") or (last.endswith("s") and not last.endswith("ss"))


def _content(phrase: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(phrase)) - SMALL


def state_outlet(outlet: Actor) -> Speaker:
    """A state's outlet as the voice of its state, where its own report is not there."""
    name = outlet.name or outlet.id
    return Speaker(SpeakerKind.BODY, outlet.id, name, name, of=outlet.of, actor_kind=ActorKind.OUTLET)


def outlet_speaker(name: str) -> Speaker:
    """An outlet behind which nobody is named."""
    return Speaker(SpeakerKind.OUTLET, f"outlet:{key(name)}", name, name)


def _kind(voice: Voice, actor: Actor | None, words: list[str], phrase: str) -> SpeakerKind:
    if voice.actor is None:
        return SpeakerKind.UNKNOWN
    if voice.actor.startswith("outlet:"):
        return SpeakerKind.OUTLET
    telling = [word for word in words if word not in SMALL]
    if not voice.actor.startswith("anon:"):
        return SpeakerKind.PERSON if voice.actor.startswith("person:") else SpeakerKind.BODY
    one_report = "report" in telling and words[0] in DETERMINERS
    if not telling or (set(telling) <= SOURCELESS and not one_report):
        return SpeakerKind.NOBODY
    if actor and actor.kind is ActorKind.OUTLET and set(telling) & PRESS:  # no agency of a state
        return SpeakerKind.NOBODY
    head = _head(phrase)
    if _content(phrase) & SPOKESMEN:  # also in "a Transport for Velmora spokesman"
        return SpeakerKind.BODY
    if head & OFFICES and not phrase.lower().startswith(("a ", "an ", "one ")):
        return SpeakerKind.BODY
    if head & (OFFICIALS | ONLOOKERS) and (actor is None or actor.kind is not ActorKind.DOCUMENT):
        return SpeakerKind.HIDDEN
    if head & COLLECTIVES or (actor and actor.kind not in (ActorKind.PERSON, ActorKind.GROUP)):
        return SpeakerKind.BODY
    return SpeakerKind.BODY if head & (PUBLIC_BODIES | FIRMS | DOCUMENTS) else SpeakerKind.HIDDEN


def is_role(speaker: Speaker) -> bool:
    """Whether one without a name is called by what one person is to somebody ("her manager", in a headline
    "manager"): not one of several ("a guard", "an official"), nor somebody whose name is kept back."""
    phrase = (speaker.words or "").lower()
    words = [word.lower() for word in _WORD.findall(phrase)]
    return (
        speaker.kind is SpeakerKind.HIDDEN
        and bool(words)
        and (words[0] in _WHOSE or len(words) == 1)
        and not speaker.plural
        and not set(words) & (OFFICIALS | ONLOOKERS | _KEPT_BACK)
    )


def _head(phrase: str) -> frozenset[str]:
    """The words of a phrase up to what is said of it: "a senior official" of "… in the port ministry"; all of
    them, where nothing stands before that ("one of the passengers")."""
    words = [word.lower() for word in _WORD.findall(phrase)]
    end = next((at for at, word in enumerate(words) if word in BEHIND_HEAD), len(words))
    first = [word for word in words[:end] if word not in SMALL]
    return frozenset(first or words)
