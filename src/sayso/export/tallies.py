"""Tables for people: who speaks most, how outlets source what they print, how much a ledger holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from sayso.ask.desk import Stats
from sayso.export.listing import DIM, MARGIN, facts_of, outlet
from sayso.export.sheet import Piece, Sheet, clean, columns, cut
from sayso.ledger.base import Coverage, OutletShare, Refusal, Speaker

NUMBER = 9
"""Columns of a number."""


def speakers(rows: Sequence[Speaker], owners: Mapping[str, str], sheet: Sheet) -> None:
    """Voices by how many statements they are an origin of."""
    if rows:
        sheet.line(Piece(f"{'statements':>{NUMBER + 1}}  voice", DIM))
    for row in rows:
        name = Piece(clean(row.name) or row.id, "bold cyan")
        facts = Piece("".join(f"  ·  {fact}" for fact in facts_of(row, owners)))
        sheet.between([Piece(f"{row.statements:>{NUMBER + 1},}  "), name, facts], Piece(row.id, DIM))


def outlets(rows: Sequence[OutletShare], sheet: Sheet) -> None:
    """Outlets by how many statements they have, and the shares of those whose origin has a name, is
    described, has neither, or is nobody but the outlet."""
    width = max(16, sheet.width - NUMBER * 6 - 2)
    heads = ("reports", "stated", "named", "describ.", "unnamed", "own")
    if rows:
        sheet.line(Piece("outlet".ljust(width) + "".join(f"{head:>{NUMBER}}" for head in heads), DIM))
    for row in rows:
        kinds = (row.named, row.described, row.unnamed, row.own)
        numbers = [f"{row.reports:,}", f"{row.statements:,}", *(_share(n, row.statements) for n in kinds)]
        name = next(cut([Piece(outlet(row.outlet))], width))
        blanks = " " * (width - columns(name.text))
        sheet.line(name, blanks, "".join(f"{number:>{NUMBER}}" for number in numbers))


def stats(found: Stats, sheet: Sheet) -> None:
    """How much there is, whether it agrees, and the reports by day."""
    counts = found.counts
    refused = sum(counts.refused.values())
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in counts.refused.items())
    for number, noun, facts in (
        (
            counts.reports,
            "reports",
            f"{counts.current:,} current, {counts.replaced:,} replaced by newer versions",
        ),
        (counts.copies, "copies", "current reports near-identical to an earlier one"),
        (counts.appearances, "appearances", "further places where the very same text stood"),
        (counts.statements, "statements", f"{counts.voices:,} voices of {counts.actors:,} actors"),
        (counts.events, "events", ""),
        (refused, "refused", kinds),
    ):
        head = Piece(f"{number:>{NUMBER},}", "bold")
        sheet.block([head, f"  {noun:<13}", Piece(facts, DIM)], hanging=NUMBER + 15)
    wrong = [check for check in found.checks if not check.agrees]
    for check in wrong:
        told = f"{check.what}: {check.counted:,} are counted, {check.summed:,} come together"
        sheet.block([Piece(told, "bold red")], hanging=MARGIN)
    if not wrong:
        sheet.block([Piece("The counts agree, each made in two ways.", DIM)])
    if found.coverage.rows:
        sheet.line()
        sheet.line(Piece("Reports by day and outlet", "bold"))
        _coverage(found.coverage.rows, sheet)


def refusals(rows: Sequence[Refusal], sheet: Sheet) -> None:
    """Sources that could not be read, why, and what to do."""
    for row in rows:
        sheet.between([Piece(clean(row.source), "bold")], Piece(row.kind, DIM))
        tries = f"tried {row.times:,} times, last {row.last[:10]}" if row.times > 1 else row.last[:10]
        sheet.block([f"{clean(row.problem)}; {clean(row.remedy)}", Piece(f"  ·  {tries}", DIM)], MARGIN)


def _coverage(rows: Sequence[Coverage], sheet: Sheet) -> None:
    for day, group in groupby(rows, key=lambda row: row.day):
        told = ", ".join(f"{outlet(row.outlet)} {row.reports:,}" for row in group)
        head = f"{day or 'no date':<10}  "
        sheet.block([Piece(head, "bold"), told], hanging=len(head))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"
