"""The files of a model, read only if they are those that were shipped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sayso.errors import BrokenModel


def checked(folder: Path, *names: str) -> dict[str, bytes]:
    """File name → content, for the files that ``manifest.json`` names with their SHA-256, or those of them
    that are asked for. Raises `BrokenModel`."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest = {name: manifest[name] for name in names or manifest}
        content = {name: (folder / name).read_bytes() for name in manifest}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BrokenModel(f"{folder}: the model cannot be opened ({error}); install sayso again") from error
    for name, expected in manifest.items():
        if hashlib.sha256(content[name]).hexdigest() != expected:
            raise BrokenModel(f"{folder / name}: not the file that was shipped; install sayso again")
    return content
