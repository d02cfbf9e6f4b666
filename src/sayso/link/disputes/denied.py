"""The denials of one report, each with the statements that it denies: `denials`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.link.claims.pair import Pair
from sayso.link.claims.words import numeric, terms, total
from sayso.link.disputes.denials import Denial, says_noun
from sayso.link.disputes.evidence import passage
from sayso.link.disputes.markers import Force, marker
from sayso.link.disputes.odds import opposite
from sayso.link.disputes.said import Said, apart
from sayso.link.disputes.wordings import ACTS
from sayso.spans import overlap
from sayso.types import Act, Dispute, DisputeKind, Passage, Reading, Statement, VoiceRole

ALONE = 0.85
"""How sure a denial is of which the report tells in the denial's own words only."""

REACH, CLOSE = 700, 250
"""How many characters may lie between a denial that points back ("the claim") and what it points to; and
where that is an offer or a demand."""

BESIDE = 80
"""How many characters may lie between a denial and what the report sets it against."""

MOST, WANTED = 0.6, 0.7
"""The share of a denial's words, by weight, that a statement has that it denies; and of what is turned down,
that somebody wants."""

FOLLOWING = 0.25
"""The cosine from which a denial is of what stands right before it, if they share a telling word."""

TWO = 2
"""How many telling words a denial and a statement share at least, names aside."""

VERBATIM = 0.6
"""How alike a statement is that has the very words in it that another turns down."""

ENOUGH = 15.0
"""The weight of words from which a content without a clause says enough to be denied."""

RARE, TELLING = 8.0, 5.0
"""The least weight of the words that they share: alone, and where their meanings are near as well."""

SAME_MATTER = 0.45
"""The cosine from which the meanings of a denial and a statement are near."""

WANTING = frozenset([Act.PROPOSE, Act.DEMAND, Act.REQUEST, Act.PROMISE, Act.INTEND, Act.SUPPORT])
"""Acts by which somebody wants what another turns down."""

ANOTHER = re.compile(r"\b(?:earlier|previous|first|original|initial|latest)\b", re.IGNORECASE)
"""Words by which an offer is one of several, so that the last told may be another."""


Target = tuple[Said, float, str]
"""A statement that is denied, how sure that is, and a sentence for a person."""


