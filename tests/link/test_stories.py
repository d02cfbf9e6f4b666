"""Reports about one event become one story, in whatever order they come, and others do not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.stories import (
    Gist,
    StoryLinker,
    StoryMemory,
    gist,
    keys,
    same_story,
    told,
)
from sayso.link.stories.gist import Word, order
from sayso.link.stories.placing import LEAST, NEAREST
from sayso.link.stories.scorer import THRESHOLD
from sayso.read.sources import report
from sayso.types import Actor, ActorKind, Block, BlockKind, Outlet, Reading, Report

PERSON = ActorKind.PERSON

ROOT = Path(__file__).parents[2]
EXPECTED = tomllib.loads((Path(__file__).parent / "story.toml").read_text("utf-8"))

FERRY = """
The ferry Ostrava Star ran onto a sandbank off Kellmouth on Monday evening with 212 passengers aboard,
the coast guard said. Nobody was hurt. Tugs from Kellmouth waited for high tide to pull the ferry free.
Passengers spent the night on deck chairs, and the captain gave out blankets.
"""
FERRY_LATER = """
Tugs freed the Ostrava Star from a sandbank near Kellmouth early on Tuesday. The ferry's 212 passengers
were taken to a hotel in the harbour. The coast guard will ask the captain why he left the channel.
"""
FERRY_ELSEWHERE = """
The ferry Queen of Tarn ran onto a rock off Brixholm on Tuesday evening with 90 passengers aboard, the
harbour master said. Nobody was hurt. Divers from Brixholm looked at the hull before high tide.
"""
BUDGET = """
The finance minister of Karsovia, Ines Dahl, put a budget before parliament on Monday that raises the duty
on tobacco and lowers that on books. Opposition leaders called it timid. A vote is due in a month.
"""


def reading(
    name: str, text: str, title: str, published: str | None = None, kind: BlockKind = BlockKind.BODY
) -> Reading:
    text = text.strip()
    return Reading(Report(name, text, (Block(kind, 0, len(text)),), title=title, published=published), ())


AGROUND = reading("a", FERRY, "Ferry aground off Kellmouth with 212 aboard", "2031-05-05T20:10:00+00:00")
FREED = reading("b", FERRY_LATER, "Ostrava Star afloat again", "2031-05-06T07:00:00+00:00")
OTHER_FERRY = reading("c", FERRY_ELSEWHERE, "Ferry hits rock off Brixholm", "2031-05-06T21:00:00+00:00")
DUTY = reading("d", BUDGET, "Dahl raises tobacco duty", "2031-05-05T12:00:00+00:00")
READINGS = (AGROUND, FREED, OTHER_FERRY, DUTY)

Stories = frozenset[frozenset[str]]


def stories(gists: Iterable[Gist], removed: Iterable[str] = ()) -> Mapping[str, frozenset[str]]:
    """The stories that come of adding ``gists`` one by one, and then taking out ``removed``."""
    store = StoryMemory()
    linker = StoryLinker(store)
    for each in gists:
        linker.add_gist(each)
    for report_id in removed:
        linker.remove(report_id)
    return {story: frozenset(reports) for story, reports in store.stories().items()}


def test_reports_of_one_event_are_one_story_and_others_of_its_kind_are_not() -> None:
    assert stories(map(gist, READINGS)) == {"a": {"a", "b"}, "c": {"c"}, "d": {"d"}}


def test_what_two_reports_share_is_said_in_words_of_theirs() -> None:
    verdict = same_story(gist(AGROUND), gist(FREED))
    assert verdict.same
    assert "They name the same: “Kellmouth”, “Ostrava”, “Star”." in verdict.reasons
    assert all(reason.endswith(".") for reason in verdict.reasons)


def test_what_tells_two_reports_apart_is_said_too() -> None:
    verdict = same_story(gist(AGROUND), gist(OTHER_FERRY))
    assert not verdict.same
    assert any("Kellmouth" in reason and "Brixholm" in reason for reason in verdict.reasons)


def test_the_order_of_two_reports_makes_no_difference_to_the_verdict() -> None:
    gists = [gist(each) for each in READINGS]
    assert all(same_story(a, b) == same_story(b, a) for a in gists for b in gists)


def test_two_reports_far_apart_in_time_are_two_stories() -> None:
    again = reading("e", FERRY, "Ferry aground off Kellmouth with 212 aboard", "2032-05-05")
    assert stories([gist(AGROUND), gist(again)]) == {"a": {"a"}, "e": {"e"}}


def test_an_undated_report_goes_to_its_story_and_never_begins_a_dated_one() -> None:
    undated = reading("0", FERRY, "Ferry aground off Kellmouth")
    assert stories([gist(undated), gist(AGROUND), gist(FREED)]) == {"a": {"0", "a", "b"}}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2031-05-05", "2031-05-05T00:00:01"),
        ("2031-05-05T09:00:00+05:00", "2031-05-05T05:00:00+00:00"),
        ("2031-05-05T23:59:00-08:00", "2031-05-06T08:00:00Z"),
        ("2031-05-05T10:00:00", "about noon"),
    ],
)
def test_reports_are_in_order_of_the_moment_of_publication(earlier: str, later: str) -> None:
    assert order(gist(reading("z", FERRY, "", earlier))) < order(gist(reading("a", FERRY, "", later)))


def test_captions_and_promotion_do_not_say_what_a_report_is_about() -> None:
    empty = gist(reading("p", FERRY, "", kind=BlockKind.PROMO))
    assert empty.words == ()
    assert keys(empty) == ()
    assert not same_story(empty, gist(AGROUND)).same


def test_who_reports_is_not_what_it_is_about() -> None:
    def told(name: str, text: str) -> Reading:
        blocks = (Block(BlockKind.BODY, 0, len(text)),)
        outlet = Outlet("Brackwater Examiner")
        return Reading(Report(name, text, blocks, outlet=outlet, authors=("Odile Marchbank",)), ())

    one = told("a", "The mayor resigned, he told Odile Marchbank of the Brackwater Examiner.")
    other = told("b", "Rain is coming, forecasters told Odile Marchbank of the Brackwater Examiner.")
    assert not {"marchbank", "odil", "brackwat", "examin"} & {word.stem for word in gist(one).words}
    assert not same_story(gist(one), gist(other)).same
    sold = replace(one, report=replace(one.report, title="Brackwater Examiner is sold"))
    assert "brackwat" in {word.stem for word in gist(sold).words}


def test_a_report_that_comes_late_but_is_the_earliest_gives_the_story_its_id() -> None:
    store = StoryMemory()
    linker = StoryLinker(store)
    assert linker.add(FREED).stories == ("b",)
    assert linker.add(AGROUND).stories == ("a", "b")
    assert {story: set(reports) for story, reports in store.stories().items()} == {"a": {"a", "b"}}


def test_a_story_loses_its_first_report() -> None:
    assert stories(map(gist, READINGS), removed=["a"]) == {"b": {"b"}, "c": {"c"}, "d": {"d"}}
    assert stories(map(gist, READINGS), removed=["nobody has it"]) == stories(map(gist, READINGS))


def test_a_story_is_told_in_order_with_what_its_reports_share() -> None:
    story = told([gist(FREED), gist(AGROUND)])
    assert story.id == "story:a"
    assert story.reports == ("a", "b")
    assert story.title == "Ferry aground off Kellmouth with 212 aboard"
    assert story.why.startswith("2 reports share “")
    assert "Kellmouth" in story.why
    assert told([gist(DUTY)]).why == "No other report is about the same."


def test_two_people_of_one_surname_are_two() -> None:
    def about(name: str, given: str) -> Gist:
        words = (Word("holm", "Holm", 0.7, True, True, given), Word("singer", "singer", 0.7, False, True))
        return Gist(name, None, None, "2031-05-05", 741_600, words)

    same = same_story(about("a", "ilse"), about("b", "ilse")).score
    assert same_story(about("a", "ilse"), about("b", "")).score == same
    assert same_story(about("a", "ilse"), about("b", "tomas")).score < same


def test_a_surname_has_the_first_name_that_the_report_gives_in_full() -> None:
    text = "The singer Ilse Holm has died, her manager said. Holm was 47."
    full = replace(
        reading("a", text, "Ilse Holm dies"), actors=(Actor("person:ilse-holm", "Ilse Holm", PERSON),)
    )
    assert {word.stem: word.given for word in gist(full).words}["holm"] == "ils"
    two = replace(full, actors=(*full.actors, Actor("person:tomas-holm", "Tomas Holm", PERSON)))
    assert {word.stem: word.given for word in gist(two).words}["holm"] == ""


def test_a_report_that_is_like_one_of_a_story_only_has_no_place_there() -> None:
    def about(name: str, day: int, *stems: str) -> Gist:
        words = tuple(Word(stem, stem, round(len(stems) ** -0.5, 4), True, True) for stem in sorted(stems))
        return Gist(name, None, None, f"2031-05-0{day}", 741_600 + day, words)

    both = about("b", 2, "harn", "spillway", "tarn", "weir")
    given = [about("a", 1, "harn", "spillway"), both, about("c", 3, "tarn", "weir")]
    assert same_story(both, given[2]).score >= THRESHOLD
    assert {frozenset(each) for each in stories(given).values()} == {frozenset("ab"), frozenset("c")}


@cache
def example() -> dict[str, Gist]:
    """The gists of the worked story's reports, by file."""
    folder = ROOT / EXPECTED["folder"]
    files = sorted(path for path in folder.iterdir() if path.name != "README")
    return {path.name: gist(Reading(report(str(path)), ())) for path in files}


