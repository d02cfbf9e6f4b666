"""A report's mentions with what their place in the trees, the text and its quotations says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from sayso.models.labels import TAGS
from sayso.resolve.mentions import Mention, MentionKind
from sayso.types import BlockKind, EntityKind, Parse, Report

ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "themself"})
CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"})
"""The relations of a clause's predicate."""

_NO_NAME = frozenset({"'s", "’s", "the"})
_SORTS = {
    EntityKind.PERSON: "person",
    EntityKind.GROUP: "people",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.STATE: "state",
}


class Surroundings:
    """A report's mentions with all that the features ask of them."""

    def __init__(self, report: Report, parse: Parse, mentions: tuple[Mention, ...]) -> None:
        self.report, self.parse, self.mentions = report, parse, mentions
        self.tokens = parse.tokens
        self.words = [report.text[token.start : token.end] for token in parse.tokens]
        self.subject: dict[int, int] = {
            token.head: index
            for index, token in reversed([*enumerate(parse.tokens)])
            if token.relation == "nsubj"
        }
        self._depths: dict[int, int] = {}
        self._speakers: dict[int, int] = {}
        self.keys = [self._key(mention) for mention in mentions]
        self.counts = Counter(key for key in self.keys if key)
        first = parse.paragraphs[0].last if parse.paragraphs else 0
        titled = report.title.lower() if report.title else ""
        self.stands_for = self._stands_for()
        self.most = max(self.counts.values(), default=0)
        self.first_person = next(
            (k for k, m in zip(self.keys, mentions, strict=True) if k and self.is_person(m)), ""
        )
        self.headline = {
            key
            for mention, key in zip(mentions, self.keys, strict=True)
            if key and ((mention.head < first and self._is_headline()) or f" {key} " in f" {titled} ")
        }

    def is_person(self, mention: Mention) -> bool:
        entities = self.parse.entities
        return mention.entity >= 0 and entities[mention.entity].kind is EntityKind.PERSON

    def _stands_for(self) -> list[int]:
        """For each mention the one that it describes, as an apposition or by "is"; mostly itself."""
        named = {m.head: m.index for m in self.mentions if not m.parts and m.kind is MentionKind.NAME}
        out = list(range(len(self.mentions)))
        for mention in self.mentions:
            token = self.tokens[mention.head]
            if mention.kind is MentionKind.NOMINAL and not mention.parts:
                of = token.head if token.relation == "appos" else self._equated(mention)
                out[mention.index] = named.get(of, mention.index)
        return out

    def _equated(self, mention: Mention) -> int:
        """The subject that a noun is said to be ("Ines Corvo is the mayor"); -1 without one."""
        copula = any(t.relation == "cop" and t.head == mention.head for t in self.tokens[: mention.head][-6:])
        return self.subject.get(mention.head, -1) if copula else -1

    @cached_property
    def sources(self) -> list[bool]:
        """Whether the encoder takes each token for one of a source."""
        tags = self.parse.scores.tags
        wanted = {TAGS.index("B-source"), TAGS.index("I-source")}
        return [tag in wanted for tag in tags.argmax(1).tolist()] if len(tags) else []

    def _is_headline(self) -> bool:
        return any(b.kind is BlockKind.HEADLINE for b in self.report.blocks)

    def _key(self, mention: Mention) -> str:
        """What two names of one bearer have in common: the last word of a person's, else all words."""
        if mention.kind is not MentionKind.NAME or mention.parts:
            return ""
        if mention.entity < 0:
            return self.words[mention.head].lower()
        entity = self.parse.entities[mention.entity]
        words = [
            w.lower() for w in self.words[entity.first : entity.last] if w not in {"'s", "’s", "the", "The"}
        ]
        return (words[-1] if entity.kind is EntityKind.PERSON else " ".join(words)) if words else ""

    def clause(self, index: int) -> int:
        """The predicate of the clause that a token stands in."""
        return self._clauses[index]

    @cached_property
    def _clauses(self) -> list[int]:
        """The predicate of every token's clause."""
        out = [-1] * len(self.tokens)
        for start in range(len(self.tokens)):
            path, at = [], start
            while out[at] < 0:
                token = self.tokens[at]
                path.append(at)
                joined = token.relation == "conj" and token.pos in {"VERB", "AUX"}
                if token.head < 0 or token.relation in CLAUSES or joined:
                    out[at] = at
                    break
                at = token.head
            for index in path:
                out[index] = out[at]
        return out

    def clauses_above(self, index: int) -> Iterator[tuple[int, str]]:
        """The predicates that govern a clause, from the nearest up, with the relation that leads there."""
        while self.tokens[index].head >= 0:
            relation = self.tokens[index].relation
            index = self.clause(self.tokens[index].head)
            yield index, relation

    def beside(self, pronoun: Mention) -> frozenset[str]:
        """The names that are arguments of a pronoun's own verb, which therefore are not what it means."""
        token = self.tokens[pronoun.head]
        if token.relation not in ARGUMENTS or self.words[pronoun.head].lower() in REFLEXIVE:
            return frozenset()
        return self._arguments.get(token.head, frozenset())

    @cached_property
    def _arguments(self) -> dict[int, frozenset[str]]:
        out: dict[int, set[str]] = {}
        for mention, key in zip(self.mentions, self.keys, strict=True):
            token = self.tokens[mention.head]
            if key and token.relation in ARGUMENTS:
                out.setdefault(token.head, set()).add(key)
        return {verb: frozenset(keys) for verb, keys in out.items()}

    def depth(self, mention: Mention) -> int:
        """How many clauses there are above the one that a mention stands in."""
        clause = self.clause(mention.head)
        if clause not in self._depths:
            self._depths[clause] = sum(1 for _ in self.clauses_above(clause))
        return self._depths[clause]

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is the subject of the clause that it stands in."""
        return self.subject.get(self.clause(mention.head)) == mention.head

    def role(self, mention: Mention) -> str:
        return self._roles[mention.index]

    @cached_property
    def _roles(self) -> list[str]:
        return [self._role(mention) for mention in self.mentions]

    def _role(self, mention: Mention) -> str:
        token = self.tokens[mention.head]
        if token.relation == "conj" and token.head >= 0:
            token = self.tokens[token.head]
        if token.relation in {"nsubj", "csubj"}:
            return "subject"
        if token.relation in {"obj", "iobj"}:
            return "object"
        if token.relation == "obl":
            return "oblique"
        if token.relation in {"nmod", "amod", "compound", "det"}:
            return "within"
        return "other"

    def speaker(self, mention: Mention) -> int:
        """The token of the source outside of the quotation that a mention stands in, nearest in its
        sentences; -1 without one."""
        if mention.quotation < 0 or not self.sources:
            return -1
        if mention.quotation not in self._speakers:
            self._speakers[mention.quotation] = self._speaker(self.by_quotation[mention.quotation])
        return self._speakers[mention.quotation]

    def _speaker(self, inside: list[Mention]) -> int:
        first = self.parse.sentences[min(m.sentence for m in inside)].first
        last = self.parse.sentences[max(m.sentence for m in inside)].last
        low, high = min(m.first for m in inside), max(m.last for m in inside)
        outside = [i for i in range(first, last) if self.sources[i] and not low <= i < high]
        return min(outside, key=lambda i: min(abs(i - low), abs(i - high)), default=-1)

    @cached_property
    def by_quotation(self) -> dict[int, list[Mention]]:
        out: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            out.setdefault(mention.quotation, []).append(mention)
        return out


def kind_of(word: str) -> str:
    """The three ways in which third-person pronouns choose: "he" (or she), "it" and "they"."""
    word = word.lower()
    if word in {"it", "its", "itself"}:
        return "it"
    return "they" if word.startswith("the") or word.endswith("em") else "he"


def sort_of(around: Surroundings, mention: Mention) -> str:
    """What a candidate is, in a word."""
    if mention.kind is MentionKind.PRONOUN:
        return "pronoun"
    if mention.parts:
        return "several"
    if mention.kind is MentionKind.NAME:
        if mention.entity < 0:
            return "untagged"
        return _SORTS.get(around.parse.entities[mention.entity].kind, "name")
    if mention.animate is None:
        return "noun"
    return "somebody" if mention.animate else "something"
