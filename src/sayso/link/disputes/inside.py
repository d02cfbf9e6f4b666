"""The disputes inside one report: `within`.

First the denials, each with the statement that it denies where the report has it; then every pair that is at
odds by what it says (`odds`); then pairs that the report itself sets against each other (`markers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.link.claims import figures
from sayso.link.claims.mention import Mention, mentions
from sayso.link.claims.pair import Pair, Side, side
from sayso.link.claims.words import terms, total
from sayso.link.disputes.denials import ACTS, Denial, denial, says_noun
from sayso.link.disputes.evidence import passage, shown_by
from sayso.link.disputes.markers import STANDING, WEAK, Marker, extent, marker
from sayso.link.disputes.odds import AGAINST, FOR, INSIDE, NEXT, Odds, excluded, odds, opposite
from sayso.models.embedding import packaged
from sayso.spans import overlap
from sayso.types import (
    Act,
    Actor,
    Dispute,
    DisputeKind,
    Floats,
    Reading,
    Span,
    Statement,
    VoiceRole,
)

REACH = 700
"""How many characters before a denial that points back ("the claim") what it points to may begin."""

NEAR = 500
"""How many characters may lie between two statements that a report sets against each other."""

BACK = 3
"""How many statements before its own a word of contrast may reach."""

KINDS = (
    DisputeKind.DENIES,
    DisputeKind.REJECTS,
    DisputeKind.OPPOSES,
    DisputeKind.FIGURES,
    DisputeKind.CONTRASTS,
    DisputeKind.CONTRADICTS,
)

CLOSE = 250
"""The same for an offer or a demand."""

MOST = 0.6
"""The share of a denial's words, by weight, that the statement has that it denies."""

WANTED = 0.7
"""The same of what is turned down, with what somebody wants."""

RARE, TELLING = 8.0, 5.0
"""The least weight of the words that they share: alone, and where their meanings are near as well."""

SAME_MATTER = 0.45
"""The cosine from which the meanings of a denial and a statement are near."""

ADDED = re.compile(
    r"\b(?:a further|another|additional|in addition|more (?:were|had|have|are))\b", re.IGNORECASE
)
"""Words by which a figure is on top of another, and no other count of the same."""

PRONOUN = re.compile(r"\W*(?:that )?(?:it|them|this|these|those)\b", re.IGNORECASE)
"""Words of a content that mean what was told just before."""

FEW = 4
"""How many telling words a content has at most that says all by a pronoun."""

UNLINKED = re.compile(
    r"\bno (?:\w+ )?(?:connections?|links?|ties?|affiliations?|involvement|role|part|hand) (?:to|with|in|between)\b"
    r"|\bnothing to do with\b|\bnot (?:\w+ )?(?:involved|linked|connected|responsible|behind|affiliated|related)\b"
    r"|\bno (?:\w+ )?evidence\b.{0,40}?\b(?:connections?|links?|linked|ties?|involve\w+)\b"
    r"|\bno connection\b",
    re.IGNORECASE,
)
LINKED = re.compile(
    r"\bon behalf of\b|\bresponsib|\bcarried out by\b|\bbehind\b|\b(?:linked|connected|tied) to\b"
    r"|(?<!\bin )\b(?:links?|ties|connections?) (?:to|with)\b|\baffiliated\b|\binvolved in\b|\bon (?:the )?orders? (?:of|from)\b",
    re.IGNORECASE,
)
"""Words by which somebody had nothing, or something, to do with a deed."""

EARLY = 100
"""Within how many characters of its content a statement has to say that there is no link."""

LINKING = 0.4
"""The least cosine of two contents of which one has a link and the other none."""

WANTING = frozenset([Act.PROPOSE, Act.DEMAND, Act.REQUEST, Act.PROMISE, Act.INTEND, Act.SUPPORT])
"""Acts by which somebody wants what another turns down."""

TOPICAL = 0.12
"""The least cosine of two statements that the report sets against each other."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its mention, who said it, and its denial if it is one."""

    statement: Statement
    side: Side
    speakers: frozenset[str]
    denial: Denial | None
    extent: Span

    @property
    def mention(self) -> Mention:
        return self.side.mention

    @property
    def start(self) -> int:
        return self.extent.start


