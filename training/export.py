"""The trained network → the files that ship: `python -m training.export runs/reader/reader.pt OUT`.

Writes reader.onnx (`training.graph` has the nodes), decoder.npz (what decoding needs beside it: transitions,
tree roots, relation matrices), tokenizer.json, and manifest.json with the SHA-256 of each; on demand a
reference: inputs and the network's own outputs, by which a test holds the packaged file to what was trained.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from tokenizers import Tokenizer

from sayso.models.encoding import FEATURES
from training.graph import graph_of, write_manifest
from training.losses import Chain
from training.network import VOCABULARY, WIDTH, Reader


def array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().float().numpy()


def weights_of(reader: Reader) -> dict[str, np.ndarray]:
    """The network's weights by the names that `training.graph` knows them by."""
    weights = {
        "words": array(reader.words.weight),
        "positions": array(reader.positions.weight),
        "features.table": array(reader.features.weight),
    }

    def norm(name: str, module: torch.nn.LayerNorm) -> None:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = array(module.weight), array(module.bias)

    def linear(name: str, module: torch.nn.Linear, part: slice = slice(None)) -> None:
        weights[f"{name}.weight"] = array(module.weight[part].T)
        weights[f"{name}.bias"] = array(module.bias[part])

    norm("embedding", reader.embedding_norm)
    for number, layer in enumerate(reader.layers):
        name = f"layer{number}"
        for index, part in enumerate(("query", "key", "value")):
            linear(f"{name}.{part}", layer.query_key_value, slice(index * WIDTH, (index + 1) * WIDTH))
        linear(f"{name}.attention", layer.attention_out)
        norm(f"{name}.attention.norm", layer.attention_norm)
        linear(f"{name}.inner", layer.inner)
        linear(f"{name}.outer", layer.outer)
        norm(f"{name}.norm", layer.norm)
    linear("heads", reader.heads)
    return weights


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
    write_manifest(options.out)


def write_network(reader: Reader, out: Path, exact: bool) -> None:
    """reader.onnx in 8 bits, or in 32."""
    onnx.save(graph_of(weights_of(reader), exact), out / "reader.onnx")


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
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(str(packaged), options, providers=["CPUExecutionProvider"])
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
