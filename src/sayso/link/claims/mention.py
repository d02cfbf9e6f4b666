"""What linking needs to know of one statement: `Mention`, and how it is made of a `Reading`.

A mention is small, holds no words of the report but stems, and can be kept and given back; two statements are
compared by their mentions alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from sayso.link.claims.wording import (
    FIRST_PERSON,
    PERHAPS,
    clausal,
    has,
    length,
    negators,
    outlook,
    parts,
    passive,
    plain,
    scope,
    undergone,
)
from sayso.link.claims.words import Term, numeric, stem, terms, weight
from sayso.types import (
    Act,
    Actor,
    Certainty,
    Figure,
    Floats,
    Mode,
    Polarity,
    Reading,
    Reference,
    Report,
    Span,
    Statement,
    VoiceRole,
)

AGAINST = frozenset([Act.DENY, Act.REJECT, Act.REFUSE, Act.OPPOSE, Act.DOUBT])
"""Acts that say that their content is not so, or shall not be."""

TELLING = frozenset([Act.SAY, Act.REPORT, Act.CONFIRM, Act.CLAIM, Act.THINK, Act.PREDICT, Act.WARN])
"""Acts that do no more than tell their content: without a clause in it, nothing is told."""

DAYS_IN = {"D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0}
"""The days of the units of TimeML's durations. Months and years are those of rough talk."""

TOPIC_WORDS = 12

SURE = 0.5
"""How sure it has to be that a phrase means an actor, for the actor to count among those in a content."""


class Count(NamedTuple):
    """A figure: the number meant (None where only bounds are known), its bounds, its unit, and the stems of
    what is counted."""

    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    counted: tuple[str, ...]


class Days(NamedTuple):
    """The days that a content dates: first and last, as day numbers (`datetime.date.toordinal`)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One statement, as it is compared with others.

    ``day`` is the day of publication as a number (`datetime.date.toordinal`), None where it is not known;
    ``published`` the report's own words for it. ``stems`` are the content's words in order (`words.terms`),
    the names that pronouns stand for behind them; ``topic`` are the words that the
    report is most about; ``often`` how often each stands in the report; ``names``
    those of them that are written as names. ``actors`` are the ids of those whom the content means, with the
    states that organs are of; nobody anonymous, whose ids mean nothing in another report. ``target`` is the
    id of whom the act is toward. ``negative`` is whether the whole says that something is not so, by its
    polarity or its act (`AGAINST`); ``negators`` is how many words of the content negate. ``clausal`` is
    whether the content is a clause (`words.clausal`) or a thing done to a matter ("rejected the bid");
    ``passive`` whether it is told in the passive with who did it; ``undergone`` whether
    it may be in the passive at all; ``outlook`` whether it is past
    or to come (`words.outlook`); ``first_person`` whether it says "I" or "we". ``voices`` are the ids of its
    origins, the anonymous too. ``vector`` is the content's embedding: little-endian float16, unit length;
    empty where there is none.
    """

    statement: str
    report: str
    outlet: str | None
    published: str | None
    day: int | None
    stems: tuple[str, ...]
    often: tuple[int, ...] = ()
    forms: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    target: str | None = None
    figures: tuple[Count, ...] = ()
    days: tuple[Days, ...] = ()
    places: tuple[str, ...] = ()
    negative: bool = False
    negators: int = 0
    clausal: bool = True
    possible: bool = False
    scope: str = ""
    length: int = 0
    parts: int = 1
    passive: bool = False
    undergone: bool = False
    outlook: str = ""
    first_person: bool = False
    certainty: Certainty = Certainty.ASSERTED
    act: Act = Act.SAY
    mode: Mode = Mode.INDIRECT
    proposal: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    vector: bytes = b""


def mentions(reading: Reading, vectors: Floats | None = None) -> tuple[Mention, ...]:
    """A mention of each statement of ``reading``, in their order. ``vectors`` are the embeddings of their
    contents, (statements, width), unit length."""
    if not reading.statements:
        return ()
    often = Counter(term.stem for term in terms(reading.report.text))
    around = _Around(reading.report, {actor.id: actor for actor in reading.actors}, often, _topic(often))
    return tuple(
        _mention(around, statement, b"" if vectors is None else packed(vectors[number]))
        for number, statement in enumerate(reading.statements)
    )


class _Around(NamedTuple):
    """What a report's statements have in common."""

    report: Report
    actors: Mapping[str, Actor]
    often: Mapping[str, int]
    topic: tuple[str, ...]


def _topic(often: Mapping[str, int]) -> tuple[str, ...]:
    """The words that a report is most about, of those that it has more than once, by how often it has them
    and how rare they are elsewhere. A report of a few sentences has hardly any."""
    repeated = [stem for stem, number in often.items() if number > 1]
    ranked = sorted(repeated, key=lambda stem: (-often[stem] * weight(stem), stem))
    return tuple(ranked[:TOPIC_WORDS])


def packed(vector: Floats) -> bytes:
    """A vector as a mention keeps it."""
    return vector.astype("<f2").tobytes()


def unpacked(vector: bytes) -> Floats:
    """The vector that `packed` kept."""
    return np.frombuffer(vector, "<f2").astype(np.float32)


def day_number(published: str | None) -> int | None:
    """The day of an ISO 8601 moment, in its own zone; None where there is none."""
    found = re.match(r"\d{4}-\d\d-\d\d", published or "")
    try:
        return date.fromisoformat(found.group()).toordinal() if found else None
    except ValueError:
        return None


