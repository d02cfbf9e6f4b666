"""MEANTIME's coreference beside Sayso's mentions (http://www.newsreader-project.eu/results/data/wikinews).

The corpus comes as tokens; its text is put together with a space between any two but before and behind the
marks that stand close to a word. Each document's sentences are paragraphs: the corpus has no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.polnear import report
from benchmarks.voices_gum import Annotated, GoldMention, aligned, mentioned

from sayso.parse import parse

PARTS = "intra_cross-doc_annotation"
CLOSE_BEFORE = frozenset(
    {",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "'", "''", "n't", "”", "'re", "'ve"}
)
CLOSE_BEHIND = frozenset({"(", "[", "$", "``", "“", "£", "€"})


def annotated(folder: Path) -> Iterator[Annotated]:
    """The documents that are annotated for coreference, read by Sayso."""
    for path in sorted((folder / PARTS).rglob("*.xml")):
        root = ElementTree.parse(path).getroot()
        text, spans = detokenized(root)
        read = report(text)
        parsed = parse(read)
        found = mentioned(read, parsed)
        gold = gold_mentions(root, text, spans)
        yield Annotated(path.stem, read, parsed, found, aligned(found, gold, parsed), gold)


def detokenized(root: ElementTree.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text, a line for each sentence, and the characters of each token by its id."""
    text, spans = "", {}
    for _, sentence in groupby(root.iter("token"), key=lambda token: token.get("sentence")):
        text += "\n" if text else ""
        before, open_quote = "", False
        for token in sentence:
            word = token.text or ""
            closes = word == '"' and open_quote
            gap = before and not (word in CLOSE_BEFORE or closes or before in CLOSE_BEHIND)
            if before == '"' and open_quote:
                gap = False
            open_quote = open_quote != (word == '"')
            text += " " if gap else ""
            spans[token.get("t_id", "")] = (len(text), len(text) + len(word))
            text += word
            before = word
    return text, spans


def gold_mentions(
    root: ElementTree.Element, text: str, spans: dict[str, tuple[int, int]]
) -> list[GoldMention]:
    """The mentions that refer to an entity; its number is its place among the document's entities."""
    number = {entity.get("m_id"): i for i, entity in enumerate(root.iter("ENTITY"))}
    entity_of = {
        source.get("m_id"): number[target.get("m_id")]
        for relation in root.iter("REFERS_TO")
        for target in relation.iter("target")
        for source in relation.iter("source")
        if target.get("m_id") in number
    }
    out = []
    for mention in root.iter("ENTITY_MENTION"):
        entity = entity_of.get(mention.get("m_id"))
        words = [spans[anchor.get("t_id", "")] for anchor in mention.iter("token_anchor")]
        if entity is None or not words:
            continue
        named = mention.get("head")
        head = next((s for s, e in words if text[s:e] == named), words[-1][0])
        name = (mention.get("syntactic_type") or "").endswith("NAM")
        out.append(GoldMention(entity, words[0][0], words[-1][1], head, name))
    return out
