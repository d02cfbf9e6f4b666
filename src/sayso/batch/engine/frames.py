"""The ends of a dataframe join: Parquet in, a folder of Parquet out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as arrow
from pyarrow.parquet import read_table

from sayso.batch.engine.runner import daft

LOT = 4 << 20
"""Bytes on disk of a lot; texts take some ten times as much in memory, and a join some times that."""


def parquet(*folders: Path) -> daft.DataFrame:
    """The rows of all Parquet files right in ``folders``; there has to be one."""
    return daft.read_parquet([f"{literal(folder)}/*.parquet" for folder in folders])


def lots(folder: Path) -> Iterator[daft.DataFrame]:
    """The rows of the Parquet files right in ``folder``, some at a time and each lot as one piece: Daft holds
    what it joins and writes by partition in memory, and some megabytes more for each file that it reads.
    Nothing where there is no file."""
    lot: list[Path] = []
    size = 0
    for file in sorted(folder.glob("[!.]*.parquet")):
        if lot and size + file.stat().st_size > LOT:
            yield _piece(lot)
            lot, size = [], 0
        lot.append(file)
        size += file.stat().st_size
    if lot:
        yield _piece(lot)


def _piece(files: Sequence[Path]) -> daft.DataFrame:
    return daft.from_arrow(arrow.concat_tables(read_table(file, partitioning=None) for file in files))


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
