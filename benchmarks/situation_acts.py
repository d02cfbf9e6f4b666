"""How many cues the table of acts knows, which acts come up, and what they cost.

    python benchmarks/situation_acts.py --polnear FOLDER --news FOLDER

PolNeAR's dev part, and reports as JSON files with a ``text`` each (news-events). The table was written with
an eye on both, so its share of known cues is no figure of unseen text. No corpus has these acts, so this says
nothing of how often they are right: that was judged by reading (docs/decisions/0016-acts.md), and the
project's own passages are scored by tests/situate/test_passages.py. Prints a table and writes
results/situation_acts.json and .md; a part whose corpus is not given is left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # run as a script, the folder beside is not found

from benchmarks.polnear import articles, part_of, report
from benchmarks.tables import save, table

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.resolve import resolve
from sayso.situate.acts import acted
from sayso.situate.ground import Ground
from sayso.types import Act

Figures = dict[str, Any]


def measured(texts: Iterable[str]) -> Figures:
    """Statements, cues and those that the table knows, acts, and seconds per thousand statements."""
    acts: Counter[str] = Counter()
    statements = cues = known = 0
    seconds = 0.0
    for text in texts:
        read = report(text)
        parsed = parse(read)
        attributions = attribute(read, parsed)
        resolution = resolve(read, parsed, attributions)
        ground = Ground(read, parsed, resolution)
        started = time.perf_counter()
        made = [acted(ground, a, c) for a, c in zip(attributions, resolution.chains, strict=True)]
        seconds += time.perf_counter() - started
        statements += len(made)
        acts.update(each.act.value for each in made)
        cued = [each.act_known for a, each in zip(attributions, made, strict=True) if a.cue]
        cues, known = cues + len(cued), known + sum(cued)
    return {
        "statements": statements,
        "cues": cues,
        "known": 100 * known / max(cues, 1),
        "seconds": 1000 * seconds / max(statements, 1),
        "acts": dict(acts.most_common()),
    }


def news(folder: Path) -> Iterable[str]:
    for path in sorted(folder.rglob("*.json")):
        if text := json.loads(path.read_text("utf-8")).get("text", "").strip():
            yield text


def shown(found: dict[str, Figures]) -> str:
    names = list(found)
    rows = [
        ("statements", *(found[name]["statements"] for name in names)),
        ("with a cue", *(found[name]["cues"] for name in names)),
        ("of these, cue in the table (%)", *(found[name]["known"] for name in names)),
        ("seconds per 1,000 statements", *(found[name]["seconds"] for name in names)),
        *((act.value, *(found[name]["acts"].get(act.value, 0) for name in names)) for act in Act),
    ]
    return table(["", *names], rows, digits=2)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--polnear", type=Path)
    parser.add_argument("--news", type=Path)
    given = parser.parse_args()
    found: dict[str, Figures] = {}
    if given.polnear and (part := part_of(given.polnear, "dev")):
        found["PolNeAR dev"] = measured(article.text for article in articles(part))
    if given.news:
        found["news-events"] = measured(news(given.news))
    if not found:
        parser.error("give --polnear or --news")
    print(shown(found))
    save("situation_acts", "The acts", shown(found), found)


if __name__ == "__main__":
    main()
