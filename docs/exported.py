"""What `docs/exports.md` shows of one example in each format; the page calls these functions between cog's
markers."""

from __future__ import annotations

import io
import json
import os
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import cog
import networkx
import pyarrow.parquet

import sayso
from sayso.export import FORMATS, binary_writer, writer
from sayso.types import Reading

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "grain-talks.txt"
NUMBER = 3
"""The statement that is shown: an official's words that came through another paper."""


@cache
def reading() -> Reading:
    return sayso.read(os.fspath(EXAMPLE), published="2031-05-21", outlet="Larkhaven Courier")


def formats() -> None:
    """The table of all formats."""
    cog.outl("\n| format | for whom | files |\n|---|---|---|")
    for format in FORMATS.values():
        binary = ", binary" if format.binary else ""
        cog.outl(f"| `{format.name}` | {format.purpose} | `{format.suffix}`{binary} |")
    cog.outl("")


def annotation() -> None:
    items = json.loads(_text("web-annotation"))["first"]["items"]
    _json(next(item for item in items if item["id"].endswith(f":{NUMBER}:content")))


def provenance() -> None:
    """The statement, its relay's account and what the origin said."""
    graph = json.loads(_text("prov"))["@graph"]
    ids = (f"{reading().report.id}:{NUMBER}", f"{reading().report.id}:{NUMBER}:1")
    _json([item for item in graph if item["id"].split(":", 3)[-1] in ids])


def event() -> None:
    _json(json.loads(_text("plover").splitlines()[0]))


def standoff() -> None:
    """The lines of the statement and of the words that it points at."""
    with ZipFile(io.BytesIO(_bytes("brat"))) as archive:
        lines = archive.read(f"{reading().report.id}.ann").decode().splitlines()
    told = next(line for line in lines if line.startswith(f"E{NUMBER}\t"))
    pointed = {part.partition(":")[2] for part in told.split("\t")[1].split(" ")} | {f"E{NUMBER}"}
    shown = [line for line in lines if pointed & {line.split("\t")[0], *line.split("\t")[1].split(" ")}]
    _block("text", "\n".join(shown))


def columns() -> None:
    """The columns of the table with their types; of a structure, the names of its fields."""
    schema = pyarrow.parquet.read_schema(io.BytesIO(_bytes("parquet")))
    cog.outl("\n| column | type |\n|---|---|")
    for field in schema:
        is_list = pyarrow.types.is_list(field.type)
        kind = field.type.value_type if is_list else field.type
        told = str(kind)
        if pyarrow.types.is_struct(kind):
            told = ", ".join(f"`{kind.field(number).name}`" for number in range(kind.num_fields))
        cog.outl(f"| `{field.name}` | {'list of ' if is_list else ''}{told} |")
    cog.outl("")


def entities() -> None:
    """The statement's note, the link between its origin and its relay, and that one's mention."""
    report = reading().report.id
    names = (f"sayso.statement.{report}.{NUMBER}", f"sayso.mention.{report}.outlet.meridian-post")
    lines = map(json.loads, _text("followthemoney").splitlines())
    record = [f"{report}:{NUMBER}"]
    _json([one for one in lines if one["id"] in names or one["properties"].get("recordId") == record])


def association() -> None:
    """The statement as it stands in its report's object."""
    _json(json.loads(_text("ninjs"))["associations"][NUMBER - 1])


def edges() -> None:
    """The edges of the graph, as networkx reads them."""
    graph = networkx.read_graphml(io.BytesIO(_text("graphml").encode()), force_multigraph=True)
    edges = graph.edges(data=True)
    _block("text", "\n".join(sorted(f"{a} → {b}: {told['kind']} ({told['acts']})" for a, b, told in edges)))


def _text(name: str) -> str:
    out = io.StringIO(newline="")
    writer(name)([reading()], out)
    return out.getvalue()


def _bytes(name: str) -> bytes:
    out = io.BytesIO()
    binary_writer(name)([reading()], out)
    return out.getvalue()


def _json(value: object) -> None:
    _block("json", json.dumps(value, indent=2, ensure_ascii=False))


def _block(language: str, text: str) -> None:
    cog.outl(f"\n```{language}\n{text}\n```\n")
