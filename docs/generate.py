"""The generated parts of README.md and docs/: ``make docs`` writes them, the tests compare them.

The pages call these functions between cog's markers.
"""

from __future__ import annotations

import csv
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import cog

from sayso.situate.acts import PLOVER
from sayso.types import Act

ROOT = Path(__file__).resolve().parents[1]


def run(line: str) -> str:
    """What a command prints in the repository's root, 80 columns wide, without this machine's settings."""
    program, *arguments = shlex.split(line)
    assert program == "sayso", line
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAYSO_")}
    done = subprocess.run(
        [sys.executable, "-m", "sayso", *arguments],
        cwd=ROOT,
        env=kept | {"COLUMNS": "80", "XDG_CONFIG_HOME": os.devnull},
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.decode()


def command(line: str) -> None:
    """The command and its output."""
    cog.outl(f"\n```console\n$ {line}\n{run(line).rstrip()}\n```\n")


def helps(*commands: str) -> None:
    """A section for each command: its name and its help."""
    for name in commands:
        cog.outl(f"\n## {name}\n\n```text\n{run(f'{name} --help').rstrip()}\n```")


def results(name: str) -> None:
    """The tables that a benchmark wrote, without their title."""
    text = (ROOT / "benchmarks" / "results" / f"{name}.md").read_text(encoding="utf-8")
    cog.outl("\n" + "\n".join(line for line in text.splitlines() if not line.startswith("# ")).strip() + "\n")


def training() -> None:
    """What the run that made the packaged model says of itself."""
    record = json.loads((ROOT / "training" / "record.json").read_text(encoding="utf-8"))
    cog.outl("\n| | |\n|---|---|")
    for name, value in record["run"].items():
        cog.outl(f"| {name} | {value} |")
    names = list(record["epochs"][0])
    cog.outl("\n| " + " | ".join(names) + " |\n|" + "---|" * len(names))
    for epoch in record["epochs"]:
        cog.outl("| " + " | ".join(f"{epoch[name]:g}" for name in names) + " |")
    cog.outl("")


def acts() -> None:
    """The table of cues: what each does, by its part of speech, with its reason and its PLOVER type."""
    cog.outl("\n| act | PLOVER | cues | why |\n|---|---|---|---|")
    path = ROOT / "src/sayso/situate/acts/acts.csv"
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            act, cues = row["act"], row["cues"].replace("|", ", ")
            coded = row["plover"] or (PLOVER.get(Act(act), "") if act else "")
            flag = f" ({row['flag']})" if row["flag"] else ""
            cog.outl(
                f"| {f'`{act}`' if act else ''} | {coded} | {row['part']}{flag}: {cues} | {row['why']} |"
            )
    cog.outl("")


def fields() -> None:
    """A table of fields for each shape in the JSON Schema."""
    schema = json.loads((ROOT / "src/sayso/export/schema.json").read_text(encoding="utf-8"))
    for shape in (schema, *schema["$defs"].values()):
        cog.outl(f"\n## {shape['title']}\n\n{shape['description']}\n")
        if "properties" in shape:
            cog.outl("| field | type | what it is |\n|---|---|---|")
            for name, field in shape["properties"].items():
                cog.outl(f"| `{name}` | {_type(field)} | {_description(field)} |")


def _description(field: dict[str, Any]) -> str:
    return str(field.get("description", "See below.")).replace("|", "\\|")


def _type(field: dict[str, Any]) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "oneOf" in field:
        return " or ".join(_type(choice) for choice in field["oneOf"])
    if field["type"] == "array":
        return f"array of {_type(field['items'])}"
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return " or ".join(types)
