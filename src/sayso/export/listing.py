"""Lists of statements for people: who, through whom, what it does, in which words, where, when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from shlex import quote

from sayso.ask.desk import Who
from sayso.ask.marking import marks
from sayso.export.folding import Told, folded
from sayso.export.sheet import Piece, Sheet, clean, columns, cut
from sayso.export.shortened import shortened
from sayso.ledger.base import Row, Speaker
from sayso.ledger.query import Query
from sayso.types import Certainty, Outlet, Polarity, Span, Voice, VoiceRole

MARGIN = 2
LINES = 3
"""The lines that a statement's words may take."""
NAME = 48
"""Characters of one voice's words."""
NAMES = 4
"""How many further names of a voice are told."""

DIM = "dim"


Roles = Mapping[str, str]
"""How reports first describe nameless actors, by id (`Desk.roles`)."""


def statements(rows: Sequence[Row], query: Query, roles: Roles, sheet: Sheet) -> None:
    """Each statement with its day, outlet, title and id, its words that answer ``query`` in bold."""
    for told in folded(rows):
        row = told.row
        _head(row, roles, "", Piece(day(row.published), DIM), sheet)
        sheet.block(list(_words(row, query, sheet)), MARGIN)
        place = " · ".join(filter(None, (outlet(row.outlet), clean(row.title))))
        sheet.between([Piece(place, DIM)], Piece(row.id, DIM), MARGIN)
        if copies := _copies(told):
            sheet.block([Piece(copies, DIM)], MARGIN)
        sheet.line()


def timeline(rows: Sequence[Row], query: Query, roles: Roles, sheet: Sheet) -> None:
    """The same, by day, with the time of day where it is known."""
    for when, group in groupby(folded(rows), key=lambda told: day(told.row.published)):
        sheet.line(Piece(when, "bold"))
        for told in group:
            row = told.row
            time = _time(row.published).ljust(7) if any(_time(one.published) for one in rows) else ""
            _head(row, roles, " " * MARGIN + time, Piece(row.id, DIM), sheet)
            place = "  ·  ".join(filter(None, (outlet(row.outlet), _copies(told))))
            sheet.block([*_words(row, query, sheet), Piece(f"  ·  {place}", DIM)], MARGIN + len(time))
        sheet.line()


def who(found: Who, owners: Mapping[str, str], sheet: Sheet) -> None:
    """Whose statements follow, and who else is called so."""
    for speaker in found.speakers:
        sheet.between([Piece(clean(speaker.name) or speaker.id, "bold")], Piece(speaker.id, DIM))
        facts = [_many(speaker.statements, "statement"), *facts_of(speaker, owners)]
        sheet.block([Piece("  ·  ".join(facts), DIM)], MARGIN)
    if not found.speakers and found.said.rows:
        told = "No voice has this name; these sources are described with it."
        sheet.block([Piece(told, DIM)])
    if found.others:
        names = [f"{clean(one.name)} ({one.id}, {one.statements})" for one in found.others[:NAMES]]
        rest = len(found.others) - NAMES
        more = f", and {rest} more" if rest > 0 else ""
        sheet.block([Piece(f"Not among them: {', '.join(names)}{more}", DIM)], hanging=MARGIN)
    sheet.line()


def _copies(told: Told) -> str:
    """That a report is a copy of one that is not here, and which copies of it are."""
    origin = f"copy of {told.row.copy_of}" if told.row.copy_of else ""
    number = len(told.copies)
    others = ", ".join(dict.fromkeys(outlet(copy.outlet) for copy in told.copies))
    more = f"and in {number} {'copy' if number == 1 else 'copies'}: {others}" if others else ""
    return "; ".join(filter(None, (origin, more)))


def facts_of(speaker: Speaker, owners: Mapping[str, str]) -> list[str]:
    """What is known of an actor besides its name and id; ``owners`` are names by id (`Desk.owners`)."""
    whose = clean(owners.get(speaker.of or ""))
    post = clean(speaker.role)
    if whose and whose.casefold() not in post.casefold():
        post = f"{post} of {whose}" if post else f"of {whose}"
    others = [clean(name) for name in speaker.names if name != speaker.name]
    also = f"also {', '.join(others[:NAMES])}{' …' if len(others) > NAMES else ''}" if others else ""
    return [fact for fact in (post, also) if fact]


