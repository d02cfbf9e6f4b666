"""Keeping what was read: in the ledger and in its links, in one transaction a report."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from sayso.errors import Refused, SaysoError, Stumbled
from sayso.intake.linking import Linking
from sayso.intake.reading import Arrived, vectors_of
from sayso.ledger.base import Added, Outcome, Stored, Writer
from sayso.types import Floats, Reading

log = logging.getLogger("sayso.intake")


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one source: what was ``added``, or why it was ``refused``."""

    source: str
    added: Added | None = None
    refused: Refused | None = None
    title: str | None = None


@contextmanager
def _one_report_only(source: str) -> Iterator[None]:
    """A fault of ours in one report must not end a night's batch: it is raised as `Stumbled`."""
    try:
        yield
    except SaysoError:
        raise
    except Exception as fault:
        log.debug("%s: unexpected %s", source, type(fault).__name__, exc_info=fault)
        where = traceback.extract_tb(fault.__traceback__)[-1]
        problem = (
            f"Sayso stumbled over keeping it ({type(fault).__name__} in {where.name}, line {where.lineno})"
        )
        remedy = "please report that with the text, and go on without it"
        raise Stumbled(source, problem, remedy) from fault


class Keeper:
    """Keeps reports through ``writer``, for as long as that is open."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._linking = writer, Linking(writer)

    def keep(self, arrived: Arrived) -> Intake:
        """Keep one report, or why there is none."""
        if isinstance(arrived.what, Refused):
            refused = arrived.what
            self._writer.refuse(arrived.source, type(refused).__name__, refused.problem, refused.remedy)
            return Intake(arrived.source, refused=refused)
        try:
            with _one_report_only(arrived.source):
                added = self._kept(arrived.what, arrived)
        except Stumbled as stumbled:
            return self.keep(replace(arrived, what=stumbled))
        return Intake(arrived.source, added, title=arrived.what.report.title)

    def _kept(self, reading: Reading, arrived: Arrived) -> Added:
        with self._writer.transaction():
            if arrived.model is None:
                added = self._seen(self._writer.appears(reading.report))
            else:
                add = partial(self._writer.add, reading, model=arrived.model, vectors=arrived.vectors)
                added = self._linked(reading, arrived.vectors, add)
            self._writer.accept(arrived.source)
        return added

    def restore(self, source: str, stored: Stored, vectors: Floats) -> Intake:
        """Keep a report that a ledger had."""
        try:
            with _one_report_only(source), self._writer.transaction():
                add = partial(self._writer.restore, stored, vectors)
                added = self._linked(stored.reading, vectors, add)
        except Stumbled as stumbled:
            return Intake(source, refused=stumbled)
        return Intake(source, added, title=stored.reading.report.title)

    def replace(self, reading: Reading, model: str, vectors: Floats | None) -> Reading:
        """Keep another reading of a report that is kept; the one before it. Raises `sayso.errors.Stumbled`
        where that fails, and the one before it stays."""
        before = self._writer.view.reading(reading.report.id)
        with _one_report_only(reading.report.id), self._writer.transaction():
            if self._writer.view.kept(reading.report.id).current:
                self._linking.remove(reading.report.id)
                self._writer.replace(reading, model=model, vectors=vectors)
                self._linking.add(reading, vectors)
            else:
                self._writer.replace(reading, model=model, vectors=vectors)
        return before

    def _seen(self, added: Added) -> Added:
        """What came of a text that is kept already; where it stands elsewhere too, more outlets carry what it
        says."""
        if added.outcome is Outcome.ELSEWHERE and self._writer.view.kept(added.report).current:
            self._linking.appears(added.report)
        return added

    def _linked(self, reading: Reading, vectors: Floats | None, add: Callable[[], Added]) -> Added:
        """Keep a reading by ``add``, and link it; the version that it replaces is taken out of all links."""
        if self._writer.view.has(reading.report.id):
            return self._seen(add())
        replaced = self._writer.view.current(reading.report)
        if replaced:
            self._linking.remove(replaced.id)
        added = add()
        if added.outcome is not Outcome.OLDER:
            self._linking.add(reading, vectors)
        elif replaced:
            back = self._writer.view.reading(replaced.id)
            self._linking.add(back, vectors_of(back))
        return added
