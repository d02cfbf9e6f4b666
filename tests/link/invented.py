"""Readings made by hand, so that a test of the links depends on nothing that reads."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.link.outlets import key
from sayso.types import (
    Actor,
    ActorKind,
    Anonymity,
    Block,
    BlockKind,
    Claim,
    Mode,
    Outlet,
    Reading,
    Report,
    Span,
    Statement,
    Voice,
    VoiceRole,
    Words,
)


@dataclass(frozen=True)
class Said:
    """A statement to be made: its content, who said it (words, or a name with its kind), and through whom."""

    content: str
    by: str | None = None
    name: str | None = None
    kind: ActorKind = ActorKind.PERSON
    through: tuple[str, ...] = ()
    tail: str = ""


def report(outlet: str, text: str, published: str | None = None, **more: object) -> Report:
    """A report of one body block for each paragraph."""
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(BlockKind.BODY, start, start + len(paragraph)))
        start += len(paragraph) + 2
    name = hashlib.sha256(f"{outlet} {published} {text}".encode()).hexdigest()[:16]
    blocks = [block for block in blocks if block.start < block.end]
    return Report(name, text, tuple(blocks), outlet=Outlet(outlet), published=published, **more)  # type: ignore[arg-type]


def reading(outlet: str, *said: Said, published: str | None = "2031-05-04T08:00:00Z") -> Reading:
    """A report that says this, one paragraph each: content, cue, source."""
    text, spans = "", []
    for each in said:
        spans.append(Span(len(text), len(text) + len(each.content)))
        text += f"{each.content}, {each.by or 'it was'} said{each.tail}.\n\n"
    made = report(outlet, text.rstrip("\n"), published)
    actors: dict[str, Actor] = {}
    statements = []
    for number, (each, span) in enumerate(zip(said, spans, strict=True), 1):
        voices = _voices(outlet, each, made.id, actors)
        content = Words(each.content, (span,))
        statements.append(
            Statement(f"{made.id}:{number}", Mode.INDIRECT, None, 1.0, None, None, content, voices)
        )
    return Reading(made, tuple(statements), tuple(actors.values()))


def _voices(outlet: str, said: Said, report: str, actors: dict[str, Actor]) -> tuple[Voice, ...]:
    voices = [_outlet(VoiceRole.PUBLISHER, outlet, None)]
    voices += [_outlet(VoiceRole.RELAY, name, f"the {name}") for name in said.through]
    if said.by is None and said.name is None:
        if said.through:
            voices[-1] = _outlet(VoiceRole.ORIGIN, said.through[-1], f"the {said.through[-1]}")
        return tuple(voices)
    if said.name:
        actor = f"{said.kind.value}:{key(said.name)}"
        role = None
    else:
        same = [a for a in actors.values() if a.role == said.by]
        actor, role = (same[0].id if same else f"anon:{report}:{len(actors) + 1}"), said.by
    actors[actor] = Actor(actor, said.name, said.kind, role=role)
    anonymity = Anonymity.NAMED if said.name else Anonymity.DESCRIBED
    return (*voices, Voice(VoiceRole.ORIGIN, actor, said.name, anonymity, said.by or said.name, ()))


def _outlet(role: VoiceRole, name: str, words: str | None) -> Voice:
    return Voice(role, f"outlet:{key(name)}", name, Anonymity.NAMED, words, ())


def claim(readings: Sequence[Reading], number: int = 1) -> Claim:
    """The claim that the statement of this number in each reading makes up."""
    ids = tuple(f"{each.report.id}:{number}" for each in readings)
    return Claim(ids[0], ids, ids[0])


def by_id(readings: Sequence[Reading]) -> dict[str, Reading]:
    return {each.report.id: each for each in readings}
