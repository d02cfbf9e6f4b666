"""Claims, disputes, positions and stories for people, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sayso.ask.claims import ClaimShown, StoryShown
from sayso.export.listing import DIM, MARGIN, day, outlet
from sayso.export.origins import text as drawn
from sayso.export.sheet import Piece, Sheet, clean
from sayso.ledger.base import ClaimRow, DisputeRow, Row, StoryRow
from sayso.types import Position, VoiceRole

WORDINGS = 12
"""How many statements of a claim are told; --format json has all."""

AT_ODDS = 8
"""How many disputes of a claim are told."""


def claims(rows: Sequence[ClaimRow], sheet: Sheet) -> None:
    """Each claim's words, the sentence on its origins, how many claims are at odds with it, and its id."""
    for row in rows:
        sheet.block([Piece(clean(row.text), "bold")])
        sheet.block([row.verdict or "It has not been traced yet."], MARGIN)
        if row.disputes:
            sheet.block([Piece(_at_odds(row.disputes), "yellow")], MARGIN)
        sheet.between([Piece(_between(row), DIM)], Piece(row.id, DIM), MARGIN)
        sheet.line()


def _at_odds(number: int) -> str:
    return f"Disputed: {number:,} other {'claim is' if number == 1 else 'claims are'} at odds with it."


def _between(row: ClaimRow) -> str:
    first, last = day(row.first), day(row.last)
    told = f"{row.statements:,} {'statement' if row.statements == 1 else 'statements'}"
    return f"{told}, {first}" if first == last else f"{told}, {first} to {last}"


def claim(found: ClaimShown, sheet: Sheet) -> None:
    """The way a claim went, drawn; its wordings; and what is at odds with it."""
    sheet.block([Piece(clean(found.claim.text), "bold")])
    sheet.line()
    sheet.block([found.provenance.verdict])
    sheet.line()
    for line in drawn(found.provenance).splitlines()[2:]:  # what stands first is the verdict
        sheet.line(line)
    sheet.line()
    sheet.line(Piece("In these words", "bold"))
    for row in found.statements[:WORDINGS]:
        _wording(row, sheet)
    if len(found.statements) > WORDINGS:
        sheet.block([Piece(f"and {len(found.statements) - WORDINGS:,} more", DIM)], MARGIN)
    if found.disputes:
        sheet.line()
        sheet.line(Piece("At odds with it", "bold"))
        for dispute in found.disputes[:AT_ODDS]:
            _side(dispute, found.claim.id, sheet)
        if len(found.disputes) > AT_ODDS:
            sheet.block([Piece(f"and {len(found.disputes) - AT_ODDS:,} more", DIM)], MARGIN)


def _wording(row: Row, sheet: Sheet) -> None:
    sheet.between(
        [Piece(f"{day(row.published)}  {outlet(row.outlet)}: "), Piece(clean(row.text))],
        Piece(row.id, DIM),
        MARGIN,
    )


def _side(dispute: DisputeRow, claim: str, sheet: Sheet) -> None:
    """The other side of a dispute that a claim has a part in."""
    other = dispute.against if dispute.claim == claim and dispute.against else dispute.statement
    said = f"{who(other)} ({outlet(other.outlet)}): "
    sheet.between([Piece(said), Piece(clean(other.text))], Piece(other.id, DIM), MARGIN)
    sheet.block([Piece(f"{dispute.kind}: {dispute.why}", DIM)], 2 * MARGIN)


def disputes(rows: Sequence[DisputeRow], sheet: Sheet) -> None:
    """Each pair of claims that are at odds: who says what, what shows it."""
    for row in rows:
        more = f"  ({row.pairs:,} such pairs of statements)" if row.pairs > 1 else ""
        sheet.block([Piece(f"{row.kind}", "yellow"), f"  {row.why}", Piece(more, DIM)])
        _voice(row.statement, sheet)
        if row.against:
            _voice(row.against, sheet)
        elif row.denied:
            sheet.block([Piece("what is denied: ", DIM), clean(row.denied.text)], MARGIN)
        shown = " · ".join(f"“{clean(passage.text)}”" for passage in row.evidence)
        sheet.block([Piece(f"shown by {shown}", DIM)], MARGIN)
        sheet.line()


def _voice(row: Row, sheet: Sheet) -> None:
    sheet.block([Piece(who(row), "bold"), f"  {row.act}: ", clean(row.text)], MARGIN, MARGIN)
    place = f"{day(row.published)} · {outlet(row.outlet)}"
    sheet.between([Piece(place, DIM)], Piece(row.id, DIM), 2 * MARGIN)


def positions(found: Sequence[Position], sheet: Sheet) -> None:
    """Who stands where, topic by topic, in order of time."""
    for _, group in groupby(found, key=lambda position: position.topic):
        taken = list(group)
        longest = max(taken, key=lambda position: len(position.proposal.text))
        sheet.block([Piece(clean(longest.proposal.text), "bold")])
        for position in sorted(taken, key=lambda one: one.since or "9999"):
            changed = f", after: {position.before}" if position.before else ""
            stance = Piece(f"{position.stance}{changed}", "yellow" if position.before else "")
            when = day(position.since)
            name = clean(position.name) or position.actor
            sheet.between(
                [Piece(f"{when}  "), Piece(f"{name} ", "bold"), stance],
                Piece(position.statements[0], DIM),
                MARGIN,
            )
            through = ", ".join(clean(one) for one in position.through)
            sheet.block([Piece(f"{position.why} First through {through}.", DIM)], 2 * MARGIN)
        sheet.line()


def stories(rows: Sequence[StoryRow], sheet: Sheet) -> None:
    """Each story's title, how many reports and outlets it has, and between when."""
    for row in rows:
        sheet.block([Piece(clean(row.title) or row.id, "bold")])
        reports = f"{row.reports:,} {'report' if row.reports == 1 else 'reports'}"
        outlets = f"{row.outlets:,} {'outlet' if row.outlets == 1 else 'outlets'}"
        first, last = day(row.first), day(row.last)
        when = first if first == last else f"{first} to {last}"
        sheet.between([Piece(f"{reports} of {outlets}, {when}")], Piece(row.id, DIM), MARGIN)
        sheet.line()


def story(shown: StoryShown, sheet: Sheet) -> None:
    """A story with its reports, main voices and claims."""
    stories([shown.story], sheet)
    for kept in shown.reports:
        title = f"{day(kept.published)}  {outlet(kept.outlet)}: {clean(kept.title)}"
        sheet.between([Piece(title)], Piece(kept.id, DIM), MARGIN)
    sheet.line()
    voices = ", ".join(f"{clean(name)} ({number})" for _, name, number in shown.voices)
    if voices:
        sheet.block([Piece("Main voices: ", "bold"), voices], 0, MARGIN)
        sheet.line()
    sheet.line(Piece("Main claims", "bold"))
    claims(shown.claims, sheet)


def who(row: Row) -> str:
    """Whose words a statement is, through whom: "Financial Times ← an official"."""
    chain = [voice for voice in row.voices if voice.role is not VoiceRole.PUBLISHER]
    named = [clean(voice.name or voice.words or "somebody") for voice in chain]
    return " ← ".join(named) or clean(row.source) or "no source given"