def test_the_worked_story_is_one_and_the_other_event_in_it_another() -> None:
    names = {each.report: name for name, each in example().items()}
    found = {frozenset(names[r] for r in reports) for reports in stories(example().values()).values()}
    assert found == {frozenset(story["reports"]) for story in EXPECTED["story"]}


WORDS = ("harn", "weir", "spillway", "orvel", "tarn", "velmora", "brixholm", "kellmouth", "sund", "aldmoor")


@st.composite
def made_up(draw: st.DrawFn) -> list[Gist]:
    """Up to a dozen gists of few words, so that most share some and scores of all kinds come about."""
    found = []
    for number in range(draw(st.integers(2, 12))):
        stems = sorted(draw(st.sets(st.sampled_from(WORDS), min_size=2, max_size=6)))
        name, head = draw(st.booleans()), draw(st.integers(1, 3))
        words = tuple(
            Word(stem, stem, round(len(stems) ** -0.5, 4), name, place < head)
            for place, stem in enumerate(stems)
        )
        day = draw(st.none() | st.integers(730_000, 730_100))
        moment = None if day is None else f"2030-01-01T{day - 730_000:04}"
        found.append(Gist(f"r{number}", None, None, moment, day, words))
    return found


@given(made_up(), st.randoms())
def test_stories_do_not_depend_on_the_order_in_which_reports_come(gists: list[Gist], lot: object) -> None:
    shuffled = list(gists)
    lot.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stories(shuffled) == stories(sorted(gists, key=order))


