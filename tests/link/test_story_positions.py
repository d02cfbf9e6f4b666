"""The worked story's positions and stories, against ``story.toml``."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # this folder, whoever runs this

from test_story import STORY, readings, statement

from sayso.types import Position

sys.path.insert(0, str(Path(__file__).parents[1]))

from development import Expected

positions = pytest.importorskip("sayso.link.positions")
stories = pytest.importorskip("sayso.link.stories")


@cache
def given() -> tuple[Position, ...]:
    found: tuple[Position, ...] = positions.positions(readings().values())
    return found


def of(expected: Expected) -> list[Position]:
    """The positions that rest on one of the statements expected."""
    ids = {found.id for each in expected["statement"] if (found := statement(each))}
    return [each for each in given() if ids & set(each.statements)]


@pytest.mark.parametrize(
    "expected", STORY["position"], ids=lambda each: f"{each['actor']}-{each['stances'][0]}"
)
def test_an_actors_stance_is_found_with_its_day(expected: Expected) -> None:
    found = of(expected)
    assert {each.name for each in found} == {expected["actor"]}
    assert {each.stance.value for each in found} <= {*expected["stances"], "refuses"}
    assert min((each.since or "")[:10] for each in found) == expected["since"]


def test_the_minister_is_seen_to_have_changed_her_mind() -> None:
    changed = [each for each in given() if each.name == "Ulla Brekke" and each.before]
    assert [(each.stance.value, (each.since or "")[:10]) for each in changed] == [("supports", "2031-10-16")]
    assert changed[0].before
    assert changed[0].before.value == "opposes"


def test_the_other_inspection_is_a_story_of_its_own() -> None:
    store = stories.StoryMemory()
    linker = stories.StoryLinker(store)
    for reading in readings().values():
        linker.add(reading)
    ids = {name: reading.report.id for name, reading in readings().items()}
    placed = {name: store.standings([ids[name]])[ids[name]].story for name in ids}
    expected = [{placed[name] for name in story["reports"]} for story in STORY["story"]]
    assert [len(found) for found in expected] == [1, 1]
    assert not expected[0] & expected[1]
