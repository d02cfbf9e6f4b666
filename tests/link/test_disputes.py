"""Two statements at odds, and two that only look so; what shows it stands in the report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims import Count, Days, Mention
from sayso.link.claims.words import stem
from sayso.link.disputes import disputed, shown, within
from sayso.link.disputes.denials import denial
from sayso.types import (
    Act,
    Anonymity,
    Dispute,
    DisputeKind,
    Figure,
    FigureKind,
    Mode,
    Outlet,
    Polarity,
    Reading,
    Report,
    Span,
    Statement,
    Voice,
    VoiceRole,
    Words,
)


def words(text: str, part: str) -> Words:
    start = text.index(part)
    return Words(part, (Span(start, start + len(part)),))


def said(text: str, number: int, by: str, cue: str, content: str, **more: object) -> Statement:
    """A statement of the report ``text`` whose parts stand in it in these words."""
    actor = f"person:{by.lower().replace(' ', '-')}"
    source = words(text, by)
    voice = Voice(VoiceRole.ORIGIN, actor, by, Anonymity.NAMED, by, source.spans)
    return Statement(
        f"r:{number}",
        Mode.INDIRECT,
        None,
        0.9,
        source,
        words(text, cue),
        words(text, content),
        (voice,),
        act_known=True,
        **more,  # type: ignore[arg-type]
    )


def reading(text: str, *statements: Statement) -> Reading:
    return Reading(Report("r", text, ()), statements)


def only(found: tuple[Dispute, ...]) -> Dispute:
    assert len(found) == 1, found
    return found[0]


def test_a_denial_is_of_the_statement_that_says_what_is_denied() -> None:
    text = "The mill dumps acid in the Lunn, Ada Birk said. Ole Rand denied that the mill dumps acid there."
    one = said(text, 1, "Ada Birk", "said", "The mill dumps acid in the Lunn")
    other = said(text, 2, "Ole Rand", "denied", "that the mill dumps acid there", act=Act.DENY)
    found = only(within(reading(text, one, other)))
    assert (found.kind, found.statement, found.against) == (DisputeKind.DENIES, "r:2", "r:1")
    assert [passage.text for passage in found.evidence] == ["denied"]


def test_what_stands_in_the_denial_only_is_kept_as_denied() -> None:
    text = "Rain fell, Ada Birk said. Ole Rand denied that he owed money to the bank."
    one = said(text, 1, "Ada Birk", "said", "Rain fell")
    other = said(text, 2, "Ole Rand", "denied", "that he owed money to the bank", act=Act.DENY)
    found = only(within(reading(text, one, other)))
    assert found.against is None
    assert found.denied is not None
    assert found.denied.text == "that he owed money to the bank"


def test_a_denial_that_points_back_is_of_what_was_said_before() -> None:
    text = "The mill dumps acid in the Lunn, Ada Birk said. Ole Rand rejected the claim as false."
    one = said(text, 1, "Ada Birk", "said", "The mill dumps acid in the Lunn")
    other = said(
        text,
        2,
        "Ole Rand",
        "rejected",
        "the claim as false",
        act=Act.REJECT,
        proposal=words(text, "the claim"),
    )
    found = only(within(reading(text, one, other)))
    assert (found.kind, found.statement, found.against) == (DisputeKind.REJECTS, "r:2", "r:1")


def test_nobody_disputes_himself() -> None:
    text = "The mill dumps acid in the Lunn, Ada Birk said. Later Birk denied that the mill dumps acid."
    one = said(text, 1, "Ada Birk", "said", "The mill dumps acid in the Lunn")
    other = replace(
        said(text, 2, "Birk", "denied", "that the mill dumps acid", act=Act.DENY),
        voices=one.voices,
    )
    assert all(each.against is None for each in within(reading(text, one, other)))


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("did not deny", "that the mill dumps acid", Act.SAY),
        ("would neither confirm nor deny", "the report", Act.REFUSE),
        ("declined", "to comment on the report", Act.REFUSE),
        ("refused", "to answer questions", Act.REFUSE),
        ("admitted", "that the mill dumps acid", Act.CONFIRM),
        ("said", "that nobody had asked whether it never happened", Act.SAY),
    ],
)
def test_what_only_looks_like_a_denial_is_none(cue: str, content: str, act: Act) -> None:
    text = f"Ole Rand {cue} {content}."
    assert denial(said(text, 1, "Ole Rand", cue, content, act=act)) is None


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "There is no truth in this story"),
        ("said", "It never happened"),
        ("said", "the report was completely untrue"),
        ("called", "the claim “nonsense”"),
        ("described", "as “absurd” the claim that the mill dumps acid"),
        ("said", "“Nonsense,”"),
    ],
)
def test_some_words_deny_whatever_the_cue(cue: str, content: str) -> None:
    text = f"Ole Rand {cue} {content}."
    found = denial(said(text, 1, "Ole Rand", cue, content))
    assert found is not None
    assert all(text[span.start : span.end] for span in found.evidence)


def test_but_alone_sets_nobody_against_anybody() -> None:
    text = "The mill is old, Ada Birk said. But Ole Rand said that the harbour was full of ice."
    one = said(text, 1, "Ada Birk", "said", "The mill is old")
    other = said(text, 2, "Ole Rand", "said that", "the harbour was full of ice")
    assert within(reading(text, one, other)) == ()


def test_a_voice_that_insists_after_but_is_set_against_the_other() -> None:
    text = "The mill is shut, Ada Birk said. But Ole Rand insisted that the mill would go on."
    one = said(text, 1, "Ada Birk", "said", "The mill is shut")
    other = said(text, 2, "Ole Rand", "insisted", "that the mill would go on")
    found = only(within(reading(text, one, other)))
    assert found.kind is DisputeKind.CONTRASTS
    assert found.evidence[0].text == "But … insisted"


def counted(text: str, number: str, value: float, counts: str) -> Figure:
    at = words(text, number)
    return Figure(FigureKind.COUNT, number, at.spans, value, value, value, counts=words(text, counts))


def test_two_numbers_of_one_count_are_at_odds_and_both_are_shown() -> None:
    text = "Fire at Orvel killed 17 miners, Ada Birk said. Fire at Orvel killed 31 old miners, Ole Rand said."
    one = said(text, 1, "Ada Birk", "said", "Fire at Orvel killed 17 miners")
    other = said(text, 2, "Ole Rand", "said", "Fire at Orvel killed 31 old miners")
    figures = (counted(text, "17", 17, "miners"),), (counted(text, "31", 31, "old miners"),)
    one, other = (replace(each, figures=made) for each, made in zip((one, other), figures, strict=True))
    found = only(within(reading(text, one, other)))
    assert found.kind is DisputeKind.FIGURES
    assert [passage.text for passage in found.evidence] == ["31 old miners", "17 miners"]


def mention(statement: str, text: str, **more: object) -> Mention:
    stems = tuple(stem(word) for word in text.split())
    made = Mention(statement, statement.partition(":")[0], None, "2031-01-02", 741500, stems)
    return replace(made, **more)  # type: ignore[arg-type]


DAM = "inspection orvel dam winter falsified engineers"
POOL = [*DAM.split(), "mayor", "valley", "bridge", "guilty", "innocent", "rise", "fall"]


def test_statements_of_two_reports_are_at_odds_when_one_denies_what_the_other_says() -> None:
    one = mention("a:1", DAM, voices=("person:birk",))
    other = mention("b:1", DAM, voices=("person:rand",), act=Act.DENY, negative=True)
    found = disputed(one, other)
    assert found is not None
    assert (found.kind, found.statement, found.against) == (DisputeKind.DENIES, "b:1", "a:1")


def test_the_same_said_of_two_days_is_not_at_odds() -> None:
    one = mention("a:1", DAM, voices=("person:birk",))
    other = mention("b:1", DAM, voices=("person:rand",), act=Act.DENY, negative=True)
    assert disputed(one, other) is not None
    one, other = (replace(each, days=(Days(day, day),)) for each, day in ((one, 741000), (other, 741300)))
    assert disputed(one, other) is None


made = st.builds(
    mention,
    st.sampled_from(["a:1", "a:2"]),
    st.lists(st.sampled_from(POOL), min_size=1, max_size=9).map(" ".join),
    voices=st.sampled_from([(), ("person:birk",), ("person:rand",)]),
    negative=st.booleans(),
    act=st.sampled_from([Act.SAY, Act.DENY, Act.SUPPORT, Act.OPPOSE, Act.REFUSE, Act.ACCUSE]),
    figures=st.sampled_from(
        [(), (Count(17, 17, 17, None, ("engin",)),), (Count(31, 31, 31, None, ("engin",)),)]
    ),
    day=st.sampled_from([None, 741500, 741501]),
)


@given(made, made)
def test_which_of_two_statements_comes_first_makes_no_difference(one: Mention, other: Mention) -> None:
    other = replace(other, statement="b:7", report="b")
    assert disputed(one, other) == disputed(other, one)


@given(made)
def test_no_voice_is_at_odds_with_itself(one: Mention) -> None:
    other = replace(one, statement="b:7", report="b", negative=not one.negative)
    if one.voices:
        assert disputed(one, other) is None


def test_what_shows_a_dispute_of_two_reports_is_filled_in_from_their_readings() -> None:
    texts = "The dam was inspected, Ada Birk said.", "The dam was never inspected, Ole Rand said."
    ours = said(texts[0], 1, "Ada Birk", "said", "The dam was inspected")
    theirs = said(texts[1], 1, "Ole Rand", "said", "The dam was never inspected", polarity=Polarity.NEGATIVE)
    readings = {
        name: Reading(Report(name, text, (), outlet=Outlet(name)), (replace(each, id=f"{name}:1"),))
        for name, text, each in zip("ab", texts, (ours, theirs), strict=True)
    }
    found = shown(Dispute(DisputeKind.CONTRADICTS, "b:1", "a:1", ()), readings)
    assert [(passage.report, passage.text) for passage in found.evidence] == [("b", "never")]


def test_a_dispute_whose_readings_are_not_there_is_left_as_it_is() -> None:
    bare = Dispute(DisputeKind.CONTRADICTS, "b:1", "a:1", ())
    assert shown(bare, {}) == bare
