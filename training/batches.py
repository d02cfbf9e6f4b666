"""Samples → batches of windows, as tensors."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor

from sayso.models.encoding import WINDOW, Piece, Window, windows
from training.corpora import IGNORE, NOTHING, Sample

STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
"""Curly quotation marks to straight ones, tried on a share of the samples so that neither style is
taken for granted."""

SHARE_STRAIGHTENED = 0.15
SHARE_SMALLER = 0.3
SMALLEST = 96
"""A share of the documents is packed into smaller windows, at random, so that the same words are met
with other surroundings, and short reports are not strange."""

Item = tuple[Sample, Window]


def items(
    samples: Iterable[Sample], pieces_of: Callable[[str], Piece], vary: random.Random | None
) -> list[Item]:
    """Every window of every sample; ``vary`` draws the variations of training, None makes none."""
    out = []
    for sample in samples:
        paragraphs, size = sample.paragraphs, WINDOW
        if vary and vary.random() < SHARE_STRAIGHTENED:
            paragraphs = [[word.translate(STRAIGHT) for word in paragraph] for paragraph in paragraphs]
        if vary and vary.random() < SHARE_SMALLER:
            size = vary.randint(SMALLEST, WINDOW)
        out += [(sample, window) for window in windows(paragraphs, pieces_of, size)]
    return out


def batched(work: list[Item], pieces: int, vary: random.Random) -> list[list[Item]]:
    """Windows of like length together, ``pieces`` pieces a batch with padding, in random order."""
    vary.shuffle(work)
    buckets: dict[int, list[Item]] = defaultdict(list)
    for item in work:
        buckets[padded(len(item[1].pieces))].append(item)
    out = []
    for length, bucket in buckets.items():
        rows = pieces // length
        out += [bucket[start : start + rows] for start in range(0, len(bucket), rows)]
    vary.shuffle(out)
    return out


def padded(length: int) -> int:
    """The length that a window is padded to. Few shapes, because oneDNN compiles its kernels for each:
    with free lengths a step takes twice as long."""
    return -(-length // 64) * 64


def collate(batch: list[Item]) -> dict[str, Tensor]:
    """A batch's inputs and labels; what a sample lacks is `IGNORE`.

    Word indices in ``heads``, ``pieces`` and ``cues`` count within the window. Links and heads that
    leave the window are left out.
    """
    longest = most = padded(max(len(window.pieces) for _, window in batch))
    out = {
        "ids": torch.zeros(len(batch), longest, dtype=torch.long),
        "features": torch.zeros(len(batch), longest, dtype=torch.long),
        "mask": torch.zeros(len(batch), longest, dtype=torch.bool),
        "starts": torch.zeros(len(batch), most, dtype=torch.long),
        "lengths": torch.tensor([len(window.starts) for _, window in batch]),
        **{
            name: torch.full((len(batch), most), IGNORE)
            for name in ("tags", "sentences", "pos", "entity", "heads", "relations")
        },
    }
    pieces: list[tuple[int, ...]] = []
    cues: list[tuple[int, ...]] = []
    for row, (sample, window) in enumerate(batch):
        length, words = len(window.pieces), window.last - window.first
        out["ids"][row, :length] = torch.tensor(window.pieces)
        out["features"][row, :length] = torch.tensor(window.features)
        out["mask"][row, :length] = True
        out["starts"][row, :words] = torch.tensor(window.starts)
        for name, labels in _labels(sample, window).items():
            out[name][row, :words] = torch.tensor(labels)
        pieces += [(row, *piece) for piece in _shifted(sample.pieces or [], window)]
        cues += [(row, *cue) for cue in _shifted(sample.cues or [], window)]
    out["pieces"] = torch.tensor(pieces, dtype=torch.long).reshape(-1, 4)
    out["cues"] = torch.tensor(cues, dtype=torch.long).reshape(-1, 3)
    return out


def _labels(sample: Sample, window: Window) -> dict[str, list[int]]:
    first, last = window.first, window.last
    out = {}
    if sample.tags is not None:
        tags = sample.tags[first:last]
        # What goes on from the window before begins here: tags are B, I by role behind O.
        out["tags"] = [tags[0] - 1 if tags[0] and tags[0] % 2 == 0 else tags[0], *tags[1:]]
    if sample.heads is not None:
        inside = [h == NOTHING or first <= h < last for h in sample.heads[first:last]]
        heads = [h if h == NOTHING else h - first for h in sample.heads[first:last]]
        out["heads"] = [h if ok else IGNORE for h, ok in zip(heads, inside, strict=True)]
    for name, values in (
        ("sentences", sample.sentences),
        ("pos", sample.pos),
        ("entity", sample.entities),
        ("relations", sample.relations),
    ):
        if values is not None:
            out[name] = values[first:last]
    return out


def _shifted(links: Sequence[tuple[int, ...]], window: Window) -> list[tuple[int, ...]]:
    """The links that lie within a window, with word indices counted from its first word."""
    return [
        tuple(w if w == NOTHING else w - window.first for w in link)
        for link in links
        if all(w == NOTHING or window.first <= w < window.last for w in link)
    ]
