"""Whom a statement is toward, and what it is about: target and proposal."""

from importlib.resources import files

import pytest

from sayso.parse import parse
from sayso.pipeline import read_report
from sayso.read.document import Document, Known
from sayso.read.formats import report_of
from sayso.resolve import resolve
from sayso.situate.acts import acted
from sayso.situate.ground import Ground
from sayso.types import Attribution, Mode, Situation, Span, Statement

pytestmark = pytest.mark.skipif(
    not (files("sayso.models") / "reader" / "manifest.json").is_file(), reason="no model has been trained yet"
)


def statement(text: str, content: str) -> Statement:
    """The shortest statement whose content holds a run of words."""
    document = Document("passage.txt", text.encode(), "text/plain", "utf-8", override=Known())
    holding = [each for each in read_report(report_of(document)).statements if content in each.content.text]
    return min(holding, key=lambda each: len(each.content.text))


def situation(text: str, source: str, cue: str, content: str) -> Situation:
    """What is made of an attribution whose words are given, wherever the model would find it."""
    report = report_of(Document("passage.txt", text.encode(), "text/plain", "utf-8", override=Known()))
    spans = [
        (Span(start, start + len(words)),)
        for words in (source, cue, content)
        for start in [text.index(words)]
    ]
    attribution = Attribution(spans[0], spans[1], spans[2], Mode.DIRECT if "“" in content else Mode.INDIRECT)
    parsed = parse(report)
    resolution = resolve(report, parsed, (attribution,))
    return acted(Ground(report, parsed, resolution), attribution, resolution.chains[0])


def target(text: str, content: str) -> str | None:
    found = statement(text, content).target
    return found.words if found else None


def proposal(text: str, content: str) -> str | None:
    found = statement(text, content).proposal
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Norway accused Sweden of hiding the figures.", "hiding", "Sweden"),
        ("The minister urged Iran to halt enrichment.", "halt", "Iran"),
        ("Kenya called for Uganda to withdraw its soldiers.", "withdraw", "Uganda"),
        ("The general condemned the army for its silence.", "army", "the army"),
        ("The senator criticised Hungary's plan to close the port.", "plan", "Hungary"),
        ("Moscow rejected a request by Ankara to provide ships.", "request", "Ankara"),
        ("Norway said Sweden was responsible for the leak.", "responsible", "Sweden"),
        ("She said the government must resign.", "resign", "the government"),
        ("Ministers told residents to leave the city.", "leave", "residents"),
        ("The president threatened to cut off aid to Honduras.", "cut off", "Honduras"),
        ("The bank said the weather was fine.", "weather", None),
        ("Residents praised the view from the tower.", "view", None),
    ],
)
def test_target(text, content, expected):
    assert target(text, content) == expected


def test_a_target_is_an_actor_where_the_report_says_who_that_is():
    found = statement("Norway has accused Moscow of hiding the figures.", "hiding").target
    assert found
    assert found.actor == "state:russia"


def test_a_speaker_is_no_target_of_his_own():
    text = "Odile Marchetti said she must resign."
    assert target(text, "must resign") is None


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Moscow rejected a plan to reopen the bridge.", "plan", "a plan to reopen the bridge"),
        ("The minister urged Iran to halt enrichment.", "halt", "halt enrichment"),
        ("The company said it would never accept the ruling.", "ruling", "the ruling"),
        (
            "Iran maintained that it will not tolerate foreign troops on its soil.",
            "tolerate",
            "foreign troops on its soil",
        ),
        ("She said the government must resign.", "resign", "resign"),
        ("The captain refused to leave the ship.", "leave", "leave the ship"),
        ("Qatar has agreed to a ceasefire.", "ceasefire", "a ceasefire"),
        ("The bank promised to refund the farmers.", "refund", "refund the farmers"),
        ("Norway accused Sweden of hiding the figures.", "hiding", None),
        ("The ferry is late, the harbour master said.", "ferry", None),
    ],
)
def test_proposal(text, content, expected):
    assert proposal(text, content) == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "The mayor spoke of a long pause in the works – a demand the council has dismissed as a trick.",
            "the council",
            "has dismissed",
            "as a trick",
            "a long pause in the works",
        ),
        (
            "Russia wants Kiev to withdraw, a demand that Kiev has rejected.",
            "Kiev",
            "has rejected",
            "a demand",
            "withdraw",
        ),
        (
            "The talks, which Egypt has refused to join, were held in Varn.",
            "Egypt",
            "has refused",
            "to join",
            "The talks",
        ),
        (
            "The treaty was backed by the senate in the spring.",
            "the senate",
            "was backed",
            "The treaty",
            "The treaty",
        ),
        (
            "The council called again and again for a “full inquiry” into the fire.",
            "The council",
            "called",
            "for a “full inquiry” into the fire",
            "a “full inquiry” into the fire",
        ),
    ],
)
def test_the_proposal_may_stand_elsewhere(text, source, cue, content, expected):
    found = situation(text, source, cue, content).proposal
    assert found
    assert found.text == expected


def test_an_imperative_is_for_whom_it_is_said_to():
    found = situation("“Leave now,” he told the soldiers.", "he", "told", "“Leave now,”")
    assert found.target
    assert found.target.words == "the soldiers"


def test_who_is_accused_in_the_passive_is_the_target():
    found = situation("The mayor was accused by the union of lying.", "the union", "was accused", "of lying")
    assert found.target
    assert found.target.words == "The mayor"


def test_a_demand_is_told_with_who_makes_it_and_for_what() -> None:
    text = "Ethiopia has rejected a demand by its neighbours for a pause in the filling of the lake."
    assert proposal(text, "demand") == "a demand by its neighbours for a pause in the filling of the lake"
