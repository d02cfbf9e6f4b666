"""Where results go, whole or not at all, and how a line for a person is kept one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click


def one_line(message: str) -> str:
    """``message`` without line ends or terminal controls, which a file name or an address may hold."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in message
    )


@contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or ``output``, which takes its name only when all is written."""
    if output is None or str(output) == "-":
        _use_utf8(sys.stdout)
        yield sys.stdout
        return
    if output.exists() and not output.is_file():  # /dev/stdout, a named pipe
        with output.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with draft.open("x", encoding="utf-8", newline="") as out:
            yield out
        draft.replace(output)
    except OSError as problem:
        if problem.filename is None:
            raise
        raise click.BadParameter(
            f"cannot write {output}: {problem.strerror}", param_hint="--output"
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _use_utf8(stream: TextIO) -> None:
    """Reports hold characters that no older encoding has, and machines that read us expect UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", newline="")
