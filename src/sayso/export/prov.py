"""PROV-O (W3C Recommendation, 30 April 2013) as JSON-LD: a statement's chain is a chain of provenance.

A statement is an entity, part of its report's text and attributed to the publisher. It is derived from the
account of its outermost relay, that one from the next relay's, and the last from what its origin said
(``urn:sayso:utterance:…``), which is attributed to the origin and is the statement's primary source:
publisher ← relay ← origin. Where the words are given as the origin's own, the derivation is a quotation. How
sure it is that a voice is this agent, and why, stands with the attribution (``qualifiedAttribution``).

A ministry acts on behalf of its state, and an office of whoever it is an office of. Of anybody else PROV is
told no such thing: that an unnamed official belongs to a ministry does not make a leak its act. To whom one
belongs is ``sayso:of`` throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TextIO

import msgspec

from sayso.export.identifiers import TERMS, iri, page
from sayso.types import Actor, ActorKind, Mode, Reading, Report, Statement, Voice, VoiceRole

Json = dict[str, Any]

_LINKS = ("wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "actedOnBehalfOf")
CONTEXT: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": TERMS,
    "id": "@id",
    "type": "@type",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in _LINKS},
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in ("agent", "hadRole")},
    "qualifiedAttribution": "prov:qualifiedAttribution",
    "value": "prov:value",
    "name": "foaf:name",
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    "issued": "dcterms:issued",
    "isPartOf": {"@id": "dcterms:isPartOf", "@type": "@id"},
    "source": {"@id": "dcterms:source", "@type": "@id"},
    "of": {"@id": "sayso:of", "@type": "@id"},
}
"""All terms, so that nothing need be fetched to read the file."""

_AGENTS = {
    ActorKind.PERSON: "prov:Person",
    ActorKind.STATE: "prov:Organization",
    ActorKind.ORGAN: "prov:Organization",
    ActorKind.ORGANISATION: "prov:Organization",
    ActorKind.OUTLET: "prov:Organization",
}
_ACTING = frozenset({ActorKind.ORGAN, ActorKind.OFFICE})
"""Kinds whose every act is that of whom they belong to."""


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """One document with all entities and agents, as they come; an agent of several reports stands once."""
    out.write(f'{{"@context": {_encoded(CONTEXT)},\n"@graph": [')
    known: set[str] = set()
    separator = "\n"
    for reading in readings:
        for resource in resources(reading):
            if resource["id"] not in known:
                out.write(separator + _encoded(resource))
                separator = ",\n"
        known.update(iri("actor", actor.id) for actor in reading.actors)
        out.flush()
    out.write("\n]}\n")


def resources(reading: Reading) -> Iterator[Json]:
    """A reading's agents, its report, and each statement with what it was derived from."""
    for actor in reading.actors:
        yield _agent(actor)
    for owner in {actor.of for actor in reading.actors if actor.of} - {actor.id for actor in reading.actors}:
        yield {"id": iri("actor", owner), "type": ["prov:Agent"]}
    yield _report(reading)
    for statement in reading.statements:
        yield from _chain(reading.report, statement)


def _agent(actor: Actor) -> Json:
    kinds = ["prov:Agent", _AGENTS.get(actor.kind), f"sayso:{actor.kind.value.capitalize()}"]
    owner = iri("actor", actor.of) if actor.of else None
    return _without_blanks(
        {
            "id": iri("actor", actor.id),
            "type": [kind for kind in kinds if kind],
            "name": actor.name,
            "label": actor.name or actor.role,
            "of": owner,
            "actedOnBehalfOf": owner if actor.kind in _ACTING else None,
        }
    )


def _report(reading: Reading) -> Json:
    """The text that was read. Its page is a source in Dublin Core's sense: of it, nothing else is known."""
    report = reading.report
    publishers = {_known(voice) for said in reading.statements for voice in said.voices if _publishes(voice)}
    return _without_blanks(
        {
            "id": iri("report", report.id),
            "type": ["prov:Entity", "sayso:Report"],
            "label": report.title,
            "issued": _moment(report.published),
            "source": page(report),
            "wasAttributedTo": sorted(publisher for publisher in publishers if publisher),
        }
    )


