"""The act of a statement, by its cue, what turns it, and the head of its content."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.pipeline import read_report
from sayso.read.document import Document, Known
from sayso.read.formats import report_of
from sayso.situate.acts import PLOVER
from sayso.situate.acts.clause import heads
from sayso.situate.acts.lexicon import table
from sayso.types import Act, EventKind, Reading, Statement

pytestmark = pytest.mark.skipif(
    not (files("sayso.models") / "reader" / "manifest.json").is_file(), reason="no model has been trained yet"
)

PAGE = Path(__file__).parents[2] / "docs" / "acts.md"
WORDS = tuple(
    """said accused denied refused to of that it would not must , a plan by Moscow “ ” ' the called for
    rejected which is – he who told according demand 7 . never ’s""".split()  # noqa: SIM905
)


def reading(text: str) -> Reading:
    document = Document("passage.txt", text.encode(), "text/plain", "utf-8", override=Known())
    return read_report(report_of(document))


def statement(text: str, content: str) -> Statement:
    """The shortest statement whose content holds a run of words."""
    holding = [each for each in reading(text).statements if content in each.content.text]
    return min(holding, key=lambda each: len(each.content.text))


def act(text: str, content: str) -> Act:
    return statement(text, content).act


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("The ferry is late, the harbour master said.", "ferry is late", Act.SAY),
        ("The Larkhaven Courier reported that the ferry had sunk.", "had sunk", Act.REPORT),
        ("The ministry confirmed that two pilots were missing.", "two pilots", Act.CONFIRM),
        ("The ministry denied that two pilots were missing.", "two pilots", Act.DENY),
        ("Norway accused Sweden of hiding the figures.", "Sweden", Act.ACCUSE),
        ("The senator criticised the mayor for the delay.", "mayor", Act.CRITICISE),
        ("The minister praised the divers for their courage.", "divers", Act.PRAISE),
        ("The union demanded that the bank reopen the branch.", "reopen", Act.DEMAND),
        ("Kenya called on Uganda to open the border.", "open the border", Act.REQUEST),
        ("Brussels has proposed a summit in May.", "a summit", Act.PROPOSE),
        ("The bank promised to refund the farmers.", "refund", Act.PROMISE),
        ("The colonel threatened to close the port.", "close the port", Act.THREATEN),
        ("Engineers warned that the dam could burst.", "dam could burst", Act.WARN),
        ("Qatar has agreed to a ceasefire.", "a ceasefire", Act.AGREE),
        ("Moscow rejected a plan to reopen the bridge.", "a plan", Act.REJECT),
        ("The captain refused to leave the ship.", "leave the ship", Act.REFUSE),
        ("The president of Chile backs the treaty.", "the treaty", Act.SUPPORT),
        ("Residents oppose the new quarry.", "the new quarry", Act.OPPOSE),
        ("The auditor doubted that the money would arrive.", "money", Act.DOUBT),
        ("Economists predicted that prices would fall.", "prices", Act.PREDICT),
        ("The militia claimed that it had taken the town.", "taken the town", Act.CLAIM),
        ("The general believes that the bridge will hold.", "bridge", Act.THINK),
        ("The company intends to close two mines.", "close two mines", Act.INTEND),
    ],
)
def test_each_act_has_a_cue(text, content, expected):
    assert act(text, content) == expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Moscow has maintained that it will not tolerate foreign troops.", "tolerate", Act.REFUSE),
        ("The company said it would never accept the ruling.", "ruling", Act.REFUSE),
        ("She said the government must resign.", "resign", Act.DEMAND),
        ("The union said it would retaliate against the owners.", "retaliate", Act.THREATEN),
        ("The company said it was ready to pay.", "ready to pay", Act.PROMISE),
        ("Chile said it supports the treaty.", "treaty", Act.SUPPORT),
        ("The general said he believed the bridge would hold.", "he believed", Act.THINK),
        ("Peru said the report was false.", "report was false", Act.DENY),
        ("Norway said Sweden was responsible for the leak.", "responsible", Act.ACCUSE),
        ("The mayor said the plan was preposterous.", "preposterous", Act.CRITICISE),
        ("Ministers told residents to leave the city.", "leave the city", Act.DEMAND),
        ("Cuba wants to join the pact.", "join the pact", Act.INTEND),
        ("Canada wants Cuba to free the sailors.", "free the sailors", Act.REQUEST),
        ("The colonel vowed to crush the rebels.", "crush the rebels", Act.THREATEN),
        ("The mayor called the plan a disgrace.", "disgrace", Act.CRITICISE),
    ],
)
def test_the_head_of_the_content_decides_where_the_cue_only_says_that_it_was_said(text, content, expected):
    assert act(text, content) == expected


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("France did not deny the report.", "report", Act.SAY),
        ("Officials refused to rule out a strike.", "strike", Act.SAY),
        ("Spain declined to comment.", "comment", Act.REFUSE),
        ("Malta would not say whether the ship had arrived.", "ship", Act.REFUSE),
        ("The council does not support the quarry.", "quarry", Act.OPPOSE),
        ("The king will not accept the terms.", "terms", Act.REFUSE),
        ("The company does not plan to close the mine.", "close the mine", Act.REFUSE),
    ],
)
def test_negation_and_refusal_turn_an_act(text, content, expected):
    assert act(text, content) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The fog will not lift before noon, the pilot said.",
        "The guide said she would not remember the way.",
        "The sailor said that he had to be at the pier by nine.",
        "The pilot said the storm was not a mistake of the forecasters.",
    ],
)
def test_what_only_looks_like_a_refusal_or_a_demand_is_said(text):
    assert {each.act for each in reading(text).statements} <= {Act.SAY}


def test_according_to_a_paper_is_a_report_and_according_to_a_person_is_said():
    assert act("According to the Meridian Post, the mine is shut.", "mine is shut") == Act.REPORT
    assert act("According to Odile Marchetti, the mine is shut.", "mine is shut") == Act.SAY


def test_an_unknown_cue_is_say_and_marked():
    found = statement("“The tide took her,” the harbour master croaked.", "The tide")
    assert (found.act, found.act_known, found.plover) == (Act.SAY, False, None)
    assert any("no cue of the table" in reason for reason in found.reasons)


def test_what_is_not_done_is_not_the_act():
    text = "The militia claimed, without offering any proof, that it had shot down the helicopter."
    assert act(text, "shot down the helicopter") == Act.CLAIM


def test_a_speaker_answers_for_what_he_belongs_to():
    text = "The French foreign minister said France will never accept the terms."
    assert act(text, "accept the terms") == Act.REFUSE


def test_every_act_says_why():
    text = "Norway accused Sweden of hiding the figures. Sweden said the report was false."
    assert all(each.act_known and each.reasons for each in reading(text).statements)


def test_declining_to_comment_is_no_plover_event_and_refusing_to_leave_is():
    assert statement("Spain declined to comment.", "comment").plover is None
    refused = statement("The captain refused to leave the ship.", "leave the ship")
    assert refused.plover is EventKind.REJECT


def test_an_apology_is_a_concession_of_plover():
    found = statement("The bank apologised for the delay.", "delay")
    assert (found.act, found.plover) == (Act.SAY, EventKind.CONCEDE)


def test_the_table_is_sound():
    seen = set()
    for each in table():
        assert each.words
        assert all(each.words)
        assert (each.words, each.part, each.flag) not in seen, each.words
        seen.add((each.words, each.part, each.flag))
        assert each.why.endswith(".")
    assert {each.act for each in table() if each.act} == set(Act)
    assert set(PLOVER) <= set(Act)


def examples() -> list[tuple[str, str, str]]:
    """Act, example and PLOVER type of each row of the documentation's table."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|", PAGE.read_text("utf-8"), re.M)
    return [
        (act, example, plover)
        for act, _, example, plover in rows
        if example[-1] == "." and ":" not in example
    ]


