"""Attributions inside another one's content: "he said that she had told him …".

The network's tags are flat: all words of a content are content. What is said inside one is read from
the dependency trees: a verb or noun of saying (`sayso.attribute.saying`), with a source and a clause of
its own, or "according to". Which of them count and which do not is in `docs/attribution.md`; what else
was tried, and how often this is right, in `docs/decisions/0011-nested-attributions.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sayso.attribute.saying import DIRECTING, NOUNS, SPEAKING, THINKING
from sayso.quotation import Quotation, quotations
from sayso.types import Attribution, Parse, Span, Token

RIGHT = 0.9
"""How often what is found here is right where the content around it is: an attribution's confidence is
that of the one around it times this, for each level."""

LEVELS = 2
"""How deep an attribution may stand inside others; a third level is more often a wrong tree."""

PERSONS = frozenset(["i", "we", "you"])
"""Those who speak to each other in a quotation: what they think adds no voice to the speaker's."""

NOBODY = frozenset(
    ["nobody", "none", "anybody", "anyone", "whoever", "what", "which", "who", "that", "there"]
)
"""Subjects that are no source: they deny one, ask for one, or only stand in for something."""

OPEN_MARKS = frozenset(["if", "unless", "whether", "lest"])
"""Words that open a clause in which nothing is said to be so."""

DENIALS = frozenset(["not", "never", "hardly", "rarely", "seldom", "longer", "to"])
"""Words before a verb that leave it unsaid: it was denied, is no longer so, or is only meant ("to say")."""

CAUSES = frozenset(["make", "let", "help", "have", "force"])
"""Verbs that have somebody say or think, without its being so."""

NOT_OF_A_NAME = ("acl", "parataxis", "mark", "nsubj", "aux", "cop", "advcl")
"""Relations below a source's noun that are no part of who it is."""

MODALS = frozenset(["can", "could", "may", "might", "must", "ought", "shall", "should", "will", "would"])


class Nested(NamedTuple):
    """An attribution inside a content: its tokens by role, each in text order, and how deep it stands
    among those of the same content, from 1."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    level: int = 1


def nested(text: str, parse: Parse, inside: Iterable[int]) -> list[Nested]:
    """The attributions whose source, cue and content stand wholly among the tokens ``inside``, the
    content of one that is already known; in text order, those inside each other all given."""
    trees = _Trees(text, parse, frozenset(inside))
    found = [one for index in sorted(trees.inside) for one in trees.at(index)]
    levelled = [one._replace(level=1 + sum(one.cue[0] in o.content for o in found)) for one in found]
    return [one for one in levelled if one.level <= LEVELS]


def inner_marks(text: str, marks: list[Quotation], cue: Span) -> list[Quotation]:
    """The quotations that can be of an inner attribution's own words, of the paragraph's outermost ones.
    Those that stand around its cue too are the outer speaker's; in place of them come those inside."""
    own = [mark for mark in marks if not mark.start < cue.start < mark.end]
    around = (mark for mark in marks if mark.start < cue.start < mark.end)
    return own + [
        inner for mark in around for inner in quotations(text, mark.start + 1, mark.end - mark.closed)
    ]