def _chain(report: Report, statement: Statement) -> Iterator[Json]:
    """The statement, the account of each relay, and what the origins said, the outermost first."""
    numbered = list(enumerate(statement.voices))
    publishers = [(place, voice) for place, voice in numbered if _publishes(voice)]
    relays = [(place, voice) for place, voice in numbered if voice.role is VoiceRole.RELAY]
    origins = [(place, voice) for place, voice in numbered if voice.role is VoiceRole.ORIGIN]
    links = [(iri("statement", statement.id), publishers)]
    links += [(iri("account", f"{statement.id}:{place}"), [(place, voice)]) for place, voice in relays]
    utterance = iri("utterance", statement.id)
    if origins:
        links.append((utterance, origins))
    for (name, voices), behind in zip(links, [*links[1:], None], strict=True):
        entity = {"id": name, "type": ["prov:Entity"]} | _attributed(statement, voices)
        if behind:
            is_quotation = statement.mode is Mode.DIRECT and behind[0] == utterance
            entity["wasQuotedFrom" if is_quotation else "wasDerivedFrom"] = behind[0]
        if name == links[0][0]:
            entity |= _statement(report, statement, utterance if origins else None)
        yield _without_blanks(entity)
    yield from (_stranger(statement, place, voice) for place, voice in numbered if voice.actor is None)


def _statement(report: Report, statement: Statement, utterance: str | None) -> Json:
    """What is the statement's alone."""
    inside = [iri("statement", statement.parent)] if statement.parent else []
    return {
        "type": ["prov:Entity", "sayso:Statement"],
        "value": statement.content.text,
        "hadPrimarySource": utterance,
        "isPartOf": [iri("report", report.id), *inside],
        "sayso:act": statement.act,
        "sayso:mode": statement.mode,
        "sayso:certainty": statement.certainty,
        "sayso:polarity": statement.polarity,
        "sayso:said": statement.said.value,
        "sayso:confidence": round(statement.confidence, 3),
    }


def _attributed(statement: Statement, voices: list[tuple[int, Voice]]) -> Json:
    """To whom an entity is attributed: the plain way, and with role, certainty and reason."""
    agents = [_known(voice) or _unknown(statement, place) for place, voice in voices]
    qualified = [
        _without_blanks(
            {
                "type": "prov:Attribution",
                "agent": agent,
                "hadRole": f"sayso:{voice.role}",
                "comment": voice.why,
                "sayso:words": voice.words,
                "sayso:anonymity": voice.anonymity,
                "sayso:confidence": round(voice.confidence, 3),
            }
        )
        for agent, (_, voice) in zip(agents, voices, strict=True)
    ]
    return {"wasAttributedTo": agents, "qualifiedAttribution": qualified}


def _stranger(statement: Statement, place: int, voice: Voice) -> Json:
    """A voice of whom nothing says who it is: an agent of its own."""
    agent = {"id": _unknown(statement, place), "type": ["prov:Agent"], "label": voice.words}
    return _without_blanks(agent)


def _publishes(voice: Voice) -> bool:
    return voice.role is VoiceRole.PUBLISHER


def _known(voice: Voice) -> str | None:
    return iri("actor", voice.actor) if voice.actor else None


def _unknown(statement: Statement, place: int) -> str:
    return iri("voice", f"{statement.id}:{place}")


def _moment(published: str | None) -> Json | None:
    """When a report was published, as the XML Schema type that it is written in. That has no type for a time
    without seconds, so it gets them."""
    if published is None:
        return None
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    try:
        whole = datetime.fromisoformat(published).isoformat() if len(published) > 10 else published
    except ValueError:
        return {"@value": published}
    return {"@value": whole, "@type": f"xsd:{kinds.get(len(published), 'dateTime')}"}


def _without_blanks(resource: Json) -> Json:
    return {name: value for name, value in resource.items() if value not in (None, "", [])}


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()
