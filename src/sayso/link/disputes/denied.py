"""The denials of one report, each with the statements that it denies: `denials`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.link.claims.pair import Pair
from sayso.link.claims.words import terms, total
from sayso.link.disputes.denials import Denial, says_noun
from sayso.link.disputes.evidence import passage
from sayso.link.disputes.odds import opposite
from sayso.link.disputes.said import Said, apart
from sayso.link.disputes.wordings import ACTS
from sayso.spans import overlap
from sayso.types import Act, Dispute, DisputeKind, Reading, Statement, VoiceRole

ALONE = 0.85
"""How sure a denial is of which the report tells in the denial's own words only."""

REACH, CLOSE = 700, 250
"""How many characters may lie between a denial that points back ("the claim") and what it points to; and
where that is an offer or a demand."""

MOST, WANTED = 0.6, 0.7
"""The share of a denial's words, by weight, that a statement has that it denies; and of what is turned down,
that somebody wants."""

RARE, TELLING = 8.0, 5.0
"""The least weight of the words that they share: alone, and where their meanings are near as well."""

SAME_MATTER = 0.45
"""The cosine from which the meanings of a denial and a statement are near."""

WANTING = frozenset([Act.PROPOSE, Act.DEMAND, Act.REQUEST, Act.PROMISE, Act.INTEND, Act.SUPPORT])
"""Acts by which somebody wants what another turns down."""

ANOTHER = re.compile(r"\b(?:earlier|previous|first|original|initial|latest)\b", re.IGNORECASE)
"""Words by which an offer is one of several, so that the last told may be another."""


def denials(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    for one in said:
        if one.denial is None:
            continue
        found, name = one.denial, one.statement.id
        evidence = (passage(reading, found.evidence),)
        others = [each for each in said if each.denial is None and each.speakers and apart(one, each)]
        targets = list(_denied(reading, one, others, found))
        for other, score, how in targets:
            why = f"{found.why} {how}"
            yield Dispute(found.kind, name, other.statement.id, evidence, None, score, why)
        if not targets and _says_itself(reading, found):
            denied = passage(reading, found.denied)
            why = f"{found.why} What is denied stands in the denial only."
            yield Dispute(found.kind, name, None, evidence, denied, ALONE, why)


def _says_itself(reading: Reading, found: Denial) -> bool:
    """Whether a denial says itself what it is about: "the earlier offer" does, "that claim" does not."""
    if found.points is None:
        return True
    return found.points != "told" and any(terms(passage(reading, found.denied).text))


def _denied(
    reading: Reading, one: Said, others: Sequence[Said], found: Denial
) -> Iterator[tuple[Said, float, str]]:
    """The statements that a denial denies, how sure that is, and why; most often none or one."""
    if found.points:
        yield from _pointed(reading, one, others, found)
        return
    denied = frozenset(term.stem for term in terms(passage(reading, found.denied).text))
    best, most = None, 0.0
    for other in others:
        if found.kind is DisputeKind.DENIES:
            alike = _told(one, other, denied)
        else:
            alike = 0.6 if overlap(found.denied, other.statement.content.spans) else _wanted(other, denied)
        if alike > most:
            best, most = other, alike
    if best is not None:
        yield best, min(0.95, 0.7 + 0.3 * most), "The other says what is denied."


def _told(one: Said, other: Said, denied: frozenset[str]) -> float:
    """How far ``other`` says what is denied to be so, from 0 to 1: 0 where too little tells, or where it says
    the opposite, and so is on the denial's side."""
    common = total(denied & other.side.stems)
    if not common or other.mention.negative:
        return 0.0
    pair = Pair(one.side, other.side)
    if opposite(pair):
        return 0.0
    held, cosine = common / total(denied), pair.cosine or 0.0
    near = other.mention.clausal and common >= TELLING and cosine >= SAME_MATTER
    enough = common >= RARE if held >= MOST else near
    return max(held, cosine) if enough else 0.0


def _wanted(other: Said, denied: frozenset[str]) -> float:
    """How far ``other`` wants what is turned down, from 0 to 1."""
    if other.mention.act not in WANTING:
        return 0.0
    common = total(denied & (frozenset(other.mention.proposal) or other.side.stems))
    held = common / max(total(denied), 1.0)
    return held if held >= WANTED and common >= TELLING else 0.0


def _pointed(
    reading: Reading, one: Said, others: Sequence[Said], found: Denial
) -> Iterator[tuple[Said, float, str]]:
    """What a denial points back to. Where it names somebody ("the Herald's report"), all that was told
    through them; "that" is what was said last; else the last statement before it of a fitting act, which for
    an offer or a demand has to stand close by."""
    points = found.points or "told"
    words = passage(reading, found.denied).text
    named = [each for each in others if points == "told" and _named(each.statement, words)]
    for each in named:
        yield each, 0.85, "Its words name through whom the other was told."
    if named:
        return
    reach = REACH if points == "told" else CLOSE
    before = [each for each in others if each.start < one.start and one.start - each.extent.end <= reach]
    if not says_noun(words):
        before = before[-1:]
    fitting = [each for each in before if each.mention.act in ACTS[points]]
    if fitting and not ANOTHER.search(words):
        yield fitting[-1], 0.85, "It points back to what was said before."


def _named(statement: Statement, words: str) -> bool:
    """Whether one of the statement's voices is named in ``words``, by a word of its name."""
    spoken = {term.stem for term in terms(f"x {words}") if term.name}
    names = [voice.name for voice in statement.voices if voice.name and voice.role is not VoiceRole.PUBLISHER]
    return any(term.stem in spoken for name in names for term in terms(f"x {name}"))
