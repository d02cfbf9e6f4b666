"""The network as an ONNX graph, written node by node, in 8 bits or in 32.

The nodes are those that ONNX Runtime computes fastest on a processor, and its own optimizer is not to rewrite
them: `sayso.models.reader` opens the graph with basic rewriting only. What was tried: benchmarks/LOG.md.

In 8 bits, matrices are quantised by column and word embeddings by row, both symmetrically; what flows between
them is quantised as it comes, with one scale for a window. Quantising again what was quantised gives the same
bits, so the packaged graph can be written anew from itself, without the network that was trained:

    python -m training.graph src/sayso/models/reader

which also brings its manifest up to date.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, ATTENTION_HEADS = 6, 12
EPSILON = 1e-12
FUSED = "com.microsoft"

Weights = Mapping[str, np.ndarray]
"""Name → 32-bit floats. ``words``, ``positions``, ``features.table``: a row for each id. ``embedding``, and
of each layer ``attention.norm`` and ``norm``: ``.weight`` and ``.bias`` of a normalisation. Of each layer
``query``, ``key``, ``value``, ``attention``, ``inner``, ``outer``, and once ``heads``: ``.weight`` (inputs,
outputs) and ``.bias`` of a linear map. A layer's names begin with ``layer`` and its number, from 0."""

