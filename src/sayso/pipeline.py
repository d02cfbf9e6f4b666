"""The one place that knows the order of the stages: a report in, a reading with its inner disputes out."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import NamedTuple

from sayso.attribute import attribute
from sayso.attribute.reasons import WORDING
from sayso.errors import SaysoError, Stumbled
from sayso.link.claims.mention import Mention, mentions
from sayso.link.disputes import within
from sayso.models.embedding import packaged
from sayso.parse import parse
from sayso.quotation import quotations
from sayso.resolve import resolve
from sayso.resolve.table import ActorTable
from sayso.situate import situate
from sayso.spans import joined, words
from sayso.types import (
    Actor,
    Attribution,
    Chain,
    Event,
    Floats,
    HedgeKind,
    Mode,
    Reading,
    Report,
    Resolution,
    Situation,
    Span,
    Statement,
    Words,
)


class Compared(NamedTuple):
    """A reading with what its statements are compared by, among each other and with those of other reports:
    ``vectors``, the embeddings of their contents (statements, width), and their ``mentions``."""

    reading: Reading
    vectors: Floats
    mentions: tuple[Mention, ...]


def read_report(report: Report, table: ActorTable | None = None) -> Reading:
    """Who said what in a report, and on whose say-so; ``table`` is the packaged table of actors unless
    given.

    Raises `sayso.errors.Stumbled` where a stage fails on it: one bad report never stops a batch.
    """
    return read_compared(report, table).reading


def read_compared(report: Report, table: ActorTable | None = None) -> Compared:
    """What `read_report` tells, with what it took to tell the disputes. Raises as that does."""
    try:
        return _read(report, table)
    except SaysoError:
        raise
    except Exception as fault:
        where = traceback.extract_tb(fault.__traceback__)[-1]
        problem = f"Sayso stumbled over it ({type(fault).__name__} in {where.name}, line {where.lineno})"
        remedy = "please report that with the text, and go on without it"
        raise Stumbled(report.url or report.id, problem, remedy) from fault


def _read(report: Report, table: ActorTable | None) -> Compared:
    parsed = parse(report)
    attributions = attribute(report, parsed)
    resolution = resolve(report, parsed, attributions, table)
    situations, events = situate(report, parsed, attributions, resolution)
    pairs = zip(attributions, situations, strict=True)
    attributions = tuple(_unquoted(report.text, a, situation) for a, situation in pairs)
    said = statements(report, attributions, resolution.chains, situations)
    reading = Reading(report, said, _named(resolution, said, events), events, resolution.credits)
    vectors = packaged().embed([statement.content.text for statement in said])
    compared = mentions(reading, vectors)
    return Compared(replace(reading, disputes=within(reading, compared)), vectors, compared)


def statements(
    report: Report,
    attributions: tuple[Attribution, ...],
    chains: tuple[Chain, ...],
    situations: tuple[Situation, ...],
) -> tuple[Statement, ...]:
    """Attributions with their chains and situations as the record keeps them, numbered from 1 in text
    order."""
    ids = [f"{report.id}:{number}" for number in range(1, len(attributions) + 1)]
    return tuple(
        Statement(
            id=identifier,
            mode=a.mode,
            parent=None if a.parent is None else ids[a.parent],
            confidence=a.confidence,
            source=words(report.text, a.source),
            cue=words(report.text, a.cue),
            content=Words(joined(report.text, a.content), a.content),
            voices=chain.voices,
            addressee=chain.addressee,
            reasons=(*a.reasons, *situation.reasons),
            act=situation.act,
            act_known=situation.act_known,
            plover=situation.plover,
            target=situation.target,
            proposal=situation.proposal,
            certainty=situation.certainty,
            polarity=situation.polarity,
            hedges=situation.hedges,
            said=situation.said,
            times=situation.times,
            figures=situation.figures,
            places=situation.places,
            conditions=situation.conditions,
            about=situation.about,
        )
        for identifier, a, chain, situation in zip(ids, attributions, chains, situations, strict=True)
    )


def _unquoted(text: str, attribution: Attribution, situation: Situation) -> Attribution:
    """An attribution of which all quotation marks are scare quotes is not mixed: nobody is quoted in it."""
    scare = {span for h in situation.hedges if h.kind is HedgeKind.SCARE_QUOTES for span in h.spans}
    marks = [mark for start, end in attribution.content for mark in quotations(text, start, end)]
    if attribution.mode is not Mode.MIXED or not scare or not {Span(m.start, m.end) for m in marks} <= scare:
        return attribution
    told = [WORDING[Mode.INDIRECT] if why == WORDING[Mode.MIXED] else why for why in attribution.reasons]
    return replace(attribution, mode=Mode.INDIRECT, reasons=tuple(told))


def _named(
    resolution: Resolution, said: tuple[Statement, ...], events: tuple[Event, ...]
) -> tuple[Actor, ...]:
    """The actors that a statement, an event or a credit names, and those that they belong to, in the order
    of the resolution."""
    by_id = {actor.id: actor for actor in resolution.actors}
    waiting = [voice.actor for one in said for voice in one.voices]
    waiting += [party.actor for one in said for party in (one.addressee, one.target) if party]
    waiting += [reference.actor for one in said for reference in one.about]
    waiting += [party.actor for party in resolution.credits]
    waiting += [party.actor for event in events for party in (*event.actors, *event.recipients)]
    kept = set()
    while waiting:
        actor = by_id.get(waiting.pop() or "")
        if actor and actor.id not in kept:
            kept.add(actor.id)
            waiting.append(actor.of)
    return tuple(actor for actor in resolution.actors if actor.id in kept)
