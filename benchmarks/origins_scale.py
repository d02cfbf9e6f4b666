"""What one more report costs as the number of linked statements grows.

    python -m benchmarks.origins_scale --readings READINGS.jsonl [--most 100000]

Statements are made up from real contents: each takes the mention of a real one and exchanges a third of its
words for words of other contents; `PER_DAY` are published a day, in reports of `IN_REPORT`. At each size, 40
more reports are linked into a `Memory` and timed.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.tables import save, table

from sayso.export.json import decoded
from sayso.link.claims import Linker, Mention, mentions
from sayso.link.memory import Memory
from sayso.models.embedding import packaged

PER_DAY = 700
IN_REPORT = 14
TIMED = 40
FIRST_DAY = 730_000
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def originals(readings: Path) -> list[Mention]:
    found: list[Mention] = []
    for line in readings.open(encoding="utf-8"):
        reading = decoded(line)
        found += mentions(reading, packaged().embed([s.content.text for s in reading.statements]))
    return found


def reworded(number: int, found: Sequence[Mention], lot: random.Random) -> Mention:
    """The ``number``-th made-up mention."""
    mention = lot.choice(found)
    words = [
        lot.choice(lot.choice(found).stems or ("x",)) if lot.random() < 1 / 3 else s for s in mention.stems
    ]
    report = f"r{number // IN_REPORT}"
    return replace(
        mention,
        statement=f"{report}:{number % IN_REPORT}",
        report=report,
        day=FIRST_DAY + number // PER_DAY,
        published=None,
        stems=tuple(words),
        names=tuple(name for name in mention.names if name in words),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--most", type=int, default=100_000)
    options = parser.parse_args()
    found, lot = originals(options.readings), random.Random(6)
    linker, made = Linker(Memory()), 0
    rows = []
    for size in (size for size in SIZES if size <= options.most):
        started, before = time.process_time(), made
        while made < size:
            linker.add_mentions([reworded(made + place, found, lot) for place in range(IN_REPORT)])
            made += IN_REPORT
        pace = (made - before) / (time.process_time() - started)
        costs = []
        for _ in range(TIMED):
            report = [reworded(made + place, found, lot) for place in range(IN_REPORT)]
            made += IN_REPORT
            started = time.process_time()
            linker.add_mentions(report)
            costs.append(1000 * (time.process_time() - started))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append((f"{size:,}", pace, sorted(costs)[TIMED // 2], max(costs), memory))
        print(rows[-1], flush=True)
    head = ["statements", "linked a second", "one more report, ms (median)", "ms (most)", "memory, MB"]
    shown = table(head, rows)
    print(shown)
    save("origins_scale", "Claims: what one more report costs", shown, {row[0]: row[1:] for row in rows})


if __name__ == "__main__":
    main()
