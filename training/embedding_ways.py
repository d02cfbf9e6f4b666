"""Which way of embedding contents is worth its cost: `python -m training.embedding_ways DATA`.

Against the teacher on PolNeAR's dev contents; on the pairs marked by hand (`benchmarks/gold/claims.json`, in
reports of news-events) and on the invented ones (`tests/link/passages`), by the cosine alone; and in words
a second of one core. Nothing is fitted on either set of pairs. Prints the Markdown tables of
docs/decisions/0023-embeddings.md. Run it where `tests/` and `src/` are.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import precision_recall_curve, roc_auc_score
from tokenizers import Tokenizer

from sayso.models.embedding import Embedder
from sayso.read import report as read_report
from training.__main__ import pretrained
from training.contents import contents, sentences
from training.embedding import agreement, principal, unit
from training.export import write_network
from training.network import WIDTH, Reader, load_pretrained
from training.projection import Content, Encoder, Projection, polnear_contents, side_by_side
from training.teacher import LONGEST, Teacher

ARTICLES = 350
"""Of polnear/train that the projection learns from."""

MODELS = Path("src/sayso/models")

Way = Callable[[Sequence[Content]], np.ndarray]


@dataclass(frozen=True, slots=True)
class Pair:
    half: str
    same: bool
    one: Content
    other: Content


class Original:
    """The teacher itself in 8 bits, as a second network would ship."""

    def __init__(self, folder: Path) -> None:
        network = Reader(dropout=0.0)
        load_pretrained(network, folder / "model.safetensors")
        network.heads = torch.nn.Linear(WIDTH, WIDTH)
        torch.nn.init.eye_(network.heads.weight)
        torch.nn.init.zeros_(network.heads.bias)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        with TemporaryDirectory() as place:
            write_network(network, Path(place), exact=False)
            self._session = onnxruntime.InferenceSession(str(Path(place) / "reader.onnx"), options)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return unit(np.stack([self._mean(self._tokenizer.encode(text).ids) for text in texts]))

    def _mean(self, pieces: list[int]) -> np.ndarray:
        # The identity that stands in for the heads is one part in 70 of the work.
        count = len(pieces)
        given = {"pieces": np.array([pieces]), "features": np.zeros((1, count), np.int64)}
        mean: np.ndarray = self._session.run(None, {**given, "starts": np.arange(count)})[0].mean(0)
        return mean


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    marked = {"marked": gold(options.data / "news-events"), "invented": passages(Path("tests/link/passages"))}
    folder = pretrained()
    teacher = Teacher(folder)
    ways = made(options.data, folder, teacher)
    dev = list({content.text: content for content in polnear_contents(options.data / "polnear/dev")}.values())
    taught = teacher.embed([content.text for content in dev])
    print("| way | correlation | nearest first | in ten | words a CPU second |\n|---|---:|---:|---:|---:|")
    for name, way in ways.items():
        vectors, speed = timed(way, dev)
        told = agreement(vectors, taught)
        print(
            f"| {name} | {' | '.join(f'{100 * v:.1f}' for v in told.values())} | {speed:,.0f} |", flush=True
        )
    for kind, pairs in marked.items():
        print(f"\n{kind}\n\n| way | half | pairs | same | area | precision | nearest |")
        print("|---|---|---:|---:|---:|---:|---:|")
        for name, way in ways.items():
            for half in ("dev", "held"):
                of = [pair for pair in pairs if pair.half == half]
                told = told_apart(way, of)
                counts = f"{len(of)} | {sum(p.same for p in of)}"
                shown = " | ".join(f"{100 * v:.1f}" for v in told)
                print(f"| {name} | {half} | {counts} | {shown} |", flush=True)


def made(data: Path, folder: Path, teacher: Teacher) -> dict[str, Way]:
    """Every way by its name; those that learn do so on polnear/train."""
    words = TfidfVectorizer(sublinear_tf=True)
    words.fit(contents(data / "polnear/train") + sentences(data))
    static, original = Embedder.loaded(MODELS / "embedding", MODELS / "reader"), Original(folder)
    encoder = Encoder(MODELS / "reader")
    train = list(polnear_contents(data / "polnear/train", ARTICLES))
    taught = teacher.embed([content.text for content in train])
    taught = taught @ principal(taught, 256)

    def sums(of: Sequence[Content]) -> np.ndarray:
        return static.embed([content.text for content in of])

    inside, both = encoder.embed(train), sums(train)
    projected = Projection(inside, taught)
    joined = Projection(side_by_side(inside, both), taught)
    return {
        "words (TF-IDF)": lambda of: words.transform([content.text for content in of]).toarray(),
        "the encoder's last layer, projected": lambda of: projected.embed(encoder.embed(of)),
        "static (ships)": sums,
        "static and last layer, projected": lambda of: joined.embed(
            side_by_side(encoder.embed(of), sums(of))
        ),
        "all-MiniLM-L6-v2 in 8 bits": lambda of: original.embed([content.text for content in of]),
        "all-MiniLM-L6-v2 (teacher, 32 bits)": lambda of: teacher.embed([c.text for c in of]),
    }


def timed(way: Way, of: Sequence[Content]) -> tuple[np.ndarray, float]:
    """Vectors, and words of the contents a second of processor time."""
    start = time.process_time()
    vectors = way(of)
    return vectors, sum(len(content.text.split()) for content in of) / (time.process_time() - start)


def told_apart(way: Way, pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """Area under the curve and best precision at 80 percent recall, by the cosine; and, of the pairs that are
    the same, how often the one's nearest among all others is the other, looked for both ways."""
    ones, others = way([pair.one for pair in pairs]), way([pair.other for pair in pairs])
    same = np.array([pair.same for pair in pairs])
    cosines = (ones * others).sum(1)
    precision, recall, _ = precision_recall_curve(same, cosines)
    likeness = ones[same] @ others[same].T
    right = np.arange(len(likeness))
    found = np.concatenate([likeness.argmax(1) == right, likeness.argmax(0) == right])
    area = float(roc_auc_score(same, cosines))
    return area, float(precision[recall >= 0.8].max()), float(found.mean())


def gold(reports: Path) -> list[Pair]:
    """The marked pairs, sorted by report so that each is read once."""
    known: dict[str, str] = {}

    def side(mark: dict[str, object]) -> Content:
        name = str(mark["report"])
        if name not in known:
            known[name] = read_report(str(reports / name)).text
        return Content(known[name], tuple((start, end) for start, end in mark["spans"]))

    marks = json.loads(Path("benchmarks/gold/claims.json").read_text(encoding="utf-8"))
    return [Pair(m["half"], m["same"], side(m["one"]), side(m["other"])) for m in marks]


def passages(folder: Path) -> list[Pair]:
    """The invented pairs of the tests."""
    out = []
    for path in sorted(folder.glob("*.toml")):
        for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            sides = []
            for name in ("one", "other"):
                text, content = pair[name]["text"], pair[name]["content"]
                start = text.index(content)
                sides.append(Content(text, ((start, start + len(content)),)))
            out.append(Pair(pair["half"], pair["same"], *sides))
    return out


if __name__ == "__main__":
    main()
