"""What speaks for a mention being the one that a pronoun means: named features, their weights, and each in
words.

`benchmarks/voices_fit.py` fits the weights on the training part of GUM and on GAP's development part: a
softmax over all candidates and nobody. Decision 0010 says what was tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from math import log, log1p

from sayso.models.labels import TAGS
from sayso.resolve.gender import Gender
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.types import BlockKind, EntityKind, Parse, Report

WEIGHTS: dict[str, float] = {
    "a": 0.75,
    "apposition": -0.45,
    "behind": -0.51,
    "between": -0.52,
    "both object": 0.68,
    "both oblique": 0.07,
    "both subject": 0.6,
    "contains": -2.91,
    "he: name": -0.8,
    "he: nobody": -0.56,
    "he: noun": -2.18,
    "he: organisation": 0.74,
    "he: people": 0.02,
    "he: person": 2.33,
    "he: plural": -1.87,
    "he: pronoun": 2.47,
    "he: several": -0.68,
    "he: somebody": -0.24,
    "he: something": -2.42,
    "he: state": 0.16,
    "he: untagged": 1.15,
    "it: adjective": 0.16,
    "it: clause behind": 0.88,
    "it: name": 0.11,
    "it: nobody": 1.0,
    "it: noun": 0.29,
    "it: organisation": 0.38,
    "it: people": -0.65,
    "it: person": -1.64,
    "it: plural": -1.86,
    "it: pronoun": 1.51,
    "it: several": -0.06,
    "it: somebody": -1.34,
    "it: something": 0.3,
    "it: state": 0.01,
    "it: untagged": 0.1,
    "main subject before": 1.02,
    "mentions": -0.4,
    "modifier": -1.33,
    "nearest": -0.21,
    "object": -0.19,
    "oblique": -0.92,
    "only quoted": -1.16,
    "other": -0.24,
    "other gender": -2.14,
    "outside": -0.77,
    "pronoun again": -0.81,
    "quoted nobody": 0.41,
    "reflexive": -0.21,
    "repeated": 0.35,
    "same gender": 0.59,
    "same quotation": 0.48,
    "same sentence": 2.0,
    "same verb": -1.95,
    "same word": 0.97,
    "sentence before": 0.28,
    "sentences": -0.82,
    "source": 0.01,
    "source too": 0.32,
    "speaker": -1.68,
    "subject": -0.05,
    "subject above": 0.86,
    "subject before": 0.74,
    "subject far above": 0.27,
    "subject joined": 0.83,
    "subject of the clause": 1.59,
    "the": 0.36,
    "they: name": -0.26,
    "they: nobody": 1.73,
    "they: noun": -0.7,
    "they: organisation": 0.24,
    "they: people": 0.29,
    "they: person": -0.97,
    "they: plural": 2.03,
    "they: pronoun": 1.23,
    "they: several": -1.25,
    "they: somebody": 0.4,
    "they: something": -0.47,
    "they: state": -0.25,
    "they: untagged": 0.0,
    "within": -0.78,
}
"""Feature → weight. A positive one speaks for the candidate."""

ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp"})
"""The relations of a clause's predicate."""

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "themself"})
POSSESSIVE = frozenset({"his", "its", "their", "hers", "theirs"})

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
        self.keys = [self._key(mention) for mention in mentions]
        self.counts = Counter(key for key in self.keys if key)
        first = parse.paragraphs[0].last if parse.paragraphs else 0
        titled = report.title.lower() if report.title else ""
        self.stands_for = self._stands_for()
        self.headline = {
            key
            for mention, key in zip(mentions, self.keys, strict=True)
            if key and ((mention.head < first and self._is_headline()) or f" {key} " in f" {titled} ")
        }

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
        while self.tokens[index].head >= 0:
            token = self.tokens[index]
            if token.relation in CLAUSES or (token.relation == "conj" and token.pos in {"VERB", "AUX"}):
                return index
            index = token.head
        return index

    def clauses_above(self, index: int) -> Iterator[tuple[int, str]]:
        """The predicates that govern a clause, from the nearest up, with the relation that leads there."""
        while self.tokens[index].head >= 0:
            relation = self.tokens[index].relation
            index = self.clause(self.tokens[index].head)
            yield index, relation

    def role(self, mention: Mention) -> str:
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
        inside = self.by_quotation[mention.quotation]
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


