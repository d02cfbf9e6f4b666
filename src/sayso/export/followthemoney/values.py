"""Entities, ids and values as FollowTheMoney takes them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

Entity = dict[str, Any]

_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[-:/][A-Za-z0-9]+)*")
_LIMITS = {"name": 384, "bodyText": 65_000, "description": 65_000, "summary": 65_000, "sourceUrl": 4096}
_LIMIT = 1024
"""The most characters that FollowTheMoney's types take: names, texts, addresses, any other."""


def identifier(kind: str, name: str) -> str:
    """An id as FollowTheMoney allows, which knows only letters, digits, dots and hyphens: Sayso's with dots,
    or, where it holds anything else, the SHA-1 of it."""
    if _PLAIN.fullmatch(name):
        return f"sayso.{kind}.{name.replace('/', '..').replace(':', '.')}"
    return f"sayso.{kind}.{hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()}"


def entity(unique: str, schema: str, /, **properties: Any) -> Entity:
    """An entity of the id ``unique``, with those properties that have a value: all are lists of texts."""
    kept: dict[str, list[str]] = {}
    for title, given in properties.items():
        values = given if isinstance(given, list | tuple) else [given]
        clean = [_clean(str(value), title) for value in values if value]
        if texts := list(dict.fromkeys(text for text in clean if text)):
            kept[title] = texts
    return {"id": unique, "schema": schema, "properties": kept}


def _clean(text: str, title: str) -> str:
    """``text`` without what FollowTheMoney deletes: control and format characters, and spaces at the ends."""
    seen = "".join(
        " " if character.isspace() and character not in "\n\t" else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
    if title == "name":
        seen = " ".join(seen.strip(" \"'").split())
    return seen.strip()[: _LIMITS.get(title, _LIMIT)].strip()


def merge(known: dict[str, list[str]], more: dict[str, list[str]]) -> None:
    """Adds to an actor what another report says of it."""
    for title, values in more.items():
        known[title] = list(dict.fromkeys([*known.get(title, []), *values]))


def moment(when: str | None) -> str | None:
    """An ISO 8601 date, or a time in UTC, in which FollowTheMoney has them: of a time without a zone only the
    day is sure."""
    if when is None or len(when) <= 10:
        return when
    try:
        precise = datetime.fromisoformat(when)
    except ValueError:
        return when[:10]
    if precise.tzinfo is None:
        return when[:10]
    return precise.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
