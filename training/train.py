"""Train the packaged model: `python -m training.train --help`.

One run, on a CPU in bfloat16, learns all heads together. After each epoch it writes the weights
(reader.pt) and the figures on the development data so far (record.json) into --out. The weights that
ship are a running average over the last part of training.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from sayso.models.encoding import Piece
from sayso.models.pieces import pieces_of
from training import corpora, evaluate
from training.batches import Item, batched, collate, items
from training.conllu import gum_split
from training.losses import WEIGHTS, Chain, terms
from training.network import Reader, load_pretrained

SEED = 20250529


def main() -> None:
    options = parsed()
    random.seed(SEED)
    torch.manual_seed(SEED)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encode = cache(lambda word: pieces_of(tokenizer, word))
    data = samples(options)
    reader, chain = Reader(), Chain()
    load_pretrained(reader, options.encoder / "model.safetensors")
    run(options, reader, chain, data, encode)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="folder that holds polnear/, gum/, ewt/, news-events/"
    )
    parser.add_argument(
        "--silver", type=Path, required=True, help="folder of the files that training.silver wrote"
    )
    parser.add_argument(
        "--encoder",
        type=Path,
        required=True,
        help="folder of all-MiniLM-L6-v2: model.safetensors, tokenizer.json",
    )
    parser.add_argument("--out", type=Path, default=Path("runs/reader"))
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument(
        "--average", type=float, default=0.998, help="decay of the running average of the weights"
    )
    parser.add_argument(
        "--minutes", type=float, default=math.inf, help="end by then: the learning rate falls sooner"
    )
    parser.add_argument(
        "--limit", type=int, default=0, help="only so many samples of each corpus (to try it out)"
    )
    return parser.parse_args()


def samples(
    options: argparse.Namespace,
) -> tuple[list[corpora.Sample], list[corpora.Sample], list[corpora.Sample]]:
    """(every epoch, every other epoch, development) samples."""
    data, silver = options.data, options.silver
    most = options.limit or None
    train = list(islice(corpora.polnear(data / "polnear/train", silver / "polnear-train.jsonl"), most))
    names = corpora.gold_word_silver(silver / "gum.jsonl")
    for path in gum_split(data / "gum", "train")[:most]:
        train += corpora.with_names(corpora.universal(path), names)
    train += corpora.named_ewt(data / "ewt", silver)[:most]
    also = list(islice(corpora.reports(data / "news-events", silver / "news-events.jsonl"), most))
    develop = corpora.first_versions(corpora.polnear(data / "polnear/dev", None))
    return train, also, list(islice(develop, most))


def run(
    options: argparse.Namespace,
    reader: Reader,
    chain: Chain,
    data: tuple[list[corpora.Sample], list[corpora.Sample], list[corpora.Sample]],
    encode: Callable[[str], Piece],
) -> None:
    """Train, and after each epoch write the averaged weights, and the figures so far (record.json)."""
    train, also, develop = data
    vary = random.Random(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    plan: list[list[list[Item]]] = []
    for epoch in range(options.epochs):
        work = items(train + (also if epoch % 2 == 0 else []), encode, vary)
        plan.append(batched(work, options.pieces, vary))
    total = sum(map(len, plan))
    optimizer = optimized(reader, chain, options)
    average = Average([reader, chain], options.average)
    record = {"run": described(options, data), "epochs": []}
    began, step, progress, sums = time.time(), 0, 0.0, dict.fromkeys(WEIGHTS, 0.0)
    for epoch, batches in enumerate(plan):
        for batch in batches:
            progress = max(step / total, (time.time() - began) / 60 / options.minutes)
            if progress >= 1:
                break
            paced(optimizer, progress)
            reader.train()
            tensors = collate(batch)
            with torch.autocast("cpu", torch.bfloat16):
                output = reader(tensors["ids"], tensors["features"], tensors["mask"], tensors["starts"])
            losses = terms(reader, chain, output, tensors)
            torch.stack([WEIGHTS[name] * loss for name, loss in losses.items()]).sum().backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            average.update(step)
            for name, loss in losses.items():
                sums[name] = 0.98 * sums[name] + 0.02 * loss.item()
            if step % 20 == 0:
                shown = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
                print(f"{step}/{total} {(time.time() - began) / step:.2f} s/step {shown}", flush=True)
        with average:
            figures = evaluate.attribution(reader, chain, develop, encode)
            torch.save(
                {"reader": reader.state_dict(), "chain": chain.state_dict()}, options.out / "reader.pt"
            )
        rounded = {name: round(value, 1) for name, value in figures.items()}
        record["epochs"].append(
            {"epoch": epoch + 1, "step": step, "minutes": round((time.time() - began) / 60), **rounded}
        )
        (options.out / "record.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(record["epochs"][-1]), flush=True)
        if progress >= 1:  # the minutes are over, and further epochs would learn nothing
            break


def described(options: argparse.Namespace, data: tuple[list[corpora.Sample], ...]) -> dict[str, object]:
    """What a reader of the model card wants to know of a run."""
    counts = [
        f"{len(part)} documents, {sum(len(p) for s in part for p in s.paragraphs):,} words" for part in data
    ]
    return {
        "each epoch": counts[0],
        "every other epoch": counts[1],
        "development": counts[2],
        "batch": f"{options.pieces} word pieces",
        "learning rate": f"{options.rate:g}, heads {options.head_rate:g}",
        "minutes at most": f"{options.minutes:g}",
        "torch": torch.__version__,
        "seed": SEED,
    }


def optimized(reader: Reader, chain: Chain, options: argparse.Namespace) -> torch.optim.Optimizer:
    """AdamW, with a higher rate for what was not pre-trained."""
    fresh = ("heads", "root", "relation", "features")
    slow = [p for name, p in reader.named_parameters() if not name.startswith(fresh)]
    fast = [p for name, p in reader.named_parameters() if name.startswith(fresh)] + [*chain.parameters()]
    groups = [{"params": slow, "peak": options.rate}, {"params": fast, "peak": options.head_rate}]
    return torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01, fused=True)


WARM = 1 / 16
"""The share of training over which the learning rate rises; over the rest it falls to nothing."""


def paced(optimizer: torch.optim.Optimizer, progress: float) -> None:
    """Set the learning rate for a point of training between 0 and 1."""
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(1e-3, min(progress / WARM, (1 - progress) / (1 - WARM)))


class Average:
    """A running average of the parameters of modules; inside `with`, the modules hold it."""

    def __init__(self, modules: list[nn.Module], decay: float, every: int = 10) -> None:
        self.parameters = [p for module in modules for p in module.parameters()]
        self.kept = [p.detach().clone() for p in self.parameters]
        self.decay, self.every = decay**every, every

    def update(self, step: int) -> None:
        if step % self.every == 0:
            decay = min(self.decay, step / (step + 10 * self.every))
            torch._foreach_lerp_(self.kept, [p.detach() for p in self.parameters], 1 - decay)

    def _swap(self) -> None:
        for parameter, kept in zip(self.parameters, self.kept, strict=True):
            held = parameter.detach().clone()
            parameter.data.copy_(kept)
            kept.copy_(held)

    def __enter__(self) -> None:
        self._swap()

    def __exit__(self, *_: object) -> None:
        self._swap()


if __name__ == "__main__":
    main()
