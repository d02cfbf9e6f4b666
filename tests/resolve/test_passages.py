"""The development set of the stage `resolve`: short passages with the voices that a careful reader would
write down, as data in ``passages/``. `differences` scores one passage, `scores` and `table` all of them.

    python tests/resolve/test_passages.py

The passages were written before anybody saw what Sayso makes of them. An expected statement is right when it
is found (the shortest statement whose content holds the given run of words) and nothing that the passage says
of its parent, its addressee or its voices is otherwise; what a passage leaves out is not checked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

import development
from development import Expected, folded, found, holds, read
from sayso.types import (
    Actor,
    ActorKind,
    Anonymity,
    Mode,
    Party,
    Reading,
    Report,
    Span,
    Statement,
    Voice,
    VoiceRole,
    Words,
)

FOLDER = Path(__file__).parent / "passages"
PATTERNS = frozenset(
    [
        "actors",
        "compound",
        "places",
        "coreference",
        "quotation",
        "anonymity",
        "chain",
        "addressee",
        "nesting",
        "office",
    ]
)
LEAST_FOUND = 0.90
LEAST_RIGHT = 0.95


def load() -> tuple[Expected, ...]:
    """All passages, by file and in each file's order."""
    return development.load(FOLDER)


def differences(passage: Expected, reading: Reading) -> list[list[str]]:
    """For each expected statement, what is otherwise, in plain words; empty when it is right. A label
    that breaks counts against the statement that has the later of the two voices."""
    seen: dict[str, str | None] = {}
    return [_of_statement(expected, reading, seen) for expected in passage["statement"]]


def _of_statement(expected: Expected, reading: Reading, seen: dict[str, str | None]) -> list[str]:
    statement = found(reading, expected["content"])
    if statement is None:
        return ["not found"]
    return [
        *_of_parent(expected, statement, reading),
        *_of_addressee(expected, statement),
        *_of_voices(expected.get("voice", []), statement, reading, seen),
    ]


def _of_parent(expected: Expected, statement: Statement, reading: Reading) -> Iterator[str]:
    wanted = expected.get("parent")
    if wanted is None:
        return
    parent = next((each for each in reading.statements if each.id == statement.parent), None)
    if wanted == "" and parent is not None:
        yield f"stands inside of {parent.content.text!r}, and should in none"
    if wanted and parent is None:
        yield f"has no parent, and should stand inside of {wanted!r}"
    if wanted and parent is not None and not holds(parent.content.text, wanted):
        yield f"stands inside of {parent.content.text!r}, and should of {wanted!r}"


def _of_addressee(expected: Expected, statement: Statement) -> Iterator[str]:
    wanted = expected.get("addressee")
    if wanted is None:
        return
    given = statement.addressee
    shown = None if given is None else given.actor or f"words:{given.words}"
    if wanted.startswith("words:"):
        words = wanted.removeprefix("words:")
        right = given is not None and given.actor is None and holds(given.words, words)
    else:
        right = shown == (wanted or None)
    if not right:
        yield f"is said to {shown}, and should be to {wanted or None}"


def _of_voices(
    expected: Sequence[Expected], statement: Statement, reading: Reading, seen: dict[str, str | None]
) -> Iterator[str]:
    roles = [voice.role.value for voice in statement.voices]
    wanted = [voice["role"] for voice in expected]
    if roles != wanted:
        shown = ", ".join(f"{voice.role} {voice.actor or voice.words}" for voice in statement.voices)
        yield f"voices are [{shown}], and should be [{', '.join(wanted)}]"
        return
    actors = {actor.id: actor for actor in reading.actors}
    for one, voice in zip(expected, statement.voices, strict=True):
        yield from _of_actor(one, voice)
        yield from _of_description(one, voice, actors.get(voice.actor or ""))
        yield from _of_label(one.get("same"), voice.actor, seen)


def _of_actor(expected: Expected, voice: Voice) -> Iterator[str]:
    wanted = expected.get("actor")
    given = voice.actor or ""
    right = given.startswith("anon:") if wanted == "anon" else given == wanted
    if wanted is not None and not right:
        yield f"{voice.role} is {given or 'unresolved'}, and should be {wanted or 'unresolved'}"


