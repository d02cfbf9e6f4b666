"""Situations in words: what a statement's act, times, figures, places and conditions come to for people."""

from __future__ import annotations

from sayso.export.shortened import shortened
from sayso.types import (
    Certainty,
    Condition,
    Event,
    Figure,
    Party,
    Place,
    Polarity,
    Qualifier,
    Statement,
    Time,
)

WORDS = 60
"""Characters of the report's own words in one fact."""


def kind(statement: Statement) -> str:
    """Act and mode; an act whose cue is not in the table has a question mark."""
    return f"{statement.act}{'' if statement.act_known else '?'}, {statement.mode}"


def facts(statement: Statement) -> list[str]:
    """What is known of a statement's situation, each as a few words after its name; what is as in most
    statements (asserted, positive, undated) is left out."""
    found = [
        ("whom", _party(statement.target) if statement.target else ""),
        ("what", shortened(statement.proposal.text, WORDS) if statement.proposal else ""),
        ("how sure", _sureness(statement)),
        ("said", _time(statement.said) if statement.said.kind else ""),
        ("when", "; ".join(map(_time, statement.times))),
        ("how many", "; ".join(map(_figure, statement.figures))),
        ("where", "; ".join(map(_place, statement.places))),
        *((_tie(condition), _condition(condition)) for condition in statement.conditions),
    ]
    return [f"{name}: {words}" for name, words in found if words]


def event(event: Event, numbers: dict[str, int]) -> str:
    """An event in one line: its type and mode, who to whom, its status, when, where, how many, and the
    ``numbers`` of its statements by their ids."""
    kind = f"{event.kind} ({event.mode})" if event.mode else str(event.kind)
    parties = " → ".join(" and ".join(map(_party, side)) for side in (event.actors, event.recipients) if side)
    told = [str(numbers[one]) for one in event.statements if one in numbers]
    parts = [
        kind,
        str(event.status),
        parties,
        shortened(event.cue.text, WORDS),
        _time(event.time) if event.time else "",
        *map(_place, event.places),
        *map(_figure, event.magnitude),
        f"in {', '.join(told)}" if told else "the report’s own words",
    ]
    return "  ·  ".join(part for part in parts if part)


def _party(party: Party) -> str:
    return party.name or shortened(party.words, WORDS)


def _sureness(statement: Statement) -> str:
    """Certainty and polarity where they are not the common ones, with the words that say so."""
    parts = [] if statement.certainty is Certainty.ASSERTED else [str(statement.certainty)]
    if statement.polarity is Polarity.NEGATIVE:
        parts.append("negated")
    parts += [f"{hedge.kind} “{shortened(_bare(hedge.text), WORDS)}”" for hedge in statement.hedges]
    return ", ".join(parts)


def _bare(text: str) -> str:
    """Words without quotation marks around them, since they will get some."""
    return text.strip("“”‘’\"'")


def _time(time: Time) -> str:
    """The words, and the value behind them: "on Tuesday" is of no use to whoever does not know which."""
    value = time.value or "not dated"
    words = shortened(time.text or "", WORDS)
    return words if value == words else f"{words} = {value}"


def _figure(figure: Figure) -> str:
    """The number with what it counts, and its worth where the words do not spell it out."""
    text = shortened(figure.text, WORDS)
    if figure.counts and figure.counts.text not in figure.text:
        text += f" {shortened(figure.counts.text, WORDS)}"
    if figure.base:
        text += f" of {shortened(figure.base.text, WORDS)}"
    if figure.value is None or figure.qualifier is Qualifier.BETWEEN:
        return text
    if plain(figure.value) in figure.text.replace(",", ""):
        return text
    worth = f"{figure.value:,.0f}" if float(figure.value).is_integer() else plain(figure.value)
    return f"{text} = {worth}{f' {figure.unit}' if figure.unit else ''}"


def plain(value: float) -> str:
    """A number in digits, without an exponent or needless noughts: 1.5e9 is "1500000000"."""
    value = float(value)
    return f"{value:.0f}" if value.is_integer() else f"{value:.10f}".rstrip("0").rstrip(".")


def _place(place: Place) -> str:
    if place.name is None:
        return f"{place.text} (not placed)"
    name = "" if place.name == place.text else f"{place.name}, "
    return f"{place.text} ({name}{place.country or 'no country'})"


def _tie(condition: Condition) -> str:
    return "in spite" if condition.concession else "hangs on"


def _condition(condition: Condition) -> str:
    text = f"“{shortened(condition.text, WORDS)}”"
    return text if condition.concession or condition.status == "open" else f"{text} ({condition.status})"
