"""What ties a condition or a concession, as tokens of the tree."""

from __future__ import annotations

from typing import NamedTuple

from sayso.types import ConditionKind as Kind


class Tie(NamedTuple):
    """``first`` is the first token of the tying words, ``behind`` the one after them; ``top`` governs what
    they tie, ``governor`` is the word that it hangs on (-1 for none)."""

    kind: Kind
    first: int
    behind: int
    top: int
    governor: int
