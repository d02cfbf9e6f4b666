"""A reading's entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso import __version__
from sayso.export import countries, situation
from sayso.export.followthemoney.values import Entity, entity, identifier, moment
from sayso.export.identifiers import page
from sayso.types import (
    Actor,
    ActorKind,
    Event,
    EventStatus,
    Party,
    Reading,
    Report,
    Statement,
    Voice,
    VoiceRole,
)

SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.ORGAN: "PublicBody",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OUTLET: "Organization",
    ActorKind.GROUP: "LegalEntity",
    ActorKind.OFFICE: "LegalEntity",
    ActorKind.DOCUMENT: "LegalEntity",
}


def entities(reading: Reading) -> Iterator[Entity]:
    """All of one reading."""
    context = Context(reading.report, {actor.id: actor for actor in reading.actors})
    yield _article(reading.report)
    for actor in reading.actors:
        yield _actor(actor, context.actors)
        yield from _belonging(actor, context)
    for statement in reading.statements:
        yield _note(statement, context)
        yield from _links(statement, context)
    yield from _mentions(reading, context)
    for event in reading.events:
        yield _event(event, context)


@dataclass(frozen=True)
class Context:
    """The report that entities come from, and its actors by their ids."""

    report: Report
    actors: Mapping[str, Actor]

    @property
    def proof(self) -> str:
        """The report's entity."""
        return identifier("report", self.report.id)

    def who(self, *parties: Party | Voice | None) -> list[str]:
        """The entities of those that are resolved."""
        found = (self.actors.get(party.actor or "") for party in parties if party)
        return list(dict.fromkeys(identifier("actor", actor.id) for actor in found if actor))

    @property
    def provenance(self) -> dict[str, Any]:
        """What every entity drawn from the report says of that."""
        outlet = self.report.outlet
        publisher = outlet and (outlet.name or outlet.domain)
        return {"proof": self.proof, "publisher": publisher, "sourceUrl": page(self.report)}


def _article(report: Report) -> Entity:
    outlet = report.outlet
    return entity(
        identifier("report", report.id),
        "Article",
        title=report.title,
        fileName=f"{report.id}.txt",
        author=report.authors,
        publishedAt=moment(report.published),
        modifiedAt=moment(report.modified),
        publisher=outlet and (outlet.name or outlet.domain),
        sourceUrl=page(report),
        language="eng" if report.language == "en" else None,
        bodyText=report.text,
        processingAgent=f"Sayso {__version__}",
    )


def _actor(actor: Actor, actors: Mapping[str, Actor]) -> Entity:
    role = "position" if actor.kind is ActorKind.PERSON and actor.name else "summary"
    return entity(
        identifier("actor", actor.id),
        SCHEMATA[actor.kind],
        name=actor.name,
        country=(countries.alpha2(actor, actors) or "").lower(),
        description=[words.text for words in (actor.condition, actor.reason) if words],
        **{role: actor.role or (None if actor.name else "anonymous")},
    )


def _belonging(actor: Actor, context: Context) -> Iterator[Entity]:
    """Whose an actor is; a member of something that is no organization to FollowTheMoney is linked to it."""
    owner = context.actors.get(actor.of or "")
    if owner is None or owner.id == actor.id:
        return
    name = identifier("belonging", f"{context.report.id}:{actor.id}")
    ends = identifier("actor", actor.id), identifier("actor", owner.id)
    is_member = actor.kind in (ActorKind.PERSON, ActorKind.GROUP)
    if is_member and SCHEMATA[owner.kind] in ("PublicBody", "Organization"):
        dates = {"startDate": actor.since, "endDate": actor.until}
        member = {"member": ends[0], "organization": ends[1], "role": actor.role}
        yield entity(name, "Membership", **member, **dates, **context.provenance)
    else:
        yield entity(
            name, "UnknownLink", subject=ends[0], object=ends[1], role="part of", **context.provenance
        )


def _note(statement: Statement, context: Context) -> Entity:
    origins = [voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN]
    return entity(
        identifier("statement", statement.id),
        "Note",
        name=situation.kind(statement),
        description=statement.content.text,
        summary="; ".join(situation.facts(statement)),
        entity=context.who(*origins),
        keywords=[statement.act, statement.certainty],
        **context.provenance,
    )


def _mentions(reading: Reading, context: Context) -> Iterator[Entity]:
    """One for each named voice. What is mentioned is the name, even where the words are "he": programs
    compare it with other names."""
    voices = [voice for said in reading.statements for voice in said.voices if voice.spans]
    for name in dict.fromkeys(voice.actor for voice in voices):
        actor = context.actors.get(name or "")
        if actor and actor.name:
            mention = entity(
                identifier("mention", f"{reading.report.id}:{actor.id}"),
                "Mention",
                document=context.proof,
                name=actor.name,
                resolved=identifier("actor", actor.id),
                detectedSchema=SCHEMATA[actor.kind],
            )
            if "name" in mention["properties"]:  # some names are nothing that FollowTheMoney would keep
                yield mention


def _links(statement: Statement, context: Context) -> Iterator[Entity]:
    """From each origin to the relays, the addressee and whom it is about."""
    origins = context.who(*(voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN))
    relays = context.who(*(voice for voice in statement.voices if voice.role is VoiceRole.RELAY))
    told, about = context.who(statement.addressee), context.who(statement.target)
    ends = [("said through", one) for one in relays]
    ends += [("said to", one) for one in told if one not in relays]
    ends += [(statement.act.value, one) for one in about]
    for role, other in dict.fromkeys(ends):
        for origin in origins:
            if origin != other:
                yield entity(
                    identifier("link", f"{statement.id}:{role}:{origin}:{other}"),
                    "UnknownLink",
                    subject=origin,
                    object=other,
                    role=role,
                    summary=statement.content.text,
                    date=moment(statement.said.start or context.report.published),
                    recordId=statement.id,
                    **context.provenance,
                )


def _event(event: Event, context: Context) -> Entity:
    """An event; one that did not happen says so in its name, where nobody can miss it."""
    kind = f"{event.kind} ({event.mode})" if event.mode else str(event.kind)
    status = "" if event.status is EventStatus.HAPPENED else f", {event.status}"
    return entity(
        identifier("event", event.id),
        "Event",
        name=f"{kind}{status}: {event.cue.text}",
        summary=situation.event(event, {}),
        organizer=context.who(*event.actors),
        involved=context.who(*event.recipients),
        date=moment(event.time.start) if event.time else None,
        endDate=moment(event.time.end) if event.time and event.time.end != event.time.start else None,
        location=[place.name or place.text for place in event.places],
        country=[place.country.lower() for place in event.places if place.country],
        keywords=event.contexts,
        recordId=event.id,
        **context.provenance,
    )
