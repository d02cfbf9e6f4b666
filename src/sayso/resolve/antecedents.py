"""What speaks for a mention being the one that a pronoun means: named features, their weights, and each in
words.

`benchmarks/voices_fit.py` fits the weights on the training part of GUM and on GAP's development part: a
softmax over all candidates and nobody. Decision 0010 says what was tried.
"""

from __future__ import annotations

from math import log, log1p
from typing import NamedTuple

from sayso.resolve.gender import Gender
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.resolve.surroundings import ARGUMENTS, REFLEXIVE, Surroundings, kind_of, sort_of

WEIGHTS: dict[str, float] = {
    # What each sort of candidate gains as “he” or “she”: names by the kind of their entity, several joined
    # by "and", nouns by whether they live, a pronoun before it; and what nobody gains.
    "he: person": 2.14,
    "he: people": 0.15,
    "he: organisation": 0.7,
    "he: state": 0.23,
    "he: name": -0.77,
    "he: untagged": 1.04,
    "he: several": -0.65,
    "he: somebody": 0.01,
    "he: something": -2.41,
    "he: noun": -2.05,
    "he: pronoun": 2.3,
    "he: plural": -1.92,
    "he: nobody": -0.69,
    # What each sort of candidate gains as “it”: names by the kind of their entity, several joined by "and",
    # nouns by whether they live, a pronoun before it; and what nobody gains.
    "it: person": -1.55,
    "it: people": -0.55,
    "it: organisation": 0.44,
    "it: state": 0.26,
    "it: name": 0.17,
    "it: untagged": 0.15,
    "it: several": -0.13,
    "it: somebody": -1.33,
    "it: something": 0.25,
    "it: noun": 0.23,
    "it: pronoun": 1.27,
    "it: plural": -1.82,
    "it: nobody": 0.79,
    # What each sort of candidate gains as “they”: names by the kind of their entity, several joined by
    # "and", nouns by whether they live, a pronoun before it; and what nobody gains.
    "they: person": -0.91,
    "they: people": 0.32,
    "they: organisation": 0.36,
    "they: state": -0.04,
    "they: name": -0.28,
    "they: untagged": 0.12,
    "they: several": -1.35,
    "they: somebody": 0.4,
    "they: something": -0.49,
    "they: noun": -0.73,
    "they: pronoun": 1.13,
    "they: plural": 2.01,
    "they: nobody": 1.48,
    # Clauses that make an empty "it" likelier: one behind it, an adjective that it is said to be.
    "it: clause behind": 0.86,
    "it: adjective": 0.22,
    # Nobody is likelier inside quotations, whose words point out of the report.
    "quoted nobody": 0.42,
    # First names, titles and nouns agree or disagree; where nothing is known, neither holds.
    "same gender": 0.68,
    "other gender": -1.97,
    # Near is likelier: sentences (their logarithm from the second on), other mentions, and above all others
    # that agree with the pronoun and so could be meant as well.
    "same sentence": 1.85,
    "sentence before": 0.44,
    "sentences": -0.65,
    "mentions": -0.51,
    "between": -0.32,
    "subjects between": -0.6,
    "nearest": -0.14,
    "behind": -0.31,
    # What is a subject goes on being spoken of; what qualifies another noun seldom does.
    "subject": 0.09,
    "object": -0.13,
    "oblique": -0.81,
    "within": -0.71,
    "other": -0.02,
    "possessor": 0.58,
    "behind a noun": -0.29,
    "modifier": -1.51,
    "apposition": -0.7,
    "joined": -1.53,
    # Roles go on from one clause to the next.
    "both subject": 0.6,
    "both object": 0.62,
    "both oblique": 0.02,
    # A candidate in a side clause, and how deep its clause lies (the logarithm).
    "in acl": -0.08,
    "in advcl": -0.17,
    "depth": -0.27,
    "higher": 0.3,
    "lower": -0.44,
    # In one sentence: the subject of the same clause, of the one that it hangs on, of one farther up, of
    # one joined to it.
    "subject of the clause": 1.33,
    "subject above": 0.37,
    "subject far above": -0.1,
    "subject joined": 0.37,
    # A pronoun is no other argument of its own verb, unless it ends in "-self"; it is not inside what it
    # means, and not the subject above it ("He said that Corvo …").
    "same verb": -1.76,
    "reflexive": -0.16,
    "contains": -3.01,
    "below": -1.42,
    # The subject of the sentence before.
    "subject before": 0.47,
    "main subject before": 0.92,
    # A pronoun that points at a pronoun: the same word, and two subjects (counted above already).
    "same word": 1.14,
    "pronoun again": -0.88,
    # "A" brings in somebody new, "the" somebody known.
    "a": 0.64,
    "the": 0.31,
    # What the report is about comes up again.
    "repeated": -0.14,
    "most named": 0.82,
    "first named": 0.11,
    "headline": 0.49,
    # Inside a quotation one speaks of others, and of those named there; outside seldom of one named only
    # inside.
    "speaker": -1.69,
    "outside": -0.76,
    "same quotation": 0.53,
    "only quoted": -1.09,
    # Those who speak are spoken of; "source too" is one of two sources ("he said").
    "source": 0.08,
    "source too": 0.37,
}
"""Feature → weight. A positive one speaks for the candidate."""