def denials(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    """What each denial of a report denies: statements of others, or else its own words."""
    denying = [one for one in said if one.denial]
    for one in denying:
        found = one.denial
        assert found is not None
        evidence, name = (passage(reading, found.evidence),), one.statement.id
        others = [each for each in said if each.denial is None and each.speakers and apart(one, each)]
        if found.points:
            targets = _pointed(reading, one, others, denying)
        else:
            targets = _spelled_out(reading, one, others)
        for other, score, how in targets:
            why = f"{found.why} {how}"
            yield Dispute(found.kind, name, other.statement.id, evidence, None, score, why)
        own = None if targets or found.kind is DisputeKind.CONTRASTS else _own(reading, one, denying)
        if own is not None:
            denied, how = own
            yield Dispute(found.kind, name, None, evidence, denied, ALONE, f"{found.why} {how}")


def _spelled_out(reading: Reading, one: Said, others: Sequence[Said]) -> list[Target]:
    """The statement that says what a denial denies in its own words, or that wants what is turned down."""
    assert one.denial is not None
    denied, spans = _stems(reading, one.denial), one.denial.denied
    best, most = None, 0.0
    for other in others:
        if one.denial.kind is DisputeKind.DENIES:
            alike = _told(one, other, denied)
        else:
            alike = VERBATIM if overlap(spans, other.statement.content.spans) else _wanted(other, denied)
        if alike > most:
            best, most = other, alike
    if best:
        return [(best, min(0.95, 0.7 + 0.3 * most), "The other says what is denied.")]
    return _answered(reading, one, others) if one.denial.kind is DisputeKind.DENIES else []


def _answered(reading: Reading, one: Said, others: Sequence[Said]) -> list[Target]:
    """What was told right before a denial, where the two are about the same, or the report has a word of
    contrast between them: "… , but the ministry denied having made a deal"."""
    before = [each for each in others if each.start < one.start and one.start - each.extent.end <= BESIDE]
    if not before or before[-1].mention.act not in ACTS["told"]:
        return []
    cosine = Pair(one.side, before[-1].side).cosine or 0.0
    if cosine >= FOLLOWING and one.side.stems & before[-1].side.stems:
        return [(before[-1], 0.75, "It follows on what the other says, about the same.")]
    found = marker(reading.report.text, before[-1].statement, one.statement)
    if found is None or found.force is not Force.SPOKEN:
        return []
    return [(before[-1], 0.75, f"The report sets it against the other (“{found.words}”).")]


def _told(one: Said, other: Said, denied: frozenset[str]) -> float:
    """How far ``other`` says what is denied to be so, from 0 to 1: 0 where too little tells, or where it says
    the opposite, and so is on the denial's side."""
    names = one.side.names | other.side.names
    shared = (denied & other.side.stems) - names
    if len(shared) < TWO or other.mention.negative:
        return 0.0
    common = total(shared)
    pair = Pair(one.side, other.side)
    if opposite(pair):
        return 0.0
    held, cosine = common / total(denied - names), pair.cosine or 0.0
    near = other.mention.clausal and common >= TELLING and cosine >= SAME_MATTER
    enough = common >= RARE if held >= MOST else near
    return (held + cosine) / 2 if enough else 0.0


def _wanted(other: Said, denied: frozenset[str]) -> float:
    """How far ``other`` wants what is turned down, from 0 to 1."""
    if other.mention.act not in WANTING:
        return 0.0
    common = total(denied & (frozenset(other.mention.proposal) or other.side.stems))
    held = common / max(total(denied), 1.0)
    return held if held >= WANTED and common >= TELLING else 0.0


def _pointed(reading: Reading, one: Said, others: Sequence[Said], denying: Sequence[Said]) -> list[Target]:
    """What a denial points back to. Where it names somebody ("the Herald's report"), what was told through
    them, before it or as another denial has it; "that" is what was said last; else the last statement before
    it of a fitting act, which for an offer or a demand has to stand close by."""
    assert one.denial is not None
    points, words = one.denial.points or "told", passage(reading, one.denial.denied).text
    earlier = [each for each in others if each.start < one.start]
    if points == "told":
        named = [
            each for each in others if _named(each.statement, words) and each.mention.act in ACTS["told"]
        ]
        named = [each for each in named if each in earlier or any(_says(reading, d, each) for d in denying)]
        relayed = [each for each in named if not _named(each.statement, words, VoiceRole.ORIGIN)]
        if named:
            chosen = relayed or named[-1:]
            return [(each, 0.85, "Its words name whom the other comes from.") for each in chosen]
    reach = REACH if points == "told" else CLOSE
    before = [each for each in earlier if one.start - each.extent.end <= reach]
    if not says_noun(words):
        before = before[-1:]
    fitting = [each for each in before if each.mention.act in ACTS[points] and _whole(each)]
    if not fitting or ANOTHER.search(words):
        return []
    return [(fitting[-1], 0.85, "It points back to what was said before.")]


def _own(reading: Reading, one: Said, denying: Sequence[Said]) -> tuple[Passage, str] | None:
    """What is denied, where no statement of another says it: the denial's own words ("the earlier offer",
    "the Herald's report"); for words that only point back ("the claim"), what the same voice denied
    before."""
    assert one.denial is not None
    words = passage(reading, one.denial.denied)
    alone = words, "What is denied stands in the denial only."
    if one.denial.points != "told":
        return alone if any(terms(words.text)) else None
    for other in reversed(denying):
        near = 0 < one.start - other.start <= REACH and other.speakers & one.speakers
        if near and other.denial and not other.denial.points:
            before = passage(reading, other.denial.denied)
            return before, "It points back to what the same voice denied before."
    return alone if any(term.name for term in terms(f"x {words.text}")) else None


def _whole(one: Said) -> bool:
    """Whether a content says enough for somebody to deny it: a clause, or an accusation."""
    return one.mention.clausal or one.mention.act is Act.ACCUSE or one.side.weight >= ENOUGH


def _says(reading: Reading, one: Said, other: Said) -> bool:
    """Whether a denial denies in its own words what ``other`` says."""
    if one.denial is None or one.denial.points or not apart(one, other):
        return False
    return _told(one, other, _stems(reading, one.denial)) > 0


def _stems(reading: Reading, found: Denial) -> frozenset[str]:
    found_terms = terms(passage(reading, found.denied).text)
    return frozenset(term.stem for term in found_terms if not numeric(term.stem))


def _named(statement: Statement, words: str, role: VoiceRole | None = None) -> bool:
    """Whether one of the statement's voices, of ``role`` where it is given, is named in ``words``, by a word
    of its name."""
    untitled = re.sub(r"\b(Mr|Mrs|Ms|Dr)\.", r"\1", words)  # the full stop would end a sentence
    spoken = {term.stem for term in terms(f"x {untitled}") if term.name}
    roles = [role] if role else [VoiceRole.RELAY, VoiceRole.ORIGIN]
    names = [voice.name for voice in statement.voices if voice.name and voice.role in roles]
    return any(term.stem in spoken for name in names for term in terms(f"x {name}"))
