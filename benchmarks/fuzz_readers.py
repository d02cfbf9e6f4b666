"""Fuzzes the readers, guided by coverage: whatever the bytes, only reports and refusals may come out.

    pip install atheris
    python benchmarks/fuzz_readers.py --seconds 3600 --findings runs/fuzz

Inputs start from ``--seeds`` (a folder of reports; by default those in ``examples/``) and from gzip, JSON
lines and WARC made of them. An input that ends in an unforeseen exception is kept under the findings folder
with its traceback beside it, and fuzzing goes on; one that takes longer than ``--slow`` seconds of processor
time is kept too; a crash of the process or a hang of ten times that is kept by libFuzzer, and ends the run.
The grown corpus stays in the findings folder, so that the next run starts where this one ended.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import json
import logging
import os
import pkgutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

SUFFIXES = [".txt", ".html", ".md", ".json", ".jsonl", ".xml", ".warc", ""]
"""What the first byte of an input, modulo their number, names the file."""

WARC_HEAD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/1\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
HTTP_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--findings", type=Path, default=Path("runs/fuzz"))
    parser.add_argument("--seeds", type=Path, default=Path(__file__).parents[1] / "examples")
    parser.add_argument("--slow", type=float, default=10.0)
    return parser.parse_args()


def seeds(folder: Path) -> list[bytes]:
    """One input for each example, and for each container of it."""
    out = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes() if path.suffix in {".txt", ".html", ".xml", ".md", ".json"} else b""
        if not data:
            continue
        answer = HTTP_HEAD + data
        record = WARC_HEAD % len(answer) + answer + b"\r\n\r\n"
        line = json.dumps({"title": path.stem, "text": data.decode("utf-8", "replace")}).encode() + b"\n"
        forms = {path.suffix: data, ".jsonl": line * 2, ".warc": record * 2, "": gzip.compress(record) * 2}
        out += [bytes([SUFFIXES.index(suffix)]) + form for suffix, form in forms.items()]
    return out


def main() -> None:
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install atheris")
    asked = arguments()
    with atheris.instrument_imports(include=["sayso", "feedparser"]):
        import sayso.read
        from sayso.errors import Refused
        from sayso.read import Options, reports

        for module in pkgutil.iter_modules(
            sayso.read.__path__
        ):  # which would come too late when first needed
            importlib.import_module(f"sayso.read.{module.name}")
    logging.disable()
    corpus, kept = asked.findings / "corpus", asked.findings / "kept"
    corpus.mkdir(parents=True, exist_ok=True)
    kept.mkdir(exist_ok=True)
    for seed in seeds(asked.seeds):
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    scratch = Path(tempfile.mkdtemp())

    def keep(data: bytes, why: str, told: str) -> None:
        name = f"{why}-{hashlib.sha1(told.encode() if why == 'fault' else data).hexdigest()[:16]}"
        if not (kept / name).exists():
            (kept / name).write_bytes(data)
            (kept / f"{name}.why").write_text(told, "utf-8", "replace")

    def try_one(data: bytes) -> None:
        path = scratch / f"input{SUFFIXES[(data[:1] or b'0')[0] % len(SUFFIXES)]}"
        path.write_bytes(data[1:])
        started = time.process_time()
        try:
            for item in reports([str(path)], Options(max_bytes=2**20)):
                if type(item) is Refused:  # a fault in Sayso: see `reports`
                    raise item.__cause__ or item
        except Exception:
            keep(data, "fault", traceback.format_exc())
        spent = time.process_time() - started
        if spent > asked.slow:
            keep(data, "slow", f"{spent:.1f} seconds of processor time\n")

    limits = [f"-max_total_time={asked.seconds}", f"-timeout={10 * asked.slow:.0f}", "-rss_limit_mb=3000"]
    options = [*limits, "-max_len=65536", f"-artifact_prefix={kept}{os.sep}", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
