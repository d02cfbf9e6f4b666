"""The actor table's files: the packaged CSV tables, and a user's own in CSV or TOML.

A row is a dict of texts by column. All files share these columns, of which each has those that it needs:
id, name, names, seats, demonyms, domains, of, gender, office, since, until (`docs/actors.md`).
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sayso.errors import BadSetting
from sayso.types import ActorKind

Row = dict[str, str]

FILES = ("states.csv", "organs.csv", "organisations.csv", "outlets.csv", "persons.csv")
COLUMNS = frozenset(
    [
        "id",
        "name",
        "names",
        "seats",
        "demonyms",
        "domains",
        "of",
        "gender",
        "office",
        "since",
        "until",
        "iso2",
        "iso3",
        "agency",
    ]
)
_ID = re.compile(rf"(?:{'|'.join(ActorKind)}):[a-z0-9]+(?:[-/][a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def packaged_rows(name: str) -> list[Row]:
    """The rows of one of the packaged tables; a table that is not there has none."""
    path = files("sayso.resolve.table") / name
    if not path.is_file():
        return []
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def user_rows(path: Path) -> list[Row]:
    """The rows of a user's file, ``.toml`` or CSV. Raises `BadSetting`, naming the file, the row, what is
    wrong and what to do."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = list(_toml(text) if path.suffix.lower() == ".toml" else _csv(text))
    except OSError as error:
        raise BadSetting(f"{path}: cannot be read ({error.strerror}); name a CSV or TOML file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise BadSetting(f"{path}: is no table of actors ({error}); see docs/actors.md") from error
    for number, row in enumerate(rows, 1):
        problem = _problem(row)
        if problem:
            raise BadSetting(f"{path}: actor {number}: {problem}")
    return rows


def _toml(text: str) -> Iterator[Row]:
    entries = tomllib.loads(text).get("actor", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        yield {
            key: "|".join(map(str, value)) if isinstance(value, list) else str(value)
            for key, value in entry.items()
        }


def _csv(text: str) -> Iterator[Row]:
    for row in csv.DictReader(text.splitlines(), strict=True):
        yield {key or "?": value if isinstance(value, str) else "" for key, value in row.items()}


def _problem(row: Row) -> str | None:
    """What is wrong with a row, and what to do, or None."""
    unknown = set(row) - COLUMNS
    if unknown:
        return f"unknown column “{min(unknown)}”; allowed are {', '.join(sorted(COLUMNS))}"
    if not _ID.fullmatch(row.get("id", "")):
        kinds = ", ".join(ActorKind)
        return f"the id “{row.get('id', '')}” is not of the form kind:name; kinds are {kinds}"
    if not row.get("name"):
        return f"“{row['id']}” has no name; give it one"
    for column in ("since", "until"):
        if row.get(column) and not _DATE.fullmatch(row[column]):
            return f"{column} is “{row[column]}”; write a date as 2025-01-20, 2025-01 or 2025"
    return None
