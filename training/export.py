"""The trained network → the files that ship: `python -m training.export runs/reader/reader.pt OUT`.

The graph is written node by node, with ONNX Runtime's fused attention and skip-normalisation, because a
traced one keeps them as thirty small nodes each. Matrices are then quantised to 8 bits by ONNX Runtime
(weights by column, activations as they come), word embeddings here by row.

Writes reader.onnx, decoder.npz (what decoding needs beside it: transitions, tree roots, relation
matrices), tokenizer.json, and manifest.json with the SHA-256 of each; on demand a reference: inputs and
the network's own outputs, by which a test holds the packaged file to what was trained.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from sayso.models.encoding import FEATURES
from training.losses import Chain
from training.network import ATTENTION_HEADS, EPSILON, VOCABULARY, Reader

FUSED = "com.microsoft"


class Graph:
    """An ONNX graph in the making: nodes and the weights that they use."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        self.nodes.append(
            helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes)
        )
        return output

    def linear(self, name: str, module: torch.nn.Linear, x: str) -> str:
        """x @ weight, without the bias: what stands behind takes it along."""
        return self.add(
            "MatMul", [x, self.weight(f"{name}.weight", array(module.weight.T))], f"{name}.product"
        )

    def norm(self, name: str, module: torch.nn.LayerNorm, x: str, skip: str, bias: torch.Tensor) -> str:
        """normalised(x + skip + bias)"""
        inputs = [
            x,
            skip,
            *(self.weight(f"{name}.{kind}", array(getattr(module, kind))) for kind in ("weight", "bias")),
        ]
        inputs.append(self.weight(f"{name}.before", array(bias)))
        return self.add("SkipLayerNormalization", inputs, f"{name}.out", FUSED, epsilon=EPSILON)


def array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().float().numpy()


