"""How well attributions are found, beside a rule baseline, textacy, and one annotator against another.

    python benchmarks/attribution.py --polnear FOLDER [--also FOLDER] [--out FOLDER] [--peer-python PYTHON]

FOLDER is PolNeAR (https://github.com/networkdynamics/PolNeAR), or one part of it: ``text/*.txt`` and
``attributions/*.ann``. Predictions are written as JSON and scored by the scorer named with ``--scorer``,
whose docstring defines every figure. Prints a table; with the packaged model it also writes
results/attribution.json and results/attribution.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.polnear import Article, Roles, articles, part_of, report, roles
from benchmarks.rules import attributions
from benchmarks.tables import Cell, save, table

from sayso.attribute import attribute
from sayso.errors import BrokenModel
from sayso.models.reader import Reader, packaged
from sayso.parse import parse

HERE = Path(__file__).parent
SCORER = HERE.parent.parent / "shared" / "tools" / "score_attribution.py"

FIGURES: dict[str, tuple[str, ...]] = {
    "exact source, F1": ("exact", "source", "F1"),
    "exact cue, F1": ("exact", "cue", "F1"),
    "exact content, F1": ("exact", "content", "F1"),
    "exact source + cue + content, F1": ("exact", "relation", "F1"),
    "overlap source, F1": ("overlap", "source", "F1"),
    "overlap cue, F1": ("overlap", "cue", "F1"),
    "overlap content, F1": ("overlap", "content", "F1"),
    "**relation, F1**": ("relation", "content_and_source", "F1"),
    "relation, precision": ("relation", "content_and_source", "P"),
    "relation, recall": ("relation", "content_and_source", "R"),
    "relation, recall, direct": ("recall_by_type", "direct", "relation"),
    "relation, recall, mixed": ("recall_by_type", "mixed", "relation"),
    "relation, recall, indirect": ("recall_by_type", "indirect", "relation"),
    "content found, source or not, F1": ("relation", "content_only", "F1"),
}
"""Row of the table → where the scorer's JSON has it."""

NOTES = """
In percent. *Exact*: the same characters, but for white space, quotation marks and punctuation at the ends.
*Overlap*: the share of characters. *Relation*: contents have half of their characters in common or
more, and the sources share a word. Direct is what stands in quotation marks by four fifths or more,
indirect what does not at all.

What two people agree on tells what can be asked: "annotators" is every further annotator of an article
against the first, on the articles that were marked by several.

PolNeAR is flat: what stands inside another attribution's content is not marked, and Sayso's nested ones are
left out here. How good they are: docs/decisions/0011-nested-attributions.md.

textacy reads direct quotations alone, one paragraph at a time. Not run here: BBC Citron, retrained
on the training part, has on the same part exact source 63.6, cue 53.4, content 41.1, relation F1 54.9.
"""

Predict = Callable[[Article], list[Roles]]


class Unmeasured(Exception):
    """Why a column cannot be filled."""


def sayso(reader: Reader) -> Predict:
    def predict(article: Article) -> list[Roles]:
        read = report(article.text)
        found = attribute(read, parse(read, reader))
        # PolNeAR does not mark what stands inside another attribution's content.
        return [roles(attribution) for attribution in found if attribution.parent is None]

    return predict


def rules(article: Article) -> list[Roles]:
    return attributions(article.text)


def write(folder: Path, name: str, found: Iterable[Roles]) -> None:
    """One article's predictions, as the scorer reads them."""
    content = [{role: one.get(role) or None for role in ("source", "cue", "content")} for one in found]
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def textacy(python: str, gold: Path, predictions: Path) -> None:
    """Have textacy's predictions written by a Python that has it."""
    command = [python, str(HERE / "attribution_textacy.py"), str(gold / "text"), str(predictions)]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    if child.returncode:
        raise Unmeasured((child.stderr.strip() or "it failed").splitlines()[-1])


