"""The packaged embedding of contents: `python -m training.embedding DATA`.

One vector for each word piece; a text's vector is their weighted sum. The vectors begin as the teacher's own
(`training.teacher`) of each piece alone, on their principal axes, weighed by how rare the piece is; this is
model2vec's way (Tulkens and van Dongen 2024). Then they learn, from sentences and contents, to give each
text what the teacher gives it. The weights end up in the vectors' lengths: what says little, such as "the",
becomes short.

Writes vectors.npz (8 bits by row) and manifest.json. DATA holds what `training.contents` reads. A
few minutes on one core, most of them the teacher's.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.__main__ import pretrained
from training.contents import contents, sentences
from training.graph import quantised
from training.network import VOCABULARY
from training.teacher import Teacher

CLS, SEP = 101, 102

COMMON = 1e-3
"""A piece that makes up this share of all pieces begins with half of the weight of a rare one (smooth
inverse frequency, Arora and others 2017)."""

SHARPNESS = 5.0
"""Factor on cosines in the loss that ranks a batch's other texts."""

EPOCHS, BATCH, RATE = 6, 512, 2e-3
WIDTH = 128


class Static(nn.Module):
    """Vectors of pieces; ids and where each text begins → (texts, width) of length 1."""

    def __init__(self, start: np.ndarray) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(start), freeze=False, mode="sum", sparse=True
        )

    def forward(self, ids: Tensor, offsets: Tensor) -> Tensor:
        return nn.functional.normalize(self.pieces(ids, offsets), dim=1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/sayso/models/embedding"))
    parser.add_argument(
        "--work", type=Path, default=Path("runs/embedding"), help="keeps the teacher's vectors"
    )
    parser.add_argument("--width", type=int, default=WIDTH)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    options = parser.parse_args()
    torch.manual_seed(0)
    folder = pretrained()
    options.work.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    texts = {
        "train": contents(options.data / "polnear/train") + sentences(options.data),
        "dev": contents(options.data / "polnear/dev"),
    }
    encoded = {
        name: [e.ids for e in tokenizer.encode_batch(of, add_special_tokens=False)]
        for name, of in texts.items()
    }
    taught = {name: known(options.work, teacher, of) for name, of in texts.items()}
    single = teacher.embed_pieces([[CLS, piece, SEP] for piece in range(VOCABULARY)])
    axes = principal(taught["train"], options.width)
    model = Static(beginning(single @ axes, encoded["train"]))
    learn(model, encoded, {"train": unit(taught["train"] @ axes), "dev": taught["dev"]}, options.epochs)
    write(model.pieces.weight.detach().numpy(), options.out)


def pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    return [encoding.ids for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False)]


def known(folder: Path, teacher: Teacher, texts: Sequence[str]) -> np.ndarray:
    """The teacher's vectors of these very texts, kept in ``folder``."""
    path = folder / f"{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:16]}.npy"
    if not path.exists():
        np.save(path, teacher.embed(texts).astype(np.float16))
    found: np.ndarray = np.load(path).astype(np.float32)
    return found


def principal(vectors: np.ndarray, width: int) -> np.ndarray:
    """(384, width) axes along which the vectors differ most; not centred, which keeps cosines as they are."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(axes[:, ::-1][:, :width])


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def beginning(single: np.ndarray, encoded: Sequence[Sequence[int]]) -> np.ndarray:
    """Vectors of pieces before learning: each less what all have in common, times its weight."""
    counts = (
        np.bincount(np.concatenate([np.array(ids, np.int64) for ids in encoded]), minlength=VOCABULARY) + 1
    )
    weights = COMMON / (COMMON + counts / counts.sum())
    return ((single - single.mean(0)) * weights[:, None]).astype(np.float32)


def bags(encoded: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """All ids in a row, and where each text begins."""
    lengths = [len(ids) for ids in encoded]
    offsets = np.cumsum([0, *lengths[:-1]])
    return torch.tensor([piece for ids in encoded for piece in ids]), torch.tensor(offsets)


def learn(
    model: Static, encoded: dict[str, list[list[int]]], taught: dict[str, np.ndarray], epochs: int
) -> None:
    """Move the vectors towards what the teacher says, and print how near they are on the dev part."""
    optimiser = torch.optim.SparseAdam(model.parameters(), RATE)
    steps = epochs * -(-len(encoded["train"]) // BATCH)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, steps)
    draw = np.random.default_rng(0)
    for epoch in range(epochs + 1):
        with torch.no_grad():
            student = model(*bags(encoded["dev"])).numpy()
        print(
            epoch,
            *(f"{name} {value:.3f}" for name, value in agreement(student, taught["dev"]).items()),
            flush=True,
        )
        if epoch == epochs:
            break
        for batch in np.array_split(draw.permutation(len(encoded["train"])), steps // epochs):
            student = model(*bags([encoded["train"][index] for index in batch]))
            loss = distance(student, torch.from_numpy(taught["train"][batch]))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()


def distance(student: Tensor, teacher: Tensor) -> Tensor:
    """How far the student is from the teacher: text by text, and in how it ranks the rest of the batch."""
    apart = 1 - (student * teacher).sum(1).mean()
    itself = torch.eye(len(student), dtype=torch.bool)
    ours = (SHARPNESS * student @ student.T).masked_fill(itself, -1e4)
    theirs = (SHARPNESS * teacher @ teacher.T).masked_fill(itself, -1e4)
    ranking = nn.functional.kl_div(
        ours.log_softmax(1), theirs.log_softmax(1), log_target=True, reduction="batchmean"
    )
    return apart + ranking


def agreement(student: np.ndarray, teacher: np.ndarray) -> dict[str, float]:
    """Correlation of the cosines of all pairs, and how often the teacher's nearest text is the student's
    nearest, or among its nearest ten."""
    theirs, ours = teacher @ teacher.T, student @ student.T
    pairs = np.triu_indices(len(theirs), 1)
    correlation = float(np.corrcoef(theirs[pairs], ours[pairs])[0, 1])
    np.fill_diagonal(theirs, -2)
    np.fill_diagonal(ours, -2)
    nearest = theirs.argmax(1)[:, None]
    ranked = np.argsort(-ours, axis=1)[:, :10]
    hit = ranked == nearest
    return {"correlation": correlation, "first": float(hit[:, 0].mean()), "in ten": float(hit.any(1).mean())}


def write(vectors: np.ndarray, out: Path) -> None:
    """vectors.npz, and the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    table, scale = quantised(vectors, axis=1)
    np.savez(out / "vectors.npz", table=table, scale=scale[:, 0])
    digest = hashlib.sha256((out / "vectors.npz").read_bytes()).hexdigest()
    (out / "manifest.json").write_text(json.dumps({"vectors.npz": digest}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