class Between(NamedTuple):
    """How many mentions of a pronoun's gender and number stand between it and a candidate, and how many of
    these are subjects."""

    agreeing: int
    subjects: int


def features(
    around: Surroundings, pronoun: Mention, candidate: Mention, between: Between
) -> dict[str, float]:
    """The features of a candidate by name; those that are absent are 0."""
    word = around.words[pronoun.head].lower()
    kind, sort = kind_of(word), sort_of(around, candidate)
    out = {f"{kind}: {sort}": 1.0}
    _agreement(out, kind, sort, pronoun, candidate)
    _distance(out, around, pronoun, candidate, between)
    _roles(out, around, pronoun, candidate, word)
    out["depth"] = log1p(around.depth(candidate))
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
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, between: Between
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
    out["between"] = log1p(between.agreeing)
    out["subjects between"] = log1p(between.subjects)
    out["mentions"] = log1p(pronoun.index - candidate.index - 1)
    if between.agreeing == 0:
        out["nearest"] = 1.0


def _roles(
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, word: str
) -> None:
    ours, theirs = around.role(pronoun), around.role(candidate)
    out[theirs] = 1.0
    if ours == theirs and ours in {"subject", "object", "oblique"}:
        out[f"both {ours}"] = 1.0
    token = around.tokens[candidate.head]
    clause = around.tokens[around.clause(candidate.head)].relation
    if clause in {"acl", "advcl"}:
        out[f"in {clause}"] = 1.0
    if token.relation == "nmod":
        clitic = candidate.last < len(around.words) and around.words[candidate.last] in {"'s", "’s", "'", "’"}
        out["possessor" if clitic else "behind a noun"] = 1.0
    if token.relation == "conj":
        out["joined"] = 1.0
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
        out["subject before"] = 1.0
        if clause == "root" and ours == "subject":
            out["main subject before"] = 1.0


def _syntax(
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, word: str
) -> None:
    """Two mentions of one sentence, by its tree."""
    tokens = around.tokens
    ours, theirs = around.depth(pronoun), around.depth(candidate)
    if ours != theirs:
        out["higher" if theirs < ours else "lower"] = 1.0
    own = around.clause(pronoun.head)
    argument = tokens[pronoun.head].relation in ARGUMENTS and tokens[pronoun.head].head == own
    bound = tokens[candidate.head].relation in ARGUMENTS and tokens[candidate.head].head == own
    if not bound and tokens[own].relation == "xcomp" and tokens[own].head >= 0:
        bound = around.subject.get(around.clause(tokens[own].head)) == candidate.head
    subject = around.subject.get(around.clause(candidate.head)) == candidate.head
    beneath = [clause for clause, _ in around.clauses_above(around.clause(candidate.head))]
    if around.subject.get(own) == pronoun.head and own in beneath and candidate.first > pronoun.first:
        out["below"] = 1.0
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
        if around.counts[key] == around.most:
            out["most named"] = 1.0
        if key == around.first_person:
            out["first named"] = 1.0
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
    "most named": "it is named most often",
    "first named": "it is the first person named",
    "possessor": "it owns what is spoken of",
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