def features(around: Surroundings, pronoun: Mention, candidate: Mention, between: int) -> dict[str, float]:
    """The features of a candidate by name; those that are absent are 0. ``between`` is how many candidates
    of the pronoun's gender and number stand between the two."""
    word = around.words[pronoun.head].lower()
    kind, sort = kind_of(word), sort_of(around, candidate)
    out = {f"{kind}: {sort}": 1.0}
    _agreement(out, kind, sort, pronoun, candidate)
    _distance(out, around, pronoun, candidate, between)
    _roles(out, around, pronoun, candidate, word)
    _topic(out, around, candidate)
    _quotation(out, around, pronoun, candidate)
    return out


def _agreement(out: dict[str, float], kind: str, sort: str, pronoun: Mention, candidate: Mention) -> None:
    if kind == "he":
        if candidate.gender is pronoun.gender:
            out["same gender"] = 1.0
        elif candidate.gender in {Gender.MALE, Gender.FEMALE}:
            out["other gender"] = 1.0
    if kind == "they":
        if candidate.number is Number.PLURAL:
            out["they: plural"] = 1.0
    elif candidate.number is Number.PLURAL:
        out[f"{kind}: plural"] = 1.0


def _distance(
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, between: int
) -> None:
    sentences = pronoun.sentence - candidate.sentence
    if candidate.first > pronoun.first:
        out["behind"] = 1.0
        return
    if sentences == 0:
        out["same sentence"] = 1.0
    elif sentences == 1:
        out["sentence before"] = 1.0
    else:
        out["sentences"] = log(sentences)
    out["between"] = log1p(between)
    out["mentions"] = log1p(pronoun.index - candidate.index - 1)
    if between == 0:
        out["nearest"] = 1.0


def _roles(
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, word: str
) -> None:
    ours, theirs = around.role(pronoun), around.role(candidate)
    out[f"{theirs}"] = 1.0
    if ours == theirs and ours in {"subject", "object", "oblique"}:
        out[f"both {ours}"] = 1.0
    token = around.tokens[candidate.head]
    if theirs == "within" and token.relation in {"compound", "amod", "det"}:
        out["modifier"] = 1.0
    if token.relation == "appos":
        out["apposition"] = 1.0
    if candidate.kind is MentionKind.PRONOUN:
        same = around.words[candidate.head].lower() == word
        out["same word"] = float(same)
        if ours == theirs == "subject":
            out["pronoun again"] = 1.0
    elif candidate.kind is MentionKind.NOMINAL:
        first = around.words[candidate.first].lower()
        if first in {"a", "an"}:
            out["a"] = 1.0
        elif first in {"the", "this", "that", "these", "those"}:
            out["the"] = 1.0
    if candidate.first <= pronoun.head < candidate.last:
        out["contains"] = 1.0
    elif pronoun.sentence == candidate.sentence:
        _syntax(out, around, pronoun, candidate, word)
    elif around.subject.get(around.clause(candidate.head)) == candidate.head and pronoun.sentence == (
        candidate.sentence + 1
    ):
        root = around.tokens[around.clause(candidate.head)].head < 0
        out["subject before"] = 1.0
        if root and ours == "subject":
            out["main subject before"] = 1.0


