"""What can be given with a question: how each value is read, and how it is described."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from sayso.ask.page import LIMIT
from sayso.ask.query import parse
from sayso.errors import BadQuestion
from sayso.ledger.base import ClaimOrder
from sayso.ledger.query import Query
from sayso.serve.page import MOST_WRITTEN

MOST_ROWS = 1_000
"""Rows of a page at most."""
MOST_VALUES = 50
MOST_PLACE = 8_000
"""Characters of a place at most: that of a refusal is an address."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes. ``read`` makes it of what was written, or raises `BadQuestion`;
    ``schema`` describes what may be written, in the terms of JSON Schema. One that is not given is
    ``default``."""

    name: str
    told: str
    read: Callable[[str, str], Any]
    schema: Mapping[str, Any]
    default: Any = None
    required: bool = False
    example: str | None = field(default=None, kw_only=True)


def pairs_of(request: Request) -> list[tuple[str, str]]:
    """What stands behind the question mark. Raises `BadQuestion`."""
    written = request.scope["query_string"].decode("latin-1")
    try:
        return parse_qsl(written, keep_blank_values=True, max_num_fields=MOST_VALUES)
    except ValueError:
        raise BadQuestion(f"the address has more than {MOST_VALUES} values; leave some out") from None


def values_of(parameters: Sequence[Parameter], given: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The values of all parameters by name. Raises `BadQuestion` for one that is not known here, is given
    twice, lacks or cannot be read."""
    known = {parameter.name: parameter for parameter in parameters}
    values: dict[str, Any] = {name: parameter.default for name, parameter in known.items()}
    seen = set()
    for name, written in given:
        if name not in known:
            takes = f"take one of {', '.join(known)}" if known else "leave it out"
            raise BadQuestion(f"{shown(name)}: this question has no such value; {takes}")
        if name in seen:
            raise BadQuestion(f"{name}: is given twice; give it once")
        seen.add(name)
        values[name] = known[name].read(name, written)
    for name, parameter in known.items():
        if parameter.required and name not in seen:
            raise BadQuestion(f"{name}: is missing; give it, as in ?{name}={parameter.example or '…'}")
    return values


def shown(written: str) -> str:
    """What was written as a message shows it: short, on one line."""
    return "".join(character if character.isprintable() else "\ufffd" for character in written[:60])


def _query(name: str, written: str) -> Query:
    if len(written) > MOST_WRITTEN:
        raise BadQuestion(f"{name}: has more than {MOST_WRITTEN} characters; ask for less")
    return parse(written)


def _words(name: str, written: str) -> str:
    if not written.strip():
        raise BadQuestion(f"{name}: is empty; write something")
    if len(written) > MOST_WRITTEN:
        raise BadQuestion(f"{name}: has more than {MOST_WRITTEN} characters; write less")
    return written


def _rows(name: str, written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) <= 4 and 1 <= int(written) <= MOST_ROWS):
        raise BadQuestion(f"{name} {shown(written)}: is no number of rows; take one from 1 to {MOST_ROWS}")
    return int(written)


def _place(name: str, written: str) -> str:
    if len(written) > MOST_PLACE:
        raise BadQuestion(f"{name}: is no place in this list; give the one that the page before it ends with")
    return written


def _day(name: str, written: str) -> date:
    try:
        if len(written) == len("2031-03-04"):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise BadQuestion(f"{name} {shown(written)}: is no day; write it like 2031-03-04")


def _yes(name: str, written: str) -> bool:
    if written not in ("true", "false"):
        raise BadQuestion(f"{name} {shown(written)}: is neither yes nor no; write true or false")
    return written == "true"


def _one_of(kind: type[StrEnum]) -> Callable[[str, str], StrEnum]:
    def read(name: str, written: str) -> StrEnum:
        try:
            return kind(written)
        except ValueError:
            raise BadQuestion(
                f"{name} {shown(written)}: is not known; take one of {', '.join(kind)}"
            ) from None

    return read


QUERY = Parameter(
    "query",
    "Words and filters, as in `sayso search` (docs/query.md); without it, everything.",
    _query,
    {"type": "string", "maxLength": MOST_WRITTEN},
    Query(),
    example="bridge speaker:Holt",
)
LIMITED = Parameter(
    "limit",
    "How many rows.",
    _rows,
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": LIMIT},
    LIMIT,
)
AFTER = Parameter(
    "after",
    "Go on behind the place that a page ended with (its `next`).",
    _place,
    {"type": "string", "maxLength": MOST_PLACE},
)
PAGED = (LIMITED, AFTER)
BEST = Parameter(
    "best",
    "The newest 500 answers, ranked by how well they answer.",
    _yes,
    {"type": "boolean", "default": False},
    False,
)
SORT = Parameter(
    "sort",
    "Which claims come first: most repeated, most disputed, fewest independent origins, on unnamed voices"
    " alone, or newest.",
    _one_of(ClaimOrder),
    {"type": "string", "enum": list(ClaimOrder), "default": ClaimOrder.REPEATED},
    ClaimOrder.REPEATED,
)
NAME = Parameter(
    "name",
    "A name, a person's last name, or an actor's id.",
    _words,
    {"type": "string", "minLength": 1, "maxLength": MOST_WRITTEN},
    required=True,
    example="Holt",
)
SINCE = Parameter("since", "The first day.", _day, {"type": "string", "format": "date"})
UNTIL = Parameter("until", "The last day.", _day, {"type": "string", "format": "date"})
