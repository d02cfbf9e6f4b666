"""Who may ask, and what a browser may do with the answer.

- Only requests to a name of this site are answered, so that a page elsewhere cannot have its own name point
  here and read along (DNS rebinding).
- Where there is a token, it is given once in the address, and from then on by a cookie.
- What changes something must come from a page of this site: browsers say with every request that is not
  plain reading where it comes from (``Sec-Fetch-Site``, ``Origin``), and one that says neither is no browser
  that we know. The cookie is same-site besides.
- The Content-Security-Policy lets nothing run or be shown but the files of this site.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.serve.site import Site

COOKIE = "sayso"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that, browsers say "Origin: null" when a form of this site is sent.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

Refusal = Callable[[Scope, int, str], Response]
"""A page that says no, with a status and a sentence."""


class Guard:
    """Stands before the whole application. ``refusal`` makes the pages that say no; ``open_paths`` are
    beginnings of paths that need no token."""

    def __init__(
        self, app: ASGIApp, site: Site, refusal: Refusal, open_paths: tuple[str, ...] = ("/static/",)
    ) -> None:
        self._app, self._site, self._refusal, self._open = app, site, refusal, open_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _answer(self, scope: Scope) -> Response | None:
        """A refusal, or a step on the way in; None where the request may go on."""
        headers = Headers(scope=scope)
        if not self._site.answers_to(headers.get("host", "")):
            return self._refusal(scope, 421, "This address is not the one that Sayso serves.")
        if self._site.token and not scope["path"].startswith(self._open):
            if given := _given(scope):
                return self._entered(scope, given, self._site.token)
            if not self._is_known(headers, self._site.token):
                return self._refusal(scope, 401, "Open the address that was printed when Sayso was started.")
        if scope["method"] not in SAFE and not _is_ours(headers):
            return self._refusal(scope, 403, "Only a page of this site may ask for that.")
        return None

    def _entered(self, scope: Scope, given: str, token: str) -> Response:
        """The first visit: the token goes from the address into a cookie."""
        if not _same(given, token):
            return self._refusal(scope, 401, "The token in the address is not the right one.")
        left = [one for one in parse_qsl(scope["query_string"].decode("latin-1")) if one[0] != "token"]
        answer = RedirectResponse(scope["path"] + (f"?{urlencode(left)}" if left else ""), status_code=303)
        answer.set_cookie(COOKIE, ticket(token), httponly=True, samesite="lax", path="/")
        return answer

    def _is_known(self, headers: Headers, token: str) -> bool:
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _same(given.strip(), token):
            return True
        return _same(_cookie(headers), ticket(token))


def ticket(token: str) -> str:
    """What the cookie holds: made of the token, which cannot be told from it."""
    return hmac.new(token.encode(), b"sayso cookie", hashlib.sha256).hexdigest()


def _given(scope: Scope) -> str | None:
    """The token in the address; "//" at the beginning of a path would lead away from this site."""
    if scope["method"] != "GET" or scope["path"].startswith("//"):
        return None
    return dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token")


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def _is_ours(headers: Headers) -> bool:
    """Whether a request comes from a page of this site, or from a program that knows the token."""
    if headers.get("authorization"):  # no page elsewhere can have a browser send that
        return True
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return False
    return headers.get("sec-fetch-site", "same-origin" if origin else "") == "same-origin"


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
