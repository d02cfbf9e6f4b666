"""The generated parts of docs/batch.md: the tables' columns, and questions to the worked story's data set."""

from __future__ import annotations

import io
import json
import os
import sys
from atexit import register
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cog
import pyarrow as arrow

from sayso.batch.dataset.schemas import KINDS, TABLES
from sayso.batch.layout import Layout
from sayso.batch.run import Cluster, Settings, run
from sayso.read.sources import report
from sayso.types import BlockKind

ROOT = Path(__file__).resolve().parents[1]


def columns() -> None:
    """A section for each table: its columns, their types, what they are."""
    for name, schema in TABLES.items():
        cog.outl(f"\n### {name}\n\n{schema.metadata[b'about'].decode()}\n")
        cog.outl("| column | type | what it is |\n|---|---|---|")
        for field in schema:
            cog.outl(f"| `{field.name}` | {_type(field.type)} | {_about(name, field)} |")
        if name == "links":
            cog.outl("\n| kind | what it is |\n|---|---|")
            for kind, about in KINDS.items():
                cog.outl(f"| `{kind}` | {about} |")
    cog.outl("")


def _type(kind: arrow.DataType) -> str:
    if arrow.types.is_list(kind):
        return f"list of {_type(kind.value_type)}"
    if arrow.types.is_struct(kind):
        return f"structure ({', '.join(f'`{field.name}`' for field in kind)})"
    names = {"string": "text", "int64": "integer", "double": "number", "bool": "true or false"}
    return names.get(str(kind), {"date32[day]": "date", "binary": "bytes"}.get(str(kind), str(kind)))


def _about(table: str, field: arrow.Field) -> str:
    """What a column is: by itself, or as the JSON Schema says of the field of the same name."""
    told = (field.metadata or {}).get(b"about")
    return (told.decode() if told else _described(table, field.name)).replace("|", "\\|")


OF_OURS = {
    ("statements", "report"): "The report that it is in.",
    ("statements", "outlet"): "Who published the report.",
    ("statements", "domain"): "Their registrable domain.",
    ("statements", "number"): "Its number in the report, from 1.",
    ("voices", "statement"): "The statement.",
    ("voices", "report"): "The report that this is in.",
    ("voices", "position"): "Its place among the statement's voices, from 0, outermost first.",
}


def _described(table: str, column: str) -> str:
    ours = OF_OURS.get((table, column))
    shapes = {"statements": ("Statement", "Report"), "voices": ("Voice",)}[table]
    found = [_shapes()[shape]["properties"].get(column, {}).get("description") for shape in shapes]
    return ours or next(filter(None, found), "See [JSON](json.md).")


@cache
def _shapes() -> dict[str, Any]:
    schema = json.loads((ROOT / "src/sayso/export/schema.json").read_text(encoding="utf-8"))
    return dict(schema["$defs"])


def manifest() -> None:
    """The manifest of the story's data set, without what differs from one day to the next."""
    told = json.loads(Layout(_story() / "story").manifest.read_text())
    seconds = dict.fromkeys(told["seconds"], "…")
    told |= {"made": "…", "models": "…", "seconds": seconds, "peak_memory_bytes": "…"}
    cog.outl(f"\n```json\n{json.dumps(told, indent=1, ensure_ascii=False)}\n```\n")


def asked(code: str) -> None:
    """Python that asks the story's data set, in the folder ``story``, and what it prints."""
    here, printed = Path.cwd(), io.StringIO()
    os.chdir(_story())
    try:
        with redirect_stdout(printed):
            exec(compile(code, "docs/batch.md", "exec"), {})
    finally:
        os.chdir(here)
    cog.outl(f"\n```py\n{code.strip()}\n```\n\n```text\n{printed.getvalue().rstrip()}\n```\n")


@cache
def _story() -> Path:
    """A folder with the data set of the worked story in ``story``."""
    folder = TemporaryDirectory()
    register(folder.cleanup)
    source = Path(folder.name, "story.jsonl")
    files = sorted(path for path in (ROOT / "examples/story").iterdir() if path.name != "README")
    source.write_text("".join(json.dumps(_article(file)) + "\n" for file in files))
    here = Path.cwd()
    os.chdir(folder.name)
    try:
        run(["story.jsonl"], Path("story"), Settings(), Cluster(1), lambda _: None)
    finally:
        os.chdir(here)
    return Path(folder.name)


def _article(file: Path) -> dict[str, Any]:
    """A report as a crawler has it."""
    told = report(str(file))
    body = [told.text[b.start : b.end] for b in told.blocks if b.kind is not BlockKind.HEADLINE]
    return {
        "url": told.url,
        "title": told.title,
        "published": told.published,
        "outlet": told.outlet and told.outlet.name,
        "source_domain": told.outlet and told.outlet.domain,
        "authors": told.authors,
        "text": "\n\n".join(body),
    }


if __name__ == "__main__":
    sys.exit("run: make docs")
