"""What a day of the world's news costs, reckoned from benchmarks/results/batch.json: for docs/scale.md."""

from __future__ import annotations

import json
from pathlib import Path

import cog

RESULTS = Path(__file__).parent.parent / "benchmarks/results/batch.json"

DAY, ARCHIVE = 500_000, 1_000_000_000
"""Pages of a day of the world's news, and of Common Crawl's archive of it: the issue's own figures."""

ENGLISH, WORDS = 0.4, 550
"""The share of pages that are reports in English, and the words of one: guesses."""

PRICE = 0.04
"""US dollars for an hour of a core: a guess, near what rented machines cost."""


def reckoned() -> None:
    """The table."""
    found = json.loads(RESULTS.read_text("utf-8"))
    run = found["sizes"][-1]["runs"]["2"][0]
    passed = found["passing"]
    per_page = passed["processor"] / passed["manifest"]["records"]["all"]
    records = run["manifest"]["records"]
    others = records["all"] - records["read"]
    per_word = (run["processor"] - others * per_page) / run["manifest"]["words"]
    report = per_word * WORDS
    cog.outl(f"- a page that is passed over: {1e3 * per_page:.2f} ms of a core (measured)")
    cog.outl(f"- a word of a report, read, linked and written: {1e3 * per_word:.3f} ms (measured)")
    cog.outl(f"- a report of {WORDS} words: {1e3 * report:.0f} ms (reckoned)\n")
    cog.outl("| | pages | reports | core-hours | cores for it to take a day | US dollars |")
    cog.outl("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, pages in (("a day of the world's news", DAY), ("the whole archive", ARCHIVE)):
        reports = pages * ENGLISH
        hours = (reports * report + (pages - reports) * per_page) / 3600
        money = hours * PRICE
        cog.outl(f"| {name} | {pages:,} | {reports:,.0f} | {hours:,.0f} | {hours / 24:,.1f} | {money:,.2f} |")