def _of_description(expected: Expected, voice: Voice, actor: Actor | None) -> Iterator[str]:
    given = {
        "anonymity": voice.anonymity and voice.anonymity.value,
        "kind": actor and actor.kind.value,
        "of": actor and actor.of,
        "number": actor and actor.number and actor.number.lower(),  # "Two" may open a sentence
    }
    for field, value in given.items():
        if field in expected and value != expected[field]:
            yield f"{voice.role} {voice.actor}: {field} is {value}, and should be {expected[field]}"
    if "words" in expected and not holds(voice.words, expected["words"]):
        yield f"{voice.role} {voice.actor}: words are {voice.words!r}, and should have {expected['words']!r}"
    for field in ("condition", "reason"):
        if field in expected:
            kept = getattr(actor, field, None)
            if not holds(kept and kept.text, expected[field]):
                yield f"{voice.role} {voice.actor}: {field} should have {expected[field]!r}"


def _of_label(label: str | None, actor: str | None, seen: dict[str, str | None]) -> Iterator[str]:
    """Equal labels are one actor, different ones are not; what is unresolved equals nothing."""
    if label is None:
        return
    if actor is None:
        yield f"{label} is unresolved"
    elif seen.setdefault(label, actor) != actor:
        yield f"{label} is {actor}, and was {seen[label]}"
    for other, known in seen.items():
        if other != label and actor is not None and known == actor:
            yield f"{label} and {other} are both {actor}"


@cache
def results() -> tuple[tuple[Expected, list[list[str]]], ...]:
    """Every passage with the differences of each of its statements; read once in a process."""
    return tuple((passage, differences(passage, read(passage))) for passage in load())


def scores() -> dict[str, tuple[int, int]]:
    """By pattern: how many expected statements are right, and how many there are. What is not found is
    not right."""
    return {pattern: (right, total) for pattern, (right, _, total) in counts().items()}


def counts() -> dict[str, tuple[int, int, int]]:
    """By pattern: expected statements that are right, that are found, and all."""
    sums = dict.fromkeys(sorted(PATTERNS), (0, 0, 0))
    for passage, per_statement in results():
        right, seen, total = sums[passage["pattern"]]
        right += sum(not each for each in per_statement)
        seen += sum(each != ["not found"] for each in per_statement)
        sums[passage["pattern"]] = (right, seen, total + len(per_statement))
    return sums


def table() -> str:
    """Right, found and all by pattern, then each difference with its passage."""
    rows = counts()
    rows["all"] = tuple(map(sum, zip(*rows.values(), strict=True)))  # type: ignore[assignment]
    lines = [
        f"{name:12} {right:3} right, {seen:3} found, of {total:3}"
        for name, (right, seen, total) in rows.items()
    ]
    return "\n".join(lines + [f"  {line}" for line in told()])


def told() -> list[str]:
    """A line for each difference."""
    return [
        f"{passage['pattern']}/{passage['id']}: {expected['content']!r}: {difference}"
        for passage, per_statement in results()
        for expected, found_wrong in zip(passage["statement"], per_statement, strict=True)
        for difference in found_wrong
    ]


def test_most_expected_statements_are_found() -> None:
    seen, total = (sum(row[i] for row in counts().values()) for i in (1, 2))
    assert seen >= LEAST_FOUND * total, table()


def test_of_the_found_nearly_all_are_right() -> None:
    right, seen = (sum(row[i] for row in counts().values()) for i in (0, 1))
    assert right >= LEAST_RIGHT * seen, table()


def test_no_two_passages_have_one_id() -> None:
    ids = [passage["id"] for passage in load()]
    assert len(ids) == len(set(ids))


def test_every_pattern_has_passages_enough() -> None:
    patterns = [passage["pattern"] for passage in load()]
    assert set(patterns) == PATTERNS
    assert all(patterns.count(pattern) >= 8 for pattern in PATTERNS)


@pytest.mark.parametrize("passage", load(), ids=lambda passage: str(passage["id"]))
def test_a_passage_says_clearly_which_statements_it_means(passage: Expected) -> None:
    assert set(passage) <= {"id", "pattern", "text", "published", "outlet", "url", "statement"}
    for statement in passage["statement"]:
        assert set(statement) <= {"content", "parent", "addressee", "voice"}
        assert folded(passage["text"]).count(folded(statement["content"])) == 1
        assert holds(passage["text"], statement.get("parent", ""))
        for voice in statement["voice"]:
            fields = {"role", "actor", "same", "anonymity", "words", "kind", "of", "number"}
            assert set(voice) <= fields | {"condition", "reason"}
            assert VoiceRole(voice["role"])
            assert holds(passage["text"], voice.get("words", ""))


