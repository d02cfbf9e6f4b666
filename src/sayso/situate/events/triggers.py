"""Trees → the words that tell of an event, with their row of the lexicon.

A verb is a trigger with its particle or preposition, and with one of the words that its row wants. A noun
is one where it stands for something that took place: as the object of a verb of holding or beginning, as a
subject, behind "after" or "during", or with those named whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.situate.events.clauses import Clauses
from sayso.situate.events.lexicon import Entry, Standing, first_words, nouns, verbs
from sayso.situate.events.sides import DECIDING, LIGHT
from sayso.situate.events.standing import Cast
from sayso.types import EntityKind, EventKind
from sayso.words import word_set

TERRITORY = word_set(
    "town city village territory area base airport region province district land island border "
    "checkpoint capital port part"
)
FACTIVE = word_set(
    "condemn denounce mourn survive witness suffer follow repel praise criticise criticize blame "
    "investigate see face report describe confirm claim trigger cause spark prompt include bring"
)
"""Verbs whose object is something that took place."""

TEMPORAL = word_set("after during following since amid in at by despite over from with before under")


class Trigger(NamedTuple):
    """``token`` is the word, ``along`` the word that its row wants, -1 for none, ``extra`` its particle."""

    token: int
    entry: Entry
    verb: bool
    along: int = -1
    extra: int = -1


class Finder:
    """Finds triggers."""

    def __init__(self, cast: Cast, clauses: Clauses) -> None:
        self.cast, self.clauses, self.trees, self.tokens = cast, clauses, clauses.trees, clauses.tokens

    def words(self) -> list[int]:
        """The tokens that can be triggers by their lemmas: verbs in text order, then nouns."""
        lemmas = self.clauses.lemma
        found = [
            i for i, token in enumerate(self.tokens) if token.pos == "VERB" and lemmas(i) in first_words()
        ]
        return found + [
            i
            for i, token in enumerate(self.tokens)
            if token.pos in ("NOUN", "PROPN") and lemmas(i) in nouns()
        ]

    def at(self, token: int) -> Iterator[Trigger]:
        """The rows of the lexicon that a token fits, the likeliest first."""
        if self.tokens[token].pos == "VERB":
            yield from self._verbs(token)
        elif self.tokens[token].pos in ("NOUN", "PROPN"):
            yield from self._nouns(token)

    def _verbs(self, token: int) -> Iterator[Trigger]:
        table, lemma = verbs(), self.clauses.lemma(token)
        if self.tokens[token].relation == "amod" and not self.clauses.agents(token):
            return
        for extra in [*self._extras(token), -1]:
            word = lemma if extra < 0 else f"{lemma} {self.clauses.word(extra)}"
            for entry in table.get(word, ()):
                along = self._along(token, entry)
                shown = entry.kind is EventKind.PROTEST and not entry.along and entry.to[0] != "obj"
                if shown and self.trees.children(token, "obj", "ccomp"):
                    continue
                if along is not None and not self._other_sense(token, word):
                    yield Trigger(token, entry, True, along, extra)

    def _other_sense(self, token: int, word: str) -> bool:
        """Whether a word is used for being free, asking about something, or calling somebody names."""
        if word == "free":
            return self.clauses.word(token) == "free" and not self.trees.children(token, "obj")
        if word == "ask":
            return bool(self.clauses.under(token, "about"))
        named = (
            self.trees.children(token, "xcomp", "ccomp", "compound") or len(self.clauses.patients(token)) > 1
        )
        return word == "call" and bool(named or not self.trees.children(token, "advcl"))

    def _extras(self, token: int) -> list[int]:
        """The particles of a verb, and the prepositions and adjectives behind it."""
        out = [i for i in self.trees.children(token, "compound", "advmod", "xcomp", "case") if i > token]
        for one in self.trees.children(token, "obl", "obj", "advcl"):
            out += [i for i in self.trees.children(one, "case", "mark") if i > token]
        return sorted(i for i in out if i - token <= 4 or self.tokens[i].relation in ("compound", "xcomp"))

    def _along(self, token: int, entry: Entry) -> int | None:
        """The word that an entry wants beside its verb: -1 where it wants none, None where there is none."""
        if not entry.along:
            return -1
        for one in self.clauses.complements(token):
            if self.clauses.lemma(one) in entry.along or self.clauses.word(one) in entry.along:
                return one
        objects = self.clauses.patients(token) + self.trees.children(token, "iobj")
        return -1 if any(self._sort(one, entry.along) for one in objects) else None

    def _sort(self, token: int, along: frozenset[str]) -> bool:
        """Whether an object is of a sort that a row wants, which it names in capitals."""
        return (
            ("HUMAN" in along and self._human(token))
            or ("TERRITORY" in along and self._territory(token))
            or ("PLACE" in along and self.cast.place(token) is not None)
            or ("MONEY" in along and self._money(token))
        )

    def _human(self, token: int) -> bool:
        side = self.cast.side(token)
        if self.trees.word(token).lower() in ("he", "she", "him", "her", "they", "them"):
            return True
        if side is None:
            return self.tokens[token].pos == "NUM" and self._entity(token) is EntityKind.NUMBER
        return self._entity(token) is not EntityKind.PRODUCT

    def _territory(self, token: int) -> bool:
        return self.clauses.lemma(token) in TERRITORY or self._entity(token) in (
            EntityKind.STATE,
            EntityKind.PLACE,
            EntityKind.FACILITY,
        )

    def _money(self, token: int) -> bool:
        return self._entity(token) is EntityKind.MONEY or self.clauses.lemma(token) in (
            "dollar",
            "euro",
            "pound",
        )

    def _entity(self, token: int) -> EntityKind | None:
        entity = self.tokens[token].entity
        return None if entity < 0 else self.cast.ground.parse.entities[entity].kind

    def _nouns(self, token: int) -> Iterator[Trigger]:
        entries = nouns().get(self.clauses.lemma(token), ())
        if not entries or not self._occurs(token):
            return
        before = self.trees.children(token, "compound", "amod", "nmod")
        beside = [j for i in before for j in [i, *self.trees.children(i)] if j < token] + before
        for entry in entries:
            found = [i for i in beside if self.clauses.lemma(i) in entry.along]
            if "HUMAN" in entry.along and any(map(self._human, self.clauses.under(token, "of"))):
                found = found or [-1]
            if found or not entry.along:
                yield Trigger(token, entry, False, found[0] if found else -1)

    def _occurs(self, token: int) -> bool:
        """Whether a noun stands where something that takes place would."""
        head, relation = self.tokens[token].head, self.tokens[token].relation
        if head < 0 or relation in ("nsubj", "root", "parataxis"):
            return True
        lemma, verb = self.clauses.lemma(head), self.tokens[head].pos == "VERB"
        if relation == "obj":
            return verb and (lemma in LIGHT or lemma in DECIDING or lemma in FACTIVE)
        if relation == "obl":
            return self.trees.case(token) in TEMPORAL or lemma in ("lead", "result", "end", "call", "respond")
        if relation in ("nmod", "conj", "appos"):
            return self._definite(token) or (relation == "conj" and self._occurs(head))
        return False

    def _definite(self, token: int) -> bool:
        owned = any(side.standing >= Standing.POWER for side in self.cast.owners(token))
        return owned or bool(self.clauses.under(token, "between")) or bool(self.clauses.agents(token))
