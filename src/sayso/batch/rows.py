"""What was read as the rows of `sayso.batch.tables`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import pyarrow as arrow

from sayso.batch import tables
from sayso.batch.columns import STATEMENTS, VOICES, Statements, voice_columns
from sayso.batch.packing import pack_gist, pack_mention, pack_reading, pack_whole
from sayso.errors import Refused
from sayso.intake.reading import Arrived
from sayso.ledger import near
from sayso.ledger.sqlite.keys import minute, moment
from sayso.ledger.sqlite.rows import document_of, newness
from sayso.link.claims import candidates
from sayso.link.claims.mention import Mention, mentions
from sayso.link.copies import fingerprints
from sayso.link.stories import gist
from sayso.link.stories import keys as story_keys
from sayso.types import Reading, Report

Row = tuple[object, ...]

PLAIN = {
    "arrived": tables.ARRIVED,
    tables.MENTIONS: tables.ITEMS,
    tables.GISTS: tables.ITEMS,
    tables.FINGERPRINTS: tables.ITEMS,
    tables.BANDS: tables.ITEMS,
    "refused": tables.REFUSED,
}
"""The tables whose rows are made one by one."""

SCHEMAS = {**PLAIN, "statements": STATEMENTS, "voices": VOICES}
"""All tables that reading writes, by name."""


@dataclass(slots=True)
class Rows:
    """Rows that wait to be written. ``read`` is the reports that they are of, ``size`` the code points of
    these."""

    shard: int
    read: int = 0
    size: int = 0
    _plain: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _statements: Statements = field(default_factory=Statements)

    def __len__(self) -> int:
        """How many records they are of."""
        return len(self._plain["arrived"]) + len(self._plain["refused"])

    def add(self, arrived: Arrived, reading: Reading, row: int) -> int:
        """A report that was read; how many words it has. All of its rows are added or, where that raises,
        none."""
        report, model = reading.report, arrived.model
        day = day_of(report)
        compared = arrived.mentions
        if compared is None:
            compared = mentions(reading, arrived.vectors)
        items = _items(reading, compared, day)
        blob = pack_reading(reading)
        words = _word_count(report)
        told = self._told(report, row, arrived.source, day)
        self._statements.add(reading, day)
        self._plain["arrived"].append((*told, model, words, len(reading.statements), report.text, blob))
        for table, found in items.items():
            self._plain[table] += found
        self.read += 1
        self.size += len(report.text)
        return words

    def repeat(self, report: Report, row: int, source: str) -> None:
        """A report whose text came before it, and was read. Its row is added or, where that raises, not."""
        told = self._told(report, row, source, day_of(report))
        msgspec.msgpack.encode(told)  # text that is no Unicode is told here, not when a table is made of all
        self._plain["arrived"].append((*told, None, _word_count(report), 0, None, None))

    def refuse(self, refused: Refused) -> None:
        """A record that is no report, or could not be read."""
        told = (refused.source, type(refused).__name__, refused.problem, refused.remedy)
        whole = (text.encode("utf-8", "replace").decode() for text in told)  # it may cite what is no Unicode
        self._plain["refused"].append((*whole, self.shard))

    def as_tables(self) -> dict[str, arrow.Table]:
        """All of them, by table; every table has a part in it, be it empty."""
        made = {name: _table(self._plain[name], schema) for name, schema in PLAIN.items()}
        made["statements"] = self._statements.table()
        made["voices"] = voice_columns(made["statements"])
        return made

    def _told(self, report: Report, row: int, source: str, day: int | None) -> Row:
        """The columns of `tables.ARRIVED` up to ``language``."""
        outlet = report.outlet
        return (
            report.id,
            self.shard,
            row,
            source,
            document_of(report),
            newness(report),
            minute(report.published),
            day,
            report.url,
            report.canonical_url,
            outlet and outlet.name,
            outlet and outlet.domain,
            report.published,
            report.modified,
            report.title,
            report.authors,
            report.language,
        )


def day_of(report: Report) -> int | None:
    """The day of publication in UTC, as `datetime.date.toordinal`; None where it is not known."""
    when = moment(report.published)
    return when.toordinal() if when else None


def _items(reading: Reading, compared: Sequence[Mention], day: int | None) -> dict[str, list[Row]]:
    """What meets others: rows of `tables.ITEMS` by table."""
    report, story = reading.report, gist(reading)
    found: dict[str, list[Row]] = {
        tables.MENTIONS: [
            (one.statement, report.id, one.day, candidates.keys(one), pack_mention(one)) for one in compared
        ],
        tables.GISTS: [(report.id, report.id, story.day, story_keys(story), pack_gist(story))],
        tables.FINGERPRINTS: [(report.id, report.id, day, fingerprints(report), pack_whole(reading))],
    }
    minima = near.signature(near.runs(report))
    if minima is not None:
        blob = pack_whole(Reading(report, ()))
        found[tables.BANDS] = [(report.id, report.id, day, sorted(set(near.bands(minima))), blob)]
    return found


def _word_count(report: Report) -> int:
    """Words as white space parts them."""
    return len(report.text.split())


def _table(rows: list[Row], schema: arrow.Schema) -> arrow.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return arrow.Table.from_arrays(arrays, schema=schema)
