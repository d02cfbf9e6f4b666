"""The source, cue and content of a verb of saying or thinking, in a dependency tree.

The trees are a parser's, and it slips most where no "that" opens a clause: what is taken back from such
slips is said at each place.
"""

from __future__ import annotations

from sayso.attribute.saying import AIMING, DIRECTING, SPEAKING, THINKING
from sayso.attribute.trees import Trees

NOBODY = frozenset(
    ["nobody", "none", "anybody", "anyone", "whoever", "what", "which", "who", "that", "there"]
)
"""Subjects that are no source: they deny one, ask for one, or only stand in for something."""

NOT_OF_A_NAME = ("acl", "parataxis", "mark", "nsubj", "aux", "cop", "advcl")
"""Relations below a source's noun that are no part of who it is."""


class Clauses(Trees):
    """Trees that know who says what."""

    def subject(self, verb: int) -> int | None:
        """Who says it: the subject, or what stands behind "by" in the passive."""
        if self.passive(verb):
            agents = [i for i in self.under(verb, "obl") if self.words(self.under(i, "case")) == ["by"]]
            return agents[0] if agents else None
        if subjects := self.under(verb, "nsubj"):
            return self._meant(verb, subjects[0])
        before = self.tokens[verb].head
        shared = self.tokens[verb].relation == "conj" and before in self.inside
        if shared and self.tokens[before].pos == "VERB" and not self.passive(before):
            return self.subject(before)
        return None

    def _meant(self, verb: int, subject: int) -> int | None:
        """The subject, or what a relative pronoun stands for; none where it is nobody."""
        word = self.word(subject)
        if word in ("who", "which", "that") and self.tokens[verb].relation == "acl":
            return self.tokens[verb].head if self.tokens[verb].head in self.inside else None
        dets = self.words(self.under(subject, "det"))
        return None if word in NOBODY or "no" in dets or "any" in dets else subject

    def passive(self, verb: int) -> bool:
        """Whether a verb stands in the passive: the parser gives no voice of its own."""
        helped = any(self.tokens[i].lemma in ("be", "get") for i in self.under(verb, "aux") if i < verb)
        return helped and not self.word(verb).endswith("ing")

    def phrase(self, head: int) -> set[int]:
        """A source: the noun phrase without its preposition and its clauses."""
        case = set(self.under(head, "case"))
        without = {i for c in case for i in self.below(c)}
        for child in self.under(head, *NOT_OF_A_NAME):
            without |= self.below(child)
        for child in self.under(head, "conj", "appos", "dep"):
            if self.under(child, "nsubj"):
                without |= self.below(child)
        return self.trimmed(self.below(head) - without)

    def nearest(self, phrase: set[int], cue: int) -> set[int]:
        """What of a source stands together nearest before its cue, or behind it where none stands before:
        the rest of such a phrase is a slip of the tree."""
        before = [i for i in phrase if i < cue]
        index, step = (max(before), -1) if before else (min(phrase), 1)
        out = set()
        while index in phrase:
            out.add(index)
            index += step
        return self.trimmed(out)

    def cue(self, verb: int) -> set[int]:
        """The verb with what helps it, as far as they stand together."""
        helpers = set(self.under(verb, "aux", "compound", "advmod"))
        first = last = verb
        while first - 1 in helpers:
            first -= 1
        while first in helpers and self.tokens[first].relation == "advmod":
            first += 1
        while last + 1 in helpers and self.tokens[last + 1].relation == "compound":
            last += 1
        return set(range(first, last + 1))

    def content(self, verb: int) -> set[int]:
        """The clause that is said: below the verb, or, where it is put in, the one around it."""
        token = self.tokens[verb]
        if token.lemma in SPEAKING | THINKING:
            clauses = [i for i in self.under(verb, "xcomp") if self.under(i, "nsubj", "expl")]
            for clause in self.under(verb, "ccomp") + clauses:
                return self._said(verb, clause)
        for clause in self.under(verb, "xcomp"):
            if "to" not in self.words(self.under(clause, "mark")):
                continue
            if token.lemma in THINKING:
                objects = [i for i in self.under(verb, "obj") if verb < i < clause]
                if not objects and token.lemma not in AIMING:
                    continue
                return self.trimmed({i for top in (clause, *objects) for i in self.below(top)})
            if token.lemma in DIRECTING:
                return self.trimmed(self.below(clause))
        if token.relation == "parataxis" and self._is_put_in(verb):
            return self.trimmed(self.around(token.head) - self.below(verb))
        for clause in self.under(verb, "parataxis"):
            if self.tokens[clause].pos in ("VERB", "AUX", "ADJ", "NOUN") and self.under(clause, "nsubj"):
                return self.trimmed(self.below(clause))
        return set()

    def _is_put_in(self, verb: int) -> bool:
        """Whether a clause of saying is put into, or behind, one that it reports ("…, he said")."""
        clause = self.tokens[verb].head
        if clause not in self.inside or verb < clause or verb + 1 >= len(self.tokens):
            return False
        return self._has_subject(clause) and self.word(verb + 1) != ":"

    def _said(self, verb: int, clause: int) -> set[int]:
        """A clause that is a verb's object, with its subject: where the tree gives that to the verb, as
        parsers do where no "that" opens the clause, it is taken back. A clause without any is none."""
        if self.tokens[verb].lemma in THINKING and set(self.under(verb, "xcomp")) - {clause}:
            return set()
        strays = [i for i in self.under(verb, "nsubj")[1:] if verb < i < clause]
        if not strays and not self._has_subject(clause):
            strays = [i for i in self.under(verb, "obj") if verb < i < clause]
            if not strays:
                return set()
        bare = len(self.below(clause)) - len(self.under(clause, "mark"))
        if self.tokens[clause].pos == "AUX" and bare < 3:  # "as rich as he says he is"
            return set()
        found = {i for top in (clause, *strays) for i in self.below(top)}
        # "Something that they say they cannot do": the pronoun belongs to what is around.
        lone = min(found)
        if lone < verb and lone + 1 not in found and self.tokens[lone].pos in ("PRON", "SCONJ"):
            found.discard(lone)
        return self.trimmed(found)

    def _has_subject(self, clause: int) -> bool:
        """Whether a clause has a subject before its verb, or is opened by "that"."""
        words = [clause, *self.under(clause, "xcomp", "aux", "cop")]
        subjects = [(i, word) for word in words for i in self.under(word, "nsubj", "csubj", "expl")]
        return any(subject < word for subject, word in subjects) or "that" in self.words(
            self.under(clause, "mark")
        )

    def around(self, head: int) -> set[int]:
        """The clause of a word, without what only leads to it from outside."""
        lead = {i for m in self.under(head, "cc") for i in self.below(m)}
        return self.below(head) - lead
