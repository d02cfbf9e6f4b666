"""Which model this is, without opening it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def identity() -> str:
    """The first 12 hexadecimal digits of the SHA-256 of the packaged reader's manifest, which holds the hashes
    of all its files: two installations that say the same read with the same weights."""
    manifest = (files("sayso.models") / "reader" / "manifest.json").read_bytes()
    return hashlib.sha256(manifest).hexdigest()[:12]