def annotators(found: list[Article], gold: Path, predictions: Path) -> int:
    """A gold folder of first annotators, and each further annotator as predictions; how many."""
    (gold / "text").mkdir(parents=True)
    (gold / "attributions").mkdir()
    pairs = [(article, number) for article in found for number in range(1, len(article.versions))]
    for article, number in pairs:
        name = f"{article.name}-{number}"
        (gold / "text" / f"{name}.txt").write_bytes(article.text.encode())
        shutil.copy(article.versions[0], gold / "attributions" / f"{name}_first.ann")
        write(predictions, name, article.gold(number))
    return len(pairs)


def score(scorer: Path, predictions: Path, gold: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), str(predictions), str(gold)]
    result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    del result["pred_dir"], result["gold_dir"]  # places on this machine
    return result


def figure(result: dict[str, Any], place: tuple[str, ...]) -> float | None:
    value: Any = result
    for key in place:
        value = value[key]
    return value if value is None else float(value)


def shown(results: dict[str, dict[str, Any]], missing: dict[str, str]) -> str:
    """One row for each figure, one column for each who predicts."""
    rows: list[list[Cell]] = [["articles", *(result["articles"] for result in results.values())]]
    rows += [[row, *(figure(result, place) for result in results.values())] for row, place in FIGURES.items()]
    why = [f"{name}: not measured ({reason})" for name, reason in missing.items()]
    return "\n\n".join([table(["", *results], rows), *why])


def measure(options: argparse.Namespace, gold: Path, out: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The scorer's result for each column, and for those without one the reason."""
    results: dict[str, dict[str, Any]] = {}
    missing: dict[str, str] = {}

    def column(name: str, fill: Callable[[Path], Path]) -> None:
        predictions = out / name.replace(" ", "-").replace(",", "")
        predictions.mkdir(parents=True, exist_ok=True)
        try:
            against = fill(predictions)
            results[name] = score(options.scorer, predictions, against)
        except Unmeasured as problem:
            missing[name] = str(problem)

    def filled_by(predict: Predict) -> Callable[[Path], Path]:
        def fill(predictions: Path) -> Path:
            for article in articles(gold):
                write(predictions, article.name, predict(article))
            return gold

        return fill

    def by_textacy(predictions: Path) -> Path:
        textacy(options.peer_python, gold, predictions)
        return gold

    def by_annotators(predictions: Path) -> Path:
        found = [article for folder in filter(None, (gold, options.also)) for article in articles(folder)]
        pairs = out / "annotators-gold"
        shutil.rmtree(pairs, ignore_errors=True)
        if not annotators(found, pairs, predictions):
            raise Unmeasured("no article was marked by several annotators")
        return pairs

    column("Sayso", filled_by(sayso(Reader(options.model) if options.model else packaged())))
    if options.exact_model:
        column("Sayso, 32-bit", filled_by(sayso(Reader(options.exact_model))))
    column("rules", filled_by(rules))
    column("textacy", by_textacy)
    column("annotators", by_annotators)
    return results, missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="the corpus, or one part of it")
    parser.add_argument("--part", default="dev", help="the part to measure on (dev)")
    parser.add_argument("--also", type=Path, help="another part whose annotators are compared too")
    parser.add_argument("--model", type=Path, help="a model's folder in place of the packaged one")
    parser.add_argument("--exact-model", type=Path, help="the same weights in 32 bits, as a second column")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--peer-python", default=sys.executable, help="a Python that has textacy")
    parser.add_argument("--out", type=Path, help="keep the predictions here")
    options = parser.parse_args()
    gold = part_of(options.polnear, options.part)
    if gold is None:
        print(f"attributions are not measured: no text/ and attributions/ in {options.polnear}")
        return
    if not options.scorer.is_file():
        print(f"attributions are not measured: no scorer at {options.scorer}; name it with --scorer")
        return
    try:
        with TemporaryDirectory() as scratch:
            results, missing = measure(options, gold, options.out or Path(scratch))
    except BrokenModel as problem:
        sys.exit(f"attributions are not measured: {problem}")
    print(shown(results, missing))
    if options.model is None:
        title = f"Attribution, PolNeAR {options.part}"
        content = {"part": options.part, "results": results, "missing": missing}
        save("attribution", title, f"{shown(results, missing)}\n{NOTES}", content)


if __name__ == "__main__":
    main()
