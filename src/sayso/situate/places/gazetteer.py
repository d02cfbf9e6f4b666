"""The gazetteer: names → where on earth.

Three tables, all beside this module. ``countries.csv`` has the states and territories, with what their people
are called and the middle of each (points of our own, to about a degree, inside the bounds of its towns);
``regions.csv``, a table of our own, has continents, seas, rivers and regions that are no administrative unit,
with a point about the middle of each; ``gazetteer.bin`` has the towns of 5,000 people and more, and the first
administrative level of every country, from GeoNames (CC BY 4.0), as `training.gazetteer` packs them: sorted
lines in compressed blocks, of which a lookup opens one. The point of an administrative unit is the mean of
its towns.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

TOWN, UNIT, COUNTRY, REGION = "town", "unit", "country", "region"

MAGIC = b"SAYSOGAZ"

_MARKS = re.compile(r"[’'`´ʿʻʼ‘.]")
_GAPS = re.compile(r"[-–‐\s]+")


class Spot(NamedTuple):
    """Something that a name may mean. ``kind`` is TOWN, UNIT, COUNTRY or REGION; ``country`` an ISO 3166-1
    alpha-2 code, empty for what lies in none or several; ``within`` the name of its administrative unit;
    ``also`` says that the name asked for is not its usual one."""

    kind: str
    name: str
    country: str
    within: str
    latitude: float
    longitude: float
    population: int
    geonames: int | None
    also: bool = False


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """What names are compared by: no case, no accents, no apostrophes, and one space for any gap."""
    bare = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()
    bare = bare.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i")
    bare = _GAPS.sub(" ", _MARKS.sub("", bare)).strip()
    bare = re.sub(r"^st (?=\w)", "saint ", bare)
    return bare.removeprefix("the ")


ARABIC = frozenset(
    [
        "AE",
        "BH",
        "DZ",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "TN",
        "YE",
    ]
)
"""Countries whose towns are spelt in Latin letters in many ways."""

_ARTICLE = re.compile(r"\b(?:a[lnrstz]h?|e[lnrsz]h?|ad|ed)\s+")
_SPELT = [
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"\bt[ae]ll?\b", "tal"),
        (r"aa", "a"),
        (r"ee|ii|iy", "i"),
        (r"oo|ou|uu", "u"),
        (r"q", "k"),
        (r"e", "a"),
        (r"ah\b", "a"),
        (r"(.)\1", r"\1"),
    )
]


def sound(name: str) -> str:
    """A key in which the usual spellings of an Arabic name are one ("Tal Rifaat", "Tall Rif‘at")."""
    bare = _ARTICLE.sub("", key(name))
    for pattern, letters in _SPELT:
        bare = pattern.sub(letters, bare)
    return f"~{bare}"


@lru_cache(maxsize=8192)
def spots(name: str) -> tuple[Spot, ...]:
    """All that a name may mean: countries and regions, then what `gazetteer.bin` has of that name."""
    wanted = key(name)
    if not wanted:
        return ()
    found = (*_countries().get(wanted, ()), *_regions().get(wanted, ()), *_packed(wanted))
    return found or (_packed(sound(name)) if len(wanted) > 3 else ())


def tabled(name: str) -> bool:
    """Whether a name is a country's or one of the table of regions."""
    wanted = key(name)
    return wanted in _countries() or wanted in _regions()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as handle:
        yield from csv.DictReader(handle)


@cache
def _countries() -> dict[str, tuple[Spot, ...]]:
    table: dict[str, tuple[Spot, ...]] = {}
    for row in _rows("countries.csv"):
        spot = Spot(
            COUNTRY,
            row["name"],
            row["country"],
            "",
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"]),
            int(row["geonames"]) if row["geonames"] else None,
        )
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            known = table.get(key(name), ())
            if spot not in known:
                table[key(name)] = (*known, spot)
    return table


@cache
def _regions() -> dict[str, tuple[Spot, ...]]:
    table: dict[str, tuple[Spot, ...]] = {}
    for row in _rows("regions.csv"):
        point = float(row["latitude"]), float(row["longitude"])
        spot = Spot(REGION, row["name"], row["country"], "", *point, 0, None)
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            table[key(name)] = (spot,)
    return table


@cache
def country_named(word: str) -> str | None:
    """The ISO code of the country that a name, or a word for its people ("Syrian"), stands for."""
    wanted = key(word)
    found = _countries().get(wanted)
    if found:
        return found[0].country
    return _people().get(wanted)


@cache
def _people() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in _rows("countries.csv"):
        for word in filter(None, row["people"].split("|")):
            table.setdefault(key(word), row["country"])
    return table


@cache
def country_name(code: str) -> str:
    """The name of the country of an ISO code."""
    names = {row["country"]: row["name"] for row in _rows("countries.csv")}
    return names.get(code, code)


@cache
def _packs() -> tuple[tuple[str, ...], tuple[tuple[int, int], ...], bytes]:
    """The first key of each block, where it lies, and the file."""
    content = files(__package__).joinpath("gazetteer.bin").read_bytes()
    if not content.startswith(MAGIC):
        raise ValueError("gazetteer.bin is not what training.gazetteer writes; build it again")
    start = len(MAGIC) + 4
    length = int.from_bytes(content[len(MAGIC) : start], "little")
    index = json.loads(zlib.decompress(content[start : start + length]))
    begin = start + length
    places = tuple((begin + offset, size) for _, offset, size in index)
    return tuple(first for first, _, _ in index), places, content


@lru_cache(maxsize=256)
def _block(number: int) -> str:
    """A block's lines, each behind a line end."""
    _, places, content = _packs()
    offset, size = places[number]
    return "\n" + zlib.decompress(content[offset : offset + size]).decode() + "\n"


def _spot(kind: str, rest: list[str]) -> Spot:
    name, country, within, latitude, longitude, population, number = rest
    return Spot(
        TOWN if kind in "tT" else UNIT,
        name,
        country,
        within,
        float(latitude),
        float(longitude),
        int(population),
        int(number) if number else None,
        also=kind.islower(),
    )


def _packed(wanted: str) -> tuple[Spot, ...]:
    firsts, _, _ = _packs()
    number = bisect_right(firsts, wanted) - 1
    if number < 0 or "\n" in wanted or "\t" in wanted:
        return ()
    lines, found = _block(number), []
    at = lines.find(f"\n{wanted}\t")
    while at >= 0:
        end = lines.index("\n", at + 1)
        _, kind, *rest = lines[at + 1 : end].split("\t")
        found.append(_spot(kind, rest))
        at = end if lines.startswith(f"\n{wanted}\t", end) else -1
    return tuple(found)
