"""GraphML: who speaks through whom, as one directed graph over all readings, for Gephi, Cytoscape, networkx.

Nodes are actors: those who said something, passed it on, published it, were told it, or are what it is about.
An anonymous voice is a node of its own, with the report's words for it as its label. A voice of whom nothing
says who it is has no node, and a chain closes over it.

Edges run the way the words went. "said through" leads from an origin to the relay or publisher that had the
words from it, and on from relay to publisher; "said to" leads to the addressee, "said of" to whom it is
about. There is one edge of a kind between two nodes, however many statements it stands for: ``count`` says
how many, ``reports`` in how many reports, ``acts`` which ("say 3, deny 1"), ``since`` and ``until`` on
which days the first and the last of them was published, ``example`` is the id of one. Without a known
publisher a chain ends at the last relay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TextIO
from urllib.parse import quote
from xml.sax.saxutils import escape

from sayso.types import Actor, Reading, Statement, VoiceRole

_NODE_KEYS = {
    "label": "string",
    "kind": "string",
    "named": "boolean",
    "known": "boolean",
    "role": "string",
    "of": "string",
    "said": "int",
    "passed_on": "int",
    "published": "int",
}
_EDGE_KEYS = {
    "kind": "string",
    "count": "int",
    "reports": "int",
    "acts": "string",
    "since": "string",
    "until": "string",
    "example": "string",
}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""


@dataclass
class Node:
    """An actor, and how many statements it said, passed on, published."""

    actor: Actor
    said: int = 0
    passed_on: int = 0
    published: int = 0

    def facts(self) -> dict[str, object]:
        actor = self.actor
        return {
            "label": actor.name or actor.role or "unnamed",
            "kind": actor.kind,
            "named": actor.name is not None,
            "known": actor.known,
            "role": actor.role,
            "of": actor.of,
            "said": self.said,
            "passed_on": self.passed_on,
            "published": self.published,
        }


@dataclass
class Edge:
    """What went one way between two actors in one manner."""

    example: str
    acts: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def facts(self, kind: str) -> dict[str, object]:
        return {
            "kind": kind,
            "count": self.acts.total(),
            "reports": len(self.reports),
            "acts": ", ".join(f"{act} {count}" for act, count in self.acts.most_common()),
            "since": min(self.days, default=None),
            "until": max(self.days, default=None),
            "example": self.example,
        }


@dataclass
class Network:
    """The graph as it grows."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Edge] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        actors = {actor.id: actor for actor in reading.actors}
        for statement in reading.statements:
            for role, name in _places(statement):
                if name in actors:
                    node = self.nodes.setdefault(name, Node(actors[name]))
                    node.said += role is VoiceRole.ORIGIN
                    node.passed_on += role is VoiceRole.RELAY
                    node.published += role is VoiceRole.PUBLISHER
            for kind, giver, taker in dict.fromkeys(_passages(statement)):
                if giver in actors and taker in actors:
                    edge = self.edges.setdefault((giver, taker, kind), Edge(statement.id))
                    edge.acts[statement.act.value] += 1
                    edge.reports.add(reading.report.id)
                    edge.days.update([reading.report.published[:10]] if reading.report.published else [])


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """One graph of all readings, once the last of them came."""
    network = Network()
    for reading in readings:
        network.add(reading)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            key = f'id="{owner}.{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"'
            out.write(f"  <key {key}/>\n")
    out.write('  <graph id="voices" edgedefault="directed">\n')
    for name, node in network.nodes.items():
        out.write(f'    <node id="{_reference(name)}">\n{_data("node", node.facts())}    </node>\n')
    for number, ((giver, taker, kind), edge) in enumerate(network.edges.items(), 1):
        ends = f'source="{_reference(giver)}" target="{_reference(taker)}"'
        out.write(f'    <edge id="e{number}" {ends}>\n{_data("edge", edge.facts(kind))}    </edge>\n')
    out.write("  </graph>\n</graphml>\n")


def _places(statement: Statement) -> Iterator[tuple[VoiceRole | None, str | None]]:
    """All that a statement names, with their places in the chain, each once in each place."""
    yield from dict.fromkeys((voice.role, voice.actor) for voice in statement.voices)
    yield from ((None, party.actor) for party in (statement.addressee, statement.target) if party)


def _passages(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """The ways that the words went: manner, from whom, to whom."""
    links: list[list[str]] = []
    for role in (VoiceRole.ORIGIN, VoiceRole.RELAY, VoiceRole.PUBLISHER):
        voices = [voice.actor for voice in reversed(statement.voices) if voice.role is role and voice.actor]
        links += [[voice] for voice in voices] if role is VoiceRole.RELAY else [voices] if voices else []
    for givers, takers in pairwise(links):
        yield from (("said through", one, other) for one in givers for other in takers if one != other)
    origins = [voice.actor for voice in statement.voices if voice.role is VoiceRole.ORIGIN and voice.actor]
    relays = {voice.actor for voice in statement.voices if voice.role is VoiceRole.RELAY}
    for kind, party in (("said to", statement.addressee), ("said of", statement.target)):
        if party and party.actor and not (kind == "said to" and party.actor in relays):
            yield from ((kind, origin, party.actor) for origin in origins if origin != party.actor)


def _reference(name: str) -> str:
    """A node's id, which stands in an attribute: with what may not stand there percent-encoded."""
    return quote(name, safe=":/")


def _data(owner: str, facts: dict[str, object]) -> str:
    lines = []
    for name, value in facts.items():
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            text = escape(_FORBIDDEN.sub("", text), {"\r": "&#13;"})
            lines.append(f'      <data key="{owner}.{name}">{text}</data>\n')
    return "".join(lines)
