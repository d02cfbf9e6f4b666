"""Tables of articles (Parquet): a row is the JSON object that `sayso.read.article_json` reads, or a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow as arrow
from pyarrow import parquet

from sayso.batch.inputs.shards import Shard
from sayso.errors import NoArticle, Refused, WrongFormat
from sayso.read.article_json import TEXT, json_draft
from sayso.read.containers import too_large
from sayso.read.document import Document, Known

PAGES = ("html", "raw_html", "page_html")
"""Columns that hold the page itself, where there is no column of its text."""

ROWS = 16
"""Rows in memory at a time."""

_BUFFER_BYTES = 2**18
_PAGE_STARTS = ("<!doctype", "<html", "<?xml")


def cuts(name: str, stream: BinaryIO, least_bytes: int) -> tuple[int, ...]:
    """The row groups with which shards begin, and how many there are; of a table without any, one shard that
    is empty. Raises WrongFormat."""
    file = _opened(name, stream)
    columns = file.schema_arrow.names
    if not {*TEXT, *PAGES} & set(columns):
        held = ", ".join(columns[:8]) + (" …" if len(columns) > 8 else "")
        raise WrongFormat(
            name,
            f"has no column of text (its columns: {held})",
            f"name the text one of {', '.join(TEXT[:4])}",
        )
    edges, gathered = [0], 0
    for group in range(file.num_row_groups):
        if gathered >= least_bytes:
            edges.append(group)
            gathered = 0
        held_columns = file.metadata.row_group(group)
        gathered += sum(
            held_columns.column(at).total_compressed_size for at in range(held_columns.num_columns)
        )
    return (*edges, file.num_row_groups)


def rows(label: Document, stream: BinaryIO, shard: Shard, max_bytes: int) -> Iterator[Document | Refused]:
    """A document for each row of the shard's row groups, named ``#`` and the row's number in the file from 1.

    What cannot be read is refused, up to the end of its row group."""
    file = _opened(label.name, stream)
    columns = [field.name for field in file.schema_arrow if _is_told(field)]
    number = sum(file.metadata.row_group(group).num_rows for group in range(shard.start))
    for group in range(shard.start, file.num_row_groups if shard.end is None else shard.end):
        following = number + file.metadata.row_group(group).num_rows
        try:
            for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield _document(replace(label, name=f"{label.name}#{number}"), row, max_bytes)
        except (arrow.ArrowException, OSError) as error:
            problem = f"is broken from this row to row {following} ({_line(error)})"
            yield WrongFormat(f"{label.name}#{number + 1}", problem, "write or fetch the table again")
        number = following


def _opened(name: str, stream: BinaryIO) -> parquet.ParquetFile:
    try:
        return parquet.ParquetFile(stream, buffer_size=_BUFFER_BYTES, pre_buffer=False)
    except (arrow.ArrowException, OSError) as error:
        raise WrongFormat(name, f"is broken Parquet ({_line(error)})", "write or fetch it again") from error


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:120]


def _is_told(field: arrow.Field) -> bool:
    """Whether a column may say something of a report: text, times, and what is made of text; no vectors."""
    kind = field.type
    is_text = arrow.types.is_string(kind) or arrow.types.is_large_string(kind)
    if field.name in PAGES and (arrow.types.is_binary(kind) or arrow.types.is_large_binary(kind)):
        return True
    if arrow.types.is_list(kind) or arrow.types.is_large_list(kind):
        return _is_told(kind.value_field)
    return (
        is_text
        or arrow.types.is_temporal(kind)
        or arrow.types.is_struct(kind)
        or (arrow.types.is_dictionary(kind) and _is_told(arrow.field("", kind.value_type)))
    )


def _document(label: Document, row: Mapping[str, Any], max_bytes: int) -> Document | Refused:
    text = next((row[name] for name in TEXT if isinstance(row.get(name), str) and row[name].strip()), None)
    page = next((row[name] for name in PAGES if row.get(name)), None)
    if text is None and page is None:
        return NoArticle(label.name, "its text is empty", "give a report with text")
    if text is not None and text[:64].lstrip("\ufeff \t\r\n").lower().startswith(_PAGE_STARTS):
        text, page = None, text
    if text is None:
        data = page if isinstance(page, bytes) else str(page).encode()
        charset = None if isinstance(page, bytes) else "utf-8"
        one = replace(label, data=data, media_type="text/html", charset=charset, known=_known(row))
    else:
        told = {name: value for name, value in row.items() if value is not None and name not in PAGES}
        data = json.dumps(told, ensure_ascii=False, default=_written).encode("utf-8", "replace")
        one = replace(label, data=data, media_type="application/json")
    return too_large(label.name, max_bytes) if len(data) > max_bytes else one


def _written(value: object) -> str:
    """ISO 8601 of times."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _known(told: Mapping[str, Any]) -> Known:
    """What the columns beside a page tell of it, should it not do so itself: read as if they had a text."""
    beside = {
        name: value for name, value in told.items() if name not in (*TEXT, *PAGES) and value is not None
    }
    text = json.dumps(beside | {"text": "-"}, default=_written)
    said = json_draft(text, "").metadata
    outlet = said.site.name if said.site else None
    return Known(said.url, outlet, said.published, said.modified, said.title, said.authors)
