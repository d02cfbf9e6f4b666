"""What stands inside another's content: found where it is said, not invented where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute import attribute
from sayso.attribute.nesting import around, with_parents
from sayso.parse import parse
from sayso.types import Attribution, Block, BlockKind, Mode, Report, Span

Triple = tuple[str, ...]


class Case(NamedTuple):
    passage: str
    inner: tuple[Triple, ...]


def cases() -> list[Case]:
    """The passages of nested.txt, each with what stands inside another's content."""
    out: list[Case] = []
    for line in Path(__file__).with_name("nested.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            passage, inner = out[-1]
            out[-1] = Case(passage, (*inner, tuple(line.strip().split(" | "))))
        elif line and not line.startswith("#"):
            out.append(Case(line, ()))
    return out


CASES = cases()


def report(text: str) -> Report:
    return Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),))


def found(text: str) -> tuple[Attribution, ...]:
    story = report(text)
    return attribute(story, parse(story))


def triple(text: str, one: Attribution) -> Triple:
    return tuple(" … ".join(text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content))


def inner(text: str) -> list[Triple]:
    return [triple(text, one) for one in found(text) if one.parent is not None]


def test_most_of_what_is_nested_is_found_and_next_to_nothing_is_invented() -> None:
    # Not all: where the network splits the outer content, or the tree is wrong, it is missed.
    wanted = [(case.passage, one) for case in CASES for one in case.inner]
    got = [(case.passage, one) for case in CASES for one in inner(case.passage)]
    right = set(wanted) & set(got)
    assert len(CASES) >= 60
    assert len(right) >= 0.85 * len(wanted), sorted(set(wanted) - right)
    assert len(set(got) - right) <= 0.1 * len(got), sorted(set(got) - right)


@pytest.mark.parametrize("passage", [case.passage for case in CASES if not case.inner])
def test_nothing_is_invented(passage: str) -> None:
    assert inner(passage) == []


def test_the_parent_is_the_innermost_one_around() -> None:
    text = "The Courier reported that the mayor said that her deputy believed that the figures were false."
    story = found(text)
    by_cue = {triple(text, one)[1]: (index, one) for index, one in enumerate(story)}
    assert by_cue["reported"][1].parent is None
    assert by_cue["said"][1].parent == by_cue["reported"][0]
    assert by_cue["believed"][1].parent == by_cue["said"][0]
    assert by_cue["believed"][1].confidence < by_cue["said"][1].confidence < by_cue["reported"][1].confidence


def test_a_third_level_is_not_read() -> None:
    text = "Ann said that Bo said that Cy said that Di said that Ed said that the boat was gone."
    story = found(text)
    depths = [0] * len(story)
    for index, one in enumerate(story):
        depths[index] = 0 if one.parent is None else 1 + depths[one.parent]
    assert max(depths) <= 2


def test_all_of_an_inner_one_stands_in_its_parents_content() -> None:
    for case in CASES:
        story = found(case.passage)
        for one in story:
            if one.parent is not None:
                around = story[one.parent].content
                for span in one.cue + one.content:
                    assert any(o.start <= span.start and span.end <= o.end for o in around)


def test_marks_around_the_inner_cue_are_the_outer_speakers() -> None:
    (_, mine) = found("“My son says it was never repaired,” said Ines Corvo.")
    assert mine.mode is Mode.INDIRECT
    (_, hers) = found("“She told us, ‘The boats are gone,’ and we sailed,” Mr Renn said.")
    assert hers.mode is Mode.DIRECT


def test_the_reasons_say_that_it_stands_inside_another() -> None:
    (outer, mine) = found("Mr Renn said that the pilot had told him the channel was clear.")
    assert any("inside" in reason for reason in mine.reasons)
    assert not any("inside" in reason for reason in outer.reasons)


def one(cue: tuple[int, int], content: tuple[int, int]) -> Attribution:
    return Attribution((), (Span(*cue),), (Span(*content),), Mode.INDIRECT)


def test_any_that_stands_in_anothers_content_gets_it_as_parent() -> None:
    inside, outer, apart = one((12, 15), (16, 20)), one((0, 4), (10, 40)), one((50, 55), (60, 70))
    assert [a.parent for a in with_parents([apart, inside, outer])] == [None, 0, None]


def test_one_that_only_overlaps_has_no_parent() -> None:
    assert [a.parent for a in with_parents([one((0, 4), (10, 40)), one((5, 8), (20, 30))])] == [None, None]


spans = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(st.tuples(spans, spans).map(lambda pair: one(*pair)), max_size=8))
def test_parents_never_go_round(some: list[Attribution]) -> None:
    placed = with_parents(some)
    for index in range(len(placed)):
        seen, at = set(), index
        while (parent := placed[at].parent) is not None:
            assert at not in seen
            seen.add(at)
            at = parent


@pytest.mark.parametrize(
    ("text", "verb", "source", "content"),
    [
        (
            "Both ports have agreed on a new tariff, two people at the table told the Courier.",
            "told",
            "two people at the table",
            "Both ports have agreed on a new tariff",
        ),
        (
            "Orvel has agreed to sell the mine, two people said, confirming a report in the Courier.",
            "said",
            "two people",
            "Orvel has agreed to sell the mine",
        ),
    ],
)
def test_a_clause_of_saying_put_behind_takes_all_that_stands_before_it(
    text: str, verb: str, source: str, content: str
) -> None:
    story = report(text)
    parsed = parse(story)
    cue = next(i for i, token in enumerate(parsed.tokens) if text[token.start : token.end] == verb)

    def words(tokens: tuple[int, ...]) -> str:
        return text[parsed.tokens[tokens[0]].start : parsed.tokens[tokens[-1]].end]

    given = around(text, parsed, [cue])
    assert [(words(one.source), words(one.content)) for one in given] == [(source, content)]


def test_a_cue_that_is_no_clause_put_in_takes_nothing() -> None:
    story = report("The mayor told the Courier that the mine would be sold.")
    parsed = parse(story)
    assert not around(story.text, parsed, range(len(parsed.tokens)))