def with_parents(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions in the order of their first character, each with the index of the innermost one in
    whose content its cue and content stand."""
    order = sorted(attributions, key=lambda a: min(a.source + a.cue + a.content))
    return tuple(replace(one, parent=_parent(one, order)) for one in order)


def _parent(one: Attribution, others: list[Attribution]) -> int | None:
    mine = one.cue + one.content
    around = [
        (sum(end - start for start, end in other.content), index)
        for index, other in enumerate(others)
        if other is not one
        and all(any(o.start <= s.start and s.end <= o.end for o in other.content) for s in mine)
    ]
    return min(around)[1] if around else None


class _Trees:
    """The trees of a parse, as far as a content's tokens go."""

    def __init__(self, text: str, parse: Parse, inside: frozenset[int]) -> None:
        self.text, self.tokens, self.inside = text, parse.tokens, inside
        self.sentences = parse.sentences
        self.children: dict[int, list[int]] = {}
        for index in sorted(inside):
            self.children.setdefault(self.tokens[index].head, []).append(index)

    def at(self, index: int) -> Iterator[Nested]:
        """What the word at ``index`` makes of its clause: one attribution or none."""
        token = self.tokens[index]
        if token.pos == "VERB" and token.lemma in SPEAKING | THINKING | DIRECTING:
            parts = self._of_verb(index, token)
        elif token.pos == "NOUN" and token.lemma in NOUNS:
            parts = self._of_noun(index)
        elif token.lemma in ("accord", "according") and token.relation == "case":
            parts = self._according(index)
        else:
            parts = None
        if parts and all(parts):
            source, cue, content = (tuple(sorted(part)) for part in parts)
            yield Nested(source, cue, content)

    def _of_verb(self, verb: int, token: Token) -> tuple[set[int], ...] | None:
        subject = self._subject(verb)
        if subject is None or self._unsaid(verb, subject) or not self._adds_a_voice(verb, subject):
            return None
        cue, source = self._cue(verb), self._nearest(self._phrase(subject), verb)
        content = self._content(verb) - cue
        # "…, said the mayor": who stands behind the verb has said what stands before it.
        if not self._passive(verb) and min(source, default=0) > verb and max(content, default=0) > verb:
            return None
        return source, cue, content

    def _of_noun(self, noun: int) -> tuple[set[int], ...] | None:
        """ "The mayor's claim that …": somebody's, with a clause that "that" opens."""
        clauses = [
            i for i in self._with(noun, "acl", "ccomp") if self._words(self._with(i, "mark")) == ["that"]
        ]
        owners = [
            i
            for i in self._with(noun, "nmod")
            if self.tokens[i].pos in ("PROPN", "NOUN", "PRON")
            and (i < noun or self._words(self._with(i, "case"))[:1] in (["by"], ["from"], ["of"]))
        ]
        if not clauses or not owners or self._unsaid(noun, owners[0]):
            return None
        return self._phrase(owners[0]), {noun}, self._trimmed(self._below(clauses[0]))

    def _according(self, case: int) -> tuple[set[int], ...] | None:
        """ "According to the board": what it says is the clause, but for these words."""
        source = self.tokens[case].head
        clause = self.tokens[source].head if source in self.inside else -1
        if clause not in self.inside or self.tokens[source].relation not in ("obl", "nmod"):
            return None
        cue = {case, *self._with(case, "fixed")}
        whole = self._below(source)
        return self._phrase(source), cue, self._trimmed(self._clause(clause) - whole)

    def _subject(self, verb: int) -> int | None:
        """Who says it: the subject, or what stands behind "by" in the passive."""
        if self._passive(verb):
            agents = [i for i in self._with(verb, "obl") if self._words(self._with(i, "case")) == ["by"]]
            return agents[0] if agents else None
        if subjects := self._with(verb, "nsubj"):
            return self._meant(verb, subjects[0])
        before = self.tokens[verb].head
        shared = self.tokens[verb].relation == "conj" and before in self.inside
        if shared and self.tokens[before].pos == "VERB" and not self._passive(before):
            return self._subject(before)
        return None

    def _meant(self, verb: int, subject: int) -> int | None:
        """The subject, or what a relative pronoun stands for; none where it is nobody."""
        word = self._word(subject)
        if word in ("who", "which", "that") and self.tokens[verb].relation == "acl":
            return self.tokens[verb].head if self.tokens[verb].head in self.inside else None
        dets = self._words(self._with(subject, "det"))
        return None if word in NOBODY or "no" in dets or "any" in dets else subject

    def _unsaid(self, cue: int, subject: int) -> bool:
        """Whether the report does not have it that this was said: denied, asked, wanted, or only possible."""
        inner = self.children.get(cue, [])
        helpers = [
            i for i in inner if self.tokens[i].relation in ("aux", "advmod", "mark", "cop") and i < cue
        ]
        words = {self.tokens[i].lemma for i in helpers} | set(self._words(helpers))
        asked = any(self.tokens[i].relation == "aux" and i < subject < cue for i in inner)
        if asked or words & (MODALS | DENIALS):
            return True
        governor = self.tokens[cue].head
        if governor in self.inside and self.tokens[governor].lemma in CAUSES and not words:
            return self.tokens[cue].relation in ("ccomp", "xcomp")
        while cue in self.inside:
            if OPEN_MARKS & set(self._words(self._with(cue, "mark"))):
                return True
            cue = self.tokens[cue].head
        return False

    def _adds_a_voice(self, verb: int, subject: int) -> bool:
        """Not so for "it feels like", and for what the speaker, or those whom he speaks to, think or say
        as he speaks ("I think", "I tell you"); what they said before counts."""
        lemma, word = self.tokens[verb].lemma, self._word(verb)
        if self._word(subject) == "it" and lemma == "feel":
            return False
        if self._word(subject) not in PERSONS:
            return True
        return lemma not in THINKING and word != lemma and not word.endswith("ing")

    def _content(self, verb: int) -> set[int]:
        """The clause that is said: below the verb, or, where it is put in, the one around it."""
        token = self.tokens[verb]
        if token.lemma in SPEAKING | THINKING:
            clauses = [i for i in self._with(verb, "xcomp") if self._with(i, "nsubj", "expl")]
            for clause in self._with(verb, "ccomp") + clauses:
                return self._said(verb, clause)
        for clause in self._with(verb, "xcomp"):
            if "to" not in self._words(self._with(clause, "mark")):
                continue
            if token.lemma in THINKING:
                objects = [i for i in self._with(verb, "obj") if verb < i < clause]
                return self._trimmed({i for top in (clause, *objects) for i in self._below(top)})
            if token.lemma in DIRECTING:
                return self._trimmed(self._below(clause))
        if token.relation == "parataxis" and token.head in self.inside:
            return self._trimmed(self._clause(token.head) - self._below(verb))
        for clause in self._with(verb, "parataxis"):
            if self.tokens[clause].pos in ("VERB", "AUX", "ADJ", "NOUN") and self._with(clause, "nsubj"):
                return self._trimmed(self._below(clause))
        return set()

    def _said(self, verb: int, clause: int) -> set[int]:
        """A clause that is a verb's object, with its subject: where the tree gives that to the verb, as
        parsers do where no "that" opens the clause, it is taken back. A clause without any is none."""
        if self.tokens[verb].lemma in THINKING and set(self._with(verb, "xcomp")) - {clause}:
            return set()
        strays = [i for i in self._with(verb, "nsubj")[1:] if verb < i < clause]
        if not strays and not self._has_subject(clause):
            strays = [i for i in self._with(verb, "obj") if verb < i < clause]
            if not strays:
                return set()
        if self.tokens[clause].pos == "AUX" and len(self._below(clause)) < 3:  # "as rich as he says he is"
            return set()
        found = {i for top in (clause, *strays) for i in self._below(top)}
        # "Something that they say they cannot do": the pronoun belongs to what is around.
        lone = min(found)
        if lone < verb and lone + 1 not in found and self.tokens[lone].pos in ("PRON", "SCONJ"):
            found.discard(lone)
        return self._trimmed(found)

    def _has_subject(self, clause: int) -> bool:
        """Whether a clause has a subject before its verb, or is opened by "that"."""
        words = [clause, *self._with(clause, "xcomp", "aux", "cop")]
        subjects = [(i, word) for word in words for i in self._with(word, "nsubj", "csubj", "expl")]
        return any(subject < word for subject, word in subjects) or "that" in self._words(
            self._with(clause, "mark")
        )

    def _nearest(self, phrase: set[int], cue: int) -> set[int]:
        """What of a source stands together nearest before its cue, or behind it where none stands before:
        the rest of such a phrase is a slip of the tree."""
        before = [i for i in phrase if i < cue]
        index, step = (max(before), -1) if before else (min(phrase), 1)
        out = set()
        while index in phrase:
            out.add(index)
            index += step
        return self._trimmed(out)

    def _cue(self, verb: int) -> set[int]:
        """The verb with what helps it, as far as they stand together."""
        helpers = set(self._with(verb, "aux", "compound", "advmod"))
        first = last = verb
        while first - 1 in helpers:
            first -= 1
        while first in helpers and self.tokens[first].relation == "advmod":
            first += 1
        while last + 1 in helpers and self.tokens[last + 1].relation == "compound":
            last += 1
        return set(range(first, last + 1))

    def _phrase(self, head: int) -> set[int]:
        """A source: the noun phrase without its preposition, its clauses and what is put behind a comma."""
        case = set(self._with(head, "case"))
        without = {i for c in case for i in self._below(c)}
        for child in self._with(head, *NOT_OF_A_NAME):
            without |= self._below(child)
        for child in self._with(head, "conj", "appos", "dep"):
            if self._with(child, "nsubj"):
                without |= self._below(child)
        return self._trimmed(self._below(head) - without)

    def _clause(self, head: int) -> set[int]:
        """The clause of a word, without what only leads to it from outside."""
        lead = {i for m in self._with(head, "cc") for i in self._below(m)}
        return self._below(head) - lead

    def _below(self, head: int) -> set[int]:
        out, waiting = set(), [head]
        while waiting:
            index = waiting.pop()
            out.add(index)
            waiting += self.children.get(index, [])
        return out

    def _trimmed(self, tokens: set[int]) -> set[int]:
        """Without punctuation at the ends, and with all between the ends that belongs to it."""
        order = sorted(tokens)
        while order and self.tokens[order[0]].pos == "PUNCT":
            order.pop(0)
        while order and self.tokens[order[-1]].pos == "PUNCT" and self._word(order[-1]) not in ")]":
            order.pop()
        return set(order)

    def _passive(self, verb: int) -> bool:
        helped = any(self.tokens[i].lemma in ("be", "get") for i in self._with(verb, "aux"))
        return helped and not self._word(verb).endswith("ing")

    def _with(self, index: int, *relations: str) -> list[int]:
        return [i for i in self.children.get(index, []) if self.tokens[i].relation in relations]

    def _words(self, tokens: list[int]) -> list[str]:
        return [self._word(i) for i in tokens]

    def _word(self, index: int) -> str:
        token = self.tokens[index]
        return self.text[token.start : token.end].lower()