@given(made_up(), st.randoms())
def test_what_is_taken_out_leaves_no_trace(gists: list[Gist], lot: object) -> None:
    gone = lot.sample(gists, len(gists) // 2)  # type: ignore[attr-defined]
    left = [each for each in gists if each not in gone]
    assert stories(gists, removed=[each.report for each in gone]) == stories(left)


@given(made_up())
def test_stories_are_what_placing_everybody_in_order_gives(gists: list[Gist]) -> None:
    assert {frozenset(each) for each in stories(gists).values()} == placed(gists)


def placed(gists: Sequence[Gist]) -> Stories:
    """The rule of `sayso.link.stories.placing`, written down plainly: every pair is compared."""
    groups: list[list[Gist]] = []
    for here in sorted(gists, key=order):
        averages = []
        for group in groups:
            near = [each for each in group if _near(here, each)]
            scores = sorted((_score(here, each) for each in near), reverse=True)[:NEAREST]
            enough = scores and all(score > 0 for score in scores)
            averages.append((sum(scores) / len(scores) if enough else 0.0, group))
        best = max((average for average, _ in averages), default=0.0)
        if best >= THRESHOLD:
            first = min(
                (group for average, group in averages if average == best), key=lambda group: group[0].report
            )
            first.append(here)
        else:
            groups.append([here])
    return frozenset(frozenset(each.report for each in group) for group in groups)


def _near(one: Gist, other: Gist) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= 60


def _score(one: Gist, other: Gist) -> float:
    score = same_story(one, other).score if set(keys(one)) & set(keys(other)) else 0.0
    return score if score >= LEAST else 0.0
