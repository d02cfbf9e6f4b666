"""Texts to learn embeddings from: the contents of PolNeAR's attributions, and sentences of the corpora."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from training.corpora import brat

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’']?\s+(?=[\"“‘'A-Z])|[\r\n]+")


def contents(folder: Path) -> list[str]:
    """Each different content of `polnear/train` or `polnear/dev` once, in order of file and place.

    The parts of a content that is interrupted are joined with a space.
    """
    found: dict[str, None] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = _text(folder, path.stem.rsplit("_", 1)[0])
        for roles in brat(path):
            parts = [text[start:end] for start, end in sorted(roles["content"])]
            found[" ".join(" ".join(parts).split())] = None
    return [text for text in found if text]


def sentences(data: Path) -> list[str]:
    """Each different sentence of polnear/train, gum/ and ewt/ once; of gap/, timeml/ and conditionals/ too,
    as far as DATA has them. Not of news-events, which linking is measured on."""
    return list(dict.fromkeys(sentence for sentence in _sentences(data) if sentence))


def _sentences(data: Path) -> Iterator[str]:
    for path in sorted((data / "polnear/train/text").iterdir()):
        for sentence in SENTENCE_END.split(_text(data / "polnear/train", path.stem)):
            yield " ".join(sentence.split())
    for path in sorted([*(data / "gum").rglob("*.conllu"), *(data / "ewt").glob("*.conllu")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")
    for path in sorted((data / "gap").glob("*.tsv")):
        for row in _rows(path, "\t"):
            yield from SENTENCE_END.split(row["Text"])
    for path in sorted((data / "timeml").rglob("*.tml")):
        text = (
            path.read_text(encoding="utf-8", errors="replace").partition("<TEXT>")[2].partition("</TEXT>")[0]
        )
        plain = unescape(re.sub(r"<[^>]*>", "", text))
        for sentence in re.split(r"\n\s*\n|(?<=[.?!])\s+(?=[A-Z`\"])", plain):
            yield " ".join(sentence.split())
    for path in sorted((data / "conditionals").glob("*.csv")):
        for row in _rows(path, ","):
            yield " ".join(row["sentence"].split())


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle, delimiter=delimiter)


def _text(folder: Path, article: str) -> str:
    with open(folder / "text" / f"{article}.txt", encoding="utf-8", newline="") as handle:
        return handle.read()