@pytest.mark.parametrize(("act", "example", "plover"), examples())
def test_the_examples_of_the_page_are_what_it_says(act, example, plover):
    found = [each for each in reading(f"The news of the day.\n\n{example}").statements if each.act == act]
    assert found
    if plover == "" or plover.isalpha():
        assert {each.plover for each in found} == {EventKind(plover) if plover else None}


def test_the_page_has_an_example_of_every_act():
    assert {act for act, _, _ in examples()} == {act.value for act in Act}


def test_the_words_of_the_content_have_a_reason_each():
    text = (files("sayso.situate.acts") / "heads.csv").read_text("utf-8")
    assert all(row["why"].endswith(".") for row in csv.DictReader(text.splitlines()))
    assert all(words and "" not in words for words in heads().values())


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=30,
    )
)
def test_any_words_in_any_order_have_acts_within_the_text(words):
    read = reading(" ".join(["He", *words]))
    for each in read.statements:
        assert each.act in Act
        for found in (each.target, each.proposal):
            for span in found.spans if found else ():
                assert 0 <= span.start < span.end <= len(read.report.text)
        if each.proposal:
            pieces = [read.report.text[start:end] for start, end in each.proposal.spans]
            assert each.proposal.text == " … ".join(pieces)
        if each.target:
            assert each.target.words == read.report.text[slice(*each.target.spans[0])]
