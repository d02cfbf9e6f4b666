"""ninjs 3.0 (IPTC, News in JSON): one news object a line, for newsroom systems.

A report is an object of type "text" with its text as body; its voices are ``infoSources``, those with a name
``people`` and ``organisations`` besides; ``places`` and ``events`` are its own. ninjs allows no properties
that it does not name, so each statement is an association: an object of type "component" with the content as
body, its voices as ``infoSources`` from the outermost on, and act, mode, certainty, polarity and the spans of
its words as ``descriptions``, each under its role.

A date without a time, or without a zone, is no date to ninjs; such a day of publication is a description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TextIO

import msgspec

from sayso.export import situation
from sayso.export.identifiers import TERMS, iri, page
from sayso.types import Actor, ActorKind, Event, Place, Reading, Report, Statement, Voice, VoiceRole

Json = dict[str, Any]

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
BODIES = frozenset({ActorKind.STATE, ActorKind.ORGAN, ActorKind.ORGANISATION, ActorKind.OUTLET})
"""Kinds that are organisations to ninjs."""


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """One report a line."""
    for reading in readings:
        out.write(msgspec.json.encode(item(reading)).decode() + "\n")
        out.flush()


def item(reading: Reading) -> Json:
    """A report with all that was read of it."""
    report = reading.report
    actors = {actor.id: actor for actor in reading.actors}
    spoken = [voice for said in reading.statements for voice in said.voices]
    named = _named(spoken, actors)
    places = [place for said in reading.statements for place in said.places]
    link = page(report)
    return _without_blanks(
        {
            "uri": iri("report", report.id),
            "standard": STANDARD,
            "type": "text",
            "representationType": "partial",
            "language": report.language,
            "contentCreated": _moment(report.published),
            "headlines": [{"value": report.title}] if report.title else [],
            "by": ", ".join(report.authors),
            "descriptions": _descriptions(report),
            "bodies": [_body(report.text)],
            "people": [_party(actor) for actor in named if actor.kind is ActorKind.PERSON],
            "organisations": [_party(actor) for actor in named if actor.kind in BODIES],
            "infoSources": _unique([_source(voice) for voice in spoken]),
            "places": _unique([_place(place) for place in places]),
            "events": [_event(event) for event in reading.events],
            "renditions": [{"name": "page", "href": link}] if link else [],
            "associations": [_statement(statement) for statement in reading.statements],
        }
    )


def _statement(statement: Statement) -> Json:
    """A statement as an object of its own."""
    known = {
        "act": statement.act,
        "mode": statement.mode,
        "certainty": statement.certainty,
        "polarity": statement.polarity,
        "said": statement.said.value,
        "inside": iri("statement", statement.parent) if statement.parent else None,
    }
    for role, words in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
        known[role] = words.text if words else None
        known[f"{role} spans"] = msgspec.json.encode(words.spans).decode() if words else None
    return _without_blanks(
        {
            "name": situation.kind(statement),
            "uri": iri("statement", statement.id),
            "type": "component",
            "bodies": [_body(statement.content.text)],
            "infoSources": [_source(voice) for voice in statement.voices],
            "places": _unique([_place(place) for place in statement.places]),
            "descriptions": [{"role": role, "value": value} for role, value in known.items() if value],
            "edNote": " ".join(statement.reasons),
        }
    )


def _named(voices: Iterable[Voice], actors: Mapping[str, Actor]) -> list[Actor]:
    """Those behind ``voices`` that have a name, each once, but for the publisher."""
    found = (actors.get(voice.actor or "") for voice in voices if voice.role is not VoiceRole.PUBLISHER)
    return list({actor.id: actor for actor in found if actor and actor.name}.values())


def _party(actor: Actor) -> Json:
    return {"name": actor.name, "rel": "quoted", "uri": iri("actor", actor.id)}


def _source(voice: Voice) -> Json:
    """A voice; one without a name has the report's words as its literal."""
    return _without_blanks(
        {
            "name": voice.name,
            "role": f"{TERMS}{voice.role}",
            "uri": iri("actor", voice.actor) if voice.actor else None,
            "literal": None if voice.name else voice.words,
        }
    )


def _place(place: Place) -> Json:
    """A place, with its GeoNames address and its point where it was found."""
    point = None
    if place.latitude is not None and place.longitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return _without_blanks(
        {
            "name": place.name or place.text,
            "uri": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
            "geojson": point,
        }
    )


def _event(event: Event) -> Json:
    kind = f"{event.kind} ({event.mode})" if event.mode else str(event.kind)
    return {"id": event.id, "uri": iri("event", event.id), "name": kind, "rel": event.status}


def _descriptions(report: Report) -> list[Json]:
    outlet = report.outlet and (report.outlet.name or report.outlet.domain)
    day = None if _moment(report.published) else report.published
    known = {"publisher": outlet, "published": day}
    return [{"role": role, "value": value} for role, value in known.items() if value]


def _body(text: str) -> Json:
    return {"contentType": "text/plain", "charCount": len(text), "value": text}


def _moment(published: str | None) -> str | None:
    """A date-time as RFC 3339 has it, with seconds and a zone; None where either is not known."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else None


def _unique(values: Iterable[Json]) -> list[Json]:
    return list({msgspec.json.encode(value): value for value in values}.values())


def _without_blanks(item: Json) -> Json:
    return {name: value for name, value in item.items() if value not in (None, "", [])}