def _syntax(
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, word: str
) -> None:
    """Two mentions of one sentence, by its tree."""
    tokens = around.tokens
    own = around.clause(pronoun.head)
    argument = tokens[pronoun.head].relation in ARGUMENTS and tokens[pronoun.head].head == own
    bound = tokens[candidate.head].relation in ARGUMENTS and tokens[candidate.head].head == own
    if not bound and tokens[own].relation == "xcomp" and tokens[own].head >= 0:
        bound = around.subject.get(around.clause(tokens[own].head)) == candidate.head
    subject = around.subject.get(around.clause(candidate.head)) == candidate.head
    if word in REFLEXIVE:
        out["reflexive"] = float(bound)
    elif argument and bound:
        out["same verb"] = 1.0
    elif around.clause(candidate.head) == own and subject:
        out["subject of the clause"] = 1.0
    if not subject:
        return
    clause = around.clause(candidate.head)
    for steps, (above, relation) in enumerate(around.clauses_above(own)):
        if above == clause:
            name = "subject above" if relation != "conj" else "subject joined"
            out[name if steps == 0 else "subject far above"] = 1.0
            return


def _topic(out: dict[str, float], around: Surroundings, candidate: Mention) -> None:
    key = around.keys[candidate.index]
    if key:
        out["repeated"] = log(around.counts[key])
        if key in around.headline:
            out["headline"] = 1.0


def _quotation(out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention) -> None:
    ours, theirs = pronoun.quotation, candidate.quotation
    if ours >= 0 and ours == theirs:
        out["same quotation"] = 1.0
    elif ours >= 0 and theirs < 0:
        speaker = around.speaker(pronoun)
        out["speaker" if candidate.first <= speaker < candidate.last else "outside"] = 1.0
    elif ours < 0 <= theirs:
        out["only quoted"] = 1.0
    if around.sources and around.sources[candidate.head]:
        says = around.sources[pronoun.head]
        out["source too" if says else "source"] = 1.0


def nobody(around: Surroundings, pronoun: Mention) -> dict[str, float]:
    """The features of its meaning nobody that the report names ("it is raining", "as he put it")."""
    kind = kind_of(around.words[pronoun.head])
    out = {f"{kind}: nobody": 1.0}
    if kind == "it" and around.tokens[pronoun.head].relation == "nsubj":
        predicate = around.tokens[pronoun.head].head
        clausal = {"csubj", "ccomp", "advcl", "xcomp", "acl"}
        near = around.tokens[predicate : predicate + 12]
        if any(token.head == predicate and token.relation in clausal for token in near):
            out["it: clause behind"] = 1.0
        if around.tokens[predicate].pos == "ADJ":
            out["it: adjective"] = 1.0
    if pronoun.quotation >= 0:
        out["quoted nobody"] = 1.0
    return out


REASONS = {
    "reflexive": "it is an argument of the same verb, as “-self” asks for",
    "subject of the clause": "it is the subject of the same clause",
    "subject above": "it is the subject of the clause that this one hangs on",
    "subject joined": "it is the subject of the clause before, joined to this one",
    "subject far above": "it is the subject of the sentence",
    "main subject before": "it is the subject of the sentence before",
    "subject before": "it is a subject in the sentence before",
    "speaker": "it is who speaks in the quotation",
    "source too": "it is who spoke before",
    "source": "it is somebody who speaks",
    "same quotation": "it is named in the same quotation",
    "both subject": "both are subjects",
    "both object": "both are objects",
    "both oblique": "both stand behind a preposition",
    "same gender": "it is of the same gender",
    "they: plural": "it is a plural",
    "they: several": "it is several together",
    "he: person": "it is a person's name",
    "headline": "it is in the headline",
    "repeated": "it is named more than once",
    "nearest": "nobody else who agrees stands nearer",
    "same sentence": "it stands in the same sentence",
    "sentence before": "it stands in the sentence before",
    "same word": "the same pronoun meant it before",
}
"""What can be told of a feature that speaks for a candidate; those without words are never given."""


def reasons(values: dict[str, float], most: int = 2) -> str:
    """The features that speak most for a candidate, in words."""
    told = sorted(
        (name for name, value in values.items() if name in REASONS and value > 0),
        key=lambda name: -WEIGHTS.get(name, 0.0) * values[name],
    )
    return " and ".join(REASONS[name] for name in told[:most]) or "it is the likeliest that stands near"
