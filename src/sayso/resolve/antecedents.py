"""What speaks for a mention being the one that a pronoun means: features by name, each in words.

`sayso.resolve.weights` has what each is worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log, log1p
from typing import NamedTuple

import numpy as np

from sayso.resolve.columns import Columns, Truth, Values, Whole
from sayso.resolve.mentions import Mention, MentionKind, Number
from sayso.resolve.surroundings import ARGUMENTS, REFLEXIVE, Surroundings, kind_of
from sayso.resolve.weights import REASONS, WEIGHTS

Features = dict[str, Truth | Values]
"""By a feature's name its values, one for each candidate of a pronoun; a feature that is absent is 0."""


class Between(NamedTuple):
    """How many mentions of a pronoun's gender and number stand between it and each candidate, and how many
    of these are subjects."""

    agreeing: Whole
    subjects: Whole


def alone(around: Surroundings, candidate: Mention) -> dict[str, float]:
    """What speaks for a candidate whichever pronoun is asked of, by name; what is absent is 0."""
    role = around.role(candidate)
    out: dict[str, float] = {role: 1.0, "depth": log1p(around.depth(candidate))}
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


def sorted_as(kind: str, sort: str, number: Number) -> dict[str, float]:
    """What speaks for a candidate of a sort and number, whichever pronoun of a kind is asked of."""
    out = {f"{kind}: {sort}": 1.0}
    if number is Number.PLURAL:
        out[f"{kind}: plural"] = 1.0
    return out


def together(columns: Columns, pronoun: Mention, at: Whole, between: Between) -> Features:
    """What speaks for each candidate as the one that this pronoun means; ``at`` are the candidates' indices
    among the mentions."""
    around, out = columns.around, Features()
    if kind_of(around.words[pronoun.head]) == "he":
        same = columns.gender[at] == columns.gender[pronoun.index]
        out["same gender"] = same
        out["other gender"] = columns.sexed[at] & ~same
    _distance(out, columns, pronoun, at, between)
    _roles(out, columns, pronoun, at)
    _quotation(out, columns, pronoun, at)
    return out


def _distance(out: Features, columns: Columns, pronoun: Mention, at: Whole, between: Between) -> None:
    sentences = pronoun.sentence - columns.sentence[at]
    before = columns.first[at] <= pronoun.first
    out["behind"] = ~before
    out["same sentence"] = before & (sentences == 0)
    out["sentence before"] = before & (sentences == 1)
    out["sentences"] = np.log(np.maximum(sentences, 1))
    out["between"] = np.log1p(between.agreeing)
    out["subjects between"] = np.log1p(between.subjects)
    out["mentions"] = np.log1p(np.maximum(pronoun.index - at - 1, 0))
    out["nearest"] = before & (between.agreeing == 0)


def _roles(out: Features, columns: Columns, pronoun: Mention, at: Whole) -> None:
    around, role = columns.around, columns.around.role(pronoun)
    alike, again = columns.role[at] == columns.role[pronoun.index], columns.pronoun[at]
    if role in {"subject", "object", "oblique"}:
        out[f"both {role}"] = alike
    out["same word"] = again & (columns.word[at] == columns.word[pronoun.index])
    if role == "subject":
        out["pronoun again"] = again & alike
    contains = (columns.first[at] <= pronoun.head) & (pronoun.head < columns.last[at])
    out["contains"] = contains
    sentences = pronoun.sentence - columns.sentence[at]
    for place in np.flatnonzero((sentences == 0) & ~contains).tolist():
        for name in _syntax(around, pronoun, around.mentions[at[place]]):
            out.setdefault(name, np.zeros(len(at), np.bool_))[place] = True
    before = (sentences == 1) & ~contains & columns.subject[at]
    out["subject before"] = before
    if role == "subject":
        out["main subject before"] = before & columns.main[at]


def _syntax(around: Surroundings, pronoun: Mention, candidate: Mention) -> Iterator[str]:
    """What the tree of a sentence says of two mentions in it."""
    tokens, word = around.tokens, around.words[pronoun.head].lower()
    ours, theirs = around.depth(pronoun), around.depth(candidate)
    if ours != theirs:
        yield "higher" if theirs < ours else "lower"
    own, clause = around.clause(pronoun.head), around.clause(candidate.head)
    argument = tokens[pronoun.head].relation in ARGUMENTS and tokens[pronoun.head].head == own
    bound = tokens[candidate.head].relation in ARGUMENTS and tokens[candidate.head].head == own
    if not bound and tokens[own].relation == "xcomp" and tokens[own].head >= 0:
        bound = around.subject.get(around.clause(tokens[own].head)) == candidate.head
    subject = around.is_subject(candidate)
    behind = candidate.first > pronoun.first and around.is_subject(pronoun)
    if behind and any(above == own for above, _ in around.clauses_above(clause)):
        yield "below"
    if word in REFLEXIVE:
        if bound:
            yield "reflexive"
    elif argument and bound:
        yield "same verb"
    elif clause == own and subject:
        yield "subject of the clause"
    if not subject:
        return
    for steps, (above, relation) in enumerate(around.clauses_above(own)):
        if above == clause:
            name = "subject above" if relation != "conj" else "subject joined"
            yield name if steps == 0 else "subject far above"
            return


def _quotation(out: Features, columns: Columns, pronoun: Mention, at: Whole) -> None:
    ours, theirs = pronoun.quotation, columns.quotation[at]
    if ours >= 0:
        speaker = columns.around.speaker(pronoun)
        speaks = (columns.first[at] <= speaker) & (speaker < columns.last[at])
        out["same quotation"] = theirs == ours
        out["speaker"] = (theirs < 0) & speaks
        out["outside"] = (theirs < 0) & ~speaks
    else:
        out["only quoted"] = theirs >= 0
    out["source too" if columns.source[pronoun.index] else "source"] = columns.source[at]


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
