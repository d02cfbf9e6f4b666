"""How well those who speak are made out.

    python benchmarks/voices.py --gap FOLDER --gum FOLDER --meantime FOLDER

GAP: which of two names an ambiguous pronoun means; tuned on the development part, reported on validation.
Places: whether a place's name means its government, from what training/places.py measured. Sources: GUM's
news and interviews, and MEANTIME, where who speaks is called "he" or "the minister". Passages: the project's
own development set. Prints tables and writes results/voices.json and results/voices.md; a part whose corpus
is not given is left out, and says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.tables import RESULTS, Cell, save, table
from benchmarks.voices_gap import Read, figures, passages, read
from benchmarks.voices_rules import by_role, nearest
from benchmarks.voices_sources import tallied

from benchmarks import voices_gum, voices_meantime

PASSAGES = Path(__file__).parent.parent / "tests" / "resolve" / "test_passages.py"
FOLDS = RESULTS / "places-folds.json"
REPORTED = frozenset({"news", "interview"})

Figures = dict[str, Any]


def gap(folder: Path, part: str) -> Figures:
    """F1 of each way to choose, on one part of GAP."""
    texts = list(passages(folder / f"gap-{part}.tsv"))
    read_all = [read(passage) for passage in texts]
    ways = {
        "nearest name that agrees": [by_rule(each, nearest) for each in read_all],
        "subject or same role": [by_rule(each, by_role) for each in read_all],
        "Sayso": [by_sayso(each, False) for each in read_all],
        "Sayso, told the two names": [by_sayso(each, True) for each in read_all],
    }
    return {name: figures(texts, said) for name, said in ways.items()} | {"passages": len(texts)}


def by_rule(each: Read, rule: Any) -> tuple[bool, bool]:
    found = rule(each.coreference.around, each.pronoun) if each.pronoun else None
    return as_pair(each.which[found.index] if found else None)


def by_sayso(each: Read, told: bool) -> tuple[bool, bool]:
    """What Sayso chooses among all mentions, or among those of the two names."""
    if each.pronoun is None:
        return (False, False)
    among = (lambda mention: each.which[mention.index] is not None) if told else None
    choice = each.coreference.antecedent(each.pronoun, among)
    return as_pair(each.which[choice.mention] if choice else None)


def as_pair(which: int | None) -> tuple[bool, bool]:
    return (which == 0, which == 1)


def own_passages() -> Figures | None:
    """Right and total of each pattern in the project's own passages."""
    if not PASSAGES.exists():
        return None
    spec = importlib.util.spec_from_file_location("test_passages", PASSAGES)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: list(pair) for name, pair in module.scores().items()}


def shown_gap(result: Figures) -> str:
    out = []
    for part, ways in result.items():
        rows: list[list[Cell]] = [
            [name, *(values[k] for k in ("overall", "masculine", "feminine")), f"{values['bias']:.2f}"]
            for name, values in ways.items()
            if name != "passages"
        ]
        head = [f"GAP {part}, {ways['passages']:,} passages", "F1", "masculine", "feminine", "bias"]
        out.append(table(head, rows))
    return "\n\n".join(out)


def shown_places(result: Figures) -> str:
    columns = list(next(iter(result.values())))
    return table(["places", *columns], [[name, *row.values()] for name, row in result.items()])


def shown_sources(name: str, result: Figures) -> str:
    rows: list[list[Cell]] = []
    for kind, count in result.items():
        judged, named = count.get("judged", 0), count.get("named", 0)
        antecedent = 100 * count.get("right", 0) / judged if judged and "chosen" in count else None
        voice = 100 * count.get("true", 0) / named if named else None
        rows.append([kind, count["found"], judged, antecedent, named, voice])
    head = [
        f"sources in {name}",
        "found",
        "can be judged",
        "antecedent right, %",
        "with a name",
        "voice right, %",
    ]
    return table(head, rows)


