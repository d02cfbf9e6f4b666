"""How well raw text is parsed, beside spaCy's small English model.

    python benchmarks/parse.py --gum FOLDER --ewt FOLDER [--part dev]

The text is rebuilt from the gold of GUM's test documents (by its splits.md) and of EWT's test file, with
an empty line between paragraphs; both readers are given the paragraphs and nothing else. Prints a table
and writes results/parse.json and results/parse.md. Where spaCy is not installed its column says so.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.parsing_scores import MEASURES, Analysis, Name, Tally, facts, gold, gold_names
from benchmarks.tables import save
from training.conllu import Document, documents, gum_split

from sayso.errors import SaysoError
from sayso.types import Block, BlockKind, Report

KINDS = {"person": "PER", "organisation": "ORG", "state": "LOC", "place": "LOC", "facility": "LOC"}
"""Sayso's kinds of entity → EWT's kinds of name; it has no names for nationalities."""

NOTES = """
Words, sentences, parts of speech, lemmas, heads and labelled heads: F1 by spans of characters, as in the
CoNLL 2018 shared task, from raw text with its paragraphs. Relations are without subtypes. Names: F1 of exact
spans with their kind (EWT's PER, ORG, LOC), without "the" before or "'s" behind, gold and both readers alike.

spaCy's trees are ClearNLP's, in which function words govern. Its heads were converted where the schemes
differ most (prepositions, "be", conjuncts, persons' names; `benchmarks/parsing_spacy.py`), but not for
punctuation, so the row without it is the fairer one; what the heads scored unconverted stands in
brackets. Its labels cannot be compared. Its lemmas and words follow
other conventions in places ("n't" for "not"), which costs it some points that are no errors.
"""

Reader = Callable[[str, list[tuple[int, int]]], Analysis]


def sayso_reader() -> Reader:
    from sayso.parse import parse

    def read(text: str, paragraphs: list[tuple[int, int]]) -> Analysis:
        blocks = tuple(Block(BlockKind.BODY, start, end) for start, end in paragraphs)
        parsed = parse(Report(hashlib.sha256(text.encode()).hexdigest()[:16], text, blocks))
        tokens = parsed.tokens
        return Analysis(
            [(token.start, token.end) for token in tokens],
            [(sentence.first, sentence.last) for sentence in parsed.sentences],
            [token.pos for token in tokens],
            [token.lemma for token in tokens],
            [token.head for token in tokens],
            [token.relation for token in tokens],
            [(e.start, e.end, KINDS[e.kind]) for e in parsed.entities if e.kind in KINDS],
        )

    read("Opened.", [(0, 7)])  # opening the model is not part of the speed
    return read


def spacy_reader(converted: bool) -> Reader:
    from benchmarks import parsing_spacy

    nlp = parsing_spacy.load()
    return lambda text, paragraphs: parsing_spacy.analyse(nlp, text, paragraphs, converted)


READERS: dict[str, Callable[[], Reader]] = {
    "Sayso": sayso_reader,
    "spaCy": lambda: spacy_reader(True),
    "spaCy, heads as they are": lambda: spacy_reader(False),
}


def corpora(options: argparse.Namespace) -> dict[str, tuple[list[Document], dict[str, list[Name]]]]:
    """Corpus → its documents and their names (GUM has none); a corpus that is not there is left out."""
    found: dict[str, tuple[list[Document], dict[str, list[Name]]]] = {}
    if options.gum and (options.gum / "splits.md").exists():
        paths = gum_split(options.gum, options.part)
        found["GUM"] = [document for path in paths for document in documents(path)], {}
    else:
        print(f"GUM is left out: no splits.md in {options.gum or '(no --gum)'}", file=sys.stderr)
    treebank = (options.ewt or Path()) / f"en_ewt-ud-{options.part}.conllu"
    if options.ewt and treebank.exists():
        texts = list(documents(treebank))
        names = treebank.with_suffix(".iob2")
        found["EWT"] = texts, gold_names(names, texts) if names.exists() else {}
    else:
        print(f"EWT is left out: no {treebank.name} in {options.ewt or '(no --ewt)'}", file=sys.stderr)
    return found


def measure(reader: Reader, texts: list[Document], names: dict[str, list[Name]]) -> dict[str, float]:
    """Measure → F1, and "words a second" by the processor's clock."""
    tally, spent = Tally(), 0.0
    for document in texts:
        started = time.process_time()
        analysis = reader(document.text, document.paragraphs)
        spent += time.process_time() - started
        true = gold(document, names.get(document.name))
        tally.add(facts(analysis, document.text), facts(true, document.text))
    return {**tally.scores(), "words a second": sum(len(d.words) for d in texts) / max(spent, 1e-9)}


def table(results: dict[str, dict[str, dict[str, float]]], missing: dict[str, str]) -> str:
    """One row for each corpus and measure, one column for each reader."""
    rows = ["| | | Sayso | spaCy |", "|---|---|---:|---:|"]
    for corpus, by_reader in results.items():
        for name in (*MEASURES, "words a second"):
            cells = [by_reader.get(reader, {}).get(name) for reader in READERS]
            if any(cell is not None for cell in cells):
                digits = 0 if name == "words a second" else 1
                ours, theirs, plain = ("–" if cell is None else f"{cell:,.{digits}f}" for cell in cells)
                shown = f"{theirs} ({plain})" if name.startswith("UAS") and plain != "–" else theirs
                rows.append(f"| {corpus} | {name} | {ours} | {shown} |")
    return "\n".join([*rows, "", *(f"{reader}: {why}" for reader, why in missing.items())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gum", type=lambda path: Path(path) if path else None)
    parser.add_argument("--ewt", type=lambda path: Path(path) if path else None)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    options = parser.parse_args()
    texts = corpora(options)
    if not texts:
        return
    results: dict[str, dict[str, dict[str, float]]] = {corpus: {} for corpus in texts}
    missing: dict[str, str] = {}
    for name, make in READERS.items():
        try:
            reader = make()
        except (ImportError, OSError, SaysoError) as problem:
            missing[name] = f"not measured: {problem}"
            continue
        for corpus, (found, names) in texts.items():
            results[corpus][name] = measure(reader, found, names)
    shown = table(results, missing)
    print(shown)
    if options.part == "test":
        content = {"part": options.part, "results": results, "missing": missing}
        save("parse", "Parsing", f"{shown}\n{NOTES}", content)


if __name__ == "__main__":
    main()