PAPER = "outlet:harbour-post"
PLANTED: Expected = {
    "id": "planted",
    "pattern": "chain",
    "text": "The quay is shut, a clerk told the Harbour Post. It will open, a porter told the paper.",
    "statement": [
        {
            "content": content,
            "addressee": PAPER,
            "voice": [
                {"role": "relay", "actor": PAPER},
                {"role": "origin", "actor": "anon", "same": label, "anonymity": "described"},
            ],
        }
        for content, label in (("The quay is shut", "A"), ("It will open", "B"))
    ],
}


def planted() -> Reading:
    """The reading that `PLANTED` expects."""

    def voice(role: VoiceRole, actor: str, anonymity: Anonymity) -> Voice:
        return Voice(role, actor, None, anonymity, None, ())

    def statement(number: int, content: str) -> Statement:
        start = PLANTED["text"].index(content)
        voices = (
            voice(VoiceRole.RELAY, PAPER, Anonymity.NAMED),
            voice(VoiceRole.ORIGIN, f"anon:planted:{number}", Anonymity.DESCRIBED),
        )
        said = Words(content, (Span(start, start + len(content)),))
        identifier = f"planted:{number}"
        to = Party("the paper", (), PAPER)
        return Statement(identifier, Mode.INDIRECT, None, 1.0, None, None, said, voices, to)

    actors = (
        Actor(PAPER, "Harbour Post", ActorKind.OUTLET),
        *(Actor(f"anon:planted:{number}", None, ActorKind.PERSON) for number in (1, 2)),
    )
    both = (statement(1, "The quay is shut"), statement(2, "It will open"))
    return Reading(Report("planted", PLANTED["text"], ()), both, actors)


def second(**changes: Any) -> Reading:
    """The planted reading, its second statement changed."""
    reading = planted()
    return replace(reading, statements=(reading.statements[0], replace(reading.statements[1], **changes)))


def test_the_scorer_finds_no_fault_with_what_is_expected() -> None:
    assert differences(PLANTED, planted()) == [[], []]


def test_the_scorer_catches_a_wrong_actor() -> None:
    relay, origin = planted().statements[1].voices
    voices = (replace(relay, actor="outlet:reuters"), origin)
    assert differences(PLANTED, second(voices=voices))[1] == [
        "relay is outlet:reuters, and should be outlet:harbour-post"
    ]


def test_the_scorer_catches_a_missing_relay() -> None:
    assert (
        "should be [relay, origin]"
        in differences(PLANTED, second(voices=planted().statements[1].voices[1:]))[1][0]
    )


def test_the_scorer_catches_a_swapped_order() -> None:
    assert (
        "should be [relay, origin]"
        in differences(PLANTED, second(voices=planted().statements[1].voices[::-1]))[1][0]
    )


def test_the_scorer_catches_a_voice_too_many() -> None:
    voices = planted().statements[1].voices
    assert differences(PLANTED, second(voices=(*voices, voices[-1])))[1]


def test_the_scorer_catches_two_anonymous_voices_made_one() -> None:
    relay, origin = planted().statements[1].voices
    voices = (relay, replace(origin, actor="anon:planted:1"))
    assert differences(PLANTED, second(voices=voices))[1] == ["B and A are both anon:planted:1"]


def test_the_scorer_catches_one_voice_made_two() -> None:
    alike = {"same": "A", "role": "origin"}
    one = PLANTED | {
        "statement": [
            {"content": each["content"], "voice": [{"role": "relay"}, alike]} for each in PLANTED["statement"]
        ]
    }
    assert differences(one, planted())[1] == ["A is anon:planted:2, and was anon:planted:1"]


def test_the_scorer_catches_another_addressee() -> None:
    assert differences(PLANTED, second(addressee=None))[1]


def test_the_scorer_catches_another_parent() -> None:
    within = PLANTED | {"statement": [PLANTED["statement"][0], PLANTED["statement"][1] | {"parent": ""}]}
    assert differences(within, planted()) == [[], []]
    assert differences(within, second(parent="planted:1"))[1]


def test_the_scorer_catches_a_statement_that_is_not_there() -> None:
    reading = replace(planted(), statements=planted().statements[:1])
    assert differences(PLANTED, reading) == [[], ["not found"]]


if __name__ == "__main__":
    print(table())
