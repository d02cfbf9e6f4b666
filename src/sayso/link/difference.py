"""What changed between two readings: which statements came, went, or are not what they were."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from sayso.types import Reading, Statement, VoiceRole

ALIKE = 0.6
"""Contents that share so much of their characters are one content, changed (`difflib`'s ratio)."""


class Change(StrEnum):
    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that CAME (no ``before``), WENT (no ``after``) or CHANGED; ``fields`` are what differs."""

    change: Change
    before: Statement | None
    after: Statement | None
    fields: tuple[str, ...] = ()


def differences(before: Reading, after: Reading) -> tuple[Difference, ...]:
    """What is different in ``after``, in the order of its statements, then what went. Where a statement
    stands in the text makes no difference.

    Statements with one content are the same; of the rest, those whose contents are alike are paired, the most
    alike first.
    """
    old, new = list(before.statements), list(after.statements)
    pairs = _paired(old, new)
    out = []
    for statement in new:
        previous = pairs.get(statement.id)
        if previous is None:
            out.append(Difference(Change.CAME, None, statement))
        elif fields := changed(previous, statement):
            out.append(Difference(Change.CHANGED, previous, statement, fields))
    kept = {id(previous) for previous in pairs.values()}
    out += [Difference(Change.WENT, statement, None) for statement in old if id(statement) not in kept]
    return tuple(out)


def _paired(old: list[Statement], new: list[Statement]) -> dict[str, Statement]:
    """By the new statement's id, the old one that it was."""
    pairs: dict[str, Statement] = {}
    waiting: dict[str, list[Statement]] = {}
    for statement in old:
        waiting.setdefault(_plain(statement), []).append(statement)
    for statement in new:
        if same := waiting.get(_plain(statement)):
            best = max(same, key=lambda one: -len(changed(one, statement)))
            same.remove(best)
            pairs[statement.id] = best
    rest = [statement for left in waiting.values() for statement in left]
    unpaired = [statement for statement in new if statement.id not in pairs]
    scored = [(_alike(one, other), i, j) for i, one in enumerate(rest) for j, other in enumerate(unpaired)]
    taken: set[int] = set()
    for score, i, j in sorted(scored, key=lambda pair: (-pair[0], pair[1:])):
        if score >= ALIKE and i not in taken and unpaired[j].id not in pairs:
            taken.add(i)
            pairs[unpaired[j].id] = rest[i]
    return pairs


def _alike(one: Statement, other: Statement) -> float:
    matcher = SequenceMatcher(None, _plain(one), _plain(other), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _plain(statement: Statement) -> str:
    return " ".join(statement.content.text.lower().split())


def changed(before: Statement, after: Statement) -> tuple[str, ...]:
    """The names of what differs, for a reader: content, source, cue, mode, chain, act, certainty, polarity,
    said, times, figures, places, conditions."""
    pairs = {
        "content": (_plain(before), _plain(after)),
        "source": (_words(before.source), _words(after.source)),
        "cue": (_words(before.cue), _words(after.cue)),
        "mode": (before.mode, after.mode),
        "chain": (_chain(before), _chain(after)),
        "act": (before.act, after.act),
        "certainty": (before.certainty, after.certainty),
        "polarity": (before.polarity, after.polarity),
        "said": (before.said.value, after.said.value),
        "times": ([t.value for t in before.times], [t.value for t in after.times]),
        "figures": ([f.value for f in before.figures], [f.value for f in after.figures]),
        "places": ([p.name for p in before.places], [p.name for p in after.places]),
        "conditions": ([c.text for c in before.conditions], [c.text for c in after.conditions]),
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other)


def _words(words: object) -> str | None:
    return getattr(words, "text", None)


def _chain(statement: Statement) -> list[tuple[str, str | None]]:
    """Who passed it on; an unnamed voice by its words, since its id holds the report's."""
    return [
        (v.role, v.actor if v.name else v.words)
        for v in statement.voices
        if v.role is not VoiceRole.PUBLISHER
    ]
