"""How well the spans of conditions are found: antecedents of counterfactual sentences, beside keywords.

    python benchmarks/situation_conditions.py --conditionals FOLDER

``subtask2_train.csv`` of SemEval-2020 Task 5: one sentence a row, with the character ids (the last one
inclusive) of one antecedent. Sentences are halved by the hash of their id: the development half was read
while the rules were mended, the report half by nobody. After the task's description (its own
script was not at hand), precision, recall and F1 are of character ids, taken for each sentence and averaged;
*exact* is the share of sentences where no letter or digit is too many or too few.

Sayso knows no counterfactuals and finds every condition of a sentence; as the corpus has one antecedent in
each, the one compared is the first of those whose kind comes first in `ORDER`, with the ones of that kind
that go on right behind it ("had he asked, and had she heard": two for Sayso, one for the corpus). A wish ("I
wish I had known") and what "should have been" are antecedents for the corpus but no conditions for Sayso, so
sentences whose antecedent has no word that could tie a condition are counted apart. The baseline takes the
words from the first keyword to the next comma.

The last row is of the project's own passages on conditions (all that each expects is right); they were
written before the rules and have been looked at since. Prints a table and writes
results/situation_conditions.json and .md.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.polnear import report
from benchmarks.tables import Cell, save, table

from sayso.parse import parse
from sayso.situate.conditions import in_sentence
from sayso.trees import Trees
from sayso.types import ConditionKind, Parse, Span

Figures = dict[str, Any]

PASSAGES = Path(__file__).parent.parent / "tests" / "situate" / "test_passages.py"

ORDER = (
    ConditionKind.IF,
    ConditionKind.ALTHOUGH,
    ConditionKind.ONLY_IF,
    ConditionKind.PROVIDED,
    ConditionKind.UNLESS,
    ConditionKind.WITHOUT,
)
"""The kinds that can be counterfactual; "even if" is among ALTHOUGH."""
BETWEEN = re.compile(r"[\s,;–—-]*(?:(?:and|or)\s+)?")
KEYWORDS = re.compile(
    r"\b(?:even if|if|had|were|should|unless|without|wish|supposing|assuming|but for)\b", re.I
)
FORMS = (
    ("wish", re.compile(r"\bwish(?:e[sd])?\b", re.I)),
    ("if", re.compile(r"\bif\b", re.I)),
    ("inverted", re.compile(r"^\W*(?:and|but|or)?\s*(?:had|were|should)\b", re.I)),
    (
        "other words",
        re.compile(r"\b(?:without|unless|but for|even though|although|provided|as long as|assuming)\b", re.I),
    ),
)
"""How the antecedent is made, the first that fits: "wish" is looked for in the words before it as well."""
NONE = "no word that ties"
TIED = "if, inverted, other words"
PARTS = ("development", "report")


class Row(NamedTuple):
    part: str
    sentence: str
    gold: Span
    form: str


def rows(folder: Path) -> Iterator[Row]:
    """The corpus; spans half-open."""
    with (folder / "subtask2_train.csv").open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            gold = Span(int(each["antecedent_startid"]), int(each["antecedent_endid"]) + 1)
            part = PARTS[int(sha256(each["sentenceID"].encode()).hexdigest(), 16) % 2]
            yield Row(part, each["sentence"], gold, form(each["sentence"], gold))


def form(sentence: str, gold: Span) -> str:
    words = sentence[gold.start : gold.end]
    before = sentence[max(gold.start - 12, 0) : gold.start]
    for name, pattern in FORMS:
        if pattern.search(f"{before}{words[:12]}" if name == "wish" else words):
            return name
    return NONE


def found(sentence: str, parsed: Parse) -> Span | None:
    """The condition to compare."""
    trees = Trees(sentence, parsed)
    every = [each for bounds in parsed.sentences for each in in_sentence(trees, bounds.first, bounds.last)]
    kind = min((each[0] for each in every if each[0] in ORDER), key=ORDER.index, default=None)
    spans = [span for each, span in every if each is kind]
    if not spans:
        return None
    first, *others = spans
    for other in others:
        if BETWEEN.fullmatch(sentence, first.end, other.start):
            first = Span(first.start, other.end)
    return first


def keyword(sentence: str) -> Span | None:
    """The baseline: from the first keyword to the next comma or the end."""
    first = KEYWORDS.search(sentence)
    if not first:
        return None
    comma = sentence.find(",", first.end())
    return Span(first.start(), comma if comma > 0 else len(sentence))


def scores(sentence: str, gold: Span, guess: Span | None) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and whether it is exact, each 0 to 1."""
    if not guess:
        return 0.0, 0.0, 0.0, 0.0
    shared = max(0, min(gold.end, guess.end) - max(gold.start, guess.start))
    precision, recall = shared / (guess.end - guess.start), shared / max(gold.end - gold.start, 1)
    mean = 2 * precision * recall / (precision + recall) if shared else 0.0
    same = _letters(sentence, gold) == _letters(sentence, guess)
    return precision, recall, mean, float(same)


def _letters(sentence: str, span: Span) -> tuple[int, int]:
    """The first and last letter or digit of a span."""
    solid = [i for i in range(span.start, min(span.end, len(sentence))) if sentence[i].isalnum()]
    return (solid[0], solid[-1]) if solid else (-1, -1)


def measure(folder: Path) -> Figures:
    """Part → system → form → sentences, precision, recall, F1 and exact match in percent."""
    sums: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0] * 5)
    for row in rows(folder):
        guesses = {
            "Sayso": found(row.sentence, parse(report(row.sentence))),
            "keywords": keyword(row.sentence),
        }
        for system, guess in guesses.items():
            one = (1.0, *scores(row.sentence, row.gold, guess))
            for name in (row.form, "all", *([TIED] if row.form not in ("wish", NONE) else [])):
                sums[row.part, system, name] = [
                    a + b for a, b in zip(sums[row.part, system, name], one, strict=True)
                ]
    result: Figures = {}
    for (part, system, name), (count, *values) in sums.items():
        mean = [round(100 * value / count, 2) for value in values]
        result.setdefault(part, {}).setdefault(system, {})[name] = [int(count), *mean]
    result["passages"] = own_passages()
    return result


def own_passages() -> list[int]:
    """Right and all of the project's own passages on conditions."""
    spec = importlib.util.spec_from_file_location("situate_passages", PASSAGES)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    chosen = tuple(module.result(each) for each in module.load() if each["pattern"] == "conditions")
    right, _, total = module.counts(chosen)["conditions"]
    return [right, total]


def shown(result: Figures) -> str:
    names = ("all", TIED, *(name for name, _ in FORMS), NONE)
    lines: list[list[Cell]] = [
        [f"{part}: {system}, {name}", *result[part][system][name]]
        for part in PARTS
        for system in ("keywords", "Sayso")
        for name in names
        if name in result.get(part, {}).get(system, {})
    ]
    right, total = result["passages"]
    lines.append(
        [f"passages of our own: {right} right", total, None, None, None, 100 * right / max(total, 1)]
    )
    head = ["antecedents of counterfactuals", "sentences", "precision", "recall", "F1", "exact"]
    return table(head, lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--conditionals", type=Path, required=True)
    result = measure(parser.parse_args().conditionals)
    print(shown(result))
    save("situation_conditions", "Conditions", shown(result), result)


if __name__ == "__main__":
    main()
