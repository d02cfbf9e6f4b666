"""All addresses: the pages, with their places in the navigation, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from sayso.serve import actions
from sayso.serve.forms import Form
from sayso.serve.jobs import Jobs
from sayso.serve.page import Page
from sayso.serve.pages import (
    add,
    claim,
    claims,
    disputes,
    feeds,
    home,
    job,
    outlets,
    positions,
    refusals,
    report,
    reports,
    search,
    statement,
    stories,
    story,
    timeline,
    versions,
    voice,
    voices,
)
from sayso.serve.site import Site


class Place(NamedTuple):
    """A page: ``label`` is its name in the navigation, where it has a place there; one that ``writes`` is not
    there when the site is to be read only."""

    path: str
    page: Page
    label: str | None = None
    writes: bool = False


PAGES = (
    Place("/", home.home),
    Place("/search", search.search, "Search"),
    Place("/claims", claims.claims, "Claims"),
    Place("/claim/{claim}", claim.claim),
    Place("/disputes", disputes.disputes, "Disputes"),
    Place("/positions", positions.positions, "Positions"),
    Place("/stories", stories.stories, "Stories"),
    Place("/story/{report}", story.story),
    Place("/timeline", timeline.timeline, "Timeline"),
    Place("/reports", reports.reports, "Reports"),
    Place("/report/{report}", report.report),
    Place("/report/{report}/against/{other}", versions.versions),
    Place("/statement/{statement}", statement.statement),
    Place("/voices", voices.voices, "Voices"),
    Place("/voice/{actor:path}", voice.voice),
    Place("/outlets", outlets.outlets, "Outlets"),
    Place("/feeds", feeds.feeds, "Feeds"),
    Place("/refusals", refusals.refusals),
    Place("/add", add.add, "Add", writes=True),
    Place("/job/{job}", job.job, writes=True),
)


class Action(NamedTuple):
    """What a form can ask for, with the bytes that it may send; ``writes`` as a page does."""

    path: str
    act: Callable[[Request, Form, Jobs], Response]
    most_bytes: int = 1_000
    writes: bool = True


ACTIONS = (
    Action("/add", actions.add, actions.MOST_BYTES),
    Action("/feeds/run", actions.run_feeds),
    Action("/theme", actions.choose_theme, writes=False),
)


def navigation(site: Site) -> list[Place]:
    """The places that are named on every page."""
    return [place for place in PAGES if place.label and not (place.writes and site.read_only)]
