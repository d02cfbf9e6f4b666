"""The tables of the data set, as Arrow schemas; every column says what it is (``about``)."""

from __future__ import annotations

from typing import Any

import pyarrow as arrow

from sayso import __version__
from sayso.batch.columns import STATEMENTS as READ_STATEMENTS
from sayso.batch.columns import VOICES as READ_VOICES
from sayso.batch.dataset.counting import SCHEMA
from sayso.export.parquet import field_of
from sayso.types import Origin, Step

_TEXT, _NUMBER, _FLAG, _DAY = arrow.string(), arrow.int64(), arrow.bool_(), arrow.date32()
_TEXTS = arrow.list_(_TEXT)

_PUBLISHED_DAY = "The day of publication in UTC; null when unknown. Its month is the folder's."


def _column(name: str, kind: arrow.DataType, about: str, *, null: bool = False) -> arrow.Field:
    return arrow.field(name, kind, nullable=null, metadata={"about": about})


def _table(about: str, *columns: arrow.Field) -> arrow.Schema:
    return arrow.schema(columns, metadata={"schema": SCHEMA, "sayso": __version__, "about": about})


def _typed(name: str, hint: Any, about: str) -> arrow.Field:
    return field_of(arrow, name, hint).with_metadata({"about": about})


_APPEARANCE = arrow.struct(
    [arrow.field(name, _TEXT) for name in ("url", "outlet", "domain", "published")],
)

REPORTS = _table(
    "Every text that was read, once: the current reports, and the versions that newer ones replaced.",
    _column("report", _TEXT, "Its id: the first 16 hexadecimal digits of the SHA-256 of its text."),
    _column(
        "current",
        _FLAG,
        "Whether it is its document's newest version; the other tables know only these.",
    ),
    _column("document", _TEXT, "What its versions share: its address, without one its id."),
    _column("copy_of", _TEXT, "The report whose near-identical copy it is, the earliest.", null=True),
    _column("story", _TEXT, "The earliest report of its story; of a replaced one null.", null=True),
    _column("appearances", arrow.list_(_APPEARANCE), "Where else the very same text was published."),
    _column("url", _TEXT, "Where it was read from.", null=True),
    _column("canonical_url", _TEXT, "The address that it gives for itself.", null=True),
    _column("outlet", _TEXT, "Who published it.", null=True),
    _column("domain", _TEXT, "Their registrable domain.", null=True),
    _column("published", _TEXT, "ISO 8601, as the report has it.", null=True),
    _column("modified", _TEXT, "When it was last changed, like published.", null=True),
    _column("day", _DAY, _PUBLISHED_DAY, null=True),
    _column("title", _TEXT, "Its title as published.", null=True),
    _column("authors", _TEXTS, "Who wrote it, as it names them."),
    _column("language", _TEXT, "An ISO 639-1 code.", null=True),
    _column("words", _NUMBER, "Its words, as white space parts them."),
    _column("statements", _NUMBER, "How many statements it has."),
    _column("source", _TEXT, "The file and the place in it where it was."),
    _column("shard", _NUMBER, "With row: its place in the order of the inputs."),
    _column("row", _NUMBER, "See shard."),
    _column("model", _TEXT, "The models that read it (`models` in the manifest)."),
    _column("text", _TEXT, "The text that all offsets count in, in code points."),
    _column("reading", arrow.binary(), "All that was read in it, packed, for sayso add DIR."),
)

_DATED = {"day": _column("day", _DAY, _PUBLISHED_DAY, null=True)}


def _dated(schema: arrow.Schema) -> list[arrow.Field]:
    """The columns that reading wrote, the day as a date."""
    return [_DATED.get(field.name, field) for field in schema]


STATEMENTS = _table(
    "What the current reports say that somebody said or thought.",
    _column("claim", _TEXT, "The claim that it is one telling of.", null=True),
    *_dated(READ_STATEMENTS),
)

VOICES = _table("Through whom statements came: one row for each voice.", *_dated(READ_VOICES))

CLAIMS = _table(
    "Statements of one or many reports that say the same, with where they come from.",
    _column("claim", _TEXT, "Its id: that of its earliest statement."),
    _column("text", _TEXT, "The words that stand for it."),
    _column("wording", _TEXT, "The statement whose words these are."),
    _column("statements", _TEXTS, "Its statements, the earliest published first."),
    _column("reports", _TEXTS, "The reports that these are in."),
    _column("reasons", _TEXTS, "Why they are the same, one sentence each."),
    _column("first", _TEXT, "When it was first published.", null=True),
    _column("last", _TEXT, "When it was last published.", null=True),
    _column("day", _DAY, "The day of its first publication in UTC; its month is the folder's.", null=True),
    _column("outlets", _TEXTS, "Who carries it, in order of time."),
    _column("independent", _NUMBER, "How many independent origins it has."),
    _column("at_least", _NUMBER, "How many, where all that may be one are one."),
    _column("anonymous", _NUMBER, "How many of the independent ones have no name."),
    _column("disputes", _NUMBER, "How many other claims, or denials on their own, are at odds with it."),
    _column("verdict", _TEXT, "One sentence on where it comes from."),
    _typed("origins", tuple[Origin, ...], "Its roots."),
    _typed("steps", tuple[Step, ...], "Who had it from whom."),
)

LINKS = _table(
    "Two statements, or two reports, that have to do with each other.",
    _column("kind", _TEXT, "What they have to do with each other: see below."),
    _column("one", _TEXT, "The id of a statement or report."),
    _column("other", _TEXT, "The id of the other; null for what only its denial tells.", null=True),
    _column("score", arrow.float64(), "How sure it is, or how much alike they are, from 0 to 1.", null=True),
    _column("why", _TEXT, "A sentence that says why.", null=True),
    _column("more", _TEXT, "What else the kind has, as JSON.", null=True),
    _column(
        "day",
        _DAY,
        "The day of publication of the report of `one`; its month is the folder's.",
        null=True,
    ),
)

KINDS = {
    "same": "Two statements that say the same, `one` the id that sorts first.",
    "dispute": "The statement `one` is at odds with `other`; more: `kind`, `denied`, `evidence`.",
    "copy": "A passage of the report `one` that stands in `other` too; more: `words`, `directed` (whether"
    " it is known who had it from whom), `passages`.",
    "story": "Two reports about the same.",
    "near": "Two reports with near-identical texts.",
    "version": "The report `one` was replaced by `other`.",
}
"""The kinds of `LINKS`."""

REFUSALS = _table(
    "What could not be read, or was passed over. All of it is in the folder `month=undated`.",
    _column("source", _TEXT, "The file and the place in it."),
    _column("kind", _TEXT, "The class of the error: NoArticle, WrongLanguage, TooLarge …"),
    _column("problem", _TEXT, "What is wrong."),
    _column("remedy", _TEXT, "What to do."),
)

TABLES: dict[str, arrow.Schema] = {
    "reports": REPORTS,
    "statements": STATEMENTS,
    "voices": VOICES,
    "claims": CLAIMS,
    "links": LINKS,
    "refusals": REFUSALS,
}
"""All of them, by the name of their folder."""
