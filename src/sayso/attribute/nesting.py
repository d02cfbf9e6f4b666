"""Attributions inside another one's content: "he said that she had told him …".

The network's tags are flat: all words of a content are content. What is said inside one is read from
the dependency trees: a verb or noun of saying (`sayso.attribute.saying`), with a source and a clause of
its own, or "according to". Which of them count and which do not is in `docs/attribution.md`; what else
was tried, and how often this is right, in `docs/decisions/0011-nested-attributions.md`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sayso.attribute.citing import is_as_saying
from sayso.attribute.clauses import Clauses
from sayso.attribute.saying import DIRECTING, NOUNS, SPEAKING, THINKING
from sayso.quotation import Quotation, quotations
from sayso.types import Attribution, Parse, Span

RIGHT = 0.87
"""How often what is found here is right: an attribution's confidence is that of the one around it times
this, for each level. 40 of 46 in articles not seen before, by the judgement of the rules' author."""

LEVELS = 2
"""How deep an attribution may stand inside others; a third level is more often a wrong tree."""

PERSONS = frozenset(["i", "we", "you"])
"""Those who speak to each other in a quotation: what they think adds no voice to the speaker's."""

OPEN_MARKS = frozenset(["if", "unless", "whether", "lest"])
"""Words that open a clause in which nothing is said to be so."""

DENIALS = frozenset(["not", "never", "hardly", "rarely", "seldom", "longer", "to"])
"""Words before a verb that leave it unsaid: it was denied, is no longer so, or is only meant ("to say")."""

CAUSES = frozenset(["make", "let", "help", "have", "force"])
"""Verbs that have somebody say or think, without its being so."""

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
    trees = _Inner(text, parse, frozenset(inside))
    found = [one for index in sorted(trees.inside) for one in trees.at(index)]
    levelled = [one._replace(level=1 + sum(one.cue[0] in o.content for o in found)) for one in found]
    return [one for one in levelled if one.level <= LEVELS]


def around(text: str, parse: Parse, cues: Iterable[int]) -> list[Nested]:
    """What is said around a put-in clause of saying whose cue the network tagged without a content for it:
    "Both sides have agreed on a draft, a diplomat told the paper", where it took "have agreed on" for the cue
    of all there is. ``cues`` are the first tokens of such cues."""
    out = []
    for cue in cues:
        if parse.tokens[cue].lemma not in SPEAKING:
            continue
        sentence = parse.sentences[bisect_right(parse.sentences, cue, key=lambda s: s.first) - 1]
        trees = _Inner(text, parse, frozenset(range(sentence.first, sentence.last)))
        for one in trees.at(cue):
            content = tuple(sorted(trees.trimmed(set(one.content) - trees.adding(cue))))
            if content and content[0] < min(one.source) < cue:
                out.append(one._replace(content=content))
    return out


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
    around = [
        (_length(other.content), index)
        for index, other in enumerate(others)
        if _length(other.content) > _length(one.content)
        and all(_covered(span, other.content) for span in one.cue + one.content)
    ]
    return min(around)[1] if around else None


def _length(spans: tuple[Span, ...]) -> int:
    return sum(end - start for start, end in spans)


def _covered(span: Span, by: tuple[Span, ...]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in by)


