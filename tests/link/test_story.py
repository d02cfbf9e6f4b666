"""The worked story, ``examples/story``, against what a careful desk concludes from it, ``story.toml``."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import Expected, folded, found, holds
from sayso.link.claims import Linker
from sayso.link.memory import Memory
from sayso.models.embedding import packaged
from sayso.pipeline import read_report
from sayso.read.sources import report
from sayso.types import Reading, Statement

ROOT = Path(__file__).parents[2]
STORY: Expected = tomllib.loads((Path(__file__).parent / "story.toml").read_text("utf-8"))
FOLDER = ROOT / STORY["folder"]
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "README")
LEAST_JOINED = 0.8
"""The share of the pairs of statements that say the same that must be in one claim."""


@cache
def readings() -> dict[str, Reading]:
    """Every report of the story as Sayso reads it, by file."""
    return {name: read_report(report(str(FOLDER / name))) for name in FILES}


def statement(expected: Expected) -> Statement | None:
    """The statement that is meant: the shortest of its report that holds the words."""
    return found(readings()[expected["report"]], expected["content"])


def meant() -> Iterator[Expected]:
    """Every place of story.toml that means a statement."""
    for claim in STORY["claim"]:
        yield from (*claim["statement"], *claim.get("may", ()))
    yield from STORY["dispute"]
    for position in STORY["position"]:
        yield from position["statement"]


@pytest.mark.parametrize("name", FILES)
def test_every_report_says_who_published_it_where_and_when(name: str) -> None:
    told = readings()[name].report
    assert told.outlet
    assert all((told.outlet.name, told.outlet.domain, told.url, told.title))
    assert "T" in (told.published or ""), "the time of day is missing"


@pytest.mark.parametrize(
    "expected", list(meant()), ids=lambda each: f"{each['report'][:2]}-{each['content'][:30]}"
)
def test_every_statement_meant_is_found(expected: Expected) -> None:
    assert statement(expected) is not None


def test_every_report_is_in_one_story() -> None:
    assert sorted(name for story in STORY["story"] for name in story["reports"]) == FILES


def test_the_answers_agree_with_each_other() -> None:
    for claim in STORY["claim"]:
        origins = {origin["name"]: origin for origin in claim["origin"]}
        used = {each["from"] for each in (*claim["statement"], *claim.get("may", ()))}
        assert used == set(origins)
        assert sum(origin["counts"] for origin in origins.values()) == claim["independent"]
        assert all(set(origin.get("perhaps", ())) <= set(origins) for origin in origins.values())
    names = {claim["name"] for claim in STORY["claim"]}
    assert {dispute["claim"] for dispute in STORY["dispute"]} <= names


def test_the_copied_passages_stand_in_both_reports() -> None:
    for copy in STORY["copy"]:
        for side in ("earlier", "later"):
            assert holds(readings()[copy[side]].report.text, copy["begins"])


def test_the_readme_lists_every_report() -> None:
    told = folded((FOLDER / "README").read_text("utf-8"))
    assert all(f"`{name}`" in told for name in FILES)


@cache
def claim_of() -> dict[str, str]:
    """By statement, the claim that it is put into when the reports come in order of their files."""
    store = Memory()
    linker = Linker(store)
    for reading in readings().values():
        linker.add(reading, packaged().embed([each.content.text for each in reading.statements]))
    return {statement: claim.id for claim in store.all_claims() for statement in claim.statements}


def pairs(alike: bool) -> Iterator[tuple[str, str, str]]:
    """Every two statements that the answers put into one claim, or into two; and what they are."""
    placed = [(claim["name"], one) for claim in STORY["claim"] for one in claim["statement"]]
    for (here, one), (there, other) in combinations(placed, 2):
        if (here == there) is alike:
            first, second = statement(one), statement(other)
            assert first
            assert second
            yield first.id, second.id, f"{one['report']} and {other['report']}: {one['content']!r}"


def test_no_two_claims_of_the_story_are_mixed() -> None:
    mixed = [told for one, other, told in pairs(alike=False) if claim_of()[one] == claim_of()[other]]
    assert not mixed, "\n".join(mixed)


def test_most_of_what_says_the_same_in_the_story_is_one_claim() -> None:
    apart = [told for one, other, told in pairs(alike=True) if claim_of()[one] != claim_of()[other]]
    assert len(apart) <= (1 - LEAST_JOINED) * len(list(pairs(alike=True))), "\n".join(apart)
