"""Parse → Attributions: source, cue and content of what somebody said or thought, linked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from sayso.attribute.addressee import without_addressee
from sayso.attribute.asides import is_aside, without_terms
from sayso.attribute.citing import without_cited
from sayso.attribute.confidence import FLOOR, confidence, tag_shares
from sayso.attribute.linking import Draft, left_over, linked
from sayso.attribute.nesting import RIGHT, around, inner_marks, nested, with_parents
from sayso.attribute.reasons import STANDS_INSIDE, reasons
from sayso.attribute.strays import without_strays
from sayso.attribute.tagging import Chunk, chunks
from sayso.quotation import Quotation, mode, quotations, with_marks
from sayso.spans import merged
from sayso.types import Attribution, Floats, Mode, Paragraph, Parse, Report, Span


def attribute(report: Report, parse: Parse) -> tuple[Attribution, ...]:
    """The attributions of a report, in the order of their first character; what is too unsure to be one
    (`sayso.attribute.confidence.FLOOR`) is left out, and so is what says nothing
    (`sayso.attribute.asides`)."""
    tagged = _tagged(parse)
    found = [
        (draft, a)
        for draft, a in drafted(report, parse, tagged)
        if a.confidence >= FLOOR and not is_aside(report.text, parse, a, _tokens(draft))
    ]
    inside = [a for draft, outer in found for a in _inside(report.text, parse, draft, outer)]
    put_in = _around(report.text, parse, [draft for draft, _ in found], tagged)
    return with_parents([a for _, a in found] + [a for a in inside if a.confidence >= FLOOR] + put_in)


def _tagged(parse: Parse) -> list[list[Chunk]]:
    return chunks(parse.scores, frozenset(paragraph.first for paragraph in parse.paragraphs))


def drafted(
    report: Report, parse: Parse, tagged: list[list[Chunk]] | None = None
) -> list[tuple[Draft, Attribution]]:
    """Each attribution, however unsure, beside the draft that it was made of; ``tagged`` are the windows'
    chunks, where they are known already."""
    marks = [mark for p in parse.paragraphs for mark in quotations(report.text, p.start, p.end)]
    scores = parse.scores
    found = _tagged(parse) if tagged is None else tagged
    by_window = [linked(window, scores, w) for window, w in zip(found, scores.windows, strict=True)]
    by_window = [drafts + left_over(window, drafts) for window, drafts in zip(found, by_window, strict=True)]
    drafts = joined_up(by_window, report.text, parse, marks)
    for draft in drafts:
        without_strays(draft, parse, marks)
        without_cited(draft, parse)
        without_addressee(draft, report.text, parse)
        without_terms(draft, report.text, parse)
    shares = tag_shares(scores)
    return [(draft, _finished(report.text, parse, draft, marks, shares)) for draft in drafts]


def joined_up(windows: list[list[Draft]], text: str, parse: Parse, marks: list[Quotation]) -> list[Draft]:
    """All windows' drafts as one list, with contents that were cut in two made one again.

    A content without cue or source belongs to the attribution before it where the encoder's window
    cut a paragraph inside it, or where the quotation before it was left open at a paragraph's end and
    this one opens the next paragraph (the printer's rule for a quotation of several paragraphs). A
    loose one that belongs to none is left out.
    """
    out: list[Draft] = []
    before: Draft | None = None
    for draft in (d for drafts in windows for d in sorted(drafts, key=lambda d: d.content[0].first)):
        orphan = draft.cue is None and draft.source is None
        if orphan and before and _follows(before.content[-1], draft, text, parse, marks):
            before.content += draft.content
            before.carried_on = True
        elif not draft.loose:
            out.append(draft)
            before = max(before or draft, draft, key=lambda d: d.content[-1].last)
    return out


def _follows(before: Chunk, draft: Draft, text: str, parse: Parse, marks: list[Quotation]) -> bool:
    """Whether a draft's content goes on from the chunk before it, over a window's or a paragraph's end."""
    after = draft.content[0]
    old, new = (_paragraph(parse, chunk.first) for chunk in (before, after))
    if old == new:
        return before.last == after.first and not draft.loose
    end, start = parse.tokens[before.last - 1].end, parse.tokens[after.first].start
    # A loose one goes on only from words that open the quotation, not from some inside it.
    opens = parse.tokens[before.first].start - 2 if draft.loose else 0
    left_open = any(not m.closed and opens <= m.start < end and m.end == old.end for m in marks)
    reopened = any(new.start <= mark.start <= start for mark in marks)
    between = text[end : old.end] + text[new.start : start]
    return new.first == old.last and left_open and reopened and not any(map(str.isalnum, between))


def _paragraph(parse: Parse, token: int) -> Paragraph:
    return parse.paragraphs[bisect_right(parse.paragraphs, token, key=lambda p: p.first) - 1]


def _finished(text: str, parse: Parse, draft: Draft, marks: list[Quotation], shares: Floats) -> Attribution:
    """A draft's tokens as characters, with what can be said of the whole."""
    pieces = [span for chunk in draft.content for span in _spans(parse, chunk)]
    content = merged(with_marks(text, span, marks) for span in pieces)
    source, cue = (tuple(_spans(parse, chunk)) if chunk else () for chunk in (draft.source, draft.cue))
    kind = mode(text, content, marks)
    return Attribution(
        source,
        cue,
        content,
        kind,
        confidence=confidence(draft, shares),
        reasons=reasons(text, draft, source, cue, kind),
    )


def _inside(text: str, parse: Parse, draft: Draft, outer: Attribution) -> Iterator[Attribution]:
    """The attributions inside another one's content."""
    for one in nested(text, parse, _tokens(draft)):
        source, cue, content = (_runs(parse, tokens) for tokens in (one.source, one.cue, one.content))
        paragraph = _paragraph(parse, one.cue[0])
        marks = inner_marks(text, quotations(text, paragraph.start, paragraph.end), cue[0])
        content = merged(with_marks(text, span, marks) for span in content)
        kind = mode(text, content, marks)
        yield Attribution(
            source,
            cue,
            content,
            kind,
            confidence=round(outer.confidence * RIGHT**one.level, 3),
            reasons=(*reasons(text, Draft(None, None), source, cue, kind), STANDS_INSIDE),
        )


def _around(text: str, parse: Parse, drafts: list[Draft], tagged: list[list[Chunk]]) -> list[Attribution]:
    """The attributions of cues that the network tagged and found no content for (`nesting.around`)."""
    used = {draft.cue for draft in drafts if draft.cue}
    spare = [c.first for window in tagged for c in window if c.role == "cue" and c not in used]
    out = []
    for one in around(text, parse, spare):
        source, cue, content = (_runs(parse, tokens) for tokens in (one.source, one.cue, one.content))
        told = reasons(text, Draft(None, None), source, cue, Mode.INDIRECT)
        out.append(Attribution(source, cue, content, Mode.INDIRECT, confidence=RIGHT, reasons=told))
    return out


def _tokens(draft: Draft) -> list[int]:
    """The tokens of a draft's content."""
    return [i for chunk in draft.content for i in range(chunk.first, chunk.last)]


def _runs(parse: Parse, tokens: tuple[int, ...]) -> tuple[Span, ...]:
    """The characters of tokens, one span for each run of them; punctuation alone breaks no run."""
    out: list[Chunk] = []
    for index in tokens:
        if out and all(parse.tokens[i].pos == "PUNCT" for i in range(out[-1].last, index)):
            out[-1] = out[-1]._replace(last=index + 1)
        else:
            out.append(Chunk("content", index, index + 1))
    return tuple(span for chunk in out for span in _spans(parse, chunk))


def _spans(parse: Parse, chunk: Chunk) -> list[Span]:
    """A chunk's characters, one span per paragraph: what stands between two may not be prose."""
    out, first = [], chunk.first
    while first < chunk.last:
        last = min(chunk.last, _paragraph(parse, first).last)
        out.append(Span(parse.tokens[first].start, parse.tokens[last - 1].end))
        first = last
    return out
