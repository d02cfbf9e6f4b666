"""What a ledger is, whatever it is kept in: a `View` answers, a `Writer` keeps.

A second backend is another module with these two; nothing above this package knows which one it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from sayso.ledger.feeds import FeedShelf, FeedView
from sayso.ledger.query import Query
from sayso.types import Actor, DisputeKind, Floats, Outlet, Passage, Reading, Report, Statement, Voice

if TYPE_CHECKING:
    from sayso.ledger.links import Links
    from sayso.link.positions import Stand
    from sayso.link.stories.store import StoryStore


class Outcome(StrEnum):
    """What came of adding a report: it is NEW; a new VERSION of one that was there; an OLDER version of one
    that was there; its text was KNOWN, and now also where else it appeared (ELSEWHERE), or nothing new."""

    NEW = "new"
    VERSION = "version"
    OLDER = "older"
    ELSEWHERE = "elsewhere"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a report: ``report`` is its id, ``replaces`` that of the version before it, and
    ``copy_of`` that of the earliest near-identical copy."""

    outcome: Outcome
    report: str
    replaces: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that could not be read: ``kind`` is the class of the error (`sayso.errors`), ``first`` and
    ``last`` the moments (ISO 8601, UTC) of the ``times`` that it was tried."""

    source: str
    kind: str
    problem: str
    remedy: str
    first: str
    last: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as a list shows it. ``version`` counts a document's versions from 1, of ``versions``;
    ``copy_of`` is the id of the earliest near-identical copy of its text; ``statements`` is how many it has;
    ``sayso`` and ``model`` are the versions of what read it, ``added`` is when it was added (UTC)."""

    id: str
    url: str | None
    outlet: Outlet | None
    published: str | None
    title: str | None
    statements: int
    current: bool
    copy_of: str | None
    added: str
    sayso: str
    model: str

    @classmethod
    def told(cls, reading: Reading, *, current: bool, added: str, sayso: str, model: str) -> Kept:
        """What is known of a report that another ledger, or a batch, read; no copy of any yet."""
        report, count = reading.report, len(reading.statements)
        what = (report.id, report.url, report.outlet, report.published, report.title, count)
        return cls(*what, current, None, added, sayso, model)


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where else the very same text was published; ``added`` is when that was noticed (UTC)."""

    url: str | None
    outlet: Outlet | None
    published: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading with all that the ledger knows of it besides."""

    reading: Reading
    kept: Kept
    appearances: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as a list shows it: ``key`` orders by publication; ``voices`` are its chain, outermost
    first, without spans. ``text`` is the content, ``source`` and ``cue`` the report's words. ``score`` is
    how well it answers a search, from 0 to 1; 1 where nothing was ranked. ``copy_of`` is the id of the
    earliest of its report's near-identical copies; None where there is none, or it is that one."""

    key: int
    id: str
    report: str
    title: str | None
    outlet: Outlet | None
    published: str | None
    url: str | None
    mode: str
    act: str
    certainty: str
    polarity: str
    confidence: float
    said: str | None
    source: str | None
    cue: str | None
    text: str
    start: int
    voices: tuple[Voice, ...]
    score: float = 1.0
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came behind a place: statements, each with its report's number in the order of arrival; ``place``
    is the number to go on behind, and there may be ``more``."""

    rows: tuple[tuple[int, Row], ...]
    place: int
    more: bool


class ClaimOrder(StrEnum):
    """Which claims come first: the NEWEST told; those that most outlets carry (REPEATED); those that most
    other claims are at odds with (DISPUTED); those of several outlets with fewest independent origins
    (ORIGINS); those of them of which no independent origin has a name (UNNAMED)."""

    NEWEST = "newest"
    REPEATED = "repeated"
    DISPUTED = "disputed"
    ORIGINS = "origins"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it. ``text`` are its words, those of the statement ``wording``. ``outlets`` is
    how many carry it, ``independent`` how many independent origins it has, ``at_least`` how many where all
    that may be one are one, ``anonymous`` how many of the independent ones have no name; ``disputes`` is how
    many other claims, or denials on their own, are at odds with it; ``verdict`` says so in a sentence.
    ``newest`` is the key of the statement published last, ``first`` and ``last`` when the first and the last
    were published."""

    id: str
    wording: str
    text: str
    statements: int
    outlets: int
    independent: int
    at_least: int
    anonymous: int
    disputes: int
    verdict: str
    newest: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """Two claims at odds, or a denial of what nobody else says: ``pairs`` of their statements are, of which
    ``statement`` and ``against`` are the surest. ``claim`` and ``other`` are the claims' ids; ``other`` and
    ``against`` are None where only the denial says what is denied, and then ``denied`` are its words.
    ``newest`` is the key of the latest of all their statements, which sorts them, with ``pair``, which no
    other has."""

    newest: int
    pair: str
    kind: DisputeKind
    claim: str
    other: str | None
    pairs: int
    statement: Row
    against: Row | None
    denied: Passage | None
    evidence: tuple[Passage, ...]
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as a list shows it: ``id`` is its earliest report's, ``newest`` the key of its latest."""

    id: str
    reports: int
    outlets: int
    newest: int
    title: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor with all names it was called by and how many statements it is an origin of."""

    id: str
    name: str | None
    kind: str
    of: str | None
    role: str | None
    names: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class OutletShare:
    """How an outlet sources its statements: ``statements`` in ``reports``, of which a ``named``, a
    ``described`` or an ``unnamed`` voice is the origin (the most anonymous one, where there are several);
    ``own`` have no voice but the outlet's."""

    outlet: Outlet
    reports: int
    statements: int
    named: int
    described: int
    unnamed: int
    own: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports of an outlet were published on a day; ``day`` is None where that is not known."""

    outlet: Outlet
    day: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds. ``reports`` are texts, of which ``current`` are a document's newest version
    and ``replaced`` are not; ``copies`` are current ones that are copies of an earlier one; ``appearances``
    are further places where a text was published. ``refused`` are sources, by kind of error."""

    reports: int
    current: int
    replaced: int
    copies: int
    appearances: int
    statements: int
    voices: int
    actors: int
    events: int
    refused: Mapping[str, int]


