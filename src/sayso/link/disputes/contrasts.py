"""Pairs of statements that the report itself sets against each other: `contrasts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.link.claims import figures
from sayso.link.claims.pair import Pair
from sayso.link.claims.words import total
from sayso.link.disputes.evidence import passage
from sayso.link.disputes.markers import AGAINST, STANDING, Force, Marker, marker, sides
from sayso.link.disputes.odds import opposite
from sayso.link.disputes.said import Said, apart
from sayso.spans import merged
from sayso.types import Act, Dispute, DisputeKind, Reading, Span, VoiceRole

NEAR = 500
"""How many characters may lie between two statements that a report sets against each other."""

BACK = 3
"""How many statements before its own a word of contrast may reach."""

TOPICAL, ANSWERING, ALIKE = 0.12, 0.2, 0.3
"""The least cosine of two statements: where a word of contrast stands by a voice that insists; where a voice
counters; and where nothing but a clash speaks for it."""

HALF = 0.4
"""The cosine, and the share of the shorter one's words, from which a statement with "not" clashes with one
without."""

FRAMED = 0.2
"""The share of the shorter one's words from which two words of opposite meaning are said of one thing."""

CLOSE = 100
"""How many characters may lie between a statement and one that casts doubt on it."""

TELLING = 5.0
"""The weight of shared words, names aside, that stands in for that."""


def contrasts(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    text = reading.report.text
    for number, later in enumerate(said):
        best: tuple[float, Said, Marker] | None = None
        for earlier in said[max(number - BACK, 0) : number]:
            if (
                earlier.denial
                or later.denial
                or not later.speakers
                or later.start - earlier.extent.end > NEAR
            ):
                continue
            found = _marker(text, earlier, later) if apart(earlier, later) else None
            score = _contrast(found, earlier, later) if found else 0.0
            if found and score and (best is None or score >= best[0]):
                best = score, earlier, found
        if best is not None:
            score, earlier, found = best
            against = _clearest(said[:number], earlier, later).statement.id
            why = f"The report sets them against each other (“{found.words}”)."
            evidence = (passage(reading, _evidence(found, later)),)
            yield Dispute(DisputeKind.CONTRASTS, later.statement.id, against, evidence, None, score, why)


def _marker(text: str, earlier: Said, later: Said) -> Marker | None:
    return marker(text, earlier.statement, later.statement) or sides(earlier.statement, later.statement)


def _evidence(found: Marker, later: Said) -> tuple[Span, ...]:
    """The word of contrast, and the cue where that stands up too."""
    cue = later.statement.cue
    return merged((*found.spans, *cue.spans)) if cue and STANDING.search(cue.text) else found.spans


def _clearest(before: Sequence[Said], earlier: Said, later: Said) -> Said:
    """Of all that the same voice has said so far through the same relay as the later one ("who spoke to the
    outlet"), what is nearest in meaning to what is set against it."""
    relays = _relays(later)
    own = [each for each in before if each.speakers == earlier.speakers and each.denial is None]
    own = [each for each in own if apart(each, later) and (_relays(each) & relays or each is earlier)]
    near = {id(each): Pair(each.side, later.side).cosine or 0.0 for each in own}
    return max(own, key=lambda each: (near[id(each)], each is earlier), default=earlier)


def _relays(one: Said) -> frozenset[str]:
    voices = one.statement.voices
    return frozenset(voice.actor for voice in voices if voice.role is VoiceRole.RELAY and voice.actor)


def _contrast(found: Marker, earlier: Said, later: Said) -> float:
    """How sure it is that a word of contrast sets these two against each other, from 0 to 1; 0 where too
    little speaks for it. "But" alone says next to nothing: it takes a voice that insists, or two contents
    that clash."""
    pair = Pair(earlier.side, later.side)
    cosine, clash = pair.cosine or 0.0, _clash(pair)
    cue = later.statement.cue
    standing = cue is not None and STANDING.search(cue.text) is not None
    if found.force is Force.STRONG:
        return 0.85 if clash or cosine >= ALIKE else 0.75
    if found.force is Force.SPOKEN:
        if standing and (cosine >= TOPICAL or pair.shared):
            return 0.85 if clash or cosine >= ALIKE else 0.75
        if clash and (cosine >= ALIKE or total(pair.shared - pair.one.names) >= TELLING):
            return 0.75
        source = later.statement.source
        if source and AGAINST.search(source.text) and cosine >= ANSWERING:
            return 0.7
        if later.mention.act is Act.DOUBT and (
            cosine >= TOPICAL or later.start - earlier.extent.end <= CLOSE
        ):
            return 0.75
        return 0.0
    if found.force is Force.ANSWERING and cosine >= ANSWERING:
        return 0.7
    return 0.75 if clash and cosine >= ALIKE else 0.0


def _clash(pair: Pair) -> bool:
    """Whether two contents say, as far as it can be seen, what cannot both be so."""
    one, other = pair.one.mention, pair.other.mention
    common = pair.shared - pair.one.names - pair.other.names
    if opposite(pair):
        return bool(common) and pair.contained >= FRAMED
    if not common:
        return False
    if one.negative != other.negative and one.clausal and other.clausal:
        return (pair.cosine or 0.0) >= HALF and pair.contained >= HALF
    return figures.conflict(one.figures, other.figures) is not None
