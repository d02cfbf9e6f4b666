"""What a report is about, in so far as it tells stories apart: `Gist`, and how it is made of a `Reading`."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.link.claims.mention import day_number
from sayso.link.claims.words import numeric, terms, weight
from sayso.types import ActorKind, BlockKind, Reading, Report

if TYPE_CHECKING:
    from sayso.link.stories.store import Standing

WORDS = 80
"""How many words a gist keeps at most, besides those of the head: the weightiest."""

HEAD = 400
"""Characters of the body that are the lead: the first two or three sentences, where a news report says what
happened to whom."""

HEADLINE, LEAD = 3.0, 2.0
"""How often a word of the headline counts, and one of the lead, where one of the body counts once."""

NUMBER = 4.0
"""What a number tells at most (`words.weight`), as much as a word in every 50th sentence: most numbers are
rare, but not because of what they say."""

TOLD = frozenset(
    [BlockKind.HEADLINE, BlockKind.DEK, BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST, BlockKind.CORRECTION]
)
"""The blocks that tell the story; captions, credits and promotion are often about something else."""


class Word(NamedTuple):
    """A word of a report: its stem, one of the forms in which it is written, its weight in the report (rare
    words that come often weigh most; all of them together have length 1), whether it is mostly written as a
    name, and whether it stands in the head: headline or lead. ``given`` is the stem of the name before it,
    where it is the surname of somebody whom the report names in full."""

    stem: str
    shown: str
    weight: float
    name: bool
    head: bool
    given: str = ""


@dataclass(frozen=True, slots=True)
class Gist:
    """One report, as it is compared with others. ``moment`` is when it was published, as ISO 8601 in UTC, so
    that moments sort; ``day`` the day of it as a number (`datetime.date.toordinal`); None where it is not
    known. ``words`` are sorted by stem."""

    report: str
    title: str | None
    outlet: str | None
    moment: str | None
    day: int | None
    words: tuple[Word, ...]


def gist(reading: Reading) -> Gist:
    """The gist of a report, from its text alone, but for the names of the press (`_press`)."""
    report, moment = reading.report, _moment(reading.report.published)
    return Gist(
        report=report.id,
        title=report.title,
        outlet=(report.outlet.domain or report.outlet.name) if report.outlet else None,
        moment=moment.isoformat() if moment else None,
        day=moment.toordinal() if moment else None,
        words=_words(report, _press(reading), _given(reading)),
    )


def order(one: Gist | Standing) -> tuple[bool, str, str]:
    """Sorts by publication, the earliest first, undated ones last, ties by id."""
    return one.moment is None, one.moment or "", one.report


def _moment(published: str | None) -> datetime | None:
    """A moment without a zone is taken for UTC, a date without a time for its first moment."""
    try:
        moment = datetime.fromisoformat(published or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # the first day of the year 1, east of UTC, stands for "not known"
        day = day_number(published)
        return datetime.fromordinal(day).replace(tzinfo=UTC) if day is not None else None


@lru_cache(maxsize=1 << 16)
def rarity(stem: str) -> float:
    """How much it tells that two reports share a stem: `words.weight`, less for a number."""
    return min(weight(stem), NUMBER) if numeric(stem) else weight(stem)


def _press(reading: Reading) -> frozenset[str]:
    """The stems of the names of those who report: the outlet, its authors, the outlets that it cites or
    credits. They say who tells it, not what it is about; unless the headline names them."""
    report = reading.report
    names = [
        report.outlet.name if report.outlet else None,
        *report.authors,
        *(actor.name for actor in reading.actors if actor.kind is ActorKind.OUTLET),
        *(party.name or party.words for party in reading.credits),
    ]
    told = {term.stem for term in terms(report.title or "")}
    return frozenset(term.stem for name in names if name for term in terms(name)) - told


def _given(reading: Reading) -> dict[str, str]:
    """The stem of the first name, by that of the surname, of people who are named in full; of none where two
    have one surname."""
    names = [tuple(terms(a.name)) for a in reading.actors if a.kind is ActorKind.PERSON and a.name]
    full = {(name[-1].stem, name[0].stem) for name in names if len(name) > 1}
    often = Counter(surname for surname, _ in full)
    return {surname: given for surname, given in full if often[surname] == 1}


def _words(report: Report, press: frozenset[str], given: Mapping[str, str]) -> tuple[Word, ...]:
    counted: dict[str, float] = defaultdict(float)
    forms: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    head = set()
    for text, often, is_head in _parts(report):
        for term in terms(text):
            if term.stem in press:
                continue
            counted[term.stem] += often
            forms[term.stem].append((text[term.start : term.end], term.name))
            if is_head:
                head.add(term.stem)
    weights = {stem: rarity(stem) * (1 + math.log(often)) for stem, often in counted.items()}
    heaviest = sorted(weights, key=lambda stem: (-weights[stem], stem))[:WORDS]
    kept = sorted({*heaviest, *head})
    length = math.sqrt(math.fsum(weights[stem] ** 2 for stem in kept)) or 1.0
    return tuple(
        Word(
            stem,
            _form(forms[stem]),
            round(weights[stem] / length, 4),
            _is_name(forms[stem]),
            stem in head,
            given.get(stem, ""),
        )
        for stem in kept
        if weights[stem] > 0
    )


def _parts(report: Report) -> Iterator[tuple[str, float, bool]]:
    """The report's text piece by piece, with how often a word of it counts and whether it is of the head."""
    if report.title:
        yield report.title, HEADLINE, True
    left = HEAD
    for block in report.blocks:
        if block.kind not in TOLD:
            continue
        text = report.text[block.start : block.end]
        if block.kind in (BlockKind.HEADLINE, BlockKind.DEK):
            yield text, HEADLINE, True
            continue
        cut = _cut(text, left)
        if cut:
            yield text[:cut], LEAD, True
            left -= cut
        if cut < len(text):
            left = 0
            yield text[cut:], 1.0, False


def _cut(text: str, left: int) -> int:
    """Where the lead ends in a block: at a space, after ``left`` characters at most."""
    if len(text) <= left:
        return len(text)
    return max(text.rfind(" ", 0, left), 0)


def _form(forms: list[tuple[str, bool]]) -> str:
    """The most frequent form; of equal ones that which sorts first."""
    return min(set(forms), key=lambda form: (-forms.count(form), form))[0]


def _is_name(forms: list[tuple[str, bool]]) -> bool:
    return 2 * sum([name for _, name in forms]) >= len(forms)


def heaviest(words: Iterable[Word], most: int) -> list[Word]:
    """The ``most`` weightiest words, ties by stem."""
    return sorted(words, key=lambda word: (-word.weight, word.stem))[:most]
