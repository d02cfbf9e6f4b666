"""The shapes of answers as JSON Schema (draft 2020-12, as OpenAPI 3.1 has it).

What a shape is made of comes from the types that are written; a reading has its own schema
(`sayso.export.schema`), whose parts take precedence where both describe one. All fields are always there.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import msgspec

from sayso.export import schema
from sayso.ledger.base import (
    Appearance,
    ClaimRow,
    Counts,
    Coverage,
    Kept,
    OutletShare,
    Refusal,
    Row,
    Speaker,
    StoryRow,
)
from sayso.ledger.feeds import HEALTH, Feed, ItemState
from sayso.types import Copy, DisputeKind, Position, Provenance, Voice

Schema = dict[str, Any]

PLACE = "#/components/schemas/"
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
YES: Schema = {"type": "boolean"}
MAYBE: Schema = {"type": ["string", "null"]}
_TYPES = (
    Appearance,
    ClaimRow,
    Copy,
    Counts,
    Coverage,
    DisputeKind,
    Feed,
    Kept,
    OutletShare,
    Position,
    Provenance,
    Refusal,
    Row,
    Speaker,
    StoryRow,
    Voice,
)


@cache
def components() -> dict[str, Schema]:
    """All schemas by name."""
    _, made = msgspec.json.schema_components(_TYPES, ref_template=PLACE + "{name}")
    for one in made.values():
        if "properties" in one:
            one["required"] = list(one["properties"])
        if "description" in one:  # a docstring
            one["description"] = " ".join(one["description"].replace("``", "`").split())
    told = made | _of_a_reading()
    told["ListedVoice"] = _some(made["Voice"], ("role", "actor", "name", "anonymity", "words"))
    told["Row"] = _row(made["Row"])
    told["Kept"] = made["Kept"]
    told["ShortKept"] = _some(made["Kept"], ("id", "outlet", "published", "title", "url", "current"))
    told["ShortAppearance"] = _some(made["Appearance"], ("outlet", "published", "url"))
    told["Feed"] = _feed(made["Feed"])
    return dict(sorted((told | _shown() | _pages() | {"Error": ERROR}).items()))


def ref(name: str) -> Schema:
    return {"$ref": PLACE + name}


def _object(properties: Schema, description: str | None = None) -> Schema:
    told = {"description": description} if description else {}
    return {**told, "type": "object", "properties": properties, "required": list(properties)}


def _list(name: str) -> Schema:
    return {"type": "array", "items": ref(name)}


def _or_none(name: str) -> Schema:
    return {"anyOf": [ref(name), {"type": "null"}]}


def _some(one: Schema, names: tuple[str, ...]) -> Schema:
    """A shape with some of another's fields."""
    return _object({name: one["properties"][name] for name in names}, one.get("description"))


def _of_a_reading() -> dict[str, Schema]:
    """The schema of a reading, with its parts beside it."""
    whole = json.loads(schema().replace("#/$defs/", PLACE))
    parts: dict[str, Schema] = whole.pop("$defs")
    return parts | {"Reading": {k: v for k, v in whole.items() if k not in ("$schema", "$id")}}


def _row(one: Schema) -> Schema:
    """A statement as a list has it: its chain without spans, and where the query's words stand in it."""
    marks = {"type": "array", "items": ref("Span"), "description": "Where the query's words stand in `text`."}
    return _object(
        {**one["properties"], "voices": _list("ListedVoice"), "marks": marks}, one.get("description")
    )


def _feed(one: Schema) -> Schema:
    kept = {name: one["properties"][name] for name in HEALTH}
    tally = {f"items_{state.replace(' ', '_')}": NUMBER for state in ItemState}
    return _object(kept | tally, one.get("description"))


def _page(rows: str, **head: Schema) -> Schema:
    return _object(
        {
            **head,
            "rows": _list(rows),
            "next": {"type": ["string", "null"], "description": "Give it as `after` for the next page."},
        }
    )


def _pages() -> dict[str, Schema]:
    """Lists, with what stands before their rows."""
    query = {"type": "string", "description": "The query as it was understood."}
    check = _object({"what": TEXT, "counted": NUMBER, "summed": NUMBER, "agrees": YES})
    return {
        "Statements": _page("Row", query=query),
        "Said": _page("Row", name=TEXT, speakers=_list("Speaker"), others=_list("Speaker")),
        "Voices": _page("Speaker"),
        "Outlets": _page("OutletShare"),
        "Claims": _page("ClaimRow", query=query, sort=TEXT),
        "Disputes": _page("DisputeRow", query=query),
        "Positions": _page("Position", query=query),
        "Stories": _page("StoryRow", query=query),
        "Statistics": _page("Coverage", counts=ref("Counts"), checks={"type": "array", "items": check}),
        "Feeds": _page("Feed"),
        "Refusals": _page("Refusal"),
    }


def _shown() -> dict[str, Schema]:
    """One thing with all that stands behind it, and the sides of a dispute."""
    report = _of_a_reading()["Report"]
    bare = _some(report, tuple(name for name in report["properties"] if name != "text"))
    voice = _object({"actor": TEXT, "name": TEXT, "statements": NUMBER})
    return {
        "BareReport": bare,
        "DisputeRow": _object(
            {
                "newest": NUMBER,
                "kind": ref("DisputeKind"),
                "claim": TEXT,
                "other": MAYBE,
                "pairs": NUMBER,
                "statement": ref("Row"),
                "against": _or_none("Row"),
                "denied": _or_none("Passage"),
                "evidence": _list("Passage"),
                "confidence": {"type": "number", "minimum": 0, "maximum": 1},
                "why": TEXT,
            },
            "Two claims at odds, or a denial of what nobody else says.",
        ),
        "ShownStatement": _object(
            {
                "statement": ref("Statement"),
                "report": ref("BareReport"),
                "paragraphs": {
                    "type": "array",
                    "items": _object({"start": NUMBER, "end": NUMBER, "text": TEXT}),
                },
                "events": _list("Event"),
                "kept": ref("Kept"),
                "copies": _list("ShortKept"),
                "versions": _list("ShortKept"),
                "appearances": _list("ShortAppearance"),
                "roles": {"type": "object", "additionalProperties": TEXT},
            }
        ),
        "ShownClaim": _object(
            {
                "claim": ref("ClaimRow"),
                "provenance": ref("Provenance"),
                "statements": _list("Row"),
                "copies": _list("Copy"),
                "disputes": _list("DisputeRow"),
            }
        ),
        "ShownStory": _object(
            {
                "story": ref("StoryRow"),
                "reports": _list("Kept"),
                "voices": {"type": "array", "items": voice},
                "claims": _list("ClaimRow"),
            }
        ),
    }


ERROR: Schema = _object(
    {
        "error": {"type": "string", "description": "What is wrong."},
        "what_to_do": {"type": "string", "description": "What would be right."},
    },
    "Why there is no answer.",
)