def place_of(row: ClaimRow, order: ClaimOrder) -> tuple[int, int, str]:
    """A claim's place in an order."""
    match order:
        case ClaimOrder.NEWEST:
            first = row.newest
        case ClaimOrder.REPEATED | ClaimOrder.UNNAMED:
            first = row.outlets
        case ClaimOrder.DISPUTED:
            first = row.disputes
        case ClaimOrder.ORIGINS:
            first = -row.independent
    return first, row.newest, row.id


class View(Protocol):
    """What a ledger answers. Lists come in a fixed order and by page: ``limit`` rows behind ``after``, the
    last one's place. All raise `sayso.errors.LedgerError` where the file cannot be read."""

    @property
    def links(self) -> Links:
        """What linking keeps, to be read."""

    @property
    def story_links(self) -> StoryStore:
        """What finding stories keeps, to be read."""

    @property
    def feeds(self) -> FeedView:
        """What is known of feeds that are followed."""

    def version(self) -> int:
        """A number that is another one as soon as something else was written by another program, or through
        another view; it means something only beside one that this same view gave."""

    def at_one_moment(self) -> AbstractContextManager[object]:
        """All that is asked within is of one state of the ledger, whatever is written meanwhile."""

    def has(self, report: str) -> bool:
        """Whether a report is kept, in any version."""

    def reading(self, report: str) -> Reading:
        """A whole reading, as it was added. Raises `sayso.errors.NotKept`."""

    def kept(self, report: str) -> Kept:
        """What is known of a report. Raises `sayso.errors.NotKept`."""

    def reports(self, *, limit: int, after: int | None = None) -> Sequence[tuple[int, Kept]]:
        """The current reports with their keys, the newest published first."""

    def all_reports(self) -> Sequence[Kept]:
        """Every report in every version, the oldest published first."""

    def current(self, report: Report) -> Report | None:
        """The newest version that is kept of the document that ``report`` is another version of."""

    def versions(self, report: str) -> Sequence[Kept]:
        """The versions of the document that a report is one of, the oldest first."""

    def copies(self, report: str) -> Sequence[Kept]:
        """The near-identical copies of a report's text, itself among them, the earliest first."""

    def appearances(self, report: str) -> Sequence[Appearance]:
        """Where else the very same text was published."""

    def readings(self, query: Query | None = None) -> Iterator[Reading]:
        """Every current reading, or those with a statement that answers ``query``, the oldest first."""

    def stored(self) -> Iterator[Stored]:
        """Everything: each report in every version, the oldest published first."""

    def statement(self, statement: str) -> tuple[Statement, Reading]:
        """A whole statement and the reading that it is in. Raises `sayso.errors.NotKept`."""

    def search(
        self, query: Query, *, limit: int, after: int | None = None, oldest_first: bool = False
    ) -> Sequence[Row]:
        """Statements that answer ``query``, the newest published first (or the oldest)."""

    def arrived(self, query: Query, *, after: int | None = None, reports: int) -> Arrivals:
        """The statements of the next ``reports`` that came behind the place ``after`` and answer ``query``,
        in the order in which they came; without ``after``, nothing but the place of the last one."""

    def spoken_by(
        self,
        actors: Sequence[str],
        *,
        limit: int,
        after: int | None = None,
        roles: Sequence[str] = ("origin",),
    ) -> Sequence[Row]:
        """Statements in whose chain one of ``actors`` has one of ``roles``, the newest published first."""

    def actors_named(self, name: str) -> Sequence[Speaker]:
        """Actors with this id or name, or with all words of it in one of their names, who speak most
        first."""

    def actor(self, actor: str) -> Actor:
        """An actor. Raises `sayso.errors.NotKept`."""

    def speakers(self, *, limit: int, after: tuple[int, str] | None = None) -> Sequence[Speaker]:
        """Who speaks most: named actors by the number of their statements; ``after`` is such a number and
        the id of the last one."""

    def shares(self) -> Sequence[OutletShare]:
        """How each outlet sources its statements, by number of statements."""

    def coverage(self, since: date | None = None, until: date | None = None) -> Sequence[Coverage]:
        """Reports by outlet and day, by day and name."""

    def refusals(self, *, limit: int, after: str | None = None) -> Sequence[Refusal]:
        """What was refused, by source."""

    def is_refused(self, source: str) -> bool:
        """Whether a source was refused when it was last tried."""

    def claims(
        self, query: Query | None, order: ClaimOrder, *, limit: int, after: tuple[int, int, str] | None = None
    ) -> Sequence[ClaimRow]:
        """Claims with a statement that answers ``query`` (of the newest that do), or all; ``after`` is the
        place of one in this order (`place_of`)."""

    def claim_of(self, statement: str) -> str:
        """The id of the claim that a statement, or a claim, belongs to. Raises `sayso.errors.NotKept`."""

    def claim(self, claim: str) -> tuple[ClaimRow, Sequence[Row]]:
        """A claim and its statements, the earliest published first. Raises `sayso.errors.NotKept`."""

    def claim_rows(self, names: Sequence[str]) -> Sequence[ClaimRow]:
        """The claims that have these ids, in the order of their ids; others are passed over."""

    def disputes(
        self,
        query: Query | None = None,
        *,
        claim: str | None = None,
        limit: int,
        after: tuple[int, str] | None = None,
    ) -> Sequence[DisputeRow]:
        """What is at odds, the newest first: where a side answers ``query``, or is of ``claim``."""

    def stories(
        self, query: Query | None = None, *, limit: int, after: int | None = None
    ) -> Sequence[StoryRow]:
        """Stories by their latest report, the newest first: all, or those with a report that answers."""

    def story(self, report: str) -> tuple[StoryRow, Sequence[Kept]]:
        """The story that a report is in, and its reports, the earliest first. Raises
        `sayso.errors.NotKept`."""

    def stands(self, query: Query | None = None) -> Sequence[Stand]:
        """The newest stances that answer a query, or all, and those that are on the same as one of them."""

    def counts(self) -> Counts:
        """How much there is."""

    def close(self) -> None:
        """Let go of the file."""