def within(reading: Reading, vectors: Floats | None = None) -> tuple[Dispute, ...]:
    """The disputes between the statements of one report, in the order of those that dispute; no statement
    disputes the same other one twice. ``vectors`` are the embeddings of the statements' contents
    (statements, width), those of the packaged model unless given."""
    if not reading.statements:
        return ()
    if vectors is None:
        vectors = packaged().embed([statement.content.text for statement in reading.statements])
    actors = {actor.id: actor for actor in reading.actors}
    said = [
        Said(statement, side(mention), _speakers(statement, actors), denial(statement), extent(statement))
        for statement, mention in zip(reading.statements, mentions(reading, vectors), strict=True)
    ]
    said.sort(key=lambda one: (one.start, one.statement.id))
    found: dict[frozenset[str | None], Dispute] = {}
    for dispute in sorted(
        (*_denials(reading, said), *_odds(reading, said), *_contrasts(reading, said)), key=_rank
    ):
        found.setdefault(frozenset((dispute.statement, dispute.against)), dispute)
    order = {one.statement.id: number for number, one in enumerate(said)}
    return tuple(sorted(found.values(), key=lambda d: (order[d.statement], order.get(d.against or "", -1))))


def _rank(dispute: Dispute) -> int:
    """Which kind is told, where several fit: what somebody denies goes before what only looks so."""
    return KINDS.index(dispute.kind)


