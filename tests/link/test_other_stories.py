"""Stories that the links were not made on: what must not be lost of how they come out in a ledger.

What is held here is less than the answers ask for; `benchmarks.other_stories` says how much is right in all.
"""

from __future__ import annotations

import tomllib
from functools import cache

import pytest
from benchmarks.other_stories import NAMES, STORIES, Asked, Expected, Score, folded, judged

from sayso.ledger.base import DisputeRow


def answers(name: str) -> Expected:
    return tomllib.loads((STORIES / name / "story.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Asked]:
    """Each story in a ledger of its own."""
    return {name: Asked(name, tmp_path_factory.mktemp(name) / "story.db") for name in NAMES}


@pytest.fixture(scope="module")
def scores(asked: dict[str, Asked]) -> dict[str, Score]:
    return {name: judged(story) for name, story in asked.items()}


@cache
def words(name: str, file: str) -> str:
    text = (STORIES / name / file).read_text("utf-8")
    return folded(text.replace('\\"', '"'))


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_agree_with_the_reports_and_with_each_other(name: str) -> None:
    told = answers(name)
    files = {path.name for path in (STORIES / name).iterdir()} - {"story.toml"}
    assert sorted(file for story in told["story"] for file in story["reports"]) == sorted(files)
    claims = {claim["name"] for claim in told["claim"]}
    for claim in told["claim"]:
        for one in (*claim["statement"], *claim.get("may", ())):
            assert all(part in words(name, one["report"]) for part in one["content"].split(" … ")), one
        if "independent" in claim:
            counting = sum(origin["counts"] for origin in claim["origin"])
            assert counting == claim["independent"], claim["name"]
    assert {one["claim"] for one in told["dispute"]} <= claims
    for one in (*told["dispute"], *(each for p in told["position"] for each in p["statement"])):
        assert one["content"] in words(name, one["report"]), one


def test_nearly_all_that_is_said_in_them_is_read(scores: dict[str, Score]) -> None:
    right = sum(score.right["statements"] for score in scores.values())
    assert right >= 0.9 * sum(score.all["statements"] for score in scores.values())


def test_hardly_any_two_claims_are_mixed(scores: dict[str, Score]) -> None:
    right = sum(score.right["apart"] for score in scores.values())
    assert right >= 0.95 * sum(score.all["apart"] for score in scores.values())


def test_hardly_anything_is_set_against_another_event(scores: dict[str, Score]) -> None:
    assert sum(score.forbidden for score in scores.values()) <= 1


def test_a_leak_rests_on_the_unnamed_of_each_paper_whoever_repeats_it(asked: dict[str, Asked]) -> None:
    """The diplomat, and the other paper's two people, who may be the same; never those who agreed."""
    story = asked["ceasefire"]
    main = story.main("draft")
    assert main
    given = story.desk.origins(main)
    assert "Nordlys Tidende" in given.outlets
    assert {origin.kind.value for origin in given.origins if origin.counts} == {"anonymous"}
    assert given.at_least == 1
    assert "unnamed" in given.verdict


def test_a_rumour_that_nobody_told_has_no_origin(asked: dict[str, Asked]) -> None:
    story = asked["rumour"]
    main = story.main("died")
    assert main
    given = story.desk.origins(main)
    assert given.independent == 0
    assert {origin.kind.value for origin in given.origins} == {"unsourced"}


def test_a_manager_and_the_managers_name_are_one_origin(asked: dict[str, Asked]) -> None:
    story = asked["rumour"]
    main = story.main("alive")
    assert main
    assert story.desk.origins(main).independent == 1


def denials(story: Asked, claim: str) -> set[str]:
    """The files of the reports in which the claim is denied or turned down."""
    against = story.ids(claim)

    def files(row: DisputeRow) -> set[str]:
        sides = [(row.statement, row.other), (row.against, row.claim)]
        return {
            story.file_of[side.id.partition(":")[0]][:2] for side, other in sides if side and other in against
        }

    rows = [row for row in story.desk.disputes(limit=500).rows if row.kind.value in {"denies", "rejects"}]
    return {file for row in rows for file in files(row)}


@pytest.mark.parametrize(
    ("name", "claim", "reports"),
    [
        ("ceasefire", "draft", {"06", "07", "08"}),
        ("shells", "shipped", {"06", "08"}),
        ("rumour", "died", {"05"}),
    ],
)
def test_what_is_denied_is_disputed_by_who_denies_it(
    asked: dict[str, Asked], name: str, claim: str, reports: set[str]
) -> None:
    assert reports & denials(asked[name], claim), "no denial is set against the claim"


@pytest.mark.parametrize("name", ["ceasefire", "shells", "rumour", "toll"])
def test_another_event_of_the_kind_is_another_story(scores: dict[str, Score], name: str) -> None:
    assert scores[name].right["stories"] == scores[name].all["stories"]
