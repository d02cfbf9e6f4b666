"""The worked example as offsets and labels, chains included: a change shows up as a diff to be reviewed.

The article is other people's text and not part of the project: it is read by its path (SAYSO_SEED, or
where the project's data lies beside it), and without it there is nothing to compare. After a change that
is meant: `SAYSO_SNAPSHOT=write pytest tests/test_seed.py`, and read the diff.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import sayso

SNAPSHOT = Path(__file__).with_name("seed.json")
ARTICLE = Path(
    os.environ.get("SAYSO_SEED") or Path(__file__).resolve().parents[2] / "shared/data/seed/article.txt"
)


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the worked example is not here; name it by SAYSO_SEED")
def test_the_worked_example_reads_as_it_did() -> None:
    reading = sayso.read(ARTICLE)
    found = {
        "report": reading.report.id,
        "blocks": [[block.kind.value, block.start, block.end] for block in reading.report.blocks],
        "statements": [
            {
                "mode": statement.mode.value,
                **{
                    role: [list(span) for span in words.spans] if words else None
                    for role in ("source", "cue", "content")
                    for words in [getattr(statement, role)]
                },
                "parent": statement.parent,
                "voices": [
                    [voice.role, voice.actor, voice.anonymity, [list(span) for span in voice.spans]]
                    for voice in statement.voices
                ],
                "addressee": statement.addressee and statement.addressee.actor,
            }
            for statement in reading.statements
        ],
        "actors": [[actor.id, actor.of, actor.since, actor.known] for actor in reading.actors],
    }
    if os.environ.get("SAYSO_SNAPSHOT") == "write":
        SNAPSHOT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(SNAPSHOT.read_text(encoding="utf-8"))
