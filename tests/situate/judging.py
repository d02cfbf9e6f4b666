"""What is otherwise in a reading than a passage of the stage `situate` expects, in plain words.

A value that may be one of several is given as a list of them; "" stands for none. A party is an actor's id,
or "words:" and a run of its words. What a passage leaves out is not checked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import Expected, folded, found, holds
from sayso.types import Event, EventStatus, Party, Reading, Statement, Words

LEADING = frozenset(
    [
        "a",
        "an",
        "at",
        "by",
        "during",
        "for",
        "from",
        "in",
        "of",
        "on",
        "over",
        "since",
        "the",
        "till",
        "until",
    ]
)
"""Words before a time that some count to it and others not."""

FLAGS = ("no_happened", "events_exactly")

Alike = Callable[[Any, Expected], bool]


def items(passage: Expected) -> list[str]:
    """The name of each thing that a passage expects, in the order of `differences`."""
    flags = [flag for flag in FLAGS if passage.get(flag)]
    return [
        *(f"statement {each['content']!r}" for each in passage.get("statement", [])),
        *(f"event {shown(each['kind'])} {each['status']}" for each in passage.get("event", [])),
        *flags,
    ]


def differences(passage: Expected, reading: Reading) -> list[list[str]]:
    """For each statement, event and flag of a passage what is otherwise; empty when it is right."""
    events = passage.get("event", [])
    judged = [_of_statement(each, reading) for each in passage.get("statement", [])]
    judged += [_of_event(each, reading.events) for each in events]
    if passage.get("no_happened"):
        judged.append([f"{told(each)} should not have happened" for each in reading.events if happened(each)])
    if passage.get("events_exactly"):
        judged.append(
            [
                f"{told(each)} is no event"
                for each in reading.events
                if not any(is_event(one, each) for one in events)
            ]
        )
    return judged


def shown(wanted: Any) -> str:
    """A wanted value for people to read."""
    return " or ".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted or "none")


def same(wanted: Any, given: Any) -> bool:
    if isinstance(wanted, list):
        return any(same(each, given) for each in wanted)
    return given is None if wanted == "" else bool(given == wanted)


def same_party(wanted: str, given: Party | None) -> bool:
    if wanted == "" or given is None:
        return wanted == "" and given is None
    if wanted.startswith("words:"):
        return holds(given.words, wanted.removeprefix("words:"))
    return given.actor == wanted


def named(party: Party | None) -> str:
    return "none" if party is None else party.actor or f"words:{party.words}"


def _of_statement(expected: Expected, reading: Reading) -> list[str]:
    statement = found(reading, expected["content"])
    if statement is None:
        return ["not found"]
    return [
        *_of_values(expected, statement, ("act", "plover", "certainty", "polarity")),
        *_of_target(expected, statement),
        *_of_run("proposal", expected, statement.proposal),
        *_of_said(expected, statement),
        *_of_many("hedges", expected, statement, _hedge_alike),
        *_of_many("times", expected, statement, _time_alike),
        *_of_many("figures", expected, statement, _holds_text),
        *_of_many("places", expected, statement, _either_holds),
        *_of_many("conditions", expected, statement, _holds_text),
    ]


def _of_values(expected: Expected, given: Any, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        if field in expected and not same(expected[field], getattr(given, field)):
            yield f"{field} is {getattr(given, field)}, and should be {shown(expected[field])}"


def _of_target(expected: Expected, statement: Statement) -> Iterator[str]:
    wanted = expected.get("target")
    if wanted is not None and not same_party(wanted, statement.target):
        yield f"target is {named(statement.target)}, and should be {wanted or 'none'}"


def _of_run(field: str, expected: Expected, given: Words | None) -> Iterator[str]:
    """``field`` should be words that hold a run, or none at all."""
    wanted = expected.get(field)
    if wanted is None:
        return
    text = given and given.text
    if (given is not None) if wanted == "" else not holds(text, wanted):
        yield f"{field} is {text!r}, and should be {wanted or 'none'!r}"


def _of_said(expected: Expected, statement: Statement) -> Iterator[str]:
    wanted = expected.get("said")
    if wanted is not None and not same(wanted, statement.said.value):
        yield f"said is {statement.said.value}, and should be {shown(wanted)}"


def bare(text: str) -> list[str]:
    """The words of a time without those before it that some count to it."""
    words = text.casefold().split()
    while words and words[0] in LEADING:
        words = words[1:]
    return words


def _time_alike(given: Any, expected: Expected) -> bool:
    return bare(given.text or "") == bare(expected["text"])


def _holds_text(given: Any, expected: Expected) -> bool:
    return holds(given.text.casefold(), expected["text"].casefold())


def _either_holds(given: Any, expected: Expected) -> bool:
    return _holds_text(given, expected) or holds(expected["text"].casefold(), given.text.casefold())


def _hedge_alike(given: Any, expected: Expected) -> bool:
    return _either_holds(given, expected) and same(expected["kind"], given.kind)


def _of_many(field: str, expected: Expected, statement: Statement, alike: Alike) -> Iterator[str]:
    """Each thing wanted has one of those given to itself, and none given is left over."""
    if field not in expected:
        return
    left = list(getattr(statement, field))
    for wanted in expected[field]:
        given = next((each for each in left if alike(each, wanted)), None)
        if given is not None:
            left.remove(given)
            yield from _of_one(field, wanted, given)
        elif not wanted.get("optional"):
            yield f"{field} lack {wanted['text']!r}"
    yield from (f"{field} have {each.text!r} too many" for each in left)


def _of_one(field: str, wanted: Expected, given: Any) -> Iterator[str]:
    for key, value in wanted.items():
        if key in ("counts", "base"):
            for line in _of_run(key, wanted, getattr(given, key)):
                yield f"{field} {given.text!r}: {line}"
        elif key == "located":
            if (given.latitude is not None) != value:
                yield f"{field} {given.text!r}: latitude is {given.latitude}"
        elif key not in ("text", "optional") and not same(value, getattr(given, key)):
            yield f"{field} {given.text!r}: {key} is {getattr(given, key)}, and should be {shown(value)}"


def happened(event: Event) -> bool:
    return event.status is EventStatus.HAPPENED


def _of_event(expected: Expected, events: Sequence[Event]) -> list[str]:
    if any(is_event(expected, each) for each in events):
        return []
    wanted = {key: value for key, value in expected.items() if key not in ("kind", "status")}
    return [f"no such event with {wanted}; there are [{'; '.join(map(told, events))}]"]


def is_event(expected: Expected, event: Event) -> bool:
    """Whether an event is all that is expected."""
    time = event.time and event.time.value
    values = [each.value for each in event.magnitude]
    return (
        all(same(expected[key], getattr(event, key)) for key in ("kind", "mode", "status") if key in expected)
        and all(
            same_parties(expected[key], getattr(event, key))
            for key in ("actors", "recipients")
            if key in expected
        )
        and ("time" not in expected or same(expected["time"], time))
        and ("magnitude" not in expected or expected["magnitude"] in values)
        and ("speech" not in expected or event.speech == expected["speech"])
    )


def same_parties(wanted: Sequence[str], given: Sequence[Party]) -> bool:
    """Whether each of those wanted has one of those given to itself, and none is left over; in any order."""
    left = list(given)
    for each in wanted:
        party = next((one for one in left if same_party(each, one)), None)
        if party is None:
            return False
        left.remove(party)
    return not left


def told(event: Event) -> str:
    """An event in a line."""
    by, to = (", ".join(map(named, each)) for each in (event.actors, event.recipients))
    parts = [event.kind, event.mode, event.status, f"by {by or 'none'}", f"to {to or 'none'}"]
    parts += [event.time and event.time.value, *(each.text for each in event.magnitude)]
    parts += ["speech" if event.speech else None, f"({folded(event.cue.text)})"]
    return " ".join(filter(None, parts))
