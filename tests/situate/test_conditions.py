"""What a content hangs on, and in spite of what it holds."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parse import parse
from sayso.pipeline import read_report
from sayso.read.document import Document, Known
from sayso.read.formats import report_of
from sayso.situate.conditions import CONCESSIONS, in_sentence
from sayso.trees import Trees
from sayso.types import Block, BlockKind, Condition, ConditionKind, ConditionStatus, Reading, Report

pytestmark = pytest.mark.skipif(
    not (files("sayso.models") / "reader" / "manifest.json").is_file(), reason="no model has been trained yet"
)

Kind, Status = ConditionKind, ConditionStatus

PAGE = Path(__file__).parents[2] / "docs" / "conditions.md"
WORDS = tuple(
    """said that it would will not if unless without until after had were should she he the truce only
    provided as long , “ ” ' – ( ) ? ; although while but for not been depends on subject to approval even
    in return before it’s contingent then would n't there barring ever any that dash""".split()  # noqa: SIM905
)


def reading(text: str) -> Reading:
    document = Document("passage.txt", text.encode(), "text/plain", "utf-8", override=Known())
    return read_report(report_of(document))


def conditions(text: str) -> list[Condition]:
    """The conditions of all statements of a text."""
    return [each for statement in reading(text).statements for each in statement.conditions]


def only(text: str) -> Condition:
    """The one condition of a text; that of a statement inside another counts once."""
    (found,) = {each.spans: each for each in conditions(text)}.values()
    return found


def in_text(text: str) -> list[tuple[ConditionKind, str]]:
    """The kind and words of each condition of a text, whoever says it."""
    report = Report("passage", text, (Block(BlockKind.BODY, 0, len(text)),) if text.strip() else ())
    parsed = parse(report)
    trees = Trees(text, parsed)
    found = [each for bounds in parsed.sentences for each in in_sentence(trees, bounds.first, bounds.last)]
    return [(kind, text[span.start : span.end]) for kind, span in found]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The cable car will run if the wind drops, the warden said.", Kind.IF, "if the wind drops"),
        ("In case of rain the fair will move indoors, the clerk said.", Kind.IF, "In case of rain"),
        ("The mine would have closed if not for the loan, its owner said.", Kind.IF, "if not for the loan"),
        (
            "The ministry will sign only when the maps are ready, it said.",
            Kind.ONLY_IF,
            "only when the maps are ready",
        ),
        (
            "The bakers will strike unless flour gets cheaper, they said.",
            Kind.UNLESS,
            "unless flour gets cheaper",
        ),
        (
            "The clinic cannot open without a second nurse, its head said.",
            Kind.WITHOUT,
            "without a second nurse",
        ),
        (
            "The heirs will lend the vase provided that it stays in Turin, they said.",
            Kind.PROVIDED,
            "provided that it stays in Turin",
        ),
        (
            "Ghana will send engineers after an armistice, its president said.",
            Kind.AFTER,
            "after an armistice",
        ),
        (
            "The divers will go down once the storm is over, the coastguard said.",
            Kind.AFTER,
            "once the storm is over",
        ),
        (
            "The rebels will not talk until the siege is lifted, their leader said.",
            Kind.UNTIL,
            "until the siege is lifted",
        ),
        (
            "Peru offered to free the trawler in exchange for an apology.",
            Kind.IN_RETURN,
            "in exchange for an apology",
        ),
        (
            "The grant is contingent on a new roof, the council said.",
            Kind.CONTINGENT,
            "contingent on a new roof",
        ),
        ("The harvest hinges on the rain, the farmer said.", Kind.CONTINGENT, "hinges on the rain"),
        (
            "The merger is subject to approval in Brussels, the brewer said.",
            Kind.SUBJECT_TO,
            "subject to approval in Brussels",
        ),
        ("The race will go ahead despite the heat, the club said.", Kind.DESPITE, "despite the heat"),
        ("The bridge is safe although it sways, the engineer said.", Kind.ALTHOUGH, "although it sways"),
        ("The abbot will stay even if the monks leave, he said.", Kind.ALTHOUGH, "even if the monks leave"),
    ],
)
def test_each_kind_has_words_that_tie_it(text, kind, words):
    found = only(text)
    assert (found.kind, found.text, found.status) == (kind, words, Status.OPEN)
    assert found.concession is (kind in CONCESSIONS)
    assert found.why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Had the guard been awake, the vault would be full, the judge said.", "Had the guard been awake"),
        ("The vault would be full had the guard been awake, the judge said.", "had the guard been awake"),
        ("Should the dyke break, the village would drown, the mayor said.", "Should the dyke break"),
        ("Were it not for the dogs, the flock would be lost, the shepherd said.", "Were it not for the dogs"),
        (
            "The judge said that had he known of the letter, he would have waited.",
            "had he known of the letter",
        ),
    ],
)
def test_an_auxiliary_before_its_subject_is_an_if(text, words):
    found = only(text)
    assert (found.kind, found.text) == (Kind.IF, words)


