"""Attributions with their situations → the events that they are: to accuse, to reject, to demand is one."""

from __future__ import annotations

from sayso.situate.events.bodies import ADVOCATES, COMMERCE, standing_of
from sayso.situate.events.circumstances import Circumstances, status_in_time
from sayso.situate.events.lexicon import Standing
from sayso.situate.events.modes import spoken_mode
from sayso.situate.events.standing import Cast
from sayso.situate.events.status import Statuses
from sayso.situate.ground import Ground
from sayso.spans import words
from sayso.types import (
    Act,
    Actor,
    ActorKind,
    Attribution,
    Chain,
    Event,
    EventStatus,
    Party,
    Situation,
    Voice,
    VoiceRole,
)

CONFIDENCE = 0.8
"""For a speech act with its party known; halved where the table of cues does not have the cue."""


def spoken(
    cast: Cast,
    attributions: tuple[Attribution, ...],
    situations: tuple[Situation, ...],
    statuses: Statuses,
    around: Circumstances,
) -> list[Event]:
    """An event for each attribution whose act has a type of PLOVER's, between parties."""
    ground, actors = cast.ground, cast.actors
    out = []
    for index, (attribution, situation) in enumerate(zip(attributions, situations, strict=True)):
        chain = ground.resolution.chains[index]
        speakers = _speakers(chain)
        cue = words(ground.text, attribution.cue)
        if situation.plover is None or not speakers or cue is None:
            continue
        inside = ground.trees.inside(attribution.cue)
        token = ground.trees.top(inside) if inside else -1
        token = next((i for i in inside if ground.parse.tokens[i].pos == "VERB"), token)
        status, reasons = _status(token, attribution, ground, statuses)
        why = around.looked_back(situation.said)
        recipients = _recipients(situation, chain, actors, speakers)
        if not public(cast, [*speakers, *recipients], ground.trees.sentence(token) if token >= 0 else None):
            continue
        out.append(
            Event(
                id="",
                kind=situation.plover,
                mode=spoken_mode(ground, situation),
                status=status_in_time(status, why),
                cue=cue,
                actors=speakers,
                recipients=recipients,
                time=situation.said if situation.said.kind else None,
                contexts=around.contexts(token) if token >= 0 else (),
                statements=(f"{ground.report.id}:{index + 1}",),
                speech=True,
                confidence=CONFIDENCE if situation.act_known else CONFIDENCE / 2,
                reasons=(
                    f"To {situation.act.value} is {situation.plover.value}.",
                    *reasons,
                    *([why] if why else []),
                ),
            )
        )
    return out


def _status(
    token: int, attribution: Attribution, ground: Ground, statuses: Statuses
) -> tuple[EventStatus, tuple[str, ...]]:
    """Whether it was said: by the cue's own clause. A refusal is often told by "not" in the content or before
    the cue ("will not tolerate", "did not agree"); that is the act itself, not its absence."""
    if token < 0 or ground.parse.tokens[token].pos != "VERB":
        return EventStatus.HAPPENED, ()
    judged = statuses.of(token)
    if judged.status in (EventStatus.HYPOTHETICAL, EventStatus.FUTURE):
        return judged.status, (judged.why,)
    return EventStatus.HAPPENED, ()


def _speakers(chain: Chain) -> tuple[Party, ...]:
    return tuple(_party(voice) for voice in chain.voices if voice.role is VoiceRole.ORIGIN and voice.words)


def _party(voice: Voice) -> Party:
    return Party(voice.words or "", voice.spans, voice.actor, voice.name)


def _recipients(
    situation: Situation, chain: Chain, actors: dict[str, Actor], speakers: tuple[Party, ...]
) -> tuple[Party, ...]:
    """Whom the act is aimed at: its target, else whom it was said to, if that is a state or a body of one."""
    found = situation.target or _addressee(chain, actors)
    owners = {actors[s.actor].of for s in speakers if s.actor in actors}
    if found and situation.act is Act.CRITICISE and found.actor in owners:
        return ()  # a president who finds fault with what his country did accuses nobody
    return (found,) if found and all(found.spans != s.spans for s in speakers) else ()


def _addressee(chain: Chain, actors: dict[str, Actor]) -> Party | None:
    to = chain.addressee
    actor = actors.get(to.actor) if to and to.actor else None
    return to if actor and actor.kind in (ActorKind.STATE, ActorKind.ORGAN) else None


def public(cast: Cast, parties: list[Party], sentence: tuple[int, int] | None) -> bool:
    """Whether what these say to each other is public: one has power, or one is a known body and
    the sentence is not about business."""
    standings = [_standing(cast, party) for party in parties]
    if max(standings, default=Standing.NONE) >= Standing.POWER:
        return True
    if sentence is None or any(cast.tokens[i].lemma.lower() in COMMERCE for i in range(*sentence)):
        return False
    known = [cast.actors[p.actor] for p in parties if p.actor in cast.actors]
    return any(a.id.rsplit(":", 1)[-1] in ADVOCATES for a in known)


def _standing(cast: Cast, party: Party) -> Standing:
    actor = cast.actors.get(party.actor or "")
    inside = cast.trees.inside(party.spans)
    side = cast.side(cast.trees.top(inside)) if inside else None
    known = standing_of(cast.actors, actor) if actor else Standing.NONE
    return max(known, side.standing) if side else known
