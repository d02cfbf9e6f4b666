"""FollowTheMoney: one entity a line, for Aleph and whatever else reads its model (schemata of version 4).

A report is an Article with its text. A person is a Person, a state or its organ a PublicBody, an organisation
or an outlet an Organization, whoever else speaks a LegalEntity. A statement is a Note on those whose words
they are; a voice with a name has a Mention. UnknownLinks stand between voices ("said through", "said to",
or the act towards whom it is about: "accuse"), Memberships between people or groups and whom they belong to.
An event is an Event.

An anonymous voice is an entity without a name, of its report alone. Ids are made of Sayso's, so that
exporting again changes nothing. An actor of several reports is written once, at the end. FollowTheMoney
keeps no characters that control or turn text, so they are left out, and cuts what is longer than its limits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import msgspec

from sayso.export.followthemoney.entities import SCHEMATA, entities
from sayso.export.followthemoney.values import Entity, merge
from sayso.types import Reading

__all__ = ["entities", "write"]


def write(readings: Iterable[Reading], out: TextIO) -> None:
    """Reports with their statements and events as they come, then the actors."""
    actors: dict[str, Entity] = {}
    for reading in readings:
        for entity in entities(reading):
            known = actors.get(entity["id"])
            if known:
                merge(known["properties"], entity["properties"])
            elif entity["schema"] in SCHEMATA.values() and "name" in entity["properties"]:
                actors[entity["id"]] = entity
            else:
                out.write(_line(entity))
        out.flush()
    out.writelines(map(_line, actors.values()))


def _line(entity: Entity) -> str:
    return msgspec.json.encode(entity).decode() + "\n"
