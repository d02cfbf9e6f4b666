"""The ends of a dataframe join: Parquet in, a folder of Parquet out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.batch.engine.runner import daft

LOT = 4 << 20
"""Bytes on disk of a lot; texts take some ten times as much in memory, and a join some times that."""


def parquet(*folders: Path) -> daft.DataFrame:
    """The rows of all Parquet files right in ``folders``; there has to be one."""
    return daft.read_parquet([f"{literal(folder)}/*.parquet" for folder in folders])


def lots(folder: Path) -> Iterator[daft.DataFrame]:
    """The rows of the Parquet files right in ``folder``, some files at a time: what is joined, or written by
    partition, is held in memory, and so little of it at once. Nothing where there is no file."""
    lot: list[str] = []
    size = 0
    for file in sorted(folder.glob("*.parquet")):
        if lot and size + file.stat().st_size > LOT:
            yield daft.read_parquet(lot)
            lot, size = [], 0
        lot.append(literal(file))
        size += file.stat().st_size
    if lot:
        yield daft.read_parquet(lot)


def literal(path: Path) -> str:
    """A path as Daft takes it, which takes every path for a pattern."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", str(path))


def write(frame: daft.DataFrame, folder: Path, partition: Sequence[str] = ()) -> None:
    """Write a dataframe's rows into a folder, which is then there whole or not at all, in the place of what
    was there. By ``partition`` they go to folders ``column=value`` in it, without these columns."""
    beside = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    written = frame.write_parquet(str(beside), compression="zstd", partition_cols=[*partition] or None)
    names = {Path(path).name for path in written.to_pydict()["path"]}
    beside.mkdir(exist_ok=True)  # no row, no folder
    for path in beside.rglob("*.parquet"):
        if path.name not in names:  # by a worker that died: another wrote the same rows again
            path.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)
