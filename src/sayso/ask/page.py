"""Answers by page, and the places where one page ends and the next begins.

A place is the last row's own, and can be told from it: the ``key`` of a statement, the number and id of a
voice. So a list that grows while it is read is read on without a row twice or left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.errors import BadQuestion

Kind = TypeVar("Kind")

LIMIT = 20
"""Rows of a page, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Kind]):
    """Some rows of an answer; ``next`` is the place to go on ``after``, None where there are no more."""

    rows: tuple[Kind, ...]
    next: str | None = None


def page(found: Sequence[Kind], limit: int, place: Callable[[Kind], str]) -> Page[Kind]:
    """The first ``limit`` rows of ``found``, which has one more where there are more."""
    rows = tuple(found[:limit])
    return Page(rows, place(rows[-1]) if len(found) > limit else None)


def behind(found: Sequence[Kind], limit: int, after: str | None, place: Callable[[Kind], str]) -> Page[Kind]:
    """A page of a list that is there as a whole: what is behind the row whose place is ``after``."""
    if after is None:
        return page(found, checked(limit), place)
    for number, row in enumerate(found):
        if place(row) == after:
            return page(found[number + 1 :], checked(limit), place)
    raise no_place(after)


def checked(limit: int) -> int:
    """A number of rows. Raises `BadQuestion` for less than one."""
    if limit < 1:
        raise BadQuestion(f"limit {limit}: a page has at least one row; ask for 1 or more")
    return limit


def key_of(after: str | None) -> int | None:
    """The key that is a statement's place. Raises `BadQuestion` for what is none."""
    if after is None:
        return None
    digits = after.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise no_place(after)
    return int(after)


def encodable(text: str) -> str:
    """``text`` without lone surrogates: an argument that is no UTF-8 has them, and no database takes them."""
    return text.encode("utf-8", "replace").decode()


def no_place(after: str) -> BadQuestion:
    shown = "".join(character if character.isprintable() else "�" for character in after[:60])
    return BadQuestion(
        f"after {shown}: is no place in this list; give the one that the page before it ends with"
    )
