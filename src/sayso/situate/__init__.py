"""Statement → its situation: what kind of act, how sure, when, where, how many, on which condition; and the
events that the report tells of.

Each part is a room of its own and knows only the ground (`sayso.situate.ground`): `times`, `figures` and
`places` read the whole report once and are asked for what stands in a statement; `acts`, `certainty` and
`conditions` judge one attribution; `events` comes last and stands on all of them.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.situate.acts import acted
from sayso.situate.certainty import judged
from sayso.situate.conditions import conditions
from sayso.situate.events import events
from sayso.situate.figures import figures
from sayso.situate.gathered import Gathered, inside
from sayso.situate.ground import Ground
from sayso.situate.places import places
from sayso.situate.times import Times
from sayso.types import (
    Attribution,
    Event,
    Parse,
    Party,
    Place,
    Reference,
    Report,
    Resolution,
    Situation,
    Time,
)


def situate(
    report: Report, parse: Parse, attributions: tuple[Attribution, ...], resolution: Resolution
) -> tuple[tuple[Situation, ...], tuple[Event, ...]]:
    """The situation of each attribution, in their order, and the report's events in text order."""
    ground = Ground(report, parse, resolution)
    times = Times(ground, attributions)
    dated = {span for time in times.all for span in time.spans}
    placed = tuple(place for place in places(ground) if not dated & set(place.spans))  # "Easter" is a day
    gathered = Gathered(times, figures(ground), placed)
    out = []
    for index, (attribution, chain) in enumerate(zip(attributions, resolution.chains, strict=True)):
        situation = acted(ground, attribution, chain)
        hanging = conditions(ground, attribution)
        sure = judged(ground, attribution, hanging)
        out.append(
            replace(
                situation,
                certainty=sure.certainty,
                polarity=sure.polarity,
                hedges=sure.hedges,
                said=gathered.times.said(index),
                times=gathered.times.told(index),
                figures=inside(gathered.figures, attribution.content),
                places=_besides(situation.target, inside(gathered.places, attribution.content)),
                conditions=hanging,
                about=_undated(times.all, ground.about(attribution.content)),
                reasons=(*situation.reasons, *sure.reasons),
            )
        )
    situations = tuple(out)
    return situations, events(ground, attributions, situations, gathered)


def _undated(times: tuple[Time, ...], found: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The phrases that are no piece of a time: the "GMT" of an hour is nobody."""
    spans = [span for time in times for span in time.spans]
    return tuple(r for r in found if not any(s.start <= r.span.start and r.span.end <= s.end for s in spans))


def _besides(target: Party | None, placed: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that are not whom a statement is about: "accused Ethiopia" names no place."""
    about = target.spans if target and target.actor else ()
    return tuple(
        place
        for place in placed
        if not any(span.start <= place.spans[0].start and place.spans[-1].end <= span.end for span in about)
    )
