"""Whether one more report costs more in a large ledger: the same reports, linked in two.

    python -m benchmarks.origins_twin --reports READINGS.jsonl [--size 30000]

One ledger holds ``--size`` made-up statements, the other only those of the last two months before its end,
with which a report is compared. Then the same reports are kept and linked in both, turn by turn in one
process, so that neither what they are about nor what else the machine does makes a difference
(`origins_scale`, which links different reports at each size, has both in its figures).
"""

from __future__ import annotations

import argparse
from collections import Counter, deque
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.origins_made import Maker
from benchmarks.origins_scale import DAILY, InLedger, embedded
from benchmarks.tables import save, table

from sayso.types import Reading

HELD = 61
"""Days that the small ledger holds: more than any window."""

TIMED = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--size", type=int, default=30_000)
    options = parser.parse_args()
    readings = Maker(options.reports.read_text(encoding="utf-8").splitlines(), DAILY).readings()
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        large, small = InLedger(Path(one) / "large.db"), InLedger(Path(other) / "small.db")
        made = 0
        last: deque[Reading] = deque(maxlen=HELD * DAILY)
        while made < options.size:
            reading = next(readings)
            large.add(reading, embedded(reading))
            last.append(reading)
            made += len(reading.statements)
        for reading in last:
            small.add(reading, embedded(reading))
        spent: dict[str, Counter[str]] = {"large": Counter(), "small": Counter()}
        for turn in range(TIMED):
            reading = next(readings)
            vectors = embedded(reading)
            pairs = [("large", large), ("small", small)]
            for name, each in pairs if turn % 2 else reversed(pairs):
                spent[name].update(each.add(reading, vectors))
    rows = [
        (part, 1000 * spent["small"][part] / TIMED, 1000 * spent["large"][part] / TIMED)
        for part in spent["large"]
    ]
    times = sum(spent["large"].values()) / sum(spent["small"].values())
    held = sum(len(reading.statements) for reading in last)
    text = table(["one more report, mean ms", f"of {held:,}", f"of {made:,}"], rows)
    text += f"\n\n- in the larger ledger it costs {times:.2f} times as much"
    print(text)
    save(
        "origins_twin",
        "The same reports in a small and in a large ledger",
        text,
        {"times": times, "rows": rows},
    )


if __name__ == "__main__":
    main()
