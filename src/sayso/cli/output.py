"""Where results go, whole or not at all, and how a line for a person is kept one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

import click


def one_line(message: str) -> str:
    """``message`` without line ends or terminal controls, which a file name or an address may hold."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in message
    )


@contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or ``output``, which takes its name only when all is written; text in UTF-8."""
    if output is None or str(output) == "-":
        _use_utf8(sys.stdout)
        yield sys.stdout
        return
    with _drafted(output) as draft, draft.open("w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def binary_destination(output: Path | None) -> Iterator[BinaryIO]:
    """The same for bytes."""
    if output is None or str(output) == "-":
        yield sys.stdout.buffer
        return
    with _drafted(output) as draft, draft.open("wb") as out:
        yield out


@contextmanager
def _drafted(output: Path) -> Iterator[Path]:
    """A file to write to, which takes the name ``output`` when all went well; that one itself where it is no
    file."""
    if output.exists() and not output.is_file():  # /dev/stdout, a named pipe
        yield output
        return
    draft = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        yield draft
        draft.replace(output)
    except OSError as problem:
        if problem.filename is None:
            raise
        raise click.BadParameter(
            f"cannot write {output}: {problem.strerror}", param_hint="--output"
        ) from None
    finally:
        with suppress(OSError):  # where no file can be made, none can be removed
            draft.unlink()


def _use_utf8(stream: TextIO) -> None:
    """Reports hold characters that no older encoding has, and machines that read us expect UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", newline="")