def by_row(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table as int8 and one scale per row."""
    scale = np.abs(table).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def graph_of(reader: Reader) -> onnx.ModelProto:
    """The network for one window without padding: pieces and features (1, pieces) and starts (words,)
    to outputs (words, outputs)."""
    g = Graph()
    table, scale = by_row(array(reader.words.weight))
    g.add("Gather", [g.weight("words.table", table), "pieces"], "words.rows")
    g.add("Gather", [g.weight("words.scale", scale), "pieces"], "words.scales")
    g.add("Cast", ["words.rows"], "words.float", to=TensorProto.FLOAT)
    g.add("Mul", ["words.float", "words.scales"], "words.vectors")
    g.add("Shape", ["pieces"], "length", start=1, end=2)
    zero = g.weight("zero", np.array([0], np.int64))
    g.add("Slice", [g.weight("positions", array(reader.positions.weight)), zero, "length"], "where")
    g.add(
        "Gather", [g.weight("features.table", array(reader.features.weight)), "features"], "features.vectors"
    )
    g.add("Add", ["words.vectors", "features.vectors"], "words.featured")
    g.add("Add", ["words.featured", "where"], "embedded")
    norm = [
        g.weight(f"embedding.{kind}", array(getattr(reader.embedding_norm, kind)))
        for kind in ("weight", "bias")
    ]
    x = g.add("LayerNormalization", ["embedded", *norm], "embedding.out", epsilon=EPSILON)
    for number, layer in enumerate(reader.layers):
        name = f"layer{number}"
        joint = [
            g.weight(f"{name}.qkv.weight", array(layer.query_key_value.weight.T)),
            g.weight(f"{name}.qkv.bias", array(layer.query_key_value.bias)),
        ]
        mixed = g.add("Attention", [x, *joint], f"{name}.mixed", FUSED, num_heads=ATTENTION_HEADS)
        out = g.linear(f"{name}.attention", layer.attention_out, mixed)
        x = g.norm(f"{name}.attention.norm", layer.attention_norm, out, x, layer.attention_out.bias)
        inner = g.linear(f"{name}.inner", layer.inner, x)
        bias = g.weight(f"{name}.inner.bias", array(layer.inner.bias))
        active = g.add("BiasGelu", [inner, bias], f"{name}.active", FUSED)
        out = g.linear(f"{name}.outer", layer.outer, active)
        x = g.norm(f"{name}.norm", layer.norm, out, x, layer.outer.bias)
    g.add("Squeeze", [x, zero], "vectors")
    g.add("Gather", ["vectors", "starts"], "word.vectors")
    g.linear("heads", reader.heads, "word.vectors")
    g.add("Add", ["heads.product", g.weight("heads.bias", array(reader.heads.bias))], "outputs")
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in ("pieces", "features")
    ]
    inputs.append(helper.make_tensor_value_info("starts", TensorProto.INT64, ["words"]))
    output = helper.make_tensor_value_info("outputs", TensorProto.FLOAT, ["words", reader.heads.out_features])
    graph = helper.make_graph(g.nodes, "sayso-reader", inputs, [output], g.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument(
        "--exact", action="store_true", help="keep 32-bit floats (to measure what 8 bits cost)"
    )
    parser.add_argument(
        "--reference", type=Path, help="where to write inputs and the network's outputs for the tests"
    )
    options = parser.parse_args()
    reader, chain = Reader(), Chain()
    state = torch.load(options.checkpoint, weights_only=True)
    reader.load_state_dict(state["reader"])
    chain.load_state_dict(state["chain"])
    reader.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    write_network(reader, options.out, exact=options.exact)
    np.savez(options.out / "decoder.npz", **decoder(reader, chain))
    write_tokenizer(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    compared = reference(reader, options.out / "reader.onnx")
    if options.reference:
        np.savez_compressed(options.reference, **compared)
    names = ("reader.onnx", "decoder.npz", "tokenizer.json")
    hashes = {name: hashlib.sha256((options.out / name).read_bytes()).hexdigest() for name in names}
    (options.out / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def write_network(reader: Reader, out: Path, exact: bool) -> None:
    """reader.onnx in 8 bits, or in 32."""
    model = graph_of(reader)
    if exact:
        onnx.save(model, out / "reader.onnx")
        return
    onnx.save(model, out / "exact.onnx")
    quantize_dynamic(
        out / "exact.onnx",
        out / "reader.onnx",
        op_types_to_quantize=["MatMul", "Attention"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
    (out / "exact.onnx").unlink()


def decoder(reader: Reader, chain: Chain) -> dict[str, np.ndarray]:
    """What decoding needs beside the network's outputs; shapes in `sayso.models.reader`."""
    return {
        "transitions": array(chain.table()),
        "root": array(reader.root),
        "relation_root": array(reader.relation_root),
        "relation": array(reader.relation),
    }


def write_tokenizer(source: Path, out: Path) -> None:
    """The encoder's own tokenizer, without the padding and truncation of its sentence model."""
    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(out), pretty=False)


def reference(reader: Reader, packaged: Path) -> dict[str, np.ndarray]:
    """Random windows, what the trained network makes of them, and how far the packaged one is off."""
    draw = np.random.default_rng(0)
    out: dict[str, np.ndarray] = {}
    session = onnxruntime.InferenceSession(str(packaged), providers=["CPUExecutionProvider"])
    for number, length in enumerate((5, 40, 256)):
        pieces = draw.integers(1000, VOCABULARY, (1, length))
        features = draw.integers(0, FEATURES, (1, length))
        starts = np.sort(draw.choice(length, length * 4 // 5, replace=False))
        with torch.no_grad():
            mask = torch.ones(1, length, dtype=torch.bool)
            expected = reader(torch.tensor(pieces), torch.tensor(features), mask, torch.tensor(starts)[None])[
                0
            ].numpy()
        got = session.run(None, {"pieces": pieces, "features": features, "starts": starts})[0]
        likeness = np.sum(got * expected) / np.linalg.norm(got) / np.linalg.norm(expected)
        print(
            f"{length} pieces: cosine {likeness:.5f}, largest difference {np.abs(got - expected).max():.4f}"
        )
        for name, value in (
            ("pieces", pieces),
            ("features", features),
            ("starts", starts),
            ("outputs", expected),
        ):
            out[f"{name}{number}"] = value.astype(np.float16 if name == "outputs" else np.int32)
    return out


if __name__ == "__main__":
    main()