def _mention(around: _Around, statement: Statement, vector: bytes) -> Mention:
    report, actors, often, topic = around
    known = [r for r in statement.about if r.confidence >= SURE and not r.actor.startswith("anon:")]
    stems, forms, names = _words(report.text, statement, known)
    origins = [voice for voice in statement.voices if voice.role is VoiceRole.ORIGIN]
    return Mention(
        statement=statement.id,
        report=report.id,
        outlet=_outlet(report),
        published=report.published,
        day=day_number(report.published),
        stems=stems,
        forms=forms,
        topic=topic,
        often=tuple(max(often[stem], 1) for stem in stems),
        names=names,
        actors=_sorted(_with_states((reference.actor for reference in known), actors)),
        target=statement.target.actor if statement.target else None,
        figures=(*map(_count, statement.figures), *_durations(statement)),
        days=tuple(_days(statement)),
        places=_sorted(str(place.geonames or place.text) for place in statement.places),
        negative=statement.polarity is Polarity.NEGATIVE or statement.act in AGAINST,
        negators=negators(statement.content.text),
        clausal=clausal(statement.content.text) or _spoken_for(statement),
        possible=has(statement.content.text, PERHAPS),
        scope=scope(statement.content.text),
        length=length(plain(statement.content.text)),
        parts=parts(plain(statement.content.text)),
        passive=passive(statement.content.text),
        undergone=undergone(statement.content.text),
        outlook=outlook(statement.content.text),
        first_person=has(statement.content.text, FIRST_PERSON),
        certainty=statement.certainty,
        act=statement.act,
        mode=statement.mode,
        proposal=tuple(term.stem for term in terms(statement.proposal.text)) if statement.proposal else (),
        voices=_sorted(voice.actor for voice in origins if voice.actor),
        vector=vector,
    )


def _outlet(report: Report) -> str | None:
    return (report.outlet.domain or report.outlet.name) if report.outlet else None


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def _with_states(ids: Iterable[str], actors: Mapping[str, Actor]) -> Iterator[str]:
    """Each actor, and the state that it is an organ of."""
    for actor in ids:
        yield actor
        of = actors[actor].of if actor in actors else None
        if of and of.startswith("state:"):
            yield of


def _words(
    text: str, statement: Statement, known: Iterable[Reference]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The stems of a content in order, the words that they are of, and those that are names. Where it is only
    the matter of an act ("the bid" of "the board rejected the bid"), the words for who does what stand before
    it. Numbers of figures and dates that are known as days are left to `Count` and `Days`; a phrase that
    means somebody by another word than the name ("he", "the minister") adds the name's words, a person's
    surname only."""
    numbers, dates = list(_number_spans(text, statement)), list(_dated_spans(statement))
    stems, forms, names = [], [], set()
    for span in (*_before(statement), *statement.content.spans):
        for term in terms(text[span.start : span.end]):
            if (dates or numbers) and _is_counted(term, span.start, dates, numbers):
                continue
            stems.append(term.stem)
            forms.append(term.form)
            if term.name:
                names.add(term.stem)
    for reference in known:
        called = [stem(word) for word in _name_words(reference.actor)]
        if not any(word in stems for word in called):
            stems += called
            forms += _name_words(reference.actor)
        names.update(called)
    return tuple(stems), tuple(forms), _sorted(names)


def _spoken_for(statement: Statement) -> bool:
    """Whether the act itself says something of its matter: whoever rejects, supports or promises something
    has done so."""
    return statement.act_known and statement.act not in TELLING and statement.cue is not None


def _before(statement: Statement) -> Iterator[Span]:
    """Who does what, where the content is only the matter of it."""
    if not clausal(statement.content.text) and _spoken_for(statement):
        for words in (statement.source, statement.cue):
            yield from words.spans if words else ()


def _is_counted(term: Term, shift: int, dates: Iterable[Span], numbers: Iterable[Span]) -> bool:
    """Whether a word is of a date or of a number; ``shift`` is where the text that it stands in begins."""
    word = Span(term.start + shift, term.end + shift)
    return _within(word, dates) or (numeric(term.stem) and _within(word, numbers))


def _within(word: Span, spans: Iterable[Span]) -> bool:
    return any(word.start < span.end and span.start < word.end for span in spans)


def _name_words(actor: str) -> list[str]:
    kind, _, slug = actor.partition(":")
    words = [word for word in re.split(r"[^a-z0-9]+", slug.rpartition("/")[2]) if len(word) > 1]
    return words[-1:] if kind == "person" else words


def _number_spans(text: str, statement: Statement) -> Iterator[Span]:
    """The spans of the numbers of figures, without what is counted."""
    for figure in statement.figures:
        if figure.value is not None or figure.low is not None or figure.high is not None:
            yield from figure.spans


def _dated_spans(statement: Statement) -> Iterator[Span]:
    for time in statement.times:
        if time.start is not None or time.value is not None:
            yield from time.spans


def _count(figure: Figure) -> Count:
    counted = tuple(term.stem for term in terms(figure.counts.text)) if figure.counts else ()
    return Count(figure.value, figure.low, figure.high, figure.unit, counted)


def _durations(statement: Statement) -> Iterator[Count]:
    """Lengths of time of a day and more, as figures in days."""
    for time in statement.times:
        found = re.fullmatch(r"P(\d+(?:\.\d+)?)([YMWD])", time.value or "")
        if found:
            days = float(found.group(1)) * DAYS_IN[found.group(2)]
            yield Count(days, days, days, "day", ())


def _days(statement: Statement) -> Iterator[Days]:
    for time in statement.times:
        first, last = day_number(time.start), day_number(time.end)
        if first is not None and last is not None and first <= last:
            yield Days(first, last)
