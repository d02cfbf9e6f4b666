"""What changed between two readings, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from sayso.link.difference import Change, Difference
from sayso.types import Statement

_SIGNS = {Change.CAME: "+", Change.WENT: "-", Change.CHANGED: "~"}


def told(heading: str, changed: Sequence[Difference]) -> str:
    """A heading and a line for each statement that came (+), went (-) or changed (~), and what of it."""
    lines = [heading, *(line for difference in changed for line in _lines(difference))]
    return "\n".join(lines if changed else [heading, "  nothing changed"])


def _lines(difference: Difference) -> Iterable[str]:
    statement = difference.after or difference.before
    if statement:
        yield f"  {_SIGNS[difference.change]} {_brief(statement)}"
    if difference.before and difference.after:
        for field in difference.fields:
            yield f"      {field}: {value(difference.before, field)} → {value(difference.after, field)}"


def _brief(statement: Statement) -> str:
    who = statement.source.text if statement.source else "no source given"
    return f"{who}: {_short(statement.content.text)}"


def _short(text: str, most: int = 100) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def value(statement: Statement, field: str) -> str:
    """What a field of a statement holds, in a few words."""
    match field:
        case "source" | "cue" | "content":
            words = getattr(statement, field)
            return _short(words.text) if words else "none"
        case "said":
            return statement.said.value or "unknown"
        case "chain":
            return " ← ".join(voice.name or voice.words or "?" for voice in statement.voices) or "none"
        case "times":
            return ", ".join(time.value or "?" for time in statement.times) or "none"
        case "figures":
            return ", ".join(figure.text for figure in statement.figures) or "none"
        case "places":
            return ", ".join(place.name or place.text for place in statement.places) or "none"
        case "conditions":
            return ", ".join(condition.text for condition in statement.conditions) or "none"
    return str(getattr(statement, field))


def line(report: str, changed: Sequence[Difference], before: str | None = None) -> str:
    """One JSON object: the report, the version before it, and its differences with both statements whole."""
    found = {"report": report, "before": before, "differences": changed}
    return msgspec.json.encode(found).decode()