def _speakers(statement: Statement, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Ids of those whose words they are, with those that they speak for; the words for them where nobody
    knows who it is."""
    ids = {voice.actor for voice in statement.voices if voice.role is VoiceRole.ORIGIN and voice.actor}
    ids |= {of for each in list(ids) if each in actors and (of := actors[each].of) and not _state(of)}
    if not ids and statement.source:
        ids = {statement.source.text.lower()}
    return frozenset(ids)


def _state(actor: str) -> bool:
    """Two ministries of one state are two voices."""
    return actor.startswith("state:")


def _apart(one: Said, other: Said) -> bool:
    """Whether two statements are two people's, and neither stands in the other."""
    if one.speakers & other.speakers or one.statement.id == other.statement.id:
        return False
    if one.statement.id == other.statement.parent or other.statement.id == one.statement.parent:
        return False
    return not overlap(one.statement.content.spans, other.statement.content.spans)


def _denials(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    for number, one in enumerate(said):
        if one.denial is None:
            continue
        evidence = (passage(reading, one.denial.evidence),)
        kind, why = one.denial.kind, one.denial.why
        targets = list(_denied(reading, said, number, one.denial))
        for other, score, how in targets:
            yield Dispute(kind, one.statement.id, other.statement.id, evidence, None, score, f"{why} {how}")
        if not targets and (not one.denial.points or _content_left(reading, one.denial)):
            denied = passage(reading, one.denial.denied)
            why = f"{why} What is denied stands in the denial only."
            yield Dispute(kind, one.statement.id, None, evidence, denied, 0.85, why)


def _content_left(reading: Reading, found: Denial) -> bool:
    """Whether a denial that points back still says itself what it is about: "the earlier offer" does, "that"
    does not."""
    text = passage(reading, found.denied).text
    return any(term.stem for term in terms(text)) and found.points in ("asked", "offered")


def _denied(
    reading: Reading, said: Sequence[Said], number: int, found: Denial
) -> Iterator[tuple[Said, float, str]]:
    """The statements that a denial denies, how sure that is, and why; most often none or one."""
    one = said[number]
    others = [each for each in said if each.denial is None and each.speakers and _apart(one, each)]
    if found.points:
        yield from _pointed(reading, one, others, found)
        return
    alike = _alike_told if found.kind is DisputeKind.DENIES else _alike_wanted
    scored = [(alike(reading, one, other, found), -index) for index, other in enumerate(others)]
    score, index = max(scored, default=(0.0, 0))
    if score:
        yield others[-index], min(0.95, 0.7 + 0.3 * score), "The other says what is denied."


def _alike_told(reading: Reading, one: Said, other: Said, found: Denial) -> float:
    """How far ``other`` says what is denied to be so, from 0 to 1: 0 where too little tells, or where it says
    the opposite, and so is on the denial's side."""
    denied = frozenset(term.stem for term in terms(passage(reading, found.denied).text))
    common = total(denied & other.side.stems)
    pair = Pair(one.side, other.side)
    if not common or not other.mention.clausal or other.mention.negative or opposite(pair):
        return 0.0
    held, cosine = common / total(denied), pair.cosine or 0.0
    enough = common >= RARE if held >= MOST else common >= TELLING and cosine >= SAME_MATTER
    return max(held, cosine) if enough else 0.0


def _alike_wanted(reading: Reading, one: Said, other: Said, found: Denial) -> float:
    """How far ``other`` wants what is turned down, from 0 to 1; or has the very words in it."""
    if overlap(found.denied, other.statement.content.spans):
        return 0.6
    if other.mention.act not in WANTING:
        return 0.0
    denied = frozenset(term.stem for term in terms(passage(reading, found.denied).text))
    wanted = frozenset(other.mention.proposal) or other.side.stems
    common = total(denied & wanted)
    held = common / max(total(denied), 1.0)
    return held if held >= WANTED and common >= TELLING and one is not other else 0.0


def _pointed(
    reading: Reading, one: Said, others: Sequence[Said], found: Denial
) -> Iterator[tuple[Said, float, str]]:
    """What a denial points back to. Where it names somebody ("the Herald's report"), all that was told through
    them; "that" is what was said last; else the last statement before it of a fitting act, which for an offer
    or a demand has to stand close by."""
    points = found.points or "told"
    words = passage(reading, found.denied).text
    named = [each for each in others if points == "told" and _named(each.statement, words)]
    if named:
        for each in named:
            yield each, 0.85, "Its words name through whom the other was told."
        return
    reach = REACH if points == "told" else CLOSE
    before = [each for each in others if each.start < one.start and one.start - each.extent.end <= reach]
    if not says_noun(words):
        before = before[-1:]
    fitting = [each for each in before if each.mention.act in ACTS[points]]
    if fitting and not re.search(r"\b(?:earlier|previous|first|original|initial|latest)\b", words):
        yield fitting[-1], 0.85, "It points back to what was said before."


def _named(statement: Statement, words: str) -> bool:
    """Whether one of the statement's voices is named in ``words``, by a word of its name."""
    spoken = {term.stem for term in terms(words) if term.name or words[:1].isupper()}
    names = [voice.name for voice in statement.voices if voice.name and voice.role is not VoiceRole.PUBLISHER]
    return any(term.stem in spoken for name in names for term in terms(f"x {name}"))


def _odds(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    for number, later in enumerate(said):
        if later.denial or not later.speakers:
            continue
        for earlier in said[:number]:
            if earlier.denial or not _apart(earlier, later) or not earlier.speakers:
                continue
            follows = earlier is said[number - 1] and later.start - earlier.extent.end <= CLOSE
            found = odds(later.side, earlier.side, NEXT if follows else INSIDE)
            found = found or _linked(earlier, later) or (_by_pronoun(earlier, later) if follows else None)
            if found is None or (found.kind is DisputeKind.FIGURES and (_adds(earlier) or _adds(later))):
                continue
            yield _dispute(reading, later, earlier, found)


def _adds(one: Said) -> bool:
    """Whether a figure is on top of another: "a further nine"."""
    return ADDED.search(one.statement.content.text) is not None


def _by_pronoun(earlier: Said, later: Said) -> Odds | None:
    """ "It was dangerous" after "the bridge was safe"; "against it" after "backed the reactor"."""
    pair = Pair(earlier.side, later.side)
    matter = later.statement.proposal
    if (
        matter
        and PRONOUN.fullmatch(matter.text)
        and later.mention.act in AGAINST
        and earlier.mention.act in FOR
    ):
        why = "One takes the side of it, the other says that it is against it."
        return Odds(DisputeKind.OPPOSES, True, 0.85, why)
    both = opposite(pair)
    if both and PRONOUN.match(later.statement.content.text) and len(later.mention.stems) <= FEW:
        return excluded(both, 0.75)
    return None


def _linked(earlier: Said, later: Said) -> Odds | None:
    """Whether one says that somebody had to do with it, and the other that there is no link."""
    for one, other in ((later, earlier), (earlier, later)):
        text, told = one.statement.content.text, other.statement.content.text
        if (
            UNLINKED.search(text)
            and LINKED.search(told)
            and not UNLINKED.search(told)
            and not other.mention.negative
        ):
            cosine = Pair(one.side, other.side).cosine or 0.0
            if cosine >= LINKING:
                why = "One says that there is a link, the other that there is none."
                return Odds(DisputeKind.CONTRADICTS, one is later, 0.75, why)
    return None


def _dispute(reading: Reading, later: Said, earlier: Said, found: Odds) -> Dispute:
    """``found`` is of ``later`` and ``earlier``, in this order."""
    one, other = (earlier, later) if found.first is False else (later, earlier)
    evidence = shown_by(found.kind, reading, one.statement, reading, other.statement, found.stems)
    return Dispute(found.kind, one.statement.id, other.statement.id, evidence, None, found.score, found.why)


def _contrasts(reading: Reading, said: Sequence[Said]) -> Iterator[Dispute]:
    text = reading.report.text
    for number, later in enumerate(said):
        best: tuple[float, Said, Marker] | None = None
        for earlier in said[max(number - BACK, 0) : number]:
            if not _apart(earlier, later) or not later.speakers or earlier.denial or later.denial:
                continue
            if later.start - earlier.extent.end > NEAR:
                continue
            found = marker(text, earlier.statement, later.statement)
            score = _contrast(found, earlier, later) if found else 0.0
            if found and score and (best is None or score >= best[0]):
                best = score, earlier, found
        if best is None:
            continue
        score, earlier, found = best
        against = _clearest(said[:number], earlier, later)
        why = f"The report sets them against each other (“{found.words}”)."
        evidence = (passage(reading, found.spans),)
        kind = DisputeKind.CONTRASTS
        yield Dispute(kind, later.statement.id, against.statement.id, evidence, None, score, why)


def _clearest(before: Sequence[Said], earlier: Said, later: Said) -> Said:
    """Of all that the same voice has said so far, what is nearest in meaning to what it is set against."""
    own = [
        each
        for each in before
        if each.speakers == earlier.speakers and each.denial is None and _apart(each, later)
    ]
    return max(
        own, key=lambda each: (Pair(each.side, later.side).cosine or 0.0, each is earlier), default=earlier
    )


def _contrast(found: Marker, earlier: Said, later: Said) -> float:
    """How sure it is that a word of contrast sets these two against each other, from 0 to 1; 0 where too
    little speaks for it. "But" alone says next to nothing: it takes a voice that insists, or two contents that
    clash."""
    pair = Pair(earlier.side, later.side)
    cosine = pair.cosine or 0.0
    cue = later.statement.cue
    standing = STANDING.search(cue.text) if cue else None
    spoken = found.spans != cue.spans if cue else True
    clash = _clash(pair)
    if spoken and standing and (cosine >= TOPICAL or pair.shared):
        return 0.85 if clash or cosine >= 0.3 else 0.75
    if spoken and clash and (cosine >= 0.3 or total(pair.shared - pair.one.names) >= TELLING):
        return 0.75
    if standing and not WEAK.search(standing.group()) and cosine >= 0.2:
        return 0.7
    if standing and clash and cosine >= 0.3:
        return 0.75
    return 0.0


def _clash(pair: Pair) -> bool:
    """Whether two contents say, as far as it can be seen, what cannot both be so."""
    one, other = pair.one.mention, pair.other.mention
    common = pair.shared - pair.one.names - pair.other.names
    if opposite(pair):
        return bool(common) or (pair.cosine or 0.0) >= 0.35
    if not common:
        return False
    if one.negative != other.negative and one.clausal and other.clausal:
        return (pair.cosine or 0.0) >= 0.3
    return figures.conflict(one.figures, other.figures) is not None
