"""Pairs of statements of one report that are at odds by what they say: `paired`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.link.claims.pair import Pair
from sayso.link.disputes.evidence import shown_by, worded
from sayso.link.disputes.odds import AGAINST, FOR, INSIDE, NEXT, Odds, excluded, odds, opposite
from sayso.link.disputes.said import Said, apart
from sayso.types import Dispute, DisputeKind, Reading

CLOSE = 250
"""How many characters may lie between two statements of which the one follows the other."""

ADDED = re.compile(
    r"\b(?:a further|another|additional|in addition|more (?:were|had|have|are))\b", re.IGNORECASE
)
"""Words by which a figure is on top of another, and no other count of the same."""

PRONOUN = re.compile(r"\W*(?:that )?(?:it|them|this|these|those)\b", re.IGNORECASE)
"""Words that mean what was told just before."""

SELF = re.compile(r"\W*(?:that )?(?:i|we|it|they|he|she|i['’]m|i['’]ve|we['’]ve)\b", re.IGNORECASE)
"""Words by which a voice speaks of itself: two who do so speak of two."""

FEW = 4
"""How many telling words a content has at most that says all by a pronoun."""

LINKING = 0.4
"""The least cosine of two contents of which one has a link and the other none."""


def paired(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    for number, later in enumerate(said):
        for earlier in said[:number]:
            if earlier.denial or later.denial or not (earlier.speakers and later.speakers):
                continue
            if apart(earlier, later):
                follows = earlier is said[number - 1] and later.start - earlier.extent.end <= CLOSE
                found = _at_odds(earlier, later, follows=follows)
                if found is not None:
                    yield _dispute(reading, later, earlier, found)


def _at_odds(earlier: Said, later: Said, *, follows: bool) -> Odds | None:
    if SELF.match(earlier.statement.content.text) and SELF.match(later.statement.content.text):
        return None
    found = odds(later.side, earlier.side, NEXT if follows else INSIDE)
    if found is not None and found.kind is DisputeKind.FIGURES and (_adds(earlier) or _adds(later)):
        return None
    return found or _linked(earlier, later) or (_by_pronoun(earlier, later) if follows else None)


def _adds(one: Said) -> bool:
    """Whether a figure is on top of another: "a further nine"."""
    return ADDED.search(one.statement.content.text) is not None


def _linked(earlier: Said, later: Said) -> Odds | None:
    """Whether one says that somebody had to do with it, and the other that there is no link."""
    if not ((later.unlinked and earlier.linked) or (earlier.unlinked and later.linked)):
        return None
    if (Pair(earlier.side, later.side).cosine or 0.0) < LINKING:
        return None
    why = "One says that there is a link, the other that there is none."
    return Odds(DisputeKind.CONTRADICTS, later.unlinked, 0.75, why)


def _by_pronoun(earlier: Said, later: Said) -> Odds | None:
    """ "It was dangerous" after "the bridge was safe"; "against it" after "backed the reactor"."""
    matter = later.statement.proposal
    against = later.mention.act in AGAINST and earlier.mention.act in FOR
    if matter and against and PRONOUN.fullmatch(matter.text):
        why = "One takes the side of it, the other says that it is against it."
        return Odds(DisputeKind.OPPOSES, True, 0.85, why)
    if len(later.mention.stems) > FEW or not PRONOUN.match(later.statement.content.text):
        return None
    both = opposite(Pair(earlier.side, later.side))
    return excluded(both, 0.75) if both else None


def _dispute(reading: Reading, later: Said, earlier: Said, found: Odds) -> Dispute:
    """``found`` is of ``later`` and ``earlier``, in this order."""
    one, other = (earlier, later) if found.first is False else (later, earlier)
    sides = (reading, one.statement), (reading, other.statement)
    evidence = shown_by(found.kind, *sides, found.stems, found.counts)
    why = worded(found.kind, evidence, found.why, found.stems)
    return Dispute(found.kind, one.statement.id, other.statement.id, evidence, None, found.score, why)
