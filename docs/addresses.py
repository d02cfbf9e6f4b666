"""The generated parts of docs/api.md: what can be asked over HTTP, from the table that the server goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cog

from sayso.serve.api import live
from sayso.serve.api.document import BASE
from sayso.serve.api.questions import QUESTIONS


def questions() -> None:
    """Each address with the values that it takes."""
    cog.outl("\n| address | takes | |\n|---|---|---|")
    every = [(one.path, one.parameters, one.told) for one in QUESTIONS]
    for path, parameters, told in [*every, (live.PATH, live.PARAMETERS, live.TOLD)]:
        takes = ", ".join(f"`{one.name}`" + " (needed)" * one.required for one in parameters)
        cog.outl(f"| `{BASE}{path}` | {takes} | {told} |")
    cog.outl()


def values() -> None:
    """Each value with what it may be."""
    cog.outl("\n| value | | may be |\n|---|---|---|")
    for one in {one.name: one for question in QUESTIONS for one in question.parameters}.values():
        cog.outl(f"| `{one.name}` | {one.told} | {_may_be(one.schema)} |")
    cog.outl()


def _may_be(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        told = ", ".join(f"`{value}`" for value in schema["enum"])
    elif schema["type"] == "boolean":
        told = "`true`, `false`"
    elif schema["type"] == "integer":
        told = f"{schema['minimum']:,} to {schema['maximum']:,}"
    elif schema.get("format") == "date":
        told = "a day, like `2031-03-04`"
    else:
        told = f"{schema['maxLength']:,} characters at most"
    default = schema.get("default")
    return told if default is None else f"{told}; else `{str(default).lower()}`"
