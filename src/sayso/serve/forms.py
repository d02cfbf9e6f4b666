"""What a form sends, up to a limit."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

Form = Mapping[str, str]

FIELDS = 20
"""Fields of a form at most."""


async def form_of(request: Request, most_bytes: int) -> Form | None:
    """The fields of a form, None where it is longer than ``most_bytes``; no more than that is ever held.
    Raises `HTTPException` for what is no form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("", "application/x-www-form-urlencoded"):
        raise HTTPException(415, "Send a form")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            return None
    if body and not kind:
        raise HTTPException(415, "Send a form")
    try:
        pairs = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        raise HTTPException(400, "The form has too many fields") from None
    return dict(pairs)
