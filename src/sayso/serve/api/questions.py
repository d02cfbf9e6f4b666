"""All questions of the API: their addresses, what they take, and how they are answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from sayso.ask.desk import Desk, Stats, day_and_outlet, outlet_label
from sayso.ask.page import Page, behind
from sayso.errors import NotKept
from sayso.export import answers, json, linked
from sayso.export.answers import Fields, Shape
from sayso.ledger.base import OutletShare
from sayso.ledger.feeds import HEALTH, Feed, FeedView, ItemState
from sayso.serve.api import parameters as take
from sayso.serve.api.parameters import PAGED, Parameter
from sayso.types import Position

Values = Mapping[str, Any]
Answer = Callable[[Any, Values], Any]


class Question(NamedTuple):
    """A question. ``answer`` is given a desk and the values of the address and of ``parameters`` by name, and
    gives what is encoded as JSON; ``returns`` is its schema's name (`sayso.serve.api.schemas`). Where the
    whole ledger must be walked through, ``walk`` does it, under a name; what it found is remembered for a
    moment, and given to ``answer`` in place of a desk."""

    path: str
    told: str
    returns: str
    answer: Answer
    parameters: tuple[Parameter, ...] = ()
    walk: tuple[str, Callable[[Desk], Any]] | None = None

    @property
    def name(self) -> str:
        """What programs call it: "claims", "claim"."""
        first, *rest = self.path.strip("/").split("/")
        return {"stories": "story", "origins": "origins"}.get(first, first[:-1]) if rest else first


STATEMENT_ID = re.compile(r"[0-9a-f]{16}:[0-9]{1,9}")
REPORT_ID = re.compile(r"[0-9a-f]{16}")


def _id(values: Values, form: re.Pattern[str], what: str, where: str) -> str:
    """The id in the address. Raises `NotKept` for what cannot be one: some questions would take it for
    words."""
    identifier = str(values["id"])
    if not form.fullmatch(identifier):
        raise NotKept(f"{what}: this is no id; take one that /api/{where} gives")
    return identifier


def _paged(shape: Shape[Any], page: Page[Any], head: Mapping[str, object] | None = None) -> Fields:
    return {**(head or {}), "rows": [shape.fields(row) for row in page.rows], "next": page.next}


def _part(values: Values) -> dict[str, Any]:
    return {"limit": values["limit"], "after": values["after"]}


def search(desk: Desk, values: Values) -> Fields:
    query = values["query"]
    page = desk.search(query, best=values["best"], **_part(values))
    return _paged(answers.statements(query), page, {"query": str(query)})


def timeline(desk: Desk, values: Values) -> Fields:
    query = values["query"]
    return _paged(answers.statements(query), desk.timeline(query, **_part(values)), {"query": str(query)})


def who(desk: Desk, values: Values) -> Fields:
    found = desk.who(values["name"], **_part(values))
    return _paged(answers.statements(), found.said, answers.who(found))


def voices(desk: Desk, values: Values) -> Fields:
    return _paged(answers.SPEAKERS, desk.voices(**_part(values)))


def outlets(shares: Sequence[OutletShare], values: Values) -> Fields:
    page = behind(shares, values["limit"], values["after"], lambda share: outlet_label(share.outlet))
    return _paged(answers.OUTLETS, page)


def statement(desk: Desk, values: Values) -> Fields:
    return answers.shown(desk.show(_id(values, STATEMENT_ID, "statement", "search")))


def report(desk: Desk, values: Values) -> msgspec.Raw:
    return msgspec.Raw(json.encoded(desk.reading(_id(values, REPORT_ID, "report", "search"))))


def claims(desk: Desk, values: Values) -> Fields:
    query, order = values["query"], values["sort"]
    page = desk.claims(query, order=order, **_part(values))
    return _paged(linked.claims(), page, {"query": str(query), "sort": order})


def claim(desk: Desk, values: Values) -> Fields:
    return linked.claim(desk.claim(_id(values, STATEMENT_ID, "claim", "claims")))


def origins(desk: Desk, values: Values) -> object:
    return desk.origins(_id(values, STATEMENT_ID, "claim", "claims"))


def disputes(desk: Desk, values: Values) -> Fields:
    query = values["query"]
    return _paged(linked.disputes(), desk.disputes(query, **_part(values)), {"query": str(query)})


def positions(desk: Desk, values: Values) -> Fields:
    query = values["query"]
    page = behind(desk.positions(query), values["limit"], values["after"], _stand)
    return _paged(linked.positions(), page, {"query": str(query)})


def _stand(position: Position) -> str:
    """A position's place: no actor takes two at once on one topic with one statement."""
    return "/".join((position.topic, position.statements[0], position.stance, position.actor))