LINEAR = (
    *(
        f"layer{number}.{part}"
        for number in range(LAYERS)
        for part in ("query", "key", "value", "attention", "inner", "outer")
    ),
    "heads",
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The inputs of a linear map: a name of the values, and in 8 bits those of their scale and zero."""

    values: str
    scale: str = ""
    zero: str = ""


class Graph:
    """A graph in the making: its nodes, and the weights that they use."""

    def __init__(self, weights: Weights, exact: bool) -> None:
        self._given, self._exact = weights, exact
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: np.ndarray) -> str:
        self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def given(self, name: str) -> str:
        return self.constant(name, self._given[name])

    def add(
        self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: object
    ) -> str:
        """A node; its first output."""
        node = helper.make_node(operator, inputs, outputs, name=outputs[0], domain=domain, **attributes)
        self.nodes.append(node)
        return outputs[0]

    def rows(self, x: str) -> Rows:
        """x as linear maps take it; several may take the same."""
        if self._exact:
            return Rows(x)
        rows = Rows(f"{x}.quantised", f"{x}.scale", f"{x}.zero")
        self.add("DynamicQuantizeLinear", [x], rows.values, rows.scale, rows.zero)
        return rows

    def linear(self, name: str, rows: Rows, out: str) -> str:
        """rows @ weight + bias"""
        bias, weight = self.given(f"{name}.bias"), self._given[f"{name}.weight"]
        if self._exact:
            product = [rows.values, self.constant(f"{name}.weight", weight)]
            return self.add("Add", [self.add("MatMul", product, f"{out}.product"), bias], out)
        table, scale = quantised(weight, axis=0)
        small = self.constant(f"{name}.table", table)
        scales = self.constant(f"{name}.scales", scale[0])
        inputs = [rows.values, small, rows.scale, scales, rows.zero, "", bias]
        return self.add("MatMulIntegerToFloat", inputs, out, domain=FUSED)

    def norm(self, name: str, x: str, out: str) -> str:
        inputs = [x, self.given(f"{name}.weight"), self.given(f"{name}.bias")]
        return self.add("LayerNormalization", inputs, out, epsilon=EPSILON)

    def embedding(self) -> str:
        """pieces, features → (1, pieces, width)"""
        if self._exact:
            self.add("Gather", [self.given("words"), "pieces"], "words.vectors")
        else:
            table, scale = quantised(self._given["words"], axis=1)
            self.add("Gather", [self.constant("words.table", table), "pieces"], "words.rows")
            self.add("Gather", [self.constant("words.scales", scale), "pieces"], "words.scale")
            self.add("Cast", ["words.rows"], "words.float", to=TensorProto.FLOAT)
            self.add("Mul", ["words.float", "words.scale"], "words.vectors")
        self.add("Shape", ["pieces"], "length", start=1, end=2)
        self.add("Slice", [self.given("positions"), self.constant("zero", np.array([0])), "length"], "where")
        self.add("Gather", [self.given("features.table"), "features"], "features.vectors")
        self.add("Add", ["words.vectors", "features.vectors"], "words.featured")
        whole = self.add("Add", ["words.featured", "where"], "embedded")
        return self.norm("embedding", whole, "embedding.out")

    def layer(self, name: str, x: str, only: str | None = None) -> str:
        """One layer over (1, pieces, width); ``only`` names the positions whose rows alone are wanted."""
        rows = asking = self.rows(x)
        if only:
            chosen = self.add("Gather", [rows.values, only], f"{name}.asking", axis=1)
            asking = Rows(chosen, rows.scale, rows.zero)
            x = self.add("Gather", [x, only], f"{name}.wanted", axis=1)
        parts = [
            self.linear(f"{name}.{part}", taken, f"{name}.{part}.out")
            for part, taken in (("query", asking), ("key", rows), ("value", rows))
        ]
        mixed = self.add(
            "MultiHeadAttention", parts, f"{name}.mixed", domain=FUSED, num_heads=ATTENTION_HEADS
        )
        out = self.linear(f"{name}.attention", self.rows(mixed), f"{name}.attention.out")
        whole = self.add("Add", [out, x], f"{name}.attention.sum")
        x = self.norm(f"{name}.attention.norm", whole, f"{name}.attention.norm.out")
        return self.feed(name, x, name) if only else self.apart(name, x)

    def apart(self, name: str, x: str) -> str:
        """`feed`, with the first piece by itself: [CLS] has values several times as large as any other's,
        and the scale that they ask for would leave the words few of the 256 steps."""
        zero, one = self.constant("zero", np.array([0])), self.constant("one", np.array([1]))
        end = self.constant("end", np.array([np.iinfo(np.int64).max]))
        first = self.add("Slice", [x, zero, one, one], f"{name}.first")
        others = self.add("Slice", [x, one, end, one], f"{name}.others")
        fed = [self.feed(name, part, part) for part in (first, others)]
        return self.add("Concat", fed, f"{name}.out", axis=1)

    def feed(self, name: str, x: str, out: str) -> str:
        """The layer's feed-forward part; ``out`` begins its nodes' names."""
        inner = self.linear(f"{name}.inner", self.rows(x), f"{out}.inner")
        active = self.add("Gelu", [inner], f"{out}.active", domain=FUSED)
        outer = self.linear(f"{name}.outer", self.rows(active), f"{out}.outer")
        return self.norm(f"{name}.norm", self.add("Add", [outer, x], f"{out}.sum"), f"{out}.norm")


def quantised(table: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """A table as int8, and a scale for each row (``axis`` 1) or column (0); table ≈ int8 × scale."""
    scale = np.abs(table).max(axis, keepdims=True).astype(np.float32) / np.float32(127)
    scale[scale == 0] = 1
    return np.round(table / scale).astype(np.int8), scale


def graph_of(weights: Weights, exact: bool) -> onnx.ModelProto:
    """The network for one window without padding: pieces and features (1, pieces) and starts (words,)
    to outputs (words, outputs). The last layer is worked out for the words' first pieces alone."""
    g = Graph(weights, exact)
    x = g.embedding()
    for number in range(LAYERS):
        x = g.layer(f"layer{number}", x, only="starts" if number == LAYERS - 1 else None)
    vectors = g.add("Squeeze", [x, "zero"], "word.vectors")
    g.linear("heads", g.rows(vectors), "outputs")
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("pieces", "features")
    ]
    inputs.append(helper.make_tensor_value_info("starts", TensorProto.INT64, ["words"]))
    width = weights["heads.bias"].shape[0]
    output = helper.make_tensor_value_info("outputs", TensorProto.FLOAT, ["words", width])
    graph = helper.make_graph(g.nodes, "sayso-reader", inputs, [output], list(g.weights.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def weights_of(folder: Path) -> dict[str, np.ndarray]:
    """The weights of a graph that was written here in 8 bits."""
    found = {w.name: numpy_helper.to_array(w) for w in onnx.load(folder / "reader.onnx").graph.initializer}
    weights = {name: value for name, value in found.items() if value.dtype == np.float32}
    weights["words"] = found["words.table"] * found["words.scales"]
    for name in LINEAR:
        weights[f"{name}.weight"] = found[f"{name}.table"] * found[f"{name}.scales"]
    return weights


def write_manifest(folder: Path) -> None:
    """manifest.json with the SHA-256 of each of the model's files that are there."""
    names = ("reader.onnx", "decoder.npz", "tokenizer.json", "places.npz")
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in names
        if (folder / name).exists()
    }
    (folder / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the packaged model, written anew")
    options = parser.parse_args()
    onnx.save(graph_of(weights_of(options.folder), exact=False), options.folder / "reader.onnx")
    write_manifest(options.folder)


if __name__ == "__main__":
    main()
