"""PLOVER: one event a line, as JSON, with the fields of the manual (draft 2.0 of 4 February 2024, chapter 6).

Every event of a reading is written, so that none goes unseen; those that did not happen have one of PLOVER's
auxiliary modes in their ``context``, where the manual puts them: "historical", "future", "hypothetical" or
"negation". What the manual codes by its promise when it is to come (`sayso.situate.events.root`) is so coded.

``date`` is the first day of the event where the report dates it, else the day of publication, as event data
have it, with a ``comment`` that says so; null where neither is known. There is no ``text``: the manual keeps
that for those who hold its rights. ``text_info`` has the code-point offsets of the words instead. Fields
that the manual lacks are Sayso's: ``status``, ``speech``, ``statements``, ``confidence``, ``magnitude`` and
``reasons``.

Countries and sectors are given where the actor table or the actor's kind decides them. ``quad`` is by type
(manual, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TextIO

import msgspec

from sayso import __version__
from sayso.export.countries import codes, owners
from sayso.situate.events import root
from sayso.types import Actor, ActorKind, Event, EventKind, EventStatus, Figure, Party, Place, Reading, Report

Json = dict[str, Any]

CODEBOOK = "PLOVER 2.0 (draft of 4 February 2024)"
AUXILIARY = {
    EventStatus.HISTORICAL: "historical",
    EventStatus.FUTURE: "future",
    EventStatus.HYPOTHETICAL: "hypothetical",
    EventStatus.NEGATED: "negation",
}
QUADS = {
    EventKind.AGREE: 1,
    EventKind.CONSULT: 1,
    EventKind.SUPPORT: 1,
    EventKind.CONCEDE: 1,
    EventKind.COOPERATE: 2,
    EventKind.AID: 2,
    EventKind.RETREAT: 2,
    EventKind.REQUEST: 3,
    EventKind.ACCUSE: 3,
    EventKind.REJECT: 3,
    EventKind.THREATEN: 3,
    EventKind.PROTEST: 4,
    EventKind.SANCTION: 4,
    EventKind.MOBILIZE: 4,
    EventKind.COERCE: 4,
    EventKind.ASSAULT: 4,
}
"""Verbal and material cooperation, verbal and material conflict."""
BODIES = {"organisation:united-nations": "UNO", "organisation:european-union": "EUR"}
"""The two bodies with a code of their own (table 5.1). The others' codes are of kinds that Sayso does not
tell apart: intergovernmental, non-governmental, companies."""
SECTORS = {
    "parliament": "LEG",
    "senate": "LEG",
    "armed-forces": "MIL",
    "army": "MIL",
    "navy": "MIL",
    "air-force": "MIL",
    "air-defence": "MIL",
    "police": "COP",
    "intelligence": "SPY",
    "supreme-court": "JUD",
    "prosecutors": "JUD",
    "government": "GOV",
    "presidency": "GOV",
    "embassy": "GOV",
}
"""Sectors (table 5.2) by the slugs of organs that any state has; every ministry is GOV."""


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """One event a line; a report without events has no line."""
    for reading in readings:
        actors = {actor.id: actor for actor in reading.actors}
        for event in reading.events:
            out.write(msgspec.json.encode(record(event, reading.report, actors)).decode() + "\n")
        out.flush()


def record(event: Event, report: Report, actors: Mapping[str, Actor]) -> Json:
    """``event`` in PLOVER's fields; optional ones that say nothing are left out."""
    first, last, comment = _days(event, report)
    auxiliary = AUXILIARY.get(event.status)
    kind = root(event)
    optional = {
        "enddate": last,
        "recipient": [_entity(party, actors) for party in event.recipients],
        "event_loc": [_location(place) for place in event.places],
        "mode": [event.mode] if event.mode else [],
        "context": [*event.contexts, *([auxiliary] if auxiliary else [])],
        "magnitude": [_magnitude(figure) for figure in event.magnitude],
        "statements": event.statements,
        "reasons": event.reasons,
        "comment": comment,
    }
    return {
        "id": event.id,
        "has_event": True,
        "date": first,
        "actor": [_entity(party, actors) for party in event.actors],
        "event": [kind],
        "event_text": [event.cue.text],
        "quad": QUADS[kind],
        "text_info": {"start": event.cue.spans[0].start, "end": event.cue.spans[-1].end},
        "cite_info": _citation(report),
        "coder": f"Sayso {__version__}",
        "status": event.status,
        "speech": event.speech,
        "confidence": round(event.confidence, 3),
    } | {name: value for name, value in optional.items() if value}


def _days(event: Event, report: Report) -> tuple[str | None, str | None, str | None]:
    """The first day, the last where it is another, and what must be said of them."""
    if event.time and event.time.start:
        first, last = event.time.start[:10], (event.time.end or event.time.start)[:10]
        return first, last if last != first else None, None
    if report.published and len(report.published) >= 10:
        return report.published[:10], None, "The report does not date it: the day of publication."
    return None, None, "Neither the report nor its publication dates it."


def _entity(party: Party, actors: Mapping[str, Actor]) -> Json:
    actor = actors.get(party.actor or "")
    entity = {"entity_text": party.words, "identifier_id": party.actor, "identifier_text": party.name}
    if actor:
        entity |= {"code": _code(actor, actors), "sector": _sector(actor), "office": actor.role}
    return {name: value for name, value in entity.items() if value}


def _code(actor: Actor, actors: Mapping[str, Actor]) -> str | None:
    """The country of an actor, or of whom it belongs to, however often removed."""
    known = _codes() | BODIES
    return next((known[name] for name in owners(actor, actors) if name in known), None)


def _sector(actor: Actor) -> str | None:
    """By kind, or by what an organ is; a person in an office of a state that the table knows governs."""
    if actor.kind is ActorKind.ORGAN:
        slug = actor.id.rpartition("/")[2]
        return "GOV" if slug.endswith("-ministry") else SECTORS.get(slug)
    if actor.kind is ActorKind.OUTLET:
        return "JRN"
    in_office = actor.kind is ActorKind.PERSON and actor.known and (actor.of or "").startswith("state:")
    return "GOV" if in_office else None


def _location(place: Place) -> Json:
    location = {
        "extracted_place": place.text,
        "resolved_place_name": place.name,
        "geonameid": place.geonames,
        "lat": place.latitude,
        "lon": place.longitude,
        "country_code": _alpha3().get(place.country or ""),
    }
    return {name: value for name, value in location.items() if value is not None}


def _magnitude(figure: Figure) -> Json:
    counts = figure.counts.text if figure.counts else None
    size = {"text": figure.text, "value": figure.value, "unit": figure.unit, "counts": counts}
    return {name: value for name, value in size.items() if value is not None}


def _citation(report: Report) -> Json:
    outlet = report.outlet and (report.outlet.name or report.outlet.domain)
    citation = {
        "citation": report.id,
        "url": report.url,
        "title": report.title,
        "language": report.language,
        "publication": outlet,
        "codebook": CODEBOOK,
    }
    return {name: value for name, value in citation.items() if value}


@cache
def _codes() -> dict[str, str]:
    """The manual's codes by the ids of states: ISO 3166-1 alpha-3, and its own for Kosovo."""
    return codes("iso3") | {"state:kosovo": "KOS"}


@cache
def _alpha3() -> dict[str, str]:
    """The same by alpha-2 codes."""
    return {alpha2: _codes()[name] for name, alpha2 in codes("iso2").items() if name in _codes()}
