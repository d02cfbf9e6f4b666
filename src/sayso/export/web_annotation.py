"""Web Annotation (W3C Recommendation, 23 February 2017): one AnnotationCollection with one page, as JSON-LD.

A statement's content, cue, source and relays are annotations of their own. The content's is the
statement's: its bodies are what is known of it, in words and as properties; the others link to it.

A target's ``source`` is the report's page where it has an address, and its ``state`` then names the text that
was read from the page as the copy for which the selectors hold; without an address the text is the source.
Each span is a target of its own, with two selectors: a TextQuoteSelector, with as much before and behind the
words as makes them the only such place in the text (at least `AROUND` characters), and a
TextPositionSelector. Both count code points, as the Recommendation does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import msgspec

from sayso import __version__
from sayso.export import situation
from sayso.export.identifiers import TERMS, iri, page
from sayso.export.telling import Telling, Told
from sayso.types import Actor, ActorKind, Reading, Report, Span, Statement, Voice, VoiceRole

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sayso": TERMS}]
AROUND = 32
"""Characters before and behind a quotation at the least; what Hypothesis, the common tool, keeps."""

_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "Organization",
    ActorKind.ORGAN: "Organization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OUTLET: "Organization",
}
"""The standard context's types of agent; it has none for the other kinds."""

Json = dict[str, Any]


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """All annotations as one collection, as they come; its ids and how many there are stand at its end."""
    out.write(f'{{"@context": {_encoded(CONTEXT)},\n"type": "AnnotationCollection",\n')
    out.write(f'"label": "Who said what, as read by Sayso {__version__}",\n')
    out.write('"first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
    total, digest = 0, hashlib.sha256()
    for reading in readings:
        for annotation in annotated(reading):
            out.write((",\n" if total else "\n") + _encoded(annotation))
            digest.update(annotation["id"].encode())
            total += 1
        out.flush()
    collection = iri("annotations", digest.hexdigest()[:16])
    out.write(f'\n],\n"id": "{collection}:1", "partOf": "{collection}"}},\n')
    out.write(f'"total": {total},\n"id": "{collection}"}}\n')


def annotated(reading: Reading) -> Iterator[Json]:
    """Those of one reading, statement by statement."""
    actors = {actor.id: actor for actor in reading.actors}
    telling = Telling(reading)
    for statement in reading.statements:
        yield _content(reading.report, statement, telling.told(statement))
        origins = [voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN]
        if statement.source:
            bodies = [_agent(voice, actors) for voice in origins if voice.actor]
            yield _linked(reading.report, statement, "source", statement.source.spans, bodies)
        if statement.cue:
            tag = {"type": "TextualBody", "purpose": "classifying", "value": str(statement.act)}
            yield _linked(reading.report, statement, "cue", statement.cue.spans, [tag])
        for number, voice in enumerate(statement.voices):
            if voice.role is VoiceRole.RELAY and voice.spans:
                bodies = [_agent(voice, actors)] if voice.actor else []
                yield _linked(reading.report, statement, f"relay:{number}", voice.spans, bodies)


def _content(report: Report, statement: Statement, told: Told) -> Json:
    """The annotation that is the statement's."""
    words = {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": _sentence(statement, told),
    }
    return {
        "id": _identifier(statement, "content"),
        "type": "Annotation",
        "motivation": "describing",
        "body": [words, _facts(statement)],
        "target": _targets(report, statement.content.spans),
    }


def _linked(
    report: Report, statement: Statement, part: str, spans: tuple[Span, ...], bodies: list[Json]
) -> Json:
    """The annotation of another part of a statement, with a link to the statement's."""
    motivation = "classifying" if part == "cue" else "identifying"
    content = _identifier(statement, "content")
    return {
        "id": _identifier(statement, part),
        "type": "Annotation",
        "motivation": [motivation, "linking"],
        "body": [*bodies, {"type": "SpecificResource", "purpose": "linking", "source": content}],
        "target": _targets(report, spans),
    }


def _facts(statement: Statement) -> Json:
    """A statement's properties that have a single value, and its voices, as a resource of its own."""
    facts = {
        "id": iri("statement", statement.id),
        "type": "sayso:Statement",
        "sayso:mode": statement.mode,
        "sayso:confidence": round(statement.confidence, 3),
        "sayso:act": statement.act,
        "sayso:plover": statement.plover,
        "sayso:certainty": statement.certainty,
        "sayso:polarity": statement.polarity,
        "sayso:said": statement.said.value,
        "sayso:voice": [_voice(place, voice) for place, voice in enumerate(statement.voices)],
        "sayso:inside": {"id": iri("statement", statement.parent)} if statement.parent else None,
        "sayso:reason": list(statement.reasons),
    }
    return {name: value for name, value in facts.items() if value not in (None, [])}


def _voice(place: int, voice: Voice) -> Json:
    """A voice with its place in the chain, 0 the outermost: RDF keeps no order."""
    facts = {
        "type": "sayso:Voice",
        "sayso:place": place,
        "sayso:role": voice.role,
        "sayso:actor": {"id": iri("actor", voice.actor)} if voice.actor else None,
        "sayso:words": voice.words,
        "sayso:anonymity": voice.anonymity,
        "sayso:confidence": round(voice.confidence, 3),
        "sayso:reason": voice.why or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _agent(voice: Voice, actors: dict[str, Actor]) -> Json:
    """Who a voice is: the anonymous have no name."""
    agent = {"id": iri("actor", voice.actor or "")}
    kind = _TYPES.get(actors[voice.actor].kind) if voice.actor in actors else None
    if kind:
        agent["type"] = kind
    return agent | ({"name": voice.name} if voice.name else {})


def _sentence(statement: Statement, told: Told) -> str:
    """What people read of a statement beside its words."""
    said = [
        statement.source.text if statement.source else "no source given",
        told.gloss,
        told.chain,
        situation.kind(statement),
        *situation.facts(statement),
    ]
    return " · ".join(part for part in said if part)


def _identifier(statement: Statement, part: str) -> str:
    return iri("annotation", f"{statement.id}:{part}")


def _targets(report: Report, spans: tuple[Span, ...]) -> list[Json]:
    text, address = iri("report", report.id), page(report)
    targets = []
    for span in spans:
        target: Json = {"type": "SpecificResource", "source": address or text}
        if address:
            target["state"] = {"type": "TimeState", "cached": text}
        target["selector"] = [
            {"type": "TextQuoteSelector", **quotation(report.text, span)},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ]
        targets.append(target)
    return targets


def quotation(text: str, span: Span) -> dict[str, str]:
    """The words of ``span`` as ``exact``, with so much of ``text`` before (``prefix``) and behind them
    (``suffix``) that the three together stand in it once."""
    around = AROUND
    while True:
        start, end = max(0, span.start - around), span.end + around
        found = text.find(text[start:end])
        if text.find(text[start:end], found + 1) < 0:
            break
        around *= 2
    exact, prefix, suffix = text[span.start : span.end], text[start : span.start], text[span.end : end]
    return {"exact": exact, "prefix": prefix, "suffix": suffix}


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()
