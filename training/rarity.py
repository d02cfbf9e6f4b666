"""Counts how many sentences have each stem, for `sayso.link.claims.words`.

    python -m training.rarity DATA src/sayso/link/claims/rarity.csv

DATA holds polnear/train, gum/ and ewt/, as ``docs/model.md`` describes: about 70,000 sentences. Only numbers
of sentences by stem are kept, and only of stems that `LEAST` sentences have.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.link.claims.words import terms

LEAST = 3

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’']?\s+(?=[\"“‘'A-Z])|\n+")


def sentences(data: Path) -> Iterator[str]:
    for path in sorted((data / "polnear/train/text").iterdir()):
        yield from SENTENCE_END.split(path.read_text(encoding="utf-8"))
    for path in sorted([*(data / "gum").glob("*.conllu"), *(data / "ewt").glob("*.conllu")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    counts: Counter[str] = Counter()
    total = 0
    for sentence in sentences(data):
        found = {term.stem for term in terms(sentence)}
        total += bool(found)
        counts.update(root for root in found if not root[0].isdecimal())
    kept = sorted((root, count) for root, count in counts.items() if count >= LEAST)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("stem", "sentences"), ("*", total), *kept])


if __name__ == "__main__":
    main()
