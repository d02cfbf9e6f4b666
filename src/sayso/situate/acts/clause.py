"""One clause of a content, with what the rules (`content`) ask of it; and the words that they look for."""

from __future__ import annotations

import csv
from functools import cache, cached_property
from importlib.resources import files

from sayso.situate.acts.cues import negated, willing
from sayso.situate.acts.parties import BODIES, somebody
from sayso.situate.ground import Ground

_FIRST = frozenset(["i", "we"])
_THIRD = frozenset(["he", "she", "it", "they", "one", "who"])
_ANYBODY = frozenset(["you", "there", "it", "this", "that", "i", "we", "one", "what", "which"])

_SURE = 0.6
"""From which confidence on a pronoun that means somebody else is believed; below, it is the speaker."""


@cache
def heads() -> dict[str, frozenset[str]]:
    """The words of ``heads.csv`` by kind."""
    text = (files("sayso.situate.acts") / "heads.csv").read_text("utf-8")
    return {row["kind"]: frozenset(row["words"].split("|")) for row in csv.DictReader(text.splitlines())}


class Clause:
    """One clause of a content, with what the rules ask of it."""

    def __init__(
        self,
        ground: Ground,
        top: int,
        speakers: frozenset[str],
        content: frozenset[int],
        direct: bool = False,
    ) -> None:
        self.ground, self.trees, self.top, self.direct = ground, ground.trees, top, direct
        self.lemma = self.trees.tokens[top].lemma.lower()
        subjects = self.trees.children(top, "nsubj") or self._strays(content)
        self.subject = subjects[0] if subjects else None
        self.negated = negated(self.trees, top)
        self.will = willing(self.trees, top) or self._going()
        self.speakers = speakers
        self.own = self._own(content)

    def _strays(self, content: frozenset[int]) -> list[int]:
        """A subject that the tree gives to the verb of saying, as it may where no "that" opens the clause."""
        above = self.trees.tokens[self.top].head
        if above < 0 or above in content:
            return []
        found = self.trees.children(above, "nsubj", "obj", "iobj")
        return [i for i in found if i in content and above < i < self.top]

    def _going(self) -> bool:
        """Whether the clause is the infinitive of "going to"."""
        head = self.trees.tokens[self.top].head
        return self.trees.tokens[self.top].relation == "xcomp" and self.trees.word(head).lower() == "going"

    def _own(self, content: frozenset[int]) -> bool:
        """Whether the subject is the one who speaks."""
        if self.subject is None or self.subject not in content:
            return False
        word = self.trees.word(self.subject).lower()
        if word in _FIRST or self.direct:
            return word in _FIRST
        found = self.ground.means(self.subject)
        if found and (word not in _THIRD or found.confidence >= _SURE):
            return found.actor in self.speakers
        return word in _THIRD and self.trees.tokens[self.subject].relation == "nsubj"

    @cached_property
    def ours(self) -> bool:
        """Whether the subject is the speaker, or what he speaks for: a minister who says what his country,
        or "the government", will do."""
        if self.own or self.subject is None:
            return self.own
        actors = [a for a in self.ground.resolution.actors if a.id in self.speakers and a.of]
        found = self.ground.means(self.subject)
        if found is not None:
            return any(actor.of == found.actor for actor in actors)
        the = any(
            self.trees.word(i).lower() in ("the", "our")
            for i in self.trees.children(self.subject, "det", "nmod")
        )
        return bool(actors) and the and self.trees.tokens[self.subject].lemma.lower() in BODIES

    @property
    def passive(self) -> bool:
        token = self.trees.tokens[self.top]
        helped = any(
            self.trees.tokens[i].lemma in ("be", "get") for i in self.trees.children(self.top, "aux")
        )
        return token.pos == "VERB" and helped and not self.trees.word(self.top).lower().endswith("ing")

    @property
    def party(self) -> int | None:
        """The subject where it is somebody else, whom the report names or tells of."""
        if self.subject is None or self.own:
            return None
        word = self.trees.word(self.subject).lower()
        return self.subject if word not in _ANYBODY and somebody(self.ground, self.subject) else None

    def modal(self, words: frozenset[str]) -> bool:
        return any(self.trees.word(i).lower() in words for i in self.trees.children(self.top, "aux"))

    def to_you(self) -> bool:
        """Whether those who are spoken to come up in it: what one says to do for them is promised."""
        return any(self.trees.word(i).lower() in ("you", "your") for i in self.trees.below(self.top))

    def asked(self) -> bool:
        """Whether it is an indirect question."""
        marks = self.trees.children(self.top, "mark")
        return any(self.trees.word(i).lower() in ("whether", "if") for i in marks)

    def owned(self) -> bool:
        """Whether its subject is somebody's: "his temperament", "the council's plan"."""
        nouns = self.trees.children(self.subject, "nmod") if self.subject is not None else []
        return any(i < (self.subject or 0) and somebody(self.ground, i) for i in nouns)

    def perfect(self) -> bool:
        return any(self.trees.tokens[i].lemma == "have" for i in self.trees.children(self.top, "aux"))

    def object_in(self, kind: str) -> bool:
        return any(
            self.trees.tokens[i].lemma in heads()[kind] for i in self.trees.children(self.top, "obj", "obl")
        )
