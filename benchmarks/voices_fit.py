"""Fits the weights of `sayso.resolve.weights` on GUM's train part and GAP's development part.

    python benchmarks/voices_fit.py --gum FOLDER --gap FOLDER

Prints the table of weights, to be put into the module, and how often the chosen antecedent is right: on the
data that it was fitted on, and on GUM's development part. A few minutes.

For each third-person pronoun the likelihood of all its right candidates together is maximised under a softmax
over its candidates and nobody. In GUM a candidate is right when it has the pronoun's entity. GAP says no more
than which of two names is meant; there the candidates are those that mean the right name by the weights of
the round before, and where neither is meant, all others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.voices_gap import Read, passages, read
from benchmarks.voices_gum import Annotated, annotated, coreference

from sayso.resolve.antecedents import nobody
from sayso.resolve.coreference import Coreference
from sayso.resolve.described import Pronoun
from sayso.resolve.described import pronoun as known
from sayso.resolve.mentions import Mention, MentionKind
from sayso.resolve.weights import WEIGHTS

ROUNDS = 3
"""How often the weights are fitted, each time with what they made of the pronouns the time before."""

RIDGE = 3.0
"""The penalty on the squares of the weights, in examples."""

STEPS = 400
GENRES = {"news": 3.0, "interview": 2.0, "bio": 1.5, "speech": 1.5}
"""How much a pronoun of a genre counts; others count once."""

Values = NDArray[np.float64]


class Example(NamedTuple):
    """One pronoun: each candidate's features, nobody's last, and which of them are right."""

    rows: list[dict[str, float]]
    right: list[bool]
    weight: float


def third(coreference: Coreference, mentions: Iterable[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        kind = known(coreference.around.words[mention.head])
        if mention.kind is MentionKind.PRONOUN and kind is Pronoun.THIRD:
            yield mention


def of_gum(each: Annotated) -> list[Example]:
    """The pronouns of a document that GUM has an entity for, or that it takes to mean nothing."""
    found, weight = coreference(each), GENRES.get(each.name.split("_")[1], 1.0)
    out = []
    for pronoun in third(found, each.mentions):
        entity = each.entity_of[pronoun.index]
        candidates = found.candidates(pronoun)
        rows = [found.features(pronoun, candidate) for candidate in candidates]
        right = [entity is not None and each.entity_of[c.index] == entity for c in candidates]
        rows.append(nobody(found.around, pronoun))
        out.append(Example(rows, [*right, not any(right)], weight))
    return out


def of_gap(each: Read) -> list[Example]:
    if each.pronoun is None:
        return []
    found = Coreference(
        each.coreference.around.report, each.coreference.around.parse, each.coreference.around.mentions
    )
    found.antecedent(each.pronoun)
    candidates = found.candidates(each.pronoun)
    means = [found.means(candidate) for candidate in candidates]
    which = [each.which[index] if index >= 0 else None for index in means]
    rows = [found.features(each.pronoun, candidate) for candidate in candidates]
    rows.append(nobody(found.around, each.pronoun))
    meant = each.passage.meant
    if any(meant):
        right = [*(number is not None and meant[number] for number in which), False]
    else:
        right = [*(number is None for number in which), True]
    return [Example(rows, right, 1.0)] if any(right) else []


class Table(NamedTuple):
    """All examples as one matrix: rows by example, where each begins, which are right."""

    names: list[str]
    rows: Values
    starts: NDArray[np.int64]
    right: NDArray[np.bool_]
    weights: Values


def tabled(examples: list[Example], names: list[str] | None = None) -> Table:
    names = names or sorted({name for example in examples for row in example.rows for name in row})
    column = {name: number for number, name in enumerate(names)}
    lengths = [len(example.rows) for example in examples]
    rows = np.zeros((sum(lengths), len(names)))
    for number, row in enumerate(row for example in examples for row in example.rows):
        for name, value in row.items():
            if name in column:
                rows[number, column[name]] = value
    starts = np.cumsum([0, *lengths[:-1]])
    right = np.array([flag for example in examples for flag in example.right])
    return Table(names, rows, starts, right, np.array([example.weight for example in examples]))


def fitted(table: Table, start: Values | None = None) -> Values:
    """The weights by gradient ascent with Adam (Kingma and Ba, 2015)."""
    weights = np.zeros(len(table.names)) if start is None else start.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    sizes = np.diff([*table.starts, len(table.rows)])
    for step in range(1, STEPS + 1):
        all_shares = shares(table, weights)
        wanted = all_shares * table.right
        wanted /= np.repeat(np.add.reduceat(wanted, table.starts), sizes) + 1e-12
        slope = table.rows.T @ ((wanted - all_shares) * np.repeat(table.weights, sizes)) - RIDGE * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.1 * (1 - step / STEPS) + 0.001
        weights += rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def shares(table: Table, weights: Values) -> Values:
    """Each row's share of its example's softmax."""
    totals = table.rows @ weights
    sizes = np.diff([*table.starts, len(table.rows)])
    totals = np.exp(totals - np.repeat(np.maximum.reduceat(totals, table.starts), sizes))
    out: Values = totals / np.repeat(np.add.reduceat(totals, table.starts), sizes)
    return out


def likelihood(table: Table, weights: Values) -> float:
    """The mean logarithm of the share that the right candidates have."""
    right = np.add.reduceat(shares(table, weights) * table.right, table.starts)
    return float(np.average(np.log(right + 1e-12), weights=table.weights))


def accuracy(table: Table, weights: Values) -> float:
    """How often the candidate with the largest share is right."""
    found = shares(table, weights)
    ends = [*table.starts[1:], len(table.rows)]
    hits = [table.right[a + found[a:b].argmax()] for a, b in zip(table.starts, ends, strict=True)]
    return float(np.average(hits, weights=table.weights))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gum", type=Path, required=True)
    parser.add_argument("--gap", type=Path, required=True)
    options = parser.parse_args()
    train, dev = (list(annotated(options.gum, split)) for split in ("train", "dev"))
    gap = [read(passage) for passage in passages(options.gap / "gap-development.tsv")]
    gum_examples = [example for each in train for example in of_gum(each)]
    held = [example for each in dev for example in of_gum(each)]
    print(f"{len(gum_examples)} pronouns of GUM to fit on and {len(held)} held out, {len(gap)} of GAP")
    weights, names = None, None
    order = {name: number for number, name in enumerate(WEIGHTS)}
    order = {name: number for number, name in enumerate(WEIGHTS)}
    order = {name: number for number, name in enumerate(WEIGHTS)}
    for number in range(ROUNDS):
        examples = gum_examples + [example for each in gap for example in of_gap(each)]
        table = tabled(examples, names)
        names = table.names
        weights = fitted(table, weights)
        WEIGHTS.clear()
        WEIGHTS.update(zip(names, np.round(weights, 2).tolist(), strict=True))
        test = tabled(held, names)
        print(
            f"round {number + 1}: {len(examples)} pronouns, likelihood {likelihood(table, weights):.3f}, "
            f"right {accuracy(table, weights):.1%}; held out {likelihood(test, weights):.3f}, "
            f"{accuracy(test, weights):.1%}"
        )
    ordered = sorted(WEIGHTS, key=lambda name: order.get(name, len(order)))
    lines = (f'    "{name}": {WEIGHTS[name]},' for name in ordered)
    print("\n".join(["WEIGHTS = {", *lines, "}"]))


if __name__ == "__main__":
    main()
