"""The generated parts of docs/ledger.md: a ledger's tables, as a new one has them."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import cog

from sayso import ledger
from sayso.ledger.sqlite.connection import migrations


def diagram() -> None:
    """Which table points at which, in Mermaid."""
    with TemporaryDirectory() as folder, ledger.writer(Path(folder, "new.db")) as writer:
        connection = writer.view._connection
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            (row[2], table)
            for table in tables
            for row in connection.execute(f"PRAGMA foreign_key_list({table})")
        }
    lines = [f'  {parent} ||--o{{ {child} : ""' for parent, child in sorted(found) if parent != child]
    cog.outl("\n".join(["", "```mermaid", "erDiagram", *lines, "```", ""]))


def columns() -> None:
    """Each table with its columns and the migrations' own remarks on them."""
    for script in migrations():
        for name, remark, body in re.findall(
            r"^CREATE TABLE (\w+) \((?:\s*-- ([^\n]*))?\n(.*?)^\)", script, re.M | re.S
        ):
            cog.outl(f"\n### {name}\n" + (f"\n{remark[0].upper()}{remark[1:]}.\n" if remark else ""))
            cog.outl("| column | type | |\n|---|---|---|")
            for line in body.splitlines():
                column = re.match(r'  "?([a-z_]+)"? ([A-Z]+)([^-]*?),?\s*(?:-- (.*))?$', line)
                if column and not line.startswith("  PRIMARY"):
                    target = re.search(r"REFERENCES (\w+)", column[3])
                    pointing = f"→ `{target[1]}`" if target else ""
                    told = "; ".join(filter(None, (pointing, (column[4] or "").replace("|", "\\|"))))
                    cog.outl(f"| `{column[1]}` | {column[2]} | {told} |")