def stories(desk: Desk, values: Values) -> Fields:
    query = values["query"]
    return _paged(linked.stories(), desk.stories(query, **_part(values)), {"query": str(query)})


def story(desk: Desk, values: Values) -> Fields:
    return linked.story(desk.story(_id(values, REPORT_ID, "story", "stories")))


def stats(found: Stats, values: Values) -> Fields:
    days = [one for one in found.coverage.rows if _is_between(one.day, values["since"], values["until"])]
    page = behind(days, values["limit"], values["after"], day_and_outlet)
    return _paged(answers.COVERAGE, page, answers.stats(found))


def _is_between(day: str | None, since: date | None, until: date | None) -> bool:
    """Whether a day is one of those asked for, both included; what has none is not, where any is."""
    if day is None:
        return since is None and until is None
    return (since is None or since.isoformat() <= day) and (until is None or day <= until.isoformat())


def refusals(desk: Desk, values: Values) -> Fields:
    return _paged(answers.REFUSALS, desk.refusals(**_part(values)))


ALL = 10**9
"""More rows than there are."""


def feeds(desk: Desk, values: Values) -> Fields:
    shelf = desk.view.feeds
    page = behind(shelf.feeds(), values["limit"], values["after"], lambda feed: feed.url)
    return {"rows": [_feed(shelf, feed) for feed in page.rows], "next": page.next}


def _feed(shelf: FeedView, feed: Feed) -> Fields:
    tally = shelf.tally(feed.url)
    health = {name: getattr(feed, name) for name in HEALTH}
    return health | {f"items_{state.replace(' ', '_')}": tally.get(state, 0) for state in ItemState}


SHARES = ("shares", lambda desk: desk.view.shares())  # as the page about outlets has it
STATS = ("stats", lambda desk: desk.stats(limit=ALL))

QUESTIONS = (
    Question(
        "/search",
        "Statements that answer a query, the newest published first.",
        "Statements",
        search,
        (take.QUERY, take.BEST, *PAGED),
    ),
    Question(
        "/timeline",
        "The same, the earliest published first.",
        "Statements",
        timeline,
        (take.QUERY, *PAGED),
    ),
    Question(
        "/who",
        "What a voice said, the newest published first.",
        "Said",
        who,
        (take.NAME, *PAGED),
    ),
    Question("/voices", "Who speaks most.", "Voices", voices, PAGED),
    Question(
        "/outlets", "How each outlet names those whose words it prints.", "Outlets", outlets, PAGED, SHARES
    ),
    Question("/statements/{id}", "A statement with all that is kept of it.", "ShownStatement", statement),
    Question("/reports/{id}", "A report with all its statements: the whole reading.", "Reading", report),
    Question(
        "/claims",
        "What several statements say alike.",
        "Claims",
        claims,
        (take.QUERY, take.SORT, *PAGED),
    ),
    Question(
        "/claims/{id}",
        "A claim with its statements, its way, and what is at odds with it; by its id, or that of one of its"
        " statements.",
        "ShownClaim",
        claim,
    ),
    Question("/origins/{id}", "On whose say-so a claim rests, and how it travelled.", "Provenance", origins),
    Question("/disputes", "What is at odds, the newest first.", "Disputes", disputes, (take.QUERY, *PAGED)),
    Question(
        "/positions",
        "Where actors stand, by topic and time, with every change of side.",
        "Positions",
        positions,
        (take.QUERY, *PAGED),
    ),
    Question(
        "/stories",
        "Reports of one event, those with the latest report first.",
        "Stories",
        stories,
        (take.QUERY, *PAGED),
    ),
    Question(
        "/stories/{id}",
        "A story with its reports, main voices and claims; by its id, or that of one of its reports.",
        "ShownStory",
        story,
    ),
    Question(
        "/stats",
        "How much there is, whether two ways to count agree, and reports by day and outlet.",
        "Statistics",
        stats,
        (take.SINCE, take.UNTIL, *PAGED),
        STATS,
    ),
    Question("/feeds", "The feeds that are followed, and how each has been.", "Feeds", feeds, PAGED),
    Question("/refusals", "Sources that could not be read, and why.", "Refusals", refusals, PAGED),
)
"""The table of all questions, under ``/api``."""
