"""Exact and linked figures on PolNeAR while training, by the decoding that ships.

The figures that are published come from `benchmarks/attribution.py`; these leave out what it does
with characters (here a span is right when its words are) and run on the network before export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import accumulate

import torch

from sayso.attribute.linking import linked
from sayso.attribute.tagging import chunks
from sayso.models.encoding import Piece
from sayso.models.labels import LINK_ROLES, LINK_WIDTH
from sayso.types import Scores
from training.batches import collate, items
from training.corpora import NOTHING, Sample
from training.losses import Chain, split
from training.network import Reader

Triple = tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[int, ...], ...]]


def attribution(
    reader: Reader, chain: Chain, samples: list[Sample], pieces_of: Callable[[str], Piece]
) -> dict[str, float]:
    """F1 of exact source, cue, content and of whole triples, in percent."""
    hits: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        compare(predicted(reader, chain, sample, pieces_of), gold(sample), hits)
    return {
        name: 200 * hits[name, "both"] / max(1, hits[name, "predicted"] + hits[name, "gold"])
        for name in ("source", "cue", "content", "triple")
    }


def predicted(
    reader: Reader, chain: Chain, sample: Sample, pieces_of: Callable[[str], Piece]
) -> list[Triple]:
    reader.eval()
    work = items([sample], pieces_of, None)
    rows = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(work), 8):
            batch = collate(work[start : start + 8])
            output = reader(batch["ids"], batch["features"], batch["mask"], batch["starts"]).float()
            rows += [output[i, :length] for i, length in enumerate(batch["lengths"].tolist())]
    parts = split(torch.cat(rows))
    scores = Scores(
        tuple((window.first, window.last) for _, window in work),
        parts["tags"].numpy(),
        parts["links"].unflatten(-1, (len(LINK_ROLES), LINK_WIDTH)).numpy(),
        chain.table().detach().numpy(),
    )
    lengths = map(len, sample.paragraphs)
    found = chunks(scores, frozenset(accumulate(lengths, initial=0)))
    return [
        (
            tuple(draft.source[1:]) if draft.source else (),
            tuple(draft.cue[1:]) if draft.cue else (),
            tuple(tuple(content[1:]) for content in draft.content),
        )
        for window, bounds in zip(found, scores.windows, strict=True)
        for draft in linked(window, scores, bounds)
    ]


def gold(sample: Sample) -> list[Triple]:
    """The sample's own labels as triples; contents of one anchor are pieces of one content."""
    assert sample.tags is not None
    assert sample.pieces is not None
    assert sample.cues is not None
    sources = dict(sample.cues)
    by_anchor: dict[int, list[tuple[int, int]]] = {}
    for number, (first, last, target) in enumerate(sample.pieces):
        by_anchor.setdefault(target if target != NOTHING else -2 - number, []).append((first, last + 1))
    out: list[Triple] = []
    for anchor, contents in by_anchor.items():
        is_cue = anchor in sources
        source = sources[anchor] if is_cue else anchor
        out.append(
            (
                _run(sample.tags, source) if source >= 0 else (),
                _run(sample.tags, anchor) if is_cue else (),
                tuple(sorted(contents)),
            )
        )
    return out


def _run(tags: list[int], first: int) -> tuple[int, int]:
    last = first + 1
    while last < len(tags) and tags[last] == tags[first] + 1:
        last += 1
    return first, last


def compare(left: list[Triple], right: list[Triple], hits: Counter[tuple[str, str]]) -> None:
    """Count what two lists of triples share, role by role."""
    for position, name in enumerate(("source", "cue", "content", "triple")):
        a, b = (
            Counter((t if name == "triple" else t[position]) for t in side if name == "triple" or t[position])
            for side in (left, right)
        )
        hits[name, "both"] += sum((a & b).values())
        hits[name, "predicted"] += sum(a.values())
        hits[name, "gold"] += sum(b.values())
