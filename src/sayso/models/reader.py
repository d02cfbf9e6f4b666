"""The packaged network: words in, the outputs of every head out. The one place that opens a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.models.acting import Places
from sayso.models.encoding import Piece, Window, windows
from sayso.models.labels import LINK_ROLES, LINK_WIDTH, OUTPUTS, RELATIONS
from sayso.models.manifest import checked
from sayso.models.pieces import pieces_of
from sayso.types import Floats

KNOWN_WORDS = 200_000
"""How many words' pieces are kept; past that the table is begun anew, which bounds memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What the network says of the words of one report.

    Each array of ``parts`` has one row per word, by output (`sayso.models.labels.OUTPUTS`).
    ``windows`` are the ranges of words that were read together.
    """

    windows: tuple[tuple[int, int], ...]
    parts: dict[str, Floats]

    def rows(self) -> Floats:
        """(words, all columns of all outputs)"""
        return np.concatenate(list(self.parts.values()), axis=1)

    def links(self) -> Floats:
        """(words, link roles, width)"""
        return self.parts["links"].reshape(-1, len(LINK_ROLES), LINK_WIDTH)


class Reader:
    """The network and its tokenizer, loaded from a folder whose hashes were checked.

    One session serves one process; ``threads`` is how many cores a window may use. ``places`` is the head
    for place names, None in a model that was exported without one.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        content = checked(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Windows differ in length, and the arena keeps room for each; without it 20 MB less, as fast.
        options.enable_cpu_mem_arena = False
        # The graph is written as it is to run. Further rewriting would join each sum and its normalisation
        # into one node, whose loop is four times as slow as both.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            content["reader.onnx"], options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_buffer(content["tokenizer.json"])
        self._known: dict[str, Piece] = {}
        with np.load(BytesIO(content["decoder.npz"])) as arrays:
            self.transitions: Floats = arrays["transitions"]
            self._root: Floats = arrays["root"]
            self._relation_root: Floats = arrays["relation_root"]
            # The relation matrices side by side: (width, relations × width).
            relation: Floats = arrays["relation"]
            self._relation_width = relation.shape[1]
            self._mixing = np.ascontiguousarray(relation.transpose(1, 0, 2)).reshape(self._relation_width, -1)

        self.places = Places.loaded(content["places.npz"]) if "places.npz" in content else None

    def read(self, paragraphs: Sequence[Sequence[str]]) -> Read:
        """Run the network over the words of a report's paragraphs."""
        if len(self._known) > KNOWN_WORDS:
            self._known.clear()
        packed = windows(paragraphs, self._pieces_of)
        rows = [self.run(window) for window in packed]
        width = sum(OUTPUTS.values())
        everything = np.concatenate(rows) if rows else np.zeros((0, width), np.float32)
        edges = np.cumsum(list(OUTPUTS.values()))[:-1]
        parts = dict(zip(OUTPUTS, np.split(everything, edges, axis=1), strict=True))
        return Read(tuple((window.first, window.last) for window in packed), parts)

    def run(self, window: Window) -> Floats:
        """(words, outputs) of one window."""
        output: Floats = self._session.run(
            None,
            {
                "pieces": np.array([window.pieces], np.int64),
                "features": np.array([window.features], np.int64),
                "starts": np.array(window.starts, np.int64),
            },
        )[0]
        return output

    def arcs(self, read: Read, window: tuple[int, int]) -> Floats:
        """(words, 1 + words) scores of each word's head within a window; column 0 is the root."""
        part = slice(*window)
        heads = np.concatenate([self._root[None], read.parts["arc_head"][part]])
        scores: Floats = read.parts["arc_dependent"][part] @ heads.T
        return scores

    def relations(self, read: Read, heads: NDArray[np.intp]) -> Floats:
        """(words, relations) scores of each word's relation to its head; ``heads`` are indices of
        words in the report, -1 for the root."""
        governors = np.concatenate([read.parts["relation_head"], self._relation_root[None]])[heads]
        dependents = read.parts["relation_dependent"]
        count = len(heads)
        one = np.ones((count, 1), np.float32)
        left = np.concatenate([dependents, one], 1)
        right = np.concatenate([governors, one], 1)
        mixed = (left @ self._mixing).reshape(count, len(RELATIONS), self._relation_width)
        scores: Floats = (mixed @ right[:, :, None])[:, :, 0]
        return scores

    def _pieces_of(self, word: str) -> Piece:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = pieces_of(self._tokenizer, word)
        return known


@cache
def packaged(threads: int = 1) -> Reader:
    """The reader that ships with Sayso; opened once per process. Raises `BrokenModel`."""
    return Reader(Path(str(files("sayso.models") / "reader")), threads)
