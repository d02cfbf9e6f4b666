"""The application: addresses to pages, pages to answers, and what goes wrong to a page that says so."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Scope

from sayso.errors import BadQuestion, BusyLedger, NotKept
from sayso.export import answers
from sayso.serve import assets, routes
from sayso.serve.api import answering
from sayso.serve.api.freshness import Freshness
from sayso.serve.api.live import Live
from sayso.serve.api.refusing import refused
from sayso.serve.desks import Desks
from sayso.serve.forms import Form, form_of
from sayso.serve.jobs import Jobs
from sayso.serve.page import Asked, Elsewhere, Page, Table
from sayso.serve.remembered import Remembered
from sayso.serve.rendering import rendered
from sayso.serve.routes import Action
from sayso.serve.security import Guard
from sayso.serve.site import Site

log = logging.getLogger("sayso.serve")

Handler = Callable[[Request], Awaitable[Response]]

DOWNLOADS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
KEPT_BY_ITS_READER = {"Cache-Control": "private, no-cache", "Vary": "Cookie, HX-Request"}
MOST_VALUES = 50
NOT_HERE = "There is nothing at this address."
TROUBLE = "Something went wrong here. It has been written to the log of this server."


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages share."""

    site: Site
    desks: Desks
    jobs: Jobs
    remembered: Remembered


def application(site: Site, ending: threading.Event | None = None) -> ASGIApp:
    """The pages of a ledger. What would go on for ever, ends when ``ending`` is set. Raises
    `sayso.errors.LedgerError` where it cannot be read at all."""
    desks = Desks(site.ledger)
    remembered = Remembered(desks)
    shared = Shared(site, desks, Jobs(site, remembered.forget), remembered)
    freshness = Freshness(site.ledger)
    api = answering.Api(desks, freshness, Live(desks, freshness, ending or threading.Event()), remembered)
    with desks.borrowed():
        pass  # a ledger that cannot be opened is said at once, not at the first visit

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        shared.jobs.close()
        freshness.close()
        desks.close()

    def refusal(scope: Scope, status: int, sentence: str) -> Response:
        if scope["path"].startswith("/api/"):
            return refused(status)
        return _sorry(Request(scope), site, status, sentence)

    app = Starlette(
        routes=[
            Route("/static/{name}", assets.serve),
            Mount("/api", answering.application(api)),
            *_pages(shared),
            *_actions(shared),
        ],
        lifespan=lifespan,
        middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
        exception_handlers={
            HTTPException: lambda request, problem: _sorry(
                request, site, problem.status_code, _sentence(problem)
            ),
            Exception: lambda request, problem: _sorry(request, site, 500, TROUBLE),
        },
    )
    return Guard(app, site, refusal)  # around everything: the pages for errors need its headers too


def _pages(shared: Shared) -> Iterator[Route]:
    for place in routes.PAGES:
        if not (place.writes and shared.site.read_only):
            yield Route(place.path, _page(place.page, shared))


def _actions(shared: Shared) -> Iterator[Route]:
    for action in routes.ACTIONS:
        if not (action.writes and shared.site.read_only):
            yield Route(action.path, _action(action, shared), methods=["POST"])


def _page(page: Page, shared: Shared) -> Handler:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, page, request, shared)

    return endpoint


def _answered(page: Page, request: Request, shared: Shared) -> Response:
    """A page's answer, or a page that says why there is none; runs in a thread of its own."""
    site = shared.site
    try:
        values = _values(request)
        download = values.pop("format", None)
        with shared.desks.borrowed() as desk:
            path = dict(request.path_params)
            asked = Asked(desk, shared.jobs, shared.remembered, site, request.scope["path"], path, values)
            answer = page(asked)
            if isinstance(answer, Elsewhere):
                return _sent_on(request, answer.address)
            if download is not None:
                return _download(answer.table, download)
            body = rendered(answer.template, request, site, answer.values, has_table=bool(answer.table))
            return HTMLResponse(body, answer.status, headers=KEPT_BY_ITS_READER)
    except BadQuestion as problem:
        return _sorry(request, site, 400, f"{problem}.")
    except NotKept:
        return _sorry(request, site, 404, "This ledger keeps nothing under this address.")
    except BusyLedger:
        return _sorry(request, site, 503, "Another program is writing to the ledger; try again in a moment.")
    except Exception:
        log.exception("%s failed", request.scope["path"])
        return _sorry(request, site, 500, TROUBLE)


def _sent_on(request: Request, address: str) -> Response:
    """A redirect. A script that asked for a part of the page is told to leave it; else it would be given the
    other page, without knowing."""
    if request.headers.get("hx-request"):
        return Response(headers={"HX-Redirect": address, "Cache-Control": "no-store"})
    return RedirectResponse(address, status_code=303)


def _values(request: Request) -> dict[str, str]:
    """What stands behind the question mark. Raises `BadQuestion`."""
    try:
        pairs = parse_qsl(request.scope["query_string"].decode("latin-1"), max_num_fields=MOST_VALUES)
    except ValueError:
        raise BadQuestion(f"the address has more than {MOST_VALUES} values; leave some out") from None
    return {name: value.strip() for name, value in pairs if value.strip()}


def _download(table: Table | None, format: str) -> Response:
    """What is on a page, as a file."""
    if table is None or format not in DOWNLOADS:
        raise BadQuestion(f"format {format!r}: this page cannot be had so; leave it out")
    out = io.StringIO()
    answers.write(format, table.shape, table.rows, out, next=table.next, head=table.head)
    headers = {
        "Content-Disposition": f'attachment; filename="{table.name}.{format}"',
        **KEPT_BY_ITS_READER,
    }
    return Response(out.getvalue(), headers=headers, media_type=DOWNLOADS[format])


def _action(action: Action, shared: Shared) -> Handler:
    """What a form asks for, done; then the browser is sent to where it shows."""

    async def endpoint(request: Request) -> Response:
        form = await form_of(request, action.most_bytes)
        if form is None:
            return _sorry(
                request, shared.site, 413, f"That is too much: {action.most_bytes:,} bytes at most."
            )
        return await run_in_threadpool(_done, action, request, form, shared)

    return endpoint


def _done(action: Action, request: Request, form: Form, shared: Shared) -> Response:
    site = shared.site
    try:
        return action.act(request, form, shared.jobs)
    except BadQuestion as problem:
        return _sorry(request, site, 400, f"{problem}.")
    except Exception:
        log.exception("%s failed", request.scope["path"])
        return _sorry(request, site, 500, TROUBLE)


def _sentence(problem: HTTPException) -> str:
    return NOT_HERE if problem.status_code == 404 else f"{problem.detail}."


def _sorry(request: Request, site: Site, status: int, sentence: str) -> Response:
    """A page that says what is wrong, and nothing else."""
    values = {"status": status, "sentence": sentence, "stranger": status in (401, 421)}
    body = rendered("sorry.html", request, site, values, has_table=False)
    return HTMLResponse(body, status, headers={"Cache-Control": "no-store"})
