"""The table of cues, ``acts.csv``: which words of saying, thinking and taking sides do what.

A row is one reason. ``cues`` are lemmas (of more than one word where a preposition or a particle decides),
``part`` their part of speech, ``act`` what they do. ``flag`` says how a cue is read:

- *weak*: it only says that something was said, and the content may decide ("said it would never accept");
- *light*: it gives way to any other cue that stands with it ("appeared to suggest");
- *carrier*: its noun says what was done ("expressed support");
- *control*: what follows it in the infinitive is what is not done ("declined to confirm");
- *question*: what it opens asserts nothing, but asks ("asked whether");
- *source*: it names where the words are from ("according to").

``target`` are the places where the one whom the act is toward stands: ``obj`` for the object, else
prepositions. ``plover`` is the PLOVER type where it is not the act's.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.trees import Trees
from sayso.types import Act, EventKind

_PARTS = {
    "verb": frozenset(["VERB", "AUX"]),
    "noun": frozenset(["NOUN", "PROPN"]),
    "adjective": frozenset(["ADJ", "VERB", "ADP"]),
    "adverb": frozenset(["ADV", "VERB", "ADJ"]),
    "preposition": frozenset(["ADP", "SCONJ", "VERB"]),
}
"""The parts of speech under which the parser files each; participles go by two."""

_REACH = 8
"""How many tokens behind a cue's first word its last one may stand ("turn a request for help down")."""


class Entry(NamedTuple):
    """A cue of the table. ``act`` is None for a carrier."""

    words: tuple[str, ...]
    part: str
    act: Act | None
    flag: str
    target: tuple[str, ...]
    plover: EventKind | None
    why: str


@cache
def table() -> tuple[Entry, ...]:
    """All cues, in the table's order."""
    text = (files("sayso.situate.acts") / "acts.csv").read_text("utf-8")
    return tuple(
        Entry(
            tuple(cue.split()),
            row["part"],
            Act(row["act"]) if row["act"] else None,
            row["flag"],
            tuple(row["target"].split()),
            EventKind(row["plover"]) if row["plover"] else None,
            row["why"],
        )
        for row in csv.DictReader(text.splitlines())
        for cue in row["cues"].split("|")
    )


@cache
def _by_first_word() -> dict[str, tuple[Entry, ...]]:
    """Cues by their first word, the longest first."""
    out: dict[str, list[Entry]] = {}
    for entry in table():
        out.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(found, key=lambda e: -len(e.words))) for word, found in out.items()}


def entry(trees: Trees, index: int) -> Entry | None:
    """The longest cue of the table that begins at a token; one of its part of speech comes first."""
    token = trees.tokens[index]
    found: Entry | None = None
    for lemma in dict.fromkeys((token.lemma.lower(), trees.word(index).lower())):
        for each in _by_first_word().get(lemma, ()):
            if _stands(trees, index, each) and (found is None or len(each.words) > len(found.words)):
                found = each
    return found or _misfiled(trees, index)


def _misfiled(trees: Trees, index: int) -> Entry | None:
    """A noun of the table that the parser took for a verb ("criticism" as a VERB), by its form."""
    if trees.tokens[index].pos not in ("VERB", "ADJ", "PROPN"):
        return None
    words = (trees.word(index).lower(), trees.tokens[index].lemma.lower())
    found = [each for word in dict.fromkeys(words) for each in _by_first_word().get(word, ())]
    return next((each for each in found if each.part == "noun" and len(each.words) == 1), None)


def _stands(trees: Trees, index: int, each: Entry) -> bool:
    """Whether a cue's part of speech and its further words stand at a token."""
    if trees.tokens[index].pos not in _PARTS[each.part]:
        return False
    last = index
    for word in each.words[1:]:
        behind = _behind(trees, index, last, word)
        if behind is None:
            return False
        last = behind
    return True


def _behind(trees: Trees, anchor: int, last: int, word: str) -> int | None:
    """Where a further word of a cue stands: right behind the last one, adverbs apart, or, as a particle, an
    object or the preposition of an adjunct, further on."""
    near = True
    end = trees.sentence(anchor)[1]
    for index in range(last + 1, min(last + 1 + _REACH, end)):
        token = trees.tokens[index]
        if word in (token.lemma.lower(), trees.word(index).lower()):
            governed = token.head == anchor and token.relation in ("compound", "advmod", "obj", "obl")
            case = token.relation == "case" and trees.tokens[token.head].head == anchor and word != "to"
            if near or governed or case:
                return index
        near = near and token.pos == "ADV"
    return None
