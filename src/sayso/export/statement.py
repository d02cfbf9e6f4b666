"""One statement for people, with all that is kept of it: the words around it, the chain, the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.ask.desk import Shown
from sayso.export import heading, situation
from sayso.export.listing import Roles, day, named, outlet
from sayso.export.sheet import Piece, Sheet, clean
from sayso.ledger.base import Kept
from sayso.types import Report, Span, Statement, Voice

FIELD = 12
"""Columns before what a field holds; its name stands in them."""


def write(shown: Shown, sheet: Sheet) -> None:
    """The report's heading, the paragraph with the statement in it, and a field for each thing known."""
    said, report = shown.statement, shown.report
    sheet.block([Piece(clean(heading.title(report)), "bold")])
    place = [heading.outlet(report), heading.day(report)]
    sheet.block([Piece("  ·  ".join(clean(part) for part in place if part), "dim")], hanging=2)
    if report.url:  # whole, so that it can be followed from the terminal
        sheet.line(Piece(clean(report.url), "dim"))
    sheet.line()
    for paragraph in shown.paragraphs:
        sheet.block(list(_paragraph(paragraph, said, report)), 2)
        sheet.line()
    for name, pieces in _fields(shown):
        _field(name, pieces, sheet)


def _field(name: str, pieces: Sequence[Piece | str], sheet: Sheet) -> None:
    sheet.block([Piece(name.ljust(FIELD), "dim"), *pieces], hanging=FIELD)


def _paragraph(paragraph: Span, statement: Statement, report: Report) -> Iterator[Piece]:
    """The report's words, those of the statement in bold: who in colour, what as it is."""
    styled = [
        (span, style)
        for words, style in (
            (statement.source, "bold cyan"),
            (statement.cue, "italic"),
            (statement.content, "bold"),
        )
        if words
        for span in words.spans
        if paragraph.start <= span.start and span.end <= paragraph.end
    ]
    at = paragraph.start
    for span, style in sorted(styled):
        if span.start < at:  # a source that stands inside the content
            continue
        yield Piece(_line(report.text[at : span.start]))
        yield Piece(_line(report.text[span.start : span.end]), style)
        at = span.end
    yield Piece(_line(report.text[at : paragraph.end]))


def _line(text: str) -> str:
    """Words as they are, on one line, blanks at either end kept."""
    inner = clean(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"


def _fields(shown: Shown) -> Iterator[tuple[str, list[Piece | str]]]:
    said = shown.statement
    yield (
        "statement",
        [said.id, Piece(f"  ·  {situation.kind(said)}, confidence {said.confidence:.2f}", "dim")],
    )
    yield "who", [clean(said.source.text) if said.source else "no source given"]
    if said.cue:
        yield "cue", [clean(said.cue.text)]
    yield "words", [clean(said.content.text)]
    for voice in said.voices:
        yield str(voice.role), list(_voice(voice, shown.roles))
    if said.addressee:
        yield "to", [clean(said.addressee.name or said.addressee.words)]
    for fact in situation.facts(said):
        name, _, value = fact.partition(": ")
        yield name, [clean(value)]
    if said.parent:
        yield "inside", [said.parent]
    for reason in said.reasons:
        yield "because", [clean(reason)]
    for event in shown.events:
        yield "event", [clean(situation.event(event, {}).removesuffix("  ·  the report’s own words"))]
    yield from _record(shown)


def _voice(voice: Voice, roles: Roles) -> Iterator[Piece | str]:
    """A voice with its actor, how sure that is, and why."""
    yield from named(voice, roles)
    if voice.actor:
        yield Piece(f"  {voice.actor}", "dim")
    if voice.words and voice.words != voice.name:
        yield f"  “{clean(voice.words)}”"
    if voice.why:
        yield Piece(f"  {clean(voice.why)} ({voice.confidence:.2f})", "dim")


def _record(shown: Shown) -> Iterator[tuple[str, list[Piece | str]]]:
    """How the report is kept: when, by what it was read, its copies and versions."""
    kept = shown.kept
    yield "kept", [f"report {kept.id}, added {kept.added}, read by sayso {kept.sayso} (model {kept.model})"]
    if not kept.current:
        yield "replaced", ["This is not the newest version of the report."]
    for one in shown.copies if len(shown.copies) > 1 else ():
        if one.id != kept.id:
            yield ("copy of" if one.id == kept.copy_of else "copy"), [_report(one)]
    for one in shown.versions if len(shown.versions) > 1 else ():
        if one.id != kept.id:
            yield "version", [_report(one) + (", the newest" if one.current else "")]
    for place in shown.appearances:
        told = (outlet(place.outlet), day(place.published), clean(place.url))
        yield "also in", ["  ·  ".join(part for part in told if part)]


def _report(kept: Kept) -> str:
    return "  ·  ".join((kept.id, outlet(kept.outlet), day(kept.published)))