def shown_passages(result: Figures) -> str:
    rows: list[list[Cell]] = [[name, right, total] for name, (right, total) in sorted(result.items())]
    right, total = (sum(row[i] for row in result.values()) for i in (0, 1))
    return table(["passages of our own", "right", "of"], [*rows, ["**all**", right, total]])


def plain(tallies: dict[str, Counter[str]]) -> Figures:
    return {kind: dict(count) for kind, count in sorted(tallies.items())}


def measured(options: argparse.Namespace) -> tuple[Figures, dict[str, str], list[str]]:
    """The figures of each part that can be measured, why the others cannot, and all as tables."""
    result: Figures = {}
    missing: dict[str, str] = {}
    texts: list[str] = []
    if options.gap and (options.gap / "gap-validation.tsv").exists():
        result["gap"] = {part: gap(options.gap, part) for part in ("development", "validation")}
        texts.append(shown_gap(result["gap"]))
    else:
        missing["GAP"] = "its folder is not given (--gap)"
    if FOLDS.exists():
        result["places"] = json.loads(FOLDS.read_text(encoding="utf-8"))
        texts.append(places_text(result["places"]))
    else:
        missing["places"] = f"training/places.py has not written {FOLDS.name}"
    if options.gum and (options.gum / "splits.md").exists():
        for name, splits in (("GUM train (tuned on)", ["train"]), ("GUM dev and test", ["dev", "test"])):
            documents = [d for split in splits for d in voices_gum.annotated(options.gum, split, REPORTED)]
            result[name] = plain(tallied(documents))
            texts.append(shown_sources(f"{name}: {len(documents)} news reports and interviews", result[name]))
    else:
        missing["GUM"] = "its folder is not given (--gum)"
    if options.meantime and (options.meantime / voices_meantime.PARTS).is_dir():
        documents = list(voices_meantime.annotated(options.meantime))
        result["MEANTIME"] = plain(tallied(documents))
        texts.append(shown_sources(f"MEANTIME: {len(documents)} reports", result["MEANTIME"]))
    else:
        missing["MEANTIME"] = "its folder is not given (--meantime)"
    own = own_passages()
    if own:
        result["passages"] = own
        texts.append(shown_passages(own))
    else:
        missing["passages"] = "tests/resolve/test_passages.py is not there"
    return result, missing, texts


def places_text(result: Figures) -> str:
    """The table that training/places.py saved: a row for each corpus or system, whatever its columns."""
    rows = {name: row for name, row in result.items() if isinstance(row, dict)}
    return shown_places(rows) if rows else ""


NOTES = """
GAP is scored as its authors do: F1 over the two names of each passage; bias is the feminine F1 by the
masculine. "Told the two names" is the easier task in which a system may choose only between them or neither.
An antecedent is right when the corpus gives it the source's entity, and it is a name if the entity has one;
no answer counts as wrong. A voice is right when its name has a word in common with one of the entity's names.
Only sources that Sayso found are counted, and of these only those whose entity the corpus names elsewhere
(or, for a pronoun's antecedent, describes). "I" and "we" are whoever is quoted, or interviewed. MEANTIME's
errors, and those of GUM's train part, were read while the features and the rules were made, and GUM's dev
part told which features to keep. Held out are GAP validation and GUM's test part.
"""


def folder(value: str) -> Path | None:
    return Path(value) if value else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("gap", "gum", "meantime"):
        parser.add_argument(f"--{name}", type=folder, help=f"the folder of {name.upper()}")
    options = parser.parse_args()
    result, missing, texts = measured(options)
    why = "\n".join(f"- {what}: not measured ({reason})" for what, reason in missing.items())
    shown = "\n\n".join([*texts, *([why] if why else [])])
    print(shown)
    if "gap" in result or "GUM dev and test" in result:
        save("voices", "Voices", f"{shown}\n{NOTES}", result | {"missing": missing})


if __name__ == "__main__":
    main()
