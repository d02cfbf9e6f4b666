"""A desk: what can be asked of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sayso.ask.claims import Claims
from sayso.ask.marking import folded
from sayso.ask.page import LIMIT, Page, behind, checked, encodable, key_of, no_place, page
from sayso.ask.query import parse
from sayso.ask.ranking import WINDOW, ranked
from sayso.errors import BadQuestion, NotKept
from sayso.ledger.base import Appearance, Counts, Coverage, Kept, OutletShare, Refusal, Row, Speaker, View
from sayso.ledger.query import WORD, Field, Query, Term
from sayso.types import ActorKind, Event, Outlet, Reading, Report, Span, Statement


@dataclass(frozen=True, slots=True)
class Who:
    """What a voice said. ``speakers`` are the actors whose statements ``said`` has: those called just so (a
    person's last name will do), or else all with these words in a name; ``others`` have the words in a longer
    name. Without any, ``said`` are
    the statements of sources that the reports describe in these words."""

    name: str
    speakers: tuple[Speaker, ...]
    others: tuple[Speaker, ...]
    said: Page[Row]


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with all that is kept of it: its report and how that is kept, the paragraphs that it stands
    in (spans of the report's text), the events that it reports, the near-identical copies of the report's
    text (itself among them), the versions of its document, where else the text appeared, and how the report
    first describes its nameless voices, by the actor's id."""

    statement: Statement
    report: Report
    kept: Kept
    paragraphs: tuple[Span, ...]
    events: tuple[Event, ...]
    copies: tuple[Kept, ...]
    versions: tuple[Kept, ...]
    appearances: tuple[Appearance, ...]
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """Two ways to count one thing, which must agree."""

    what: str
    counted: int
    summed: int

    @property
    def agrees(self) -> bool:
        return self.counted == self.summed


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a ledger holds, of which outlets and days (the newest first, undated ones last), and whether
    its counts agree."""

    counts: Counts
    coverage: Page[Coverage]
    checks: tuple[Check, ...]


class Desk(Claims):
    """The questions over a ledger. Lists come by page: ``limit`` rows, behind the place ``after`` that the
    page before ended with (`Page.next`). A query is what a person writes (docs/query.md) or a `Query`.

    Use it in a ``with`` block. Raises `sayso.errors.BadQuestion` for a query, a limit or a place that cannot
    be, and `sayso.errors.LedgerError` where the file cannot be read.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.view.close()

    def search(
        self, query: str | Query = "", *, limit: int = LIMIT, after: str | None = None, best: bool = False
    ) -> Page[Row]:
        """Statements that answer a query, the newest published first, undated ones last; with ``best``, the
        newest `WINDOW` of them ranked by how well they answer."""
        asked = _typed(query)
        if best:
            return self._best(asked, checked(limit), after)
        found = self.view.search(asked, limit=checked(limit) + 1, after=key_of(after))
        return page(found, limit, _key)

    def timeline(self, query: str | Query = "", *, limit: int = LIMIT, after: str | None = None) -> Page[Row]:
        """Statements that answer a query, undated ones and then the earliest published first."""
        found = self.view.search(
            _typed(query), limit=checked(limit) + 1, after=key_of(after), oldest_first=True
        )
        return page(found, limit, _key)

    def who(self, name: str, *, limit: int = LIMIT, after: str | None = None) -> Who:
        """What a voice said, the newest published first: an actor by its id, or by any of its names."""
        name = encodable(name)
        words = tuple(WORD.findall(name))
        if not words:
            raise BadQuestion(f"{name!r}: is no name; write one, or an actor's id")
        called = self.view.actors_named(name)
        exactly = [speaker for speaker in called if _is_called(speaker, name)]
        speakers = exactly or called
        if not speakers:
            described = Query(every=((Term(Field.SPEAKER, words),),))
            return Who(name, (), (), self.search(described, limit=limit, after=after))
        others = [speaker for speaker in called if speaker not in speakers]
        actors = [speaker.id for speaker in speakers]
        found = self.view.spoken_by(actors, limit=checked(limit) + 1, after=key_of(after))
        return Who(name, tuple(speakers), tuple(others), page(found, limit, _key))

    def show(self, statement: str) -> Shown:
        """A statement, by its id. Raises `sayso.errors.NotKept`."""
        said, reading = self.view.statement(encodable(statement))
        report = reading.report
        return Shown(
            said,
            report,
            self.view.kept(report.id),
            _paragraphs(said, report),
            tuple(event for event in reading.events if said.id in event.statements),
            tuple(self.view.copies(report.id)),
            tuple(self.view.versions(report.id)),
            tuple(self.view.appearances(report.id)),
            {actor.id: actor.role for actor in reading.actors if actor.role and not actor.name},
        )

    def roles(self, rows: Sequence[Row]) -> Mapping[str, str]:
        """How reports first describe the nameless voices of some statements, by the actor's id: "she" may be
        "a harbour official"."""
        nameless = {voice.actor for row in rows for voice in row.voices if voice.actor and not voice.name}
        actors = [self.view.actor(actor) for actor in sorted(nameless)]
        return {actor.id: actor.role for actor in actors if actor.role}

    def owners(self, speakers: Sequence[Speaker]) -> Mapping[str, str]:
        """The names of the actors that some speakers are organs of or belong to, by id."""
        found: dict[str, str] = {}
        for owner in sorted({speaker.of for speaker in speakers if speaker.of}):
            with suppress(NotKept):
                if name := self.view.actor(owner).name:
                    found[owner] = name
        return found

    def reading(self, report: str) -> Reading:
        """A whole report with all its statements, by its id. Raises `sayso.errors.NotKept`."""
        return self.view.reading(encodable(report))

    def voices(self, *, limit: int = LIMIT, after: str | None = None) -> Page[Speaker]:
        """Who speaks most: named actors, by how many statements they are an origin of."""
        place = None
        if after is not None:
            number, colon, actor = after.partition(":")
            if not (colon and number.isascii() and number.isdigit() and len(number) <= 18):
                raise no_place(after)
            place = int(number), encodable(actor)
        found = self.view.speakers(limit=checked(limit) + 1, after=place)
        return page(found, limit, lambda speaker: f"{speaker.statements}:{speaker.id}")

    def outlets(self, *, limit: int = LIMIT, after: str | None = None) -> Page[OutletShare]:
        """How each outlet sources its statements, those with most first. A place is an outlet's domain, or
        its name where it has none."""
        return behind(self.view.shares(), limit, after, lambda share: outlet_label(share.outlet))

    def refusals(self, *, limit: int = LIMIT, after: str | None = None) -> Page[Refusal]:
        """Sources that could not be read, by their address."""
        place = None if after is None else encodable(after)
        found = self.view.refusals(limit=checked(limit) + 1, after=place)
        return page(found, limit, lambda refusal: refusal.source)

    def stats(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = LIMIT,
        after: str | None = None,
    ) -> Stats:
        """How much there is, and reports by outlet and day between two days, both included. A place is a day
        (or "undated"), a stroke, and the outlet's."""
        with self.view.at_one_moment():  # a report that comes between two counts would make them differ
            counts, coverage = self.view.counts(), self.view.coverage()
            checks = _checks(counts, coverage, self.view.shares())
            if since or until:
                coverage = self.view.coverage(since, until)
        dated = sorted((one for one in coverage if one.day), key=lambda one: str(one.day), reverse=True)
        undated = [one for one in coverage if not one.day]
        return Stats(counts, behind([*dated, *undated], limit, after, day_and_outlet), checks)

    def _best(self, query: Query, limit: int, after: str | None) -> Page[Row]:
        """A page of the ranked answers. Its place is "best", the key of the newest one that was ranked, and
        how many were shown: what has been published since does not shift them."""
        newest, shown = _best_place(after)
        found = self.view.search(query, limit=WINDOW, after=None if newest is None else newest + 1)
        rows = ranked(query, found)
        more = len(rows) > shown + limit
        top = max((row.key for row in found), default=0)
        return Page(tuple(rows[shown : shown + limit]), f"best:{top}:{shown + limit}" if more else None)


def outlet_label(outlet: Outlet | None) -> str:
    """An outlet's domain, or its name where it has none; "unknown" without either."""
    return (outlet and (outlet.domain or outlet.name)) or "unknown"


def _typed(query: str | Query) -> Query:
    return query if isinstance(query, Query) else parse(query)


def _key(row: Row) -> str:
    return str(row.key)


def day_and_outlet(one: Coverage) -> str:
    """The place of an outlet's reports of a day."""
    return f"{one.day or 'undated'}/{outlet_label(one.outlet)}"


def _best_place(after: str | None) -> tuple[int | None, int]:
    if after is None:
        return None, 0
    word, _, rest = after.partition(":")
    newest, _, shown = rest.partition(":")
    if word != "best" or not (shown.isascii() and shown.isdigit() and len(shown) < 9):
        raise no_place(after)
    return key_of(newest), int(shown)


def _is_called(speaker: Speaker, name: str) -> bool:
    """Whether it is one of the speaker's names or the id; a person's last name is a name too."""
    wanted = folded(" ".join(WORD.findall(name)))
    names = [folded(" ".join(WORD.findall(one))) for one in (speaker.id, speaker.name or "", *speaker.names)]
    return wanted in names or (speaker.kind == ActorKind.PERSON and names[1].endswith(f" {wanted}"))


def _paragraphs(statement: Statement, report: Report) -> tuple[Span, ...]:
    """The blocks of a report that have some of a statement's words."""
    words = [part for part in (statement.source, statement.cue, statement.content) if part]
    spans = [span for part in words for span in part.spans]
    return tuple(
        block.span
        for block in report.blocks
        if any(span.start < block.end and block.start < span.end for span in spans)
    )


def _checks(counts: Counts, coverage: Sequence[Coverage], shares: Sequence[OutletShare]) -> tuple[Check, ...]:
    return (
        Check("reports, current and replaced", counts.reports, counts.current + counts.replaced),
        Check("current reports, by outlet and day", counts.current, sum(one.reports for one in coverage)),
        Check("current reports, by outlet", counts.current, sum(share.reports for share in shares)),
        Check("statements, by outlet", counts.statements, sum(share.statements for share in shares)),
        Check(
            "statements, by how their origins are named",
            counts.statements,
            sum(share.named + share.described + share.unnamed + share.own for share in shares),
        ),
    )
