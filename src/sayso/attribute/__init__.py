"""Parse → Attributions: source, cue and content of what somebody said or thought, linked."""

from __future__ import annotations

from sayso.attribute.confidence import confidence
from sayso.attribute.linking import Draft, linked
from sayso.attribute.quotation import Quotation, mode, quotations, with_marks
from sayso.attribute.reasons import reasons
from sayso.attribute.tagging import Chunk, chunks
from sayso.spans import merged
from sayso.types import Attribution, Parse, Report, Span


def attribute(report: Report, parse: Parse) -> tuple[Attribution, ...]:
    """The attributions of a report, in the order of their first character."""
    marks = quotations(report.text)
    drafts = carried_on(
        report.text, parse, [linked(window, parse.scores) for window in chunks(parse.scores)], marks
    )
    found = [_finished(report.text, parse, draft, marks) for draft in drafts]
    return tuple(sorted(found, key=lambda a: min(a.source + a.cue + a.content)))


def carried_on(
    text: str, parse: Parse, windows: list[list[Draft]], marks: list[Quotation]
) -> list[Draft]:
    """All windows' drafts as one list, with contents that were cut in two made one again.

    A content without cue or source belongs to the attribution before it where the encoder's window
    cut a paragraph inside it, or where the quotation before it was left open at a paragraph's end and
    this one opens the next paragraph (the printer's rule for a quotation of several paragraphs).
    """
    unclosed = {mark.end for mark in marks if not mark.closed}
    openings = {mark.start for mark in marks}
    out: list[Draft] = []
    for drafts in windows:
        for draft in sorted(drafts, key=lambda d: d.content[0].first):
            first = draft.content[0].first
            orphan = draft.cue is None and draft.source is None
            before = max(out, key=lambda d: d.content[-1].last, default=None)
            if orphan and before and _follows(text, parse, before.content[-1], first, unclosed, openings):
                before.content += draft.content
                before.carried_on = True
            else:
                out.append(draft)
    return out


def _follows(
    text: str, parse: Parse, before: Chunk, first: int, unclosed: set[int], openings: set[int]
) -> bool:
    """Whether a content that begins at token ``first`` goes on from the chunk before it."""
    tokens = parse.tokens
    end, start = tokens[before.last - 1].end, tokens[first].start
    gap = text[end:start]
    if "\n" not in gap:
        return first == before.last and any(first == window for window, _ in parse.scores.windows)
    return (
        not gap.strip(" \n\u00a0.,!?…“\"„«`'")
        and end + gap.index("\n") in unclosed
        and any(position in openings for position in range(end, start + 1))
    )


def _finished(text: str, parse: Parse, draft: Draft, marks: list[Quotation]) -> Attribution:
    """A draft's tokens as characters, with what can be said of the whole."""
    content = merged(with_marks(text, _span(parse, chunk), marks) for chunk in draft.content)
    kind = mode(text, content, marks)
    source, cue = ((_span(parse, chunk),) if chunk else () for chunk in (draft.source, draft.cue))
    return Attribution(
        source,
        cue,
        content,
        kind,
        confidence=confidence(draft, parse.scores),
        reasons=reasons(text, draft, source, cue, kind),
    )


def _span(parse: Parse, chunk: Chunk) -> Span:
    return Span(parse.tokens[chunk.first].start, parse.tokens[chunk.last - 1].end)
