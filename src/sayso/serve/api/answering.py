"""Answering the questions of the table: what is asked is checked, asked of a desk, and sent with an ETag."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso import __version__
from sayso.errors import BadQuestion, BusyLedger, NotKept
from sayso.serve.api import document
from sayso.serve.api.freshness import Freshness
from sayso.serve.api.live import PATH, Live
from sayso.serve.api.parameters import pairs_of, values_of
from sayso.serve.api.questions import QUESTIONS, Question
from sayso.serve.api.refusing import KIND, badly_asked, not_kept, refused, takes
from sayso.serve.desks import Desks
from sayso.serve.remembered import Remembered

log = logging.getLogger("sayso.serve")

Handler = Callable[[Request], Awaitable[Response]]

CACHED = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}


@dataclass(frozen=True, slots=True)
class Api:
    """What all answers need."""

    desks: Desks
    freshness: Freshness
    live: Live
    remembered: Remembered


def application(api: Api) -> Starlette:
    """All of ``/api/``, to be mounted there."""
    routes = [Route(question.path, _endpoint(question, api)) for question in QUESTIONS]
    app = Starlette(
        routes=[
            Route("/", _index),
            Route("/openapi.json", _document),
            Route(PATH, api.live.endpoint),
            *routes,
        ],
        exception_handlers={
            HTTPException: lambda request, problem: refused(problem.status_code, headers=problem.headers),
            Exception: lambda request, problem: refused(500),
        },
    )
    app.router.redirect_slashes = False  # one address for each question
    return app


async def _index(request: Request) -> Response:
    asked = [{"path": document.BASE + one.path, "summary": one.told} for one in QUESTIONS]
    return _fixed(request, msgspec.json.encode({"openapi": "/api/openapi.json", "questions": asked}))


async def _document(request: Request) -> Response:
    return _fixed(request, document.encoded())


def _fixed(request: Request, body: bytes) -> Response:
    """What stays as long as this version runs."""
    if not takes(request, KIND):
        return refused(406)
    return _sent(request, _etag("", body.decode()), lambda: body)


def _endpoint(question: Question, api: Api) -> Handler:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_answered, question, request, api)

    return endpoint


def _answered(question: Question, request: Request, api: Api) -> Response:
    """The answer, or why there is none; runs in a thread of its own."""
    try:
        if not takes(request, KIND):
            return refused(406)
        given = pairs_of(request)
        values = values_of(question.parameters, given) | request.path_params
        asked = msgspec.json.encode([question.path, request.path_params, sorted(given)]).decode()
        # The mark first: what is written meanwhile is at worst in an answer that has the mark before it.
        etag = _etag(api.freshness.mark(), asked)

        def body() -> bytes:
            with api.desks.borrowed() as desk:
                source = api.remembered.get(*question.walk, desk) if question.walk else desk
                return msgspec.json.encode(question.answer(source, values))

        if question.walk:  # a moment old, it may be: only the answer itself tells whether it is another one
            made = body()
            return _sent(request, _etag("", made.decode()), lambda: made)
        return _sent(request, etag, body, sure=not request.path_params)
    except BadQuestion as problem:
        return badly_asked(problem)
    except NotKept as problem:
        return not_kept(problem, f"{document.BASE}{question.path.partition('/{')[0]} or /api/search")
    except BusyLedger:
        return refused(503, headers={"Retry-After": "1"})
    except Exception:
        log.exception("%s failed", request.scope["path"])
        return refused(500)


def _sent(request: Request, etag: str, body: Callable[[], bytes], *, sure: bool = True) -> Response:
    """The answer, or that it is as it was. ``body`` is not asked then, unless it is not ``sure`` that there
    is one: only an answer was ever given this ETag, so who has it has one."""
    headers = {**CACHED, "ETag": etag}
    if _has(request, etag, any_will_do=sure):
        return Response(None, 304, headers)
    return Response(body(), 200, headers, KIND)


def _etag(mark: str, asked: str) -> str:
    """Weak, since what is compressed is not the same byte for byte."""
    made = hashlib.blake2s(f"{__version__}\n{mark}\n{asked}".encode(), digest_size=12).hexdigest()
    return f'W/"{made}"'


def _has(request: Request, etag: str, *, any_will_do: bool) -> bool:
    """Whether one who asks has the answer of this ETag already (``If-None-Match``); ``*`` is any."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return etag.removeprefix("W/") in known or (any_will_do and "*" in known)
