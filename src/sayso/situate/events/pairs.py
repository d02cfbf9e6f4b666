"""Phrases that mean two parties at once."""

from __future__ import annotations

from sayso.situate.events.lexicon import Standing
from sayso.situate.events.phrases import PAIRS, phrase
from sayso.situate.events.standing import Cast, Side
from sayso.types import ActorKind, Party, Span


def pair(cast: Cast, token: int) -> list[Side]:
    """The two that "both sides" or "the two countries" mean: those whom the nearest sentence before it
    speaks of, if it speaks of two states or bodies and no more."""
    words = {cast.trees.word(i).lower() for i in [token, *cast.trees.children(token)]}
    if not words & {"two", "both"} or cast.tokens[token].lemma.lower() not in PAIRS:
        return []
    start = cast.tokens[cast.trees.sentence(token)[0]].start
    number = cast.trees.number_of_sentence(token)
    for before in range(number - 1, max(-1, number - 4), -1):
        sentence = cast.ground.parse.sentences[before]
        span = Span(cast.tokens[sentence.first].start, min(cast.tokens[sentence.last - 1].end, start))
        found = {r.actor: cast.actors[r.actor] for r in cast.ground.about((span,)) if r.actor in cast.actors}
        states = [actor for actor in found.values() if actor.kind is ActorKind.STATE]
        if len(states) == 2:
            span = phrase(cast.trees, token)
            words_ = cast.ground.text[slice(*span)]
            return [Side(token, Party(words_, (span,), a.id, a.name), Standing.POWER, a.kind) for a in states]
        if states:
            return []
    return []
