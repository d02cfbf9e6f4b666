"""What a person writes in order to search, as a `Query` (docs/query.md).

    ceasefire "peace plan" -denied             words, words in a row, words that must not be there
    embargo* tariff OR levy                    a beginning; one of two
    speaker:"Maren Holt" act:deny,reject       filters, with one of several values
    since:2031-05 until:2031                   days, from the first of the month to the last of the year

All parts must hold. What is none of this is looked for as words, and what is no letter or digit is passed
over; a known filter with a value that it cannot have is a `BadQuestion`.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sayso.errors import BadQuestion
from sayso.ledger.query import WORD, Field, Query, Term
from sayso.types import Act, Anonymity

_DAYS = ("since", "until")
_FILTERS = (*(field.value for field in Field if field is not Field.TEXT), *_DAYS)

_QUOTED = r'"[^"]*"|[“”„][^“”]*[“”]'
_BARE = r'[^\s"“”„]'
_VALUE = rf'(?:{_QUOTED}|[^\s"“”„,])+\*?'
_PART = re.compile(
    rf"(?P<minus>(?<!\S)-)?"
    rf"(?:(?P<name>{'|'.join(_FILTERS)}):(?P<values>{_VALUE}(?:,{_VALUE})*)?"
    rf"|(?P<words>(?:{_QUOTED})\*?|{_BARE}+))",
    re.IGNORECASE,
)
_EACH_VALUE = re.compile(_VALUE)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")

_ANONYMITY = {
    **{kind.value: (kind.value,) for kind in Anonymity},
    "no": (Anonymity.NAMED.value,),
    "yes": (Anonymity.DESCRIBED.value, Anonymity.UNNAMED.value),
}
"""What may stand behind ``anonymous:``, and which of the ledger's values it means."""


class _Part(NamedTuple):
    """One part of a question as it was ``written``: an operator between two parts, terms of which one holds
    (none does, if ``excluded``), or a bound of days, the first and last of which it means."""

    written: str
    operator: str = ""
    terms: tuple[Term, ...] = ()
    excluded: bool = False
    bound: str = ""
    days: tuple[date, date] | None = None


def parse(text: str) -> Query:
    """The query that ``text`` writes; blanks alone are every statement. Raises `BadQuestion`, and nothing
    else, whatever the characters are."""
    parts = list(_parts(unicodedata.normalize("NFC", text)))
    if not parts and text.strip():
        raise BadQuestion(f"{_shown(text)}: has no word to look for; write letters or digits")
    groups: list[tuple[Term, ...]] = []
    for group in _joined(parts):
        if group not in groups:
            groups.append(group)
    never = tuple(dict.fromkeys(term for part in parts if part.excluded for term in part.terms))
    since = max((part.days[0] for part in parts if part.bound == "since" and part.days), default=None)
    until = min((part.days[1] for part in parts if part.bound == "until" and part.days), default=None)
    if since and until and since > until:
        raise BadQuestion(f"since:{since} until:{until}: no day lies between them; turn them round")
    return Query(tuple(groups), never, since, until)


def _parts(text: str) -> Iterator[_Part]:
    """The parts of a question, without those that have nothing to look for."""
    for found in _PART.finditer(text):
        written, words = found[0], found["words"]
        excluded = bool(found["minus"])
        if found["name"]:
            yield _filter(written, found["name"].lower(), found["values"], excluded)
        elif words in ("OR", "AND") and not excluded:
            yield _Part(written, operator=words)
        elif term := _term(Field.TEXT, words):
            yield _Part(written, terms=(term,), excluded=excluded)


def _joined(parts: list[_Part]) -> Iterator[tuple[Term, ...]]:
    """The groups of terms of which one must hold. ``OR`` joins the parts beside it, ``AND`` says what is so
    without it, and where either stands at an end or beside another, it is a word."""
    group: tuple[Term, ...] = ()
    joining = False
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else None
        after = parts[number + 1] if number + 1 < len(parts) else None
        if part.operator and before and after and not (before.operator or after.operator):
            if part.operator == "OR":
                _must_join(before)
                _must_join(after)
                joining = True
            continue
        terms = (Term(Field.TEXT, (part.operator,)),) if part.operator else part.terms
        if not terms or part.excluded:
            continue
        if group and not joining:
            yield group
            group = ()
        group = tuple(dict.fromkeys((*group, *terms)))
        joining = False
    if group:
        yield group


def _must_join(part: _Part) -> None:
    if part.excluded or part.bound:
        raise BadQuestion(f"{_shown(part.written)}: cannot stand beside OR; ask in two questions")


def _filter(written: str, name: str, values: str | None, excluded: bool) -> _Part:
    if values is None:
        raise BadQuestion(f"{_shown(written)}: has no value; write it behind the colon, without a blank")
    if name in _DAYS:
        if excluded:
            other = _DAYS[1 - _DAYS.index(name)]
            raise BadQuestion(f"{_shown(written)}: days are not excluded; use {other}: instead")
        return _Part(written, bound=name, days=_days(name, values))
    field = Field(name)
    terms: list[Term] = []
    for value in _EACH_VALUE.findall(values):
        terms += _filtered(field, value)
    return _Part(written, terms=tuple(dict.fromkeys(terms)), excluded=excluded)


def _filtered(field: Field, value: str) -> list[Term]:
    """The terms that one value of a filter stands for."""
    plain = " ".join(WORD.findall(value)).lower()
    if field is Field.ACT:
        return [Term(field, (_allowed(field, value, plain, [act.value for act in Act]),))]
    if field is Field.ANONYMITY:
        return [Term(field, (kind,)) for kind in _ANONYMITY[_allowed(field, value, plain, list(_ANONYMITY))]]
    term = _term(field, value)
    if term is None:
        raise BadQuestion(f"{field}:{_shown(value)}: has no word to look for; write letters or digits")
    return [term]


def _allowed(field: Field, value: str, plain: str, allowed: list[str]) -> str:
    if plain not in allowed or value.endswith("*"):
        raise BadQuestion(f"{field}:{_shown(value)}: no such value; use one of {', '.join(allowed)}")
    return plain


def _term(field: Field, written: str) -> Term | None:
    """Words in a row, the last of which may go on where a star is behind it; None where there is no word."""
    words = tuple(WORD.findall(written))
    return Term(field, words, prefix=bool(re.search(r"[^\W_][\"”“]?\*$", written))) if words else None


def _days(name: str, value: str) -> tuple[date, date]:
    """The first and the last day of what ``value`` means: a year, a month or a day."""
    found = _DAY.fullmatch(value.strip('"“”„'))
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(number) if number else 0 for number in found.groups())
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        return first, date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        raise BadQuestion(
            f"{name}:{_shown(value)}: is no day; write it like 2031-05-28, 2031-05 or 2031"
        ) from None


def _shown(text: str) -> str:
    """A question, or a part of it, in at most 60 characters on one line, for a message."""
    line = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))
    return line if len(line) <= 60 else f"{line[:59]}…"