@pytest.mark.parametrize(
    "text",
    [
        "The clerk had the keys and would have opened the vault, the judge said.",
        "“Had he seen the letter?” the judge asked.",
        "The dogs were not at home, nor had they been fed, the shepherd said.",
    ],
)
def test_an_auxiliary_before_its_subject_is_no_if_where_nothing_hangs_on_it(text):
    assert conditions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor asked if the bridge was safe.",
        "It looked as if the ice would hold, the guide said.",
        "The dog is rarely, if ever, let off its chain, the vet said.",
        "The minister resigned after the vote, her aide said.",
        "The trial will begin two weeks after the verdict in the other case, the court said.",
        "The dam will not be finished until Friday, the builder said.",
        "The pilot left without a word, the porter said.",
        "Parcels may be opened without notice, the post office said.",
        "Visitors are subject to searches, the museum said.",
        "The firm had provided masks, a nurse said.",
        "The strait will stay closed for as long as three weeks, the admiral said.",
        "The road has been closed since the flood, though, the mayor said.",
        "While the guests slept, the roof fell in, the porter said.",
        "The law barring imports will be repealed, the minister said.",
        "The prize was meant not for the king but for the cook, the page said.",
        "Following the map, the scouts will reach the hut by noon, their leader said.",
    ],
)
def test_what_dates_asks_or_tells_how_is_no_condition(text):
    assert conditions(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The union insisted that the pit reopen only if the lamps are new.", Status.DEMANDED),
        (
            "“We will sign only if the clause goes, and we demand that it go,” the lawyer said.",
            Status.DEMANDED,
        ),
        ("“The mill will shut unless a buyer comes, and there is no buyer,” she said.", Status.ABSENT),
        ("The crew sailed on despite a lack of water, the captain said.", Status.ABSENT),
        (
            "“The road would be safe if the city cleared it, but the city refuses to,” he said.",
            Status.REFUSED,
        ),
        ("“It cannot fly without fuel, and Malta is not willing to sell any,” he said.", Status.REFUSED),
        ("“If you want a ticket, you must queue,” the usher said.", Status.OPEN),
    ],
)
def test_what_is_said_beside_a_condition_is_its_status(text, status):
    found = only(text)
    assert found.status is status


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If the snow melts, the shepherd said, the pass will open.", "If the snow melts"),
        ("“If the snow melts,” the shepherd said, “the pass will open.”", "If the snow melts"),
        ("Without the loan, the owner said, the mine would close.", "Without the loan"),
        ("The owner said that without the loan, the mine would close.", "without the loan"),
        ("Chad said that if the wells dried up it would ask for help.", "if the wells dried up"),
    ],
)
def test_a_condition_apart_from_the_rest_of_the_content_belongs_to_it(text, words):
    assert only(text).text == words


def test_a_condition_of_a_statement_inside_another_is_both_statements():
    found = reading(
        "The mayor said the warden had told her that the dam would break if it rained."
    ).statements
    assert [[each.text for each in statement.conditions] for statement in found] == [["if it rained"]] * 2


def test_a_condition_of_what_the_report_says_is_no_statement_s():
    text = "Without a word to the crew, the owner sold the ship. The captain said the ship was old."
    assert conditions(text) == []


def test_two_conditions_of_a_content_are_two():
    text = "The price could fall if the port reopened or if the tariff was lifted, the broker said."
    assert [each.text for each in conditions(text)] == ["if the port reopened", "if the tariff was lifted"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If the pump fails, the cellar would flood.", "If the pump fails"),
        ("The cellar would flood if the pump failed – it is very old.", "if the pump failed"),
        ("If the pump (the old one) fails, then the cellar will flood.", "If the pump (the old one) fails"),
        ("“The cellar would flood if the pump failed,” said the plumber.", "if the pump failed"),
        (
            "Although not seen for years, it is feared that the lynx may return.",
            "Although not seen for years",
        ),
        ("Had it not been for the pump, the cellar would have flooded.", "Had it not been for the pump"),
    ],
)
def test_a_condition_ends_where_the_rest_goes_on(text, words):
    assert [found for _, found in in_text(text)] == [words]


def test_a_troop_deployment_hangs_on_a_truce_and_on_an_ally():
    text = (
        "Denmark and Spain have offered to station a force on the island following a peace agreement. "
        "But the idea is impossible without Canadian satellites, which Ottawa is not ready to provide, "
        "diplomats said."
    )
    found = {each.kind: each for each in conditions(text)}
    assert found[Kind.AFTER].text == "following a peace agreement"
    assert found[Kind.WITHOUT].text.startswith("without Canadian satellites")


def rows() -> list[tuple[str, str, str]]:
    """Kind or status, example and condition of each row of the documentation's two tables."""
    row = r"^\| `([a-z ]+)` \| .*? \| (.*[.”]) \| (.*?) \|$"
    return re.findall(row, PAGE.read_text("utf-8"), re.M)


@pytest.mark.parametrize(("name", "example", "words"), rows())
def test_the_examples_of_the_page_are_what_it_says(name, example, words):
    found = only(f"The news of the day.\n\n{example}")
    assert found.text == words
    assert name in (found.kind.value, found.status.value)


def test_the_page_has_an_example_of_every_kind_and_status():
    assert {name for name, _, _ in rows()} == {each.value for each in (*Kind, *Status)}


def traps() -> list[str]:
    page = PAGE.read_text("utf-8").partition("## What is no condition")[2]
    return re.findall(r"^\| .*? \| .*? \| (.*\.) \|$", page, re.M)


@pytest.mark.parametrize("example", traps())
def test_what_the_page_calls_no_condition_is_none(example):
    assert conditions(f"The news of the day.\n\n{example}") == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=35))
def test_any_words_in_any_order_have_conditions_within_the_text(words):
    read = reading(" ".join(["He said", *words]))
    for statement in read.statements:
        for each in statement.conditions:
            (span,) = each.spans
            assert 0 <= span.start < span.end <= len(read.report.text)
            assert each.text == read.report.text[span.start : span.end]
            assert each.concession is (each.kind in CONCESSIONS)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=35).map(" ".join))
def test_any_text_has_conditions_of_some_words(text):
    for kind, words in in_text(text):
        assert kind in Kind
        assert words.strip()


@pytest.mark.parametrize(
    "text", ["", "if", "He had n't", "Should", "unless ,", "Had it not been for", "if any", "if (a –"]
)
def test_a_text_that_breaks_off_has_conditions_or_none(text):
    assert all(words in text for _, words in in_text(text))
