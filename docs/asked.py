"""What `docs/asking.md` shows: a ledger of `examples/story/`, and what commands over it print. The page calls
these functions between cog's markers."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import cog

ROOT = Path(__file__).resolve().parents[1]


@cache
def _folder() -> TemporaryDirectory[str]:
    """A folder with the examples and a ledger of the story; it goes with the process."""
    folder = TemporaryDirectory()
    Path(folder.name, "examples").symlink_to(ROOT / "examples")
    _run("sayso add examples/story/", folder.name)
    return folder


def command(line: str) -> None:
    """The command and its output, not to be run again by the tests: the page's first block is."""
    cog.outl(f"\n```text\n$ {line}\n{_run(line, _folder().name).rstrip()}\n```\n")


def session(first: str, *others: str) -> None:
    """Commands with their output, one after the other, where there is nothing yet."""
    with TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(ROOT / "examples")
        told = [f"$ {line}\n{_run(line, folder).rstrip()}" for line in (first, *others)]
    cog.outl("\n```console\n" + "\n".join(told) + "\n```\n")


def _run(line: str, folder: str) -> str:
    """What a command prints, 80 columns wide, without this machine's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=kept | {"PATH": path, "COLUMNS": "80", "XDG_CONFIG_HOME": os.devnull},
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode()
