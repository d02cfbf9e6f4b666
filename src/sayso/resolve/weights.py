"""The weights of the features that speak for an antecedent, and those features in words.

`benchmarks/voices_fit.py` fits the weights on the training part of GUM and on GAP's development part: a
softmax over all candidates and nobody. Decision 0010 says what was tried. The features are made in
`sayso.resolve.antecedents`.
"""

from __future__ import annotations

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
