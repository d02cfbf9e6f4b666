"""What is answered in JSON where there is no answer: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import BadQuestion, NotKept

KIND = "application/json"
SEE = "see /api/openapi.json for what can be asked"

BY_STATUS = {
    401: (
        "a token is needed, and this is not the one",
        "send the token that sayso serve prints, as Authorization: Bearer TOKEN",
    ),
    403: ("this may only be asked by a page of this site", "ask with GET, or send the token as a header"),
    404: ("there is nothing at this address", SEE),
    405: ("only GET and HEAD are answered here", "ask with GET"),
    406: ("this is only to be had as JSON", "send Accept: application/json, or no Accept at all"),
    421: ("this is not the address that Sayso serves", "ask it by its own name; sayso serve --name adds one"),
    500: ("something went wrong here", "it has been written to the log of this server"),
    503: ("another program is writing to the ledger", "try again in a moment"),
}


def refused(
    status: int, said: tuple[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """A refusal of a status: in the usual words, or in ``said``: what is wrong, and what to do."""
    error, remedy = said or BY_STATUS.get(status, ("this cannot be answered", SEE))
    more = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Response(
        msgspec.json.encode({"error": error, "what_to_do": remedy}),
        status,
        {"Cache-Control": "no-store", **more, **(headers or {})},
        KIND,
    )


def badly_asked(problem: BadQuestion) -> Response:
    """400, with what is wrong and what to do."""
    error, _, remedy = str(problem).rpartition("; ")
    return refused(400, (error, remedy) if error else (remedy, SEE))


def not_kept(problem: NotKept, where: str) -> Response:
    """404. The ledger's own message names its file, which is nobody's business; ``where`` is what lists
    what there is."""
    return refused(404, ("the ledger keeps nothing of this id", f"take one that {where} gives"))


def takes(request: Request, kind: str) -> bool:
    """Whether one who asks takes an answer of a kind (RFC 9110, 12.5.1); without ``Accept``, any."""
    wanted = request.headers.get("accept")
    if wanted is None or not wanted.strip():
        return True
    family = kind.partition("/")[0] + "/*"
    found: dict[str, bool] = {}
    for one in wanted.split(","):
        name, *rest = (part.strip().lower() for part in one.split(";"))
        found[name] = not any(_is_nought(part) for part in rest)
    return next((found[name] for name in (kind, family, "*/*") if name in found), False)


def _is_nought(part: str) -> bool:
    """``q=0``, in any of its ways."""
    name, _, value = part.partition("=")
    return name.strip() == "q" and value.strip().rstrip("0").rstrip(".") in ("", "0")
