"""The tables of words that tell of events, as they stand beside this module.

``verbs.csv`` and ``nouns.csv``: a word (a verb with its particle or preposition), the words of which one
has to stand with it, PLOVER's root type and mode, where the recipient stands, what it needs in order to be
an event between parties, and why where that is not plain. Rows that want another word are tried first, then
in the order of the file. ``people.csv``: nouns for those who act, with their standing, and whether they act
for the state whose adjective stands before them. ``contexts.csv``: words that speak of PLOVER's contexts.
"""

from __future__ import annotations

import csv
from enum import IntEnum, StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.types import EventKind


class Needs(StrEnum):
    """What a word must find before it tells of an event between parties; everything less is left out.

    ANYBODY: on either side somebody. PUBLIC: somebody named or with a public role. POWER: on either side a
    state, an organ, an official, an armed or political body. ARMED: an actor who can use force. FORCE: the
    same on either side, or a weapon. WEAPON: a weapon, or an armed actor. TARGET: an actor who can use force,
    and somebody whom it is aimed at. OFFICIAL: an actor of power. HOST: that, and a guest of power. SEVERAL:
    two actors, one of power. STATE: an actor of power towards a state or a body of one. TOWARDS: the same
    towards anybody. PEOPLE: an actor who is no power. WORKERS: those who can go on strike. TALK: a state or
    an actor of power, the latter towards somebody. WORDS: a person of power towards somebody. EVENT: with
    actors. VERB: never by itself, only with a verb that has the noun in its row.
    """

    ANYBODY = "anybody"
    PUBLIC = "public"
    POWER = "power"
    ARMED = "armed"
    FORCE = "force"
    WEAPON = "weapon"
    TARGET = "target"
    OFFICIAL = "official"
    HOST = "host"
    SEVERAL = "several"
    STATE = "state"
    TOWARDS = "towards"
    PEOPLE = "people"
    WORKERS = "workers"
    TALK = "talk"
    WORDS = "words"
    VERB = "verb"
    EVENT = "event"


class Entry(NamedTuple):
    """A row of verbs.csv or nouns.csv. ``along`` is empty where the word needs no other."""

    word: str
    along: frozenset[str]
    kind: EventKind
    mode: str | None
    to: tuple[str, ...]
    needs: Needs
    row: int


class Standing(IntEnum):
    """How much of a party somebody is. NONE: no party; PLAIN: people without a public role, who can be
    harmed or helped; PEOPLE: those who act together or in public; POWER: states, organs, officials, political
    and international bodies; ARMED: those who can use force."""

    NONE = 0
    PLAIN = 1
    PEOPLE = 2
    POWER = 3
    ARMED = 4


TO: dict[EventKind, str] = {
    EventKind.AGREE: "with obj iobj to owner",
    EventKind.CONSULT: "obj with between to",
    EventKind.SUPPORT: "obj to for owner with by",
    EventKind.CONCEDE: "iobj obj on to against for owner",
    EventKind.COOPERATE: "with between obj to",
    EventKind.AID: "iobj to for obj in",
    EventKind.RETREAT: "obj from to with",
    EventKind.REQUEST: "obj clause from by of owner",
    EventKind.ACCUSE: "obj against on into owner of by over",
    EventKind.REJECT: "obj by from owner with to",
    EventKind.THREATEN: "obj against to clause-object",
    EventKind.PROTEST: "against outside at over owner",
    EventKind.SANCTION: "obj on against with to for from in owner",
    EventKind.MOBILIZE: "against near",
    EventKind.COERCE: "obj on against in owner",
    EventKind.ASSAULT: "obj on at against with into inside owner",
}
"""Where the recipient of each type stands, the likeliest first, unless the word's own row says otherwise:
the object, the indirect object, the phrase with a preposition (of the word or of its object), ``owner``
(whose the object is), ``clause`` and ``clause-object`` (the subject and the object of the clause below)."""


@cache
def verbs() -> dict[str, tuple[Entry, ...]]:
    """The entries of each verb, those that need another word first."""
    return _entries("verbs.csv", "verb")


@cache
def first_words() -> frozenset[str]:
    """The verbs of `verbs`, without their particles and prepositions."""
    return frozenset(word.partition(" ")[0] for word in verbs())


@cache
def nouns() -> dict[str, tuple[Entry, ...]]:
    return _entries("nouns.csv", "noun")


@cache
def people() -> dict[str, Standing]:
    return {row["word"]: Standing[row["standing"].upper()] for row in _rows("people.csv")}


@cache
def of_states() -> frozenset[str]:
    """The nouns for those who act for the state whose adjective stands before them."""
    return frozenset(row["word"] for row in _rows("people.csv") if row["of"])


@cache
def contexts() -> dict[str, tuple[tuple[tuple[str, ...], int, str], ...]]:
    """First word → the phrases that it begins, each with its context's place in the table and its name."""
    found: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
    for place, row in enumerate(_rows("contexts.csv")):
        for words in row["words"].split("|"):
            phrase = tuple(words.split())
            found.setdefault(phrase[0], []).append((phrase, place, row["context"]))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _entries(name: str, column: str) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, list[Entry]] = {}
    for number, row in enumerate(_rows(name), 2):
        kind = EventKind(row["kind"])
        out.setdefault(row[column], []).append(
            Entry(
                row[column],
                frozenset(row["with"].split()),
                kind,
                row["mode"] or None,
                tuple((row["to"] or TO[kind]).split()),
                Needs(row["needs"] or "public"),
                number,
            )
        )
    return {word: tuple(sorted(found, key=lambda e: not e.along)) for word, found in out.items()}


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
