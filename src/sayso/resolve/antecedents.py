"""What speaks for a mention being the one that a pronoun means: features by name, each in words.

`sayso.resolve.weights` has what each is worth.
"""

from __future__ import annotations

from math import log, log1p
from typing import NamedTuple

from sayso.resolve.gender import SEXES
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.resolve.surroundings import ARGUMENTS, REFLEXIVE, Surroundings, kind_of, sort_of
from sayso.resolve.weights import REASONS, WEIGHTS


class Between(NamedTuple):
    """How many mentions of a pronoun's gender and number stand between it and a candidate, and how many of
    these are subjects."""

    agreeing: int
    subjects: int


def features(
    around: Surroundings, pronoun: Mention, candidate: Mention, between: Between
) -> dict[str, float]:
    """The features of a candidate by name; those that are absent are 0."""
    kind = kind_of(around.words[pronoun.head])
    return alone(around, kind, candidate) | together(around, pronoun, candidate, between)


def alone(around: Surroundings, kind: str, candidate: Mention) -> dict[str, float]:
    """What speaks for a candidate whichever pronoun of a kind is asked of."""
    sort, role = sort_of(around, candidate), around.role(candidate)
    out = {f"{kind}: {sort}": 1.0, role: 1.0, "depth": log1p(around.depth(candidate))}
    if candidate.number is Number.PLURAL:
        out[f"{kind}: plural"] = 1.0
    clause = around.tokens[around.clause(candidate.head)].relation
    if clause in {"acl", "advcl"}:
        out[f"in {clause}"] = 1.0
    relation = around.tokens[candidate.head].relation
    if relation == "nmod":
        clitic = candidate.last < len(around.words) and around.words[candidate.last] in {"'s", "’s", "'", "’"}
        out["possessor" if clitic else "behind a noun"] = 1.0
    if relation == "conj":
        out["joined"] = 1.0
    if role == "within" and relation in {"compound", "amod", "det"}:
        out["modifier"] = 1.0
    if relation == "appos":
        out["apposition"] = 1.0
    if candidate.kind is MentionKind.NOMINAL:
        first = around.words[candidate.first].lower()
        if first in {"a", "an"}:
            out["a"] = 1.0
        elif first in {"the", "this", "that", "these", "those"}:
            out["the"] = 1.0
    _topic(out, around, candidate)
    return out


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


def together(
    around: Surroundings, pronoun: Mention, candidate: Mention, between: Between
) -> dict[str, float]:
    """What speaks for a candidate as the one that this pronoun means."""
    word = around.words[pronoun.head].lower()
    out: dict[str, float] = {}
    if kind_of(word) == "he":
        if candidate.gender is pronoun.gender:
            out["same gender"] = 1.0
        elif candidate.gender in SEXES:
            out["other gender"] = 1.0
    _distance(out, pronoun, candidate, between)
    _roles(out, around, pronoun, candidate, word)
    _quotation(out, around, pronoun, candidate)
    network = around.network(pronoun, candidate)
    if network:
        out["network"] = network
    return out


def _distance(out: dict[str, float], pronoun: Mention, candidate: Mention, between: Between) -> None:
    if candidate.first > pronoun.first:
        out["behind"] = 1.0
        return
    sentences = pronoun.sentence - candidate.sentence
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
    if ours == theirs and ours in {"subject", "object", "oblique"}:
        out[f"both {ours}"] = 1.0
    if candidate.kind is MentionKind.PRONOUN:
        out["same word"] = float(around.words[candidate.head].lower() == word)
        if ours == theirs == "subject":
            out["pronoun again"] = 1.0
    if candidate.first <= pronoun.head < candidate.last:
        out["contains"] = 1.0
    elif pronoun.sentence == candidate.sentence:
        _syntax(out, around, pronoun, candidate, word)
    elif pronoun.sentence == candidate.sentence + 1 and around.is_subject(candidate):
        out["subject before"] = 1.0
        if ours == "subject" and around.tokens[around.clause(candidate.head)].relation == "root":
            out["main subject before"] = 1.0


def _syntax(
    out: dict[str, float], around: Surroundings, pronoun: Mention, candidate: Mention, word: str
) -> None:
    """Two mentions of one sentence, by its tree."""
    tokens = around.tokens
    ours, theirs = around.depth(pronoun), around.depth(candidate)
    if ours != theirs:
        out["higher" if theirs < ours else "lower"] = 1.0
    own, clause = around.clause(pronoun.head), around.clause(candidate.head)
    argument = tokens[pronoun.head].relation in ARGUMENTS and tokens[pronoun.head].head == own
    bound = tokens[candidate.head].relation in ARGUMENTS and tokens[candidate.head].head == own
    if not bound and tokens[own].relation == "xcomp" and tokens[own].head >= 0:
        bound = around.subject.get(around.clause(tokens[own].head)) == candidate.head
    subject = around.is_subject(candidate)
    behind = candidate.first > pronoun.first and around.is_subject(pronoun)
    if behind and any(above == own for above, _ in around.clauses_above(clause)):
        out["below"] = 1.0
    if word in REFLEXIVE:
        out["reflexive"] = float(bound)
    elif argument and bound:
        out["same verb"] = 1.0
    elif clause == own and subject:
        out["subject of the clause"] = 1.0
    if not subject:
        return
    for steps, (above, relation) in enumerate(around.clauses_above(own)):
        if above == clause:
            name = "subject above" if relation != "conj" else "subject joined"
            out[name if steps == 0 else "subject far above"] = 1.0
            return


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


def reasons(values: dict[str, float], most: int = 2) -> str:
    """The features that speak most for a candidate, in words."""
    told = sorted(
        (name for name, value in values.items() if name in REASONS and value > 0),
        key=lambda name: -WEIGHTS.get(name, 0.0) * values[name],
    )
    return " and ".join(REASONS[name] for name in told[:most]) or "it is the likeliest that stands near"
