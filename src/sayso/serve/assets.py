"""The files that pages load: scripts, styles, the picture in the tab.

Each is served under a name that has a hash of its content in it, so that browsers may keep it for good, and
packed as small as it goes: with Brotli where a packed file lies beside it, and with gzip.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file: ``name`` is what pages call it ("site.css"), ``served`` what browsers do."""

    name: str
    data: bytes
    brotli: bytes | None

    @cached_property
    def served(self) -> str:
        stem, _, suffix = self.name.rpartition(".")
        return f"{stem}.{hashlib.sha256(self.data).hexdigest()[:12]}.{suffix}"

    @property
    def media_type(self) -> str:
        return TYPES[self.name[self.name.rindex(".") :]]

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.data, 9, mtime=0)

    def packed(self, accepted: str) -> tuple[bytes, str | None]:
        """The smallest that a browser takes, and how it is packed."""
        codings = {part.partition(";")[0].strip() for part in accepted.split(",")}
        if self.brotli and "br" in codings:
            return self.brotli, "br"
        return (self.gzip, "gzip") if "gzip" in codings else (self.data, None)


@cache
def assets() -> dict[str, Asset]:
    """All of them, by name."""
    folder = files("sayso.serve") / "static"
    found = {file.name: file for file in folder.iterdir()}
    made = {}
    for name, file in found.items():
        if name[name.rfind(".") :] in TYPES:
            packed = found.get(f"{name}.br")
            made[name] = Asset(name, file.read_bytes(), packed.read_bytes() if packed else None)
    made["lit.css"] = Asset("lit.css", _lit(), None)
    return made


LIT = 300
"""Statements of one report that light up without a script when they are pointed at or chosen; a script does
it for those behind them."""


def _lit() -> bytes:
    """Rules by which a statement and its words light up together: one for each number, since CSS cannot tell
    that two names are the same."""
    rules = (
        f":root:has(#s{n}:is(:target,:hover,:focus-within),#ts{n}:is(:target,:focus),.s{n}:hover) .s{n}"
        f"{{background:var(--lit)}}"
        for n in range(1, LIT + 1)
    )
    return "\n".join(rules).encode()


@cache
def _by_served() -> dict[str, Asset]:
    return {asset.served: asset for asset in assets().values()}


def address(name: str) -> str:
    """Where a page loads a file from. Raises `KeyError` where there is none of this name."""
    return f"/static/{assets()[name].served}"


async def serve(request: Request) -> Response:
    """A file under its served name; any other name is not there."""
    asset = _by_served().get(request.path_params["name"])
    if asset is None:
        return Response("Not found.", 404, media_type="text/plain")
    body, coding = asset.packed(request.headers.get("accept-encoding", ""))
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if coding:
        headers["Content-Encoding"] = coding
    return Response(body, headers=headers, media_type=asset.media_type)
