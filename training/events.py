"""What models could make of PLOVER's root types: `python -m training.events DATA`.

DATA holds plover/ as `benchmarks/situation_events.py` wants it. Three models that learn the type of a
sentence are cross-validated in five folds, drawn by sentence over both corpora together: logistic regression
over words and pairs of words (TF-IDF), the same over what the packaged encoder says of the sentence's words
(their mean, and the root of its tree), and both together; then the rules, with each of these where they find
nothing. Nothing ships: docs/decisions/0018-events.md says why. The figures, apart for the halves that the
rules were made from and those that they were not, go to benchmarks/results/events-folds.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.situation_events import YIELD, Record, asked, judged, read, records, scored
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from sayso.models.reader import Reader
from sayso.parse import trees_of
from sayso.parse.tokens import tokenize
from sayso.types import Floats

FOLDS = 5
STRENGTH = {"words": 10.0, "encoder": 0.001, "words and encoder": 0.0}
"""Inverse strengths of regularisation; the first that were tried. The last is the product of the two."""

Labels = NDArray[np.str_]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=Path("src/sayso/models/reader"))
    parser.add_argument("--results", type=Path, default=Path("benchmarks/results/events-folds.json"))
    options = parser.parse_args()
    everything = records(options.data / "plover")
    rows = figures(everything, Reader(options.model))
    content = {"command": "python -m training.events DATA", "rows": rows}
    options.results.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(row)


def figures(everything: list[Record], reader: Reader) -> list[dict[str, Any]]:
    """Accuracy and macro-F1 of each model on the held half of each corpus, and on its development half."""
    said = predicted(everything, reader)
    rules = []
    for record in everything:
        event = judged(read(record.text), record)
        rules.append(asked(event, record.corpus) if event else "none")
    for name in list(said):
        said[f"rules, else {name}"] = [
            m if r == "none" else r for r, m in zip(rules, said[name], strict=True)
        ]
    said["rules"] = rules
    out = []
    for corpus in ("PLOVER records", "PLV"):
        for held in (True, False):
            part = [i for i, r in enumerate(everything) if r.corpus == corpus and r.held is held]
            for name, labels in said.items():
                scores = scored([everything[i].label for i in part], [labels[i] for i in part])
                out.append({"corpus": corpus, "held": held, "model": name, **scores})
    return [row for row in out if row["held"]] + [row for row in out if not row["held"]]


def predicted(everything: list[Record], reader: Reader) -> dict[str, list[str]]:
    """What each model says of each record, learned from the other folds. PLV's YIELD is a type of its own,
    and only offered for PLV; the records' two types for it are learned from the records alone."""
    texts = [record.text for record in everything]
    labels = np.array([record.label for record in everything])
    fold = folds(texts)
    dense = np.stack([pooled(text, reader) for text in texts])
    allowed = [YIELD if record.corpus == "PLV" else frozenset(["YIELD"]) for record in everything]
    out: dict[str, list[str]] = {name: [""] * len(texts) for name in STRENGTH}
    for number in range(FOLDS):
        rest, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        for name, chances, classes in models(texts, dense, labels, (rest, held)):
            for index, row in zip(held, chances, strict=True):
                banned = np.isin(classes, list(allowed[index]))
                out[name][index] = str(classes[np.argmax(np.where(banned, -1, row))])
    return out


def models(
    texts: list[str], dense: Floats, labels: Labels, parts: tuple[NDArray[np.intp], NDArray[np.intp]]
) -> list[tuple[str, Floats, Labels]]:
    """Each model's chances for the held records, (records, types), and its types."""
    rest, held = parts
    words = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        LogisticRegression(C=STRENGTH["words"], max_iter=2000),
    )
    words.fit([texts[i] for i in rest], labels[rest])
    by_words = words.predict_proba([texts[i] for i in held])
    encoder = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH["encoder"], max_iter=2000))
    encoder.fit(dense[rest], labels[rest])
    by_encoder = encoder.predict_proba(dense[held])
    classes = words.classes_
    return [
        ("words", by_words, classes),
        ("encoder", by_encoder, classes),
        ("words and encoder", by_words * by_encoder, classes),
    ]


def pooled(text: str, reader: Reader) -> Floats:
    """The mean over a sentence's words of what the encoder says of them, and the same at its tree's root."""
    spans = tokenize(text, 0, len(text))
    read_ = reader.read([[text[a:b] for a, b in spans]])
    heads, _ = trees_of(reader, read_, [len(spans)])
    rows = read_.rows()
    root = int(np.flatnonzero(np.asarray(heads) < 0)[0])
    return np.concatenate([rows.mean(0), rows[root]])


def folds(texts: list[str]) -> NDArray[np.intp]:
    """Each record's fold; a sentence that comes twice is in one."""
    numbers = {text: i for i, text in enumerate(sorted(set(texts)))}
    drawn = np.random.default_rng(0).permutation(len(numbers)) % FOLDS
    return drawn[[numbers[text] for text in texts]]


if __name__ == "__main__":
    main()
