"""The way that was tried and left: contents' embeddings out of the packaged encoder's own last layer.

The encoder reads every report anyway, so the mean of its words' vectors over a content costs nothing; a small
network learns to make of it what the teacher says. `training.embedding_ways` measures it;
docs/decisions/0023-embeddings.md tells why it does not ship.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from torch import nn

from sayso.models.encoding import windows
from sayso.models.reader import Reader
from training.corpora import brat, words_of
from training.embedding import distance, unit
from training.network import WIDTH

INNER, EPOCHS, BATCH, RATE = 512, 15, 256, 1e-3

LAYER = "word.vectors"
"""What `training.export` calls the last layer's vectors of the words' first pieces."""


@dataclass(frozen=True, slots=True)
class Content:
    """Spans of a report's text, and the words that stand there."""

    report: str
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.report[start:end] for start, end in self.spans).split())


def polnear_contents(folder: Path, most: int | None = None) -> Iterator[Content]:
    """The contents of PolNeAR's articles, of the first annotator of each, up to ``most`` articles."""
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        article = path.stem.rsplit("_", 1)[0]
        if article in seen or len(seen) == most:
            continue
        seen.add(article)
        with open(folder / "text" / f"{article}.txt", encoding="utf-8", newline="") as handle:
            text = handle.read()
        for roles in brat(path):
            yield Content(text, tuple(sorted(roles["content"])))


class Encoder:
    """The packaged reader's last layer: contents → (contents, width), the mean over their words."""

    def __init__(self, folder: Path) -> None:
        model = onnx.load(folder / "reader.onnx")
        model.graph.output.append(helper.make_tensor_value_info(LAYER, TensorProto.FLOAT, ["words", WIDTH]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self._reader = Reader(folder)

    def embed(self, contents: Sequence[Content]) -> np.ndarray:
        out = np.zeros((len(contents), WIDTH), np.float32)
        by_report: dict[str, list[int]] = {}
        for index, content in enumerate(contents):
            by_report.setdefault(content.report, []).append(index)
        for report, indices in by_report.items():
            ranges, vectors = self._read(report)
            for index in indices:
                touched = _touched(ranges, contents[index])
                if touched:
                    out[index] = vectors[touched].mean(0)
        return out

    def _read(self, report: str) -> tuple[list[tuple[int, int]], np.ndarray]:
        """Where a report's words are, and their vectors."""
        paragraphs, ranges = words_of(report)
        rows = [
            self._session.run(
                [LAYER],
                {
                    "pieces": np.array([window.pieces], np.int64),
                    "features": np.array([window.features], np.int64),
                    "starts": np.array(window.starts, np.int64),
                },
            )[0]
            for window in windows(paragraphs, self._reader._pieces_of)
        ]
        return ranges, np.concatenate(rows)


def _touched(ranges: Sequence[tuple[int, int]], content: Content) -> list[int]:
    """Indices of the words that a content has."""
    spans = content.spans
    return [i for i, (a, b) in enumerate(ranges) if any(a < end and start < b for start, end in spans)]


class Projection:
    """Two layers from whatever is known of a content to the teacher's vector of it, on its principal axes."""

    def __init__(self, inputs: np.ndarray, taught: np.ndarray) -> None:
        self._mean, self._spread = inputs.mean(0), inputs.std(0)
        torch.manual_seed(0)
        layers = nn.Linear(inputs.shape[1], INNER), nn.GELU(), nn.Dropout(0.1)
        self._network = nn.Sequential(*layers, nn.Linear(INNER, taught.shape[1]))
        self._learn(torch.from_numpy(self._even(inputs)), torch.from_numpy(unit(taught)))

    def _even(self, inputs: np.ndarray) -> np.ndarray:
        out: np.ndarray = ((inputs - self._mean) / self._spread).astype(np.float32)
        return out

    def _learn(self, inputs: torch.Tensor, taught: torch.Tensor) -> None:
        optimiser = torch.optim.AdamW(self._network.parameters(), RATE, weight_decay=0.05)
        steps = EPOCHS * -(-len(inputs) // BATCH)
        schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, steps)
        for _ in range(EPOCHS):
            for batch in torch.randperm(len(inputs)).split(BATCH):
                said = nn.functional.normalize(self._network(inputs[batch]), dim=1)
                optimiser.zero_grad()
                distance(said, taught[batch]).backward()
                optimiser.step()
                schedule.step()
        self._network.eval()

    @torch.no_grad()
    def embed(self, inputs: np.ndarray) -> np.ndarray:
        return unit(self._network(torch.from_numpy(self._even(inputs))).numpy())


def side_by_side(*parts: Sequence[Sequence[float]] | np.ndarray) -> np.ndarray:
    return np.concatenate([np.asarray(part, np.float32) for part in parts], axis=1)
