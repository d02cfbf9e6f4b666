"""What the packaged model and the decoding make of plain passages: one for each way of saying.

The passages are ours and simple on purpose: a model that fails one is broken, not merely worse.
"""

from __future__ import annotations

import pytest

from sayso.attribute import attribute, joined_up
from sayso.attribute.linking import Draft
from sayso.attribute.tagging import Chunk
from sayso.parse import parse
from sayso.quotation import quotations
from sayso.types import Attribution, Block, BlockKind, Mode, Report


def report(*paragraphs: str) -> Report:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.BODY, len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return Report("0" * 16, text, tuple(blocks))


def read(*paragraphs: str) -> list[tuple[str | None, str | None, str, Mode]]:
    """(source, cue, content, mode) of each attribution, as text."""
    story = report(*paragraphs)

    def words(spans: tuple[tuple[int, int], ...]) -> str | None:
        return " … ".join(story.text[start:end] for start, end in spans) or None

    found: tuple[Attribution, ...] = attribute(story, parse(story))
    return [(words(a.source), words(a.cue), words(a.content) or "", a.mode) for a in found]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "“We will not leave the harbour,” said Ines Corvo.",
            ("Ines Corvo", "said", "“We will not leave the harbour,”", Mode.DIRECT),
        ),
        (
            "The minister said that the bridge was closed.",
            ("The minister", "said", "that the bridge was closed", Mode.INDIRECT),
        ),
        (
            "“We told them twice,” Ms Holt said, “and nobody answered.”",
            ("Ms Holt", "said", "“We told them twice,” … “and nobody answered.”", Mode.DIRECT),
        ),
        (
            "According to the port authority, the bridge will stay closed until May.",
            ("the port authority", "According to", "the bridge will stay closed until May", Mode.INDIRECT),
        ),
        (
            "The bridge will stay closed until May, according to the port authority.",
            ("the port authority", "according to", "The bridge will stay closed until May", Mode.INDIRECT),
        ),
        (
            "The mayor called the plan “a gift to thieves.”",
            ("The mayor", "called", "the plan “a gift to thieves.”", Mode.MIXED),
        ),
    ],
)
def test_ways_of_saying(passage: str, expected: tuple[str, str, str, Mode]) -> None:
    assert read(passage) == [expected]


def test_two_cues_of_one_source_are_two_attributions() -> None:
    found = read("Ms Holt said the dam was safe and added that no one would be moved.")
    assert [(source, cue) for source, cue, _, _ in found] == [("Ms Holt", "said"), ("Ms Holt", "added")]


def test_thoughts_are_attributions() -> None:
    found = read("The owners believe that the crew set the fire.")
    assert found == [("The owners", "believe", "that the crew set the fire", Mode.INDIRECT)]


def test_prose_of_the_reports_own_has_none() -> None:
    assert read("The ferry left at noon. It carried 40 cars and a brass band.") == []


def test_titles_and_scare_quotes_are_no_quotations() -> None:
    assert read("The band played “Harbour Lights” twice before the “luxury” ferry left.") == []


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    found = read(
        "“The ramp was never safe,” Mr Renn told the inquiry. “I wrote to them in June.",
        "“They never wrote back.”",
    )
    whole = " ".join(content for _, _, content, _ in found)
    assert "The ramp was never safe" in whole
    assert "They never wrote back" in whole
    assert {source for source, _, _, _ in found} == {"Mr Renn"}


@pytest.mark.parametrize(
    ("opening", "skipped", "pieces"),
    [
        ("“We go. We trust the port.", 1, 2),
        ("“We go. We trust the port.”", 1, 1),
        ("“We go. We trust the port.", 4, 1),  # words inside the quotation
    ],
)
def test_a_loose_content_counts_only_where_a_quotation_goes_on(
    opening: str, skipped: int, pieces: int
) -> None:
    story = report(opening, "“We urge the towns.”")
    parsed = parse(story)
    first, second = parsed.paragraphs
    drafts = [
        Draft(None, None, [Chunk("content", first.first + skipped, first.last)]),
        Draft(None, None, [Chunk("content", second.first + 1, second.last)], loose=True),
    ]
    marks = [mark for p in parsed.paragraphs for mark in quotations(story.text, p.start, p.end)]
    (draft,) = joined_up([drafts], story.text, parsed, marks)
    assert len(draft.content) == pieces


def test_spans_are_sorted_apart_and_inside_the_text() -> None:
    story = report("“We told them twice,” Ms Holt said, “and nobody answered.” The owners deny it.")
    for found in attribute(story, parse(story)):
        for spans in (found.source, found.cue, found.content):
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(edges)
            assert all(0 <= edge <= len(story.text) for edge in edges)
        assert 0 <= found.confidence <= 1
        assert found.reasons


def test_who_is_cited_is_no_statement_but_what_is_cited_is():
    cited = read("The ferry had been overloaded, the Meridian Post reported, citing two officials.")
    assert "citing" not in [cue for _, cue, _, _ in cited]
    reason = read("The minister closed the strait, citing rough seas and a lack of pilots.")
    assert [(cue, content) for _, cue, content, _ in reason] == [
        ("citing", "rough seas and a lack of pilots")
    ]


def test_the_terms_on_which_somebody_speaks_are_no_statement():
    found = read(
        "“It was never inspected,” said a clerk, who spoke on condition of anonymity as the case is open."
    )
    assert [content for _, _, content, _ in found] == ["“It was never inspected,”"]
    found = read(
        "A clerk, who asked not to be named because the case is open, said the ramp was never inspected."
    )
    assert not any("named" in content for _, _, content, _ in found)
    found = read(
        "The bridge will not be opened before May, a senior official said, speaking on condition of "
        "anonymity because the talks are not public."
    )
    assert [content for _, _, content, _ in found] == ["The bridge will not be opened before May"]


def test_anonymity_can_be_what_is_talked_about():
    found = read("The judge said that anonymity protects the witness.")
    assert [content for _, _, content, _ in found] == ["that anonymity protects the witness"]
