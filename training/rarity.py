"""Counts words for `sayso.link.claims`: how rare each stem is, and which words are verbs and nothing else.

    python -m training.rarity DATA src/sayso/link/claims

DATA holds polnear/train, gum/ and ewt/, as ``docs/model.md`` describes: about 50,000 sentences. Of them,
``rarity.csv`` keeps the number of sentences by stem, for stems that `LEAST` sentences have; ``verbs.txt`` the
words, seen in as many, that lemminflect's dictionary has as an inflected verb and as no noun or adjective.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.link.claims.words import WORD, terms
from sayso.parse.lemmas import _looked_up, lemma

LEAST = 3

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’']?\s+(?=[\"“‘'A-Z])|\n+")


def sentences(data: Path) -> Iterator[str]:
    for path in sorted((data / "polnear/train/text").iterdir()):
        yield from SENTENCE_END.split(path.read_text(encoding="utf-8"))
    for path in sorted([*(data / "gum").glob("*.conllu"), *(data / "ewt").glob("*.conllu")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# text = "):
                yield line.removeprefix("# text = ")


def is_verb(word: str) -> bool:
    """Whether it can only be an inflected verb that stands as a clause's own ("sells", "rejected")."""
    if word.endswith("ing") or lemma(word, "VERB") == word or not in_dictionary(word, "verb"):
        return False
    return not in_dictionary(word, "noun") and not in_dictionary(word, "adj")


def in_dictionary(word: str, kind: str) -> bool:
    return _looked_up(word, kind) is not None


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    total = 0
    for sentence in sentences(data):
        found = {term.stem for term in terms(sentence)}
        total += bool(found)
        counts.update(root for root in found if not root[0].isdecimal())
        words.update({each for each in WORD.findall(sentence.replace("’", "'")) if each.islower()})
    kept = sorted((root, count) for root, count in counts.items() if count >= LEAST)
    with (out / "rarity.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("stem", "sentences"), ("*", total), *kept])
    seen = sorted(word for word, count in words.items() if count >= LEAST and word.isalpha())
    (out / "verbs.txt").write_text("\n".join(filter(is_verb, seen)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