def outlet(publisher: Outlet | None) -> str:
    """An outlet's name, or its domain where it has none."""
    return (clean(publisher.name or publisher.domain) if publisher else "") or "no outlet"


def day(published: str | None) -> str:
    """The day of an ISO 8601 moment, as people write it."""
    if published is None:
        return "no date"
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return clean(published)
    return f"{when.day} {when:%b} {when.year}"


def named(voice: Voice, roles: Roles) -> list[Piece]:
    """A voice by its name, or as the report describes it, with how little that says."""
    if voice.name:
        return [Piece(clean(voice.name), "bold cyan")]
    words = clean(roles.get(voice.actor or "") or voice.words) or "somebody"
    return [
        Piece(shortened(words, NAME), "bold cyan"),
        Piece(f" ({voice.anonymity or 'nobody says who'})", "cyan"),
    ]


def more(next: str | None, sheet: Sheet) -> None:
    """How to go on, where there is more."""
    if next is not None:
        sheet.block([Piece(f"There is more: the same with --after {quote(next)}", DIM)])


def _head(row: Row, roles: Roles, before: str, right: Piece, sheet: Sheet) -> None:
    """Who, through whom, and which act, on one line; relays that it has no room for are on one of their own,
    and then an origin may be cut short."""
    act = _act(row)
    room = sheet.width - sum(map(columns, (before, act, right.text))) - 2
    origins, relays = list(_origins(row, roles)), list(_relays(row, roles))
    fits = sum(columns(piece.text) for piece in (*origins, *relays)) <= room
    voices = [*origins, *relays] if fits else cut(origins, max(10, room))
    sheet.between([Piece(before, DIM), *voices, Piece(act, "italic")], right)
    if relays and not fits:
        sheet.block(relays, max(MARGIN, len(before)) - 1, hanging=MARGIN)


def _origins(row: Row, roles: Roles) -> Iterator[Piece]:
    origins = [voice for voice in row.voices if voice.role is VoiceRole.ORIGIN]
    if not origins:
        yield Piece(shortened(clean(row.source), NAME) or "no source given", "italic")
    for number, voice in enumerate(origins):
        yield Piece(" and " if number else "")
        yield from named(voice, roles)


def _relays(row: Row, roles: Roles) -> Iterator[Piece]:
    """The relays that a statement came through, but for those who publish it themselves, or whose words they
    are."""
    known = {voice.actor for voice in row.voices if voice.role is not VoiceRole.RELAY}
    for voice in row.voices:
        if voice.role is VoiceRole.RELAY and voice.actor not in known:
            yield Piece(" via ", "cyan")
            yield from named(voice, roles)


def _act(row: Row) -> str:
    """The act, and what is unlike most statements."""
    facts = [row.act]
    if row.certainty != Certainty.ASSERTED:
        facts.append(row.certainty)
    if row.polarity == Polarity.NEGATIVE:
        facts.append("negated")
    return f"  {', '.join(facts)}"


def _words(row: Row, query: Query, sheet: Sheet) -> Iterator[Piece]:
    """The statement's words as far as there is room, from before the first that answers the query."""
    text = clean(row.text)
    spans = marks(query, text)
    room = LINES * (sheet.width - MARGIN) - 12
    start, end = _window(text, spans, room)
    yield Piece("… " if start else "")
    at = start
    for span in spans:
        if start <= span.start and span.end <= end:
            yield Piece(text[at : span.start])
            yield Piece(text[span.start : span.end], "bold")
            at = span.end
    yield Piece(text[at:end].rstrip())
    yield Piece(" …" if end < len(text) else "")


def _window(text: str, spans: Sequence[Span], room: int) -> tuple[int, int]:
    """The part of a text to show: its beginning, or where that has no mark, what is around the first."""
    if len(text) <= room:
        return 0, len(text)
    start = 0
    if spans and spans[0].end > room:
        start = max(text.find(" ", max(0, spans[0].start - room // 3)) + 1, 0)
        start = min(start, spans[0].start)
    end = min(start + room, len(text))
    if end < len(text):
        blank = text.rfind(" ", start + room // 2, end)
        end = blank if blank > 0 and (not spans or blank >= min(spans[0].end, end)) else end
    return start, end


def _time(published: str | None) -> str:
    return published[11:16] if published and len(published) >= 16 and published[10] in "T " else ""


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
