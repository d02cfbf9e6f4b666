"""One mention, with what comparing it needs: `Side`."""

from __future__ import annotations

from functools import cached_property

from sayso.link.claims.mention import Mention, unpacked
from sayso.link.claims.words import total, weight
from sayso.types import Act, Certainty, Floats

WISHES = frozenset([Act.DEMAND, Act.REQUEST, Act.PROPOSE])
VOWS = frozenset([Act.PROMISE, Act.THREATEN, Act.INTEND, Act.AGREE])
STANCES = frozenset([Act.SUPPORT, Act.OPPOSE, Act.REJECT, Act.REFUSE, Act.CRITICISE, Act.PRAISE])


class Side:
    """A mention with what comparing it needs, each worked out once, when it is first asked for."""

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self.stems = frozenset(mention.stems)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.mention.names) & self.stems

    @cached_property
    def actors(self) -> frozenset[str]:
        return frozenset(self.mention.actors)

    @cached_property
    def voices(self) -> frozenset[str]:
        """The origins that have a name."""
        return frozenset(voice for voice in self.mention.voices if not voice.startswith("anon:"))

    @cached_property
    def runs(self) -> frozenset[tuple[str, str]]:
        """Each stem with the next."""
        return frozenset(zip(self.mention.stems, self.mention.stems[1:], strict=False))

    @cached_property
    def weight(self) -> float:
        return total(self.stems)

    @cached_property
    def weights(self) -> dict[str, float]:
        return _weights(self.mention)

    @cached_property
    def forms(self) -> dict[str, str]:
        """Each stem's word."""
        return dict(zip(self.mention.stems, self.mention.forms or self.mention.stems, strict=True))

    @cached_property
    def vector(self) -> Floats | None:
        return unpacked(self.mention.vector) if self.mention.vector else None

    @cached_property
    def force(self) -> str:
        return _force(self.mention.act)

    @cached_property
    def conditional(self) -> bool:
        return self.mention.certainty in (Certainty.CONDITIONAL, Certainty.HYPOTHETICAL)


def side(mention: Mention) -> Side:
    return Side(mention)


TOPIC = 0.7
"""How much a word loses by standing in its report often, as the power of the number of times: what a report
is all about ("the tram") is in all its statements and tells them apart less. From 0 to 1; chosen on the dev
marks."""


def _weights(mention: Mention) -> dict[str, float]:
    """Each stem's weight (`words.weight`), less where the report has it often."""
    often = mention.often or (1,) * len(mention.stems)
    return {s: weight(s) / number**TOPIC for s, number in zip(mention.stems, often, strict=True)}


def _force(act: Act) -> str:
    """What kind of thing is done with the content: wished, vowed, taken sides on, or said."""
    if act in WISHES:
        return "wish"
    if act in VOWS:
        return "vow"
    return "stance" if act in STANCES else "say"
