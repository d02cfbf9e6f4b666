"""The corpora, as samples: words in paragraphs, and whatever labels each corpus has for them.

- PolNeAR (brat standoff): attribution spans and their links.
- GUM and EWT (CoNLL-U): sentences, parts of speech and dependencies.
- EWT (`.iob2`): names of persons, organisations and places; GUM's and PolNeAR's names are silver,
  from spaCy through `training.silver`.

Words of PolNeAR and of the news reports are ours (`sayso.parse.tokens`); GUM's and EWT's are gold.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.models.labels import ENTITY_TAGS, POS, RELATIONS, TAGS
from sayso.parse.tokens import tokenize
from training.conllu import documents

IGNORE = -100
"""A label that is not known, and so not learned from."""

NOTHING = -1
"""A link that points to nothing; a head that is the root."""

Range = tuple[int, int]


@dataclass(slots=True)
class Sample:
    """One document. Word indices run over all paragraphs; None where a corpus lacks the labels.

    ``pieces`` are the contents' pieces as (first word, last word, target word or `NOTHING`);
    ``cues`` are (first word of cue, first word of source or `NOTHING`).
    """

    name: str
    paragraphs: list[list[str]]
    tags: list[int] | None = None
    pieces: list[tuple[int, int, int]] | None = None
    cues: list[tuple[int, int]] | None = None
    pos: list[int] | None = None
    heads: list[int] | None = None
    relations: list[int] | None = None
    sentences: list[int] | None = None
    entities: list[int] | None = None


# ---------------------------------------------------------------- PolNeAR

QUOTES = "\"'“”‘’„‟«»‹›`´"
TRAIL = QUOTES + ".,;:!?…-–—"


def brat(path: Path) -> list[dict[str, list[Range]]]:
    """The attributions of a brat file: role → ranges of code points as they stand there."""
    spans: dict[str, list[Range]] = {}
    out = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) > 1:
            ranges = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [(int(a), int(b)) for a, b in (r.split() for r in ranges)]
        elif fields[0].startswith("E") and fields[1].startswith("Attribution"):
            roles: dict[str, list[Range]] = defaultdict(list)
            for role in fields[1].split()[1:]:
                name, target = role.split(":")
                roles[name.rstrip("0123456789").lower()] += spans.get(target, [])
            if roles["content"]:
                out.append(dict(roles))
    return out


def tidied(text: str, ranges: list[Range]) -> list[Range]:
    """Ranges joined over white space and quotation marks, and trimmed of both and of punctuation
    behind: annotators differed in all of that, and the score leaves it out."""
    joined: list[list[int]] = []
    for start, end in sorted(ranges):
        if joined and not text[joined[-1][1] : start].strip(" \t\r\n\u00a0\u200b" + QUOTES):
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    out = []
    for start, end in joined:
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip(QUOTES + " \t\r\n\u00a0"))
        finish = start + len(piece.rstrip(TRAIL + " \t\r\n\u00a0"))
        if begin < finish:
            out.append((begin, finish))
    return out


def words_of(text: str) -> tuple[list[list[str]], list[Range]]:
    """A raw text's words by line, and every word's range. Lines without words are left out."""
    paragraphs, ranges = [], []
    for line in re.finditer(r"[^\r\n]+", text):
        spans = tokenize(text, line.start(), line.end())
        if spans:
            paragraphs.append([text[a:b] for a, b in spans])
            ranges += spans
    return paragraphs, ranges


def polnear(folder: Path, silver: Path | None) -> Iterator[Sample]:
    """One sample per annotated version of each article."""
    known = _silver(silver)
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rsplit("_", 1)[0]
        with open(folder / "text" / f"{article}.txt", encoding="utf-8", newline="") as handle:
            text = handle.read()
        paragraphs, ranges = words_of(text)
        sample = Sample(path.stem, paragraphs, [0] * len(ranges), [], [])
        for roles in brat(path):
            _mark(sample, text, ranges, roles)
        _add_silver(sample, ranges, known.get(f"{article}.txt"))
        yield sample


def first_versions(samples: Iterable[Sample]) -> Iterator[Sample]:
    """PolNeAR's samples without the further annotated versions of an article, as the scorer takes it."""
    seen = set()
    for sample in samples:
        article = sample.name.rsplit("_", 1)[0]
        if article not in seen:
            seen.add(article)
            yield sample


def _mark(sample: Sample, text: str, ranges: list[Range], roles: dict[str, list[Range]]) -> None:
    """Write one attribution's tags and links into a sample."""
    found = {role: _word_ranges(ranges, tidied(text, spans)) for role, spans in roles.items()}
    assert sample.tags is not None
    assert sample.pieces is not None
    assert sample.cues is not None
    for role in ("source", "cue", "content"):
        inside, begin = TAGS.index(f"I-{role}"), TAGS.index(f"B-{role}")
        for first, last in found.get(role, []):
            sample.tags[first:last] = [begin] + [inside] * (last - first - 1)
    cue, source = found.get("cue"), found.get("source")
    anchor = (cue or source or [(NOTHING, 0)])[0][0]
    sample.pieces += [(first, last - 1, anchor) for first, last in found.get("content", [])]
    if cue:
        sample.cues.append((cue[0][0], source[0][0] if source else NOTHING))


def _word_ranges(ranges: list[Range], spans: list[Range]) -> list[Range]:
    """Character ranges → half-open ranges of the words that they touch."""
    out = []
    for start, end in spans:
        touched = [i for i, (a, b) in enumerate(ranges) if a < end and start < b]
        if touched:
            out.append((touched[0], touched[-1] + 1))
    return out


