"""Attribution → how its content is put: certain or not, negated or not, and the words that say so."""

from __future__ import annotations

from typing import NamedTuple

from sayso.situate.ground import Ground
from sayso.types import Attribution, Certainty, Hedge, Polarity


class Judged(NamedTuple):
    certainty: Certainty
    polarity: Polarity
    hedges: tuple[Hedge, ...]
    reasons: tuple[str, ...]


def judged(ground: Ground, attribution: Attribution) -> Judged:
    return Judged(Certainty.ASSERTED, Polarity.POSITIVE, (), ())
