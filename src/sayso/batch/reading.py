"""Reading a shard: its documents to the tables that the joins start from.

A document is read as `sayso add` reads it; what is no report in English is mostly refused at sight
(`sayso.read.html_look`), and a text that came before in the shard is not annotated again. What one record
does never stops the others: a fault of ours is refused, and so is a record that ends the process (`noting`).
"""

from __future__ import annotations

import logging
import resource
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import process_time
from typing import TYPE_CHECKING, ClassVar

import msgspec

from sayso.batch.inputs import Shard, documents
from sayso.batch.layout import Layout
from sayso.batch.noting import Note, excuse
from sayso.batch.rows import Rows
from sayso.batch.writing import Files, filled
from sayso.errors import Refused, Stumbled
from sayso.intake.reading import Arrived, Recipe, arrived, name_of
from sayso.read.archives import Seen
from sayso.read.document import Document
from sayso.read.sources import read_document
from sayso.types import Reading, Report

if TYPE_CHECKING:
    from sayso.batch.engine import Task

log = logging.getLogger("sayso.batch")

REMEDY = "please report that with the text, and go on without it"

STAGES = ("input", "read", "annotate", "pack", "write")
"""Fetching a record; telling its report or why there is none; reading that for statements; making rows of
the reading; writing them."""


class ShardRead(msgspec.Struct):
    """What became of a shard: ``records`` are those ``read``, those ``repeated`` (the same text came before
    them), and those ``refused``, by kind. ``other`` are an archive's records that are no pages, which are not
    among ``records``. ``words`` and ``statements`` are of those read. ``seconds`` are the processor's, by
    stage (`STAGES`); ``peak_memory_bytes`` is the process's, up to here."""

    shard: int
    records: int = 0
    read: int = 0
    repeated: int = 0
    other: int = 0
    words: int = 0
    statements: int = 0
    peak_memory_bytes: int = 0
    refused: dict[str, int] = msgspec.field(default_factory=dict)
    seconds: dict[str, float] = msgspec.field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))


@dataclass(frozen=True, slots=True)
class ReadShard:
    """The work of reading one shard; a task's ``what`` is a `sayso.batch.inputs.Shard`."""

    layout: Layout
    recipe: Recipe = field(default_factory=Recipe)
    phase: ClassVar[str] = "read"

    def __call__(self, task: Task) -> str:
        shard = msgspec.json.decode(task.what, type=Shard)
        note = Note(self.layout.work / "doing" / task.name)
        reader = _Reader(shard, self.recipe, note)
        try:
            filled(self.layout, shard.number, reader.fill)
        except BaseException:
            note.close(done=False)
            raise
        note.close(done=True)
        return msgspec.json.encode(reader.result()).decode()

    def excuse(self, task: Task) -> None:
        """The process ends for the sake of others: the record in hand is not to blame."""
        excuse(self.layout.work / "doing" / task.name)


class _Reader:
    def __init__(self, shard: Shard, recipe: Recipe, note: Note) -> None:
        self._shard, self._recipe, self._note = shard, recipe, note
        self._told = ShardRead(shard.number)
        self._refused: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._archived = Seen()

    def fill(self, files: Files) -> None:
        """Read all of the shard into ``files``."""
        position = 0
        found = documents(self._shard, self._recipe.options, self._archived)
        while position != self._note.end:
            with self._note.hand(position):
                with self._timed("input"):
                    item = next(found, None)
                if item is None:
                    break
                self._read(item, position, files.rows)
            position += 1
            with self._timed("write"):
                files.grown()
        else:
            problem = "its next record ends the process when it is fetched; what comes after it is lost"
            lost = Stumbled(self._place(position), problem, "cut that record out of the file")
            self._refuse(lost, files.rows)
            position += 1
        with self._timed("write"):
            files.flush()
        self._told.records = position

    def result(self) -> ShardRead:
        # Linux counts in KiB.
        self._told.peak_memory_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        self._told.refused = dict(self._refused)
        self._told.other = self._archived.records - self._archived.pages
        return self._told

    def _place(self, position: int) -> str:
        """How messages call a record that has no name yet."""
        return f"{self._shard.name}@{self._shard.start}, record {position + 1} from there"

    def _read(self, item: Document | Refused, position: int, rows: Rows) -> None:
        """One record, into ``rows``."""
        report = self._report(item, position)
        if isinstance(report, Refused):
            self._refuse(report, rows)
            return
        source = name_of(item)
        if report.id in self._seen:
            with self._refusing_faults(source, rows):
                rows.repeat(report, position, source)
                self._told.repeated += 1
            return
        with self._timed("annotate"):
            one = replace(arrived(report, self._recipe, None), source=source)
        if isinstance(one.what, Refused):
            # It was called by its id, since a report has no other name.
            self._refuse(type(one.what)(source, one.what.problem, one.what.remedy), rows)
            return
        with self._timed("pack"):
            self._pack(one, one.what, position, rows)

    def _report(self, item: Document | Refused, position: int) -> Report | Refused:
        """The report that a document holds, or why it holds none."""
        if position in self._note.poison:
            problem = "reading it ended the process (out of memory, a fault in a library, or no end to it)"
            return Stumbled(name_of(item), problem, REMEDY)
        if isinstance(item, Refused):
            return item
        with self._timed("read"):
            return read_document(item)

    def _pack(self, one: Arrived, reading: Reading, position: int, rows: Rows) -> None:
        with self._refusing_faults(one.source, rows):
            self._told.words += rows.add(one, reading, position)
            self._seen.add(reading.report.id)
            self._told.read += 1
            self._told.statements += len(reading.statements)

    @contextmanager
    def _refusing_faults(self, source: str, rows: Rows) -> Iterator[None]:
        """A fault of ours in one record is refused."""
        try:
            yield
        except Exception as fault:
            log.debug("%s: unexpected %s", source, type(fault).__name__, exc_info=fault)
            where = traceback.extract_tb(fault.__traceback__)[-1]
            place = f"{type(fault).__name__} in {where.name}, line {where.lineno}"
            self._refuse(Stumbled(source, f"Sayso stumbled over keeping it ({place})", REMEDY), rows)

    def _refuse(self, refused: Refused, rows: Rows) -> None:
        rows.refuse(refused)
        self._refused[type(refused).__name__] += 1

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        begun = process_time()
        try:
            yield
        finally:
            self._told.seconds[stage] += process_time() - begun
