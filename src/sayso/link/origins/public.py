"""Whether something was said in public: before the press, in a statement, in court, in a post."""

from __future__ import annotations

import re

from sayso.types import Reading, Span, Statement

NEAR = 120
"""Characters before and behind a statement in which the report says where it was said."""

PUBLIC = re.compile(
    r"\b(?:press|news) (?:conference|briefing|meeting|release)s?\b|\bconference call\b|\bbriefing\b"
    r"|\b(?:told|to|before) (?:[a-z]+ )?"
    r"(?:reporters|journalists|the press|parliament|lawmakers|MPs|senators|Congress"
    r"|the (?:court|crowd|audience|council|assembly|media))\b"
    r"|\b(?:in|issued|released|through) (?:an?|its|his|her|their|the) (?:\w+ )?"
    r"(?:statement|speech|post|tweet|blog|filing|letter|video|address|ruling|report|review|study|paper"
    r"|announcement)\b"
    r"|\b(?:tweeted|blogged|on Twitter|on Facebook|on Instagram|on its website|blog post|open letter"
    r"|court (?:papers|documents|records)|indictment|testified|televised|in (?:court|parliament|public)"
    r"|public records)\b",
    re.IGNORECASE,
)


def said_in_public(statement: Statement, reading: Reading) -> str | None:
    """The words near a statement, outside of its content, that say that it was public; None without any."""
    if statement.source and (found := PUBLIC.search(f"in a {statement.source.text}")):
        return found.group()
    spans = [span for words in (statement.source, statement.cue) if words for span in words.spans]
    spans += statement.content.spans
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    block = next((b.span for b in reading.report.blocks if b.start <= start < b.end), Span(start, end))
    first, last = max(block.start, start - NEAR), min(max(block.end, end), end + NEAR)
    text = list(reading.report.text[first:last])
    for left, right in statement.content.spans:
        text[max(left - first, 0) : max(right - first, 0)] = "\n" * (
            max(right - first, 0) - max(left - first, 0)
        )
    found = PUBLIC.search("".join(text))
    return found.group() if found else None