class _Inner(Clauses):
    """What each word of a content makes of its clause."""

    def at(self, index: int) -> Iterator[Nested]:
        """What the word at ``index`` makes of its clause: one attribution or none."""
        token = self.tokens[index]
        if token.pos == "VERB" and token.lemma in SPEAKING | THINKING | DIRECTING:
            parts = self._of_verb(index)
        elif token.pos == "NOUN" and token.lemma in NOUNS:
            parts = self._of_noun(index)
        elif token.lemma in ("accord", "according") and token.relation == "case":
            parts = self._according(index)
        else:
            parts = None
        if parts and all(parts):
            source, cue, content = (tuple(sorted(part)) for part in parts)
            yield Nested(source, cue, content)

    def _of_verb(self, verb: int) -> tuple[set[int], ...] | None:
        subject = self.subject(verb)
        if subject is None and is_as_saying(self.parse, verb):
            subject = next(iter(self.under(self.tokens[verb].head, "obj")), None)
        if subject is None or self._unsaid(verb, subject) or not self._adds_a_voice(verb, subject):
            return None
        cue, source = self.cue(verb), self.nearest(self.phrase(subject), verb)
        content = self.content(verb) - cue
        # "…, said the mayor": who stands behind the verb has said what stands before it.
        if not self.passive(verb) and min(source, default=0) > verb and max(content, default=0) > verb:
            return None
        if content and min(content) > verb:  # all of what follows: gaps in it are slips of the tree
            content = {i for i in range(min(content), max(content) + 1) if i in self.inside} - source
        return source, cue, content

    def _of_noun(self, noun: int) -> tuple[set[int], ...] | None:
        """ "The mayor's claim that …": somebody's, with a clause that "that" opens."""
        clauses = [
            i for i in self.under(noun, "acl", "ccomp") if self.words(self.under(i, "mark")) == ["that"]
        ]
        owners = [
            i
            for i in self.under(noun, "nmod")
            if self.tokens[i].pos in ("PROPN", "NOUN", "PRON")
            and (i < noun or self.words(self.under(i, "case"))[:1] in (["by"], ["from"], ["of"]))
        ]
        if not clauses or not owners or self._unsaid(noun, owners[0]):
            return None
        owner = self.phrase(owners[0])
        owner -= {i for i in owner if self.word(i) in ("'s", "’s", "'", "’")}
        return owner, {noun}, self.trimmed(self.below(clauses[0]))

    def _according(self, case: int) -> tuple[set[int], ...] | None:
        """ "According to the board": what it says is the clause, but for these words."""
        source = self.tokens[case].head
        clause = self.tokens[source].head if source in self.inside else -1
        if clause not in self.inside or self.tokens[source].relation not in ("obl", "nmod"):
            return None
        cue = {case, *self.under(case, "fixed")}
        whole = self.below(source)
        return self.phrase(source), cue, self.trimmed(self.around(clause) - whole)

    def adding(self, verb: int) -> set[int]:
        """What stands behind a put-in clause of saying and goes with that: ", he told the paper, confirming
        an earlier report". Trees give it to the clause before as often."""
        clauses = [i for top in (verb, self.tokens[verb].head) for i in self.under(top, "advcl") if i > verb]
        bare = [i for i in clauses if self.word(i).endswith("ing") and not self.under(i, "mark", "nsubj")]
        return {below for i in bare for below in self.below(i)}

    def _unsaid(self, cue: int, subject: int) -> bool:
        """Whether the report does not have it that this was said: denied, asked, wanted, or only possible."""
        inner = self.children.get(cue, [])
        helpers = [
            i for i in inner if self.tokens[i].relation in ("aux", "advmod", "mark", "cop") and i < cue
        ]
        words = {self.tokens[i].lemma for i in helpers} | set(self.words(helpers))
        asked = any(self.tokens[i].relation == "aux" and i < subject < cue for i in inner)
        if asked or words & (MODALS | DENIALS):
            return True
        governor = self.tokens[cue].head
        if governor in self.inside and self.tokens[governor].lemma in CAUSES and not words:
            return self.tokens[cue].relation in ("ccomp", "xcomp")
        while cue in self.inside:
            if OPEN_MARKS & set(self.words(self.under(cue, "mark"))):
                return True
            cue = self.tokens[cue].head
        return False

    def _adds_a_voice(self, verb: int, subject: int) -> bool:
        """Not so for "it feels like", and for what the speaker, or those whom he speaks to, think or say
        as he speaks ("I think", "I tell you"); what they said before counts."""
        lemma, word = self.tokens[verb].lemma, self.word(verb)
        if self.word(subject) == "it" and lemma == "feel":
            return False
        if self.word(subject) not in PERSONS:
            return True
        return lemma not in THINKING and word != lemma and not word.endswith("ing")
