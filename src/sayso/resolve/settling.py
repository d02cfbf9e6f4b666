"""The ids that actors have in the end.

A name can grow while a report is read ("Goldman", then "Goldman Sachs"), and a voice that was made before has
the id of the shorter one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sayso.resolve.member import Member
from sayso.types import Chain, Party, Reference, Voice

Named = TypeVar("Named", Voice, Party, Reference)


class Settled:
    """Puts the last id and name of each of ``members`` where a former one stands."""

    def __init__(self, members: Iterable[Member]) -> None:
        members = list(members)
        now = {member.id for member in members}
        self._last: Mapping[str, Member] = {
            former: member for member in members for former in member.former if former not in now
        }

    def chain(self, chain: Chain) -> Chain:
        addressee = self._settled(chain.addressee) if chain.addressee else None
        return Chain(tuple(self._settled(voice) for voice in chain.voices), addressee)

    def reference(self, reference: Reference) -> Reference:
        return self._settled(reference)

    def _settled(self, named: Named) -> Named:
        member = self._last.get(named.actor or "")
        return replace(named, actor=member.id, name=member.name) if member else named
