"""What the stages' development sets have in common: short passages, as data in TOML files, each read as a
plain text of which no more is known than the passage says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sayso.pipeline import read_report
from sayso.read.document import Document, Known
from sayso.read.formats import report_of
from sayso.types import Reading, Statement

Expected = dict[str, Any]
"""A passage, or a part of one, as the TOML files give it."""


def load(folder: Path) -> tuple[Expected, ...]:
    """All passages of a folder, by file and in each file's order."""
    files = sorted(folder.glob("*.toml"))
    return tuple(passage for file in files for passage in tomllib.loads(file.read_text("utf-8"))["passage"])


def read(passage: Expected) -> Reading:
    """What Sayso makes of a passage."""
    told = Known(published=passage.get("published"), outlet=passage.get("outlet"), url=passage.get("url"))
    document = Document(
        f"{passage['id']}.txt", passage["text"].encode(), "text/plain", "utf-8", override=told
    )
    return read_report(report_of(document))


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


def holds(text: str | None, run: str) -> bool:
    return folded(run) in folded(text)


def found(reading: Reading, run: str) -> Statement | None:
    """The shortest statement whose content holds ``run``: of nested ones, the innermost."""
    holding = [each for each in reading.statements if holds(each.content.text, run)]
    return min(holding, key=lambda each: len(each.content.text), default=None)