# ---------------------------------------------------------------- plain reports with silver only


def reports(folder: Path, silver: Path) -> Iterator[Sample]:
    """`news-events`: the texts of the JSON articles, with silver names and sentences."""
    known = _silver(silver)
    for path in sorted(folder.glob("*/*.json")):
        text = json.loads(path.read_text(encoding="utf-8")).get("text") or ""
        entry = known.get(str(path.relative_to(folder))) or known.get(path.name)
        if entry:
            paragraphs, ranges = words_of(text)
            sample = Sample(path.stem, paragraphs)
            _add_silver(sample, ranges, entry)
            yield sample


def _silver(path: Path | None) -> dict[str, dict[str, Any]]:
    """File → what `training.silver` wrote of it."""
    if path is None:
        return {}
    with open(path, encoding="utf-8") as handle:
        return {entry["file"]: entry for entry in map(json.loads, handle)}


def _add_silver(sample: Sample, ranges: list[Range], entry: dict[str, Any] | None) -> None:
    """Silver names and sentence starts, where silver and sample have the same words."""
    if entry is None or [tuple(t) for t in entry["tokens"]] != ranges:
        return
    sample.entities = entity_tags(len(ranges), [(a, b, kind) for a, b, kind in entry["entities"]])
    starts = set(entry["sentences"])
    sample.sentences = [int(i in starts) for i in range(len(ranges))]


def entity_tags(length: int, entities: list[tuple[int, int, str]]) -> list[int]:
    tags = [0] * length
    for first, last, kind in entities:
        begin = ENTITY_TAGS.index(f"B-{kind}")
        tags[first:last] = [begin] + [begin + 1] * (last - first - 1)
    return tags


# ---------------------------------------------------------------- Universal Dependencies


def universal(path: Path) -> Iterator[Sample]:
    """The documents of a CoNLL-U file, with gold words."""
    for document in documents(path):
        words = document.words
        starts = {first for first, _ in document.sentences}
        yield Sample(
            document.name,
            [[w.form.replace(" ", "") for w in words if a <= w.start < b] for a, b in document.paragraphs],
            pos=[POS.index(w.pos) if w.pos in POS else IGNORE for w in words],
            heads=[w.head for w in words],
            relations=[RELATIONS.index(w.relation) if w.relation in RELATIONS else IGNORE for w in words],
            sentences=[int(i in starts) for i in range(len(words))],
        )


KINDS = {"PER": ("person",), "ORG": ("organisation",), "LOC": ("state", "place", "facility")}
"""EWT's three kinds of name, and the kinds of ours that each may be; the first where silver says none."""


def gold_word_silver(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Document → silver names over gold words, as `training.silver` writes them for CoNLL-U."""
    with open(path, encoding="utf-8") as handle:
        return {e["file"]: [(a, b, kind) for a, b, kind in e["entities"]] for e in map(json.loads, handle)}


def with_names(samples: Iterable[Sample], names: dict[str, list[tuple[int, int, str]]]) -> Iterator[Sample]:
    """Samples with their silver names written in."""
    for sample in samples:
        if sample.name in names:
            sample.entities = entity_tags(sum(map(len, sample.paragraphs)), names[sample.name])
        yield sample


def named_ewt(folder: Path, silver: Path) -> list[Sample]:
    """EWT's development part with gold names over its gold words. Kinds that the gold does not mark
    (dates, groups, …) are silver, and silver chooses between a state, a place and a facility."""
    names = gold_word_silver(silver / "ewt-dev.jsonl")
    # The two files have their sentences in another order, and a few words otherwise.
    gold = {tuple(word for word, _ in s): [tag for _, tag in s] for s in iob2(folder / "en_ewt-ud-dev.iob2")}
    samples = list(universal(folder / "en_ewt-ud-dev.conllu"))
    for sample in samples:
        words = [word for paragraph in sample.paragraphs for word in paragraph]
        sample.entities = [IGNORE] * len(words)
        starts = [i for i, start in enumerate(sample.sentences or []) if start] + [len(words)]
        for first, last in itertools.pairwise(starts):
            tags = gold.get(tuple(words[first:last]))
            said = [
                (a - first, b - first, k)
                for a, b, k in names.get(sample.name, [])
                if first <= a and b <= last
            ]
            if tags:
                sample.entities[first:last] = entity_tags(last - first, corrected(tags, said))
    return samples


def corrected(gold: list[str], silver: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Gold names, with the silver ones of other kinds that touch none of them."""
    out, taken = [], [False] * len(gold)
    first = 0
    while first < len(gold):
        last = first + 1
        if gold[first] != "O":
            while last < len(gold) and gold[last].startswith("I-"):
                last += 1
            kinds = KINDS.get(gold[first][2:], ())
            said = [k for a, b, k in silver if a < last and first < b and k in kinds]
            if kinds:
                out.append((first, last, (said or kinds)[0]))
                taken[first:last] = [True] * (last - first)
        first = last
    named = {kind for kinds in KINDS.values() for kind in kinds}
    return out + [(a, b, k) for a, b, k in silver if k not in named and not any(taken[a:b])]


def iob2(path: Path) -> Iterator[list[tuple[str, str]]]:
    """The sentences of an `.iob2` file as (word, tag)."""
    sentence: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        fields = line.split("\t")
        if fields[0].isdigit():
            sentence.append((fields[1], fields[2]))
        elif not line.strip() and sentence:
            yield sentence
            sentence = []