class Writer(Protocol):
    """What a ledger keeps. One at a time; each call is one transaction, whole or not at all. All raise
    `sayso.errors.LedgerError`."""

    @property
    def view(self) -> View:
        """What is kept now, what this writer added included."""

    @property
    def links(self) -> Links:
        """What linking keeps."""

    @property
    def story_links(self) -> StoryStore:
        """What finding stories keeps."""

    @property
    def feeds(self) -> FeedShelf:
        """What is kept of feeds that are followed."""

    def transaction(self) -> AbstractContextManager[object]:
        """All that is kept within is kept together, or not at all."""

    def add(self, reading: Reading, *, model: str, vectors: Floats | None = None) -> Added:
        """Keep a reading that ``model`` (a name or hash) made; ``vectors`` are (statements, width)."""

    def appears(self, report: Report) -> Added:
        """Keep where else a text that is already kept was published."""

    def replace(self, reading: Reading, *, model: str, vectors: Floats | None = None) -> None:
        """Keep another reading of a report that is kept. Raises `sayso.errors.NotKept`."""

    def restore(self, stored: Stored, vectors: Floats | None = None) -> Added:
        """Keep what another ledger, or this one, had."""

    def refuse(self, source: str, kind: str, problem: str, remedy: str) -> None:
        """Keep that a source could not be read."""

    def accept(self, source: str) -> None:
        """Forget that a source was refused once, since it was read now."""

    def close(self) -> None:
        """Let go of the file."""
