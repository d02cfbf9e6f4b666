"""Why an attribution was read as one, in sentences for a person."""

from __future__ import annotations

from sayso.attribute.linking import Draft
from sayso.spans import joined
from sayso.types import Mode, Span

WORDING = {
    Mode.DIRECT: "Its words stand in quotation marks.",
    Mode.MIXED: "Part of its words stands in quotation marks.",
    Mode.INDIRECT: "Its words are the report's own: nothing in it is quoted.",
}

STANDS_INSIDE = "It stands inside another statement's words, as that one's source gives them."


def reasons(
    text: str, draft: Draft, source: tuple[Span, ...], cue: tuple[Span, ...], mode: Mode
) -> tuple[str, ...]:
    """Who is given as the source and by which words; how it is worded; what was joined."""
    who, by = joined(text, source), joined(text, cue)
    if source and cue:
        out = [f"“{by}” gives it to “{who}”."]
    elif cue:
        out = [f"“{by}” marks it as somebody's; nobody near it is given as the source."]
    elif source:
        out = [f"It stands beside “{who}” without a word of saying."]
    else:
        out = ["Nothing near it says whose words these are."]
    out.append(WORDING[mode])
    if draft.carried_on:
        out.append("It goes on over a break: the quotation is left open before it.")
    return tuple(out)
