"""How two speakers of one claim stand to each other."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from sayso.link.origins.speakers import Speaker


class Bond(StrEnum):
    """LIKELY is the same where nobody else of the claim fits as well."""

    SAME = "same"
    LIKELY = "likely"
    PERHAPS = "perhaps"
    APART = "apart"


class Likeness(NamedTuple):
    """How two stand to each other, and why. ``loose`` is the number (0, 1) of the one that might fit others
    too, where they are likely one."""

    bond: Bond
    why: str = ""
    loose: int | None = None


APART = Likeness(Bond.APART)


def shown(one: Speaker) -> str:
    """A speaker in a sentence."""
    return one.name or f"“{one.words}”"
