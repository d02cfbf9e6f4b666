"""Events: types, modes and parties; what came to pass and what did not; what is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.resolve import resolve
from sayso.situate import situate
from sayso.situate.events import events, root
from sayso.situate.events.circumstances import Circumstances, status_in_time
from sayso.situate.events.clauses import Clauses
from sayso.situate.events.lexicon import Standing, contexts, nouns, people, verbs
from sayso.situate.gathered import Gathered
from sayso.situate.ground import Ground
from sayso.spans import joined
from sayso.types import (
    NO_TIME,
    Block,
    BlockKind,
    Event,
    EventKind,
    EventStatus,
    Report,
    Resolution,
    Span,
    Time,
    TimeKind,
    Words,
)
from sayso.words import word_set

MODES = {
    EventKind.CONSULT: {"visit", "third-party", "multilateral", "phone"},
    EventKind.RETREAT: {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    EventKind.REQUEST: {"assist", "change", "yield", "meet"},
    EventKind.ACCUSE: {"disapprove", "investigate", "allege"},
    EventKind.REJECT: {"assist", "change", "yield", "meet"},
    EventKind.THREATEN: {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    EventKind.PROTEST: {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    EventKind.SANCTION: {"convict", "expel", "withdraw", "discontinue"},
    EventKind.MOBILIZE: {"troops", "weapons", "police", "militia"},
    EventKind.COERCE: word_set(
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"
    ),
    EventKind.ASSAULT: word_set(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
        "aerial drone heavy-weapons crowd-control unconventional"
    ),
}
"""The modes of PLOVER 2.0's manual, chapter 3."""


def read(text, published=None):
    report = Report("r", text, (Block(BlockKind.BODY, 0, len(text)),), published=published)
    parsed = parse(report)
    attributions = attribute(report, parsed)
    return situate(report, parsed, attributions, resolve(report, parsed, attributions))[1]


def only(text, kind, published=None):
    found = [event for event in read(text, published) if event.kind == kind]
    assert found, f"no {kind} in {text}"
    return found[0]


def names(parties):
    return [party.actor or party.words for party in parties]


@pytest.mark.parametrize(
    ("text", "kind", "mode", "actors", "recipients"),
    [
        (
            "Norwegian police arrested three smugglers in the harbour.",
            "COERCE",
            "arrest",
            ["organ:norway/police"],
            ["three smugglers"],
        ),
        ("Chile condemned Peru.", "ACCUSE", "disapprove", ["state:chile"], ["state:peru"]),
        ("Chile and Peru held talks in Quito.", "CONSULT", None, ["state:chile", "state:peru"], []),
        ("Peru has imposed sanctions on Chile.", "SANCTION", "discontinue", ["state:peru"], ["state:chile"]),
        (
            "Peru turned down a request by Chile for help.",
            "REJECT",
            "assist",
            ["state:peru"],
            ["state:chile"],
        ),
        ("Turkish jets bombed Syria at dawn.", "ASSAULT", "aerial", ["state:turkey"], ["state:syria"]),
        ("Chile was invaded by Peru.", "ASSAULT", None, ["state:peru"], ["state:chile"]),
        ("Peru freed Chilean prisoners.", "RETREAT", "release", ["state:peru"], None),
        ("Thousands of farmers protested outside the parliament.", "PROTEST", "demo", ["farmers"], None),
        ("Norway has recalled its ambassador from Chile.", "SANCTION", "withdraw", ["state:norway"], None),
        ("Peru refuses to release the Chilean sailors.", "REJECT", "yield", ["state:peru"], None),
        ("Peru will not withdraw its troops from Chile.", "REJECT", "yield", ["state:peru"], None),
    ],
)
def test_what_is_done_by_whom_to_whom(text, kind, mode, actors, recipients):
    event = only(text, kind)
    assert event.mode == mode
    assert names(event.actors) == actors
    if recipients is not None:
        assert names(event.recipients) == recipients


def test_a_drone_that_is_shot_down_is_its_owners_loss():
    event = only("The Norwegian army shot down forty Swedish drones.", EventKind.ASSAULT)
    assert names(event.recipients) == ["state:sweden"]
    assert [party.words for party in event.recipients] == ["Swedish"]
    assert event.mode is None, "the drones were the target, not the means"


def test_the_two_countries_are_those_of_the_sentence_before():
    text = "Peru and Chile resumed talks. They led to a prisoner exchange between the two countries."
    event = only(text, EventKind.RETREAT)
    assert sorted(names(event.actors)) == ["state:chile", "state:peru"]
    assert event.mode == "release"


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Chile attacked Peru.", "ASSAULT", EventStatus.HAPPENED),
        ("Chile did not attack Peru.", "ASSAULT", EventStatus.NEGATED),
        ("Chile never attacked Peru.", "ASSAULT", EventStatus.NEGATED),
        ("Chile will attack Peru.", "ASSAULT", EventStatus.FUTURE),
        ("Chile plans to attack Peru.", "ASSAULT", EventStatus.FUTURE),
        ("Chile could attack Peru.", "ASSAULT", EventStatus.HYPOTHETICAL),
        ("If Chile attacks Peru, Brazil will suffer.", "ASSAULT", EventStatus.HYPOTHETICAL),
        ("Chile threatened to attack Peru.", "ASSAULT", EventStatus.HYPOTHETICAL),
        ("Brazil urged Chile to attack Peru.", "ASSAULT", EventStatus.HYPOTHETICAL),
        ("Brazil backs deploying troops to Peru.", "MOBILIZE", EventStatus.HYPOTHETICAL),
        ("A Chilean plan to deploy troops to Peru was discussed.", "MOBILIZE", EventStatus.FUTURE),
        ("Chile continues to attack Peru.", "ASSAULT", EventStatus.HAPPENED),
        ("No talks were held between Chile and Peru.", "CONSULT", EventStatus.NEGATED),
        ("The minister said Chile would send troops to Peru.", "MOBILIZE", EventStatus.FUTURE),
        (
            "Brazil repeated its demand that Chile ease restrictions on Peru.",
            "CONCEDE",
            EventStatus.HYPOTHETICAL,
        ),
    ],
)
def test_only_what_came_to_pass_has_happened(text, kind, status):
    assert only(text, kind).status is status


@pytest.mark.parametrize(
    "text",
    [
        "Norway attacked from the first whistle and beat Wales by two goals.",
        "The company attacked the market with a cheaper phone.",
        "The two firms held talks about the merger.",
        "The rain threatened the harvest.",
        "Shares rallied on Monday.",
        "The comet will strike again.",
        "The baker fired his oven.",
        "",
    ],
)
def test_ordinary_words_are_no_events(text):
    assert read(text) == ()


def test_a_statement_that_accuses_is_an_event_and_names_its_statement():
    event = only('Chile accused Peru of "a cowardly raid" on its port.', EventKind.ACCUSE)
    assert event.speech
    assert event.statements == ("r:1",)
    assert names(event.recipients) == ["state:peru"]


def test_what_a_statement_tells_of_points_to_it():
    event = only("The general said that Chilean troops had attacked Peru.", EventKind.ASSAULT)
    assert event.statements == ("r:1",)
    assert not event.speech


def test_two_words_of_a_sentence_tell_of_one_event():
    text = "Chilean forces launched strikes on Peru, killing nine soldiers."
    assert [event.kind for event in read(text)] == [EventKind.ASSAULT]


def test_what_a_protest_asks_for_is_no_event_of_its_own():
    kinds = [
        event.kind for event in read("Thousands of farmers protested in Lima, demanding help from Peru.")
    ]
    assert kinds == [EventKind.PROTEST]


def test_what_is_refused_is_no_event_beside_the_refusal():
    kinds = [event.kind for event in read("Chile refused to send aid to Peru.")]
    assert kinds == [EventKind.REJECT]


def test_whose_demand_it_was_is_who_the_sentence_is_about():
    event = only("Peru called for a truce, a demand that Chile rejected.", EventKind.REJECT)
    assert names(event.actors) == ["state:chile"]
    assert names(event.recipients) == ["state:peru"]


def test_contexts_are_those_of_the_sentence():
    event = only("The Chilean army attacked a nuclear plant in Peru.", EventKind.ASSAULT)
    assert event.contexts == ("military", "cbrn")


def test_what_is_promised_is_coded_by_its_promise_when_asked_for_plovers_root():
    event = only("Chile will send aid to Peru.", EventKind.AID)
    assert event.status is EventStatus.FUTURE
    assert root(event) is EventKind.AGREE


class Dates:
    """Times with the dates of some words, as the stage's own would give them."""

    def __init__(self, text, dates):
        spans = {words: Span(text.index(words), text.index(words) + len(words)) for words in dates}
        self.all = tuple(
            Time(TimeKind.DATE, words, (spans[words],), value, f"{value}-01-01"[:10], end)
            for words, (value, end) in dates.items()
        )

    def said(self, index):
        return NO_TIME

    def told(self, index):
        return ()


def dated(text, **dates):
    """The events of a text published on 2025-05-29 whose dates are known."""
    report = Report("r", text, (Block(BlockKind.BODY, 0, len(text)),), published="2025-05-29")
    parsed = parse(report)
    ground = Ground(report, parsed, resolve(report, parsed, ()))
    times = Dates(text, {words.replace("_", " "): pair for words, pair in dates.items()})
    return {event.kind: event for event in events(ground, (), (), Gathered(times, (), ()))}


def test_an_event_has_the_date_of_its_own_clause():
    found = dated(
        "Chile freed nine sailors on Monday, because Peru had attacked a port in 1974.",
        Monday=("2025-05-26", "2025-05-26"),
        **{"1974": ("1974", "1974-12-31")},
    )
    assert found[EventKind.RETREAT].time.text == "Monday"
    assert found[EventKind.RETREAT].status is EventStatus.HAPPENED
    assert found[EventKind.ASSAULT].time.text == "1974"
    assert found[EventKind.ASSAULT].status is EventStatus.HISTORICAL
    assert any("over a year before" in reason for reason in found[EventKind.ASSAULT].reasons)


def test_a_length_of_time_is_no_date():
    text = "Peru shelled the port for two days."
    report = Report("r", text, (Block(BlockKind.BODY, 0, len(text)),))
    parsed = parse(report)
    ground = Ground(report, parsed, resolve(report, parsed, ()))
    times = Dates(text, {})
    times.all = (Time(TimeKind.DURATION, "two days", (Span(26, 34),), "P2D"),)
    (event,) = events(ground, (), (), Gathered(times, (), ()))
    assert event.time is None


def _around(day):
    text = "Nothing."
    report = Report("r", text, (), published=day)
    parsed = parse(Report("r", text, (Block(BlockKind.BODY, 0, len(text)),)))
    ground = Ground(report, parsed, Resolution((), (), ()))

    class NoTimes:
        all = ()

    return Circumstances(ground, Clauses(ground.trees), Gathered(NoTimes(), (), ()))


@pytest.mark.parametrize(
    ("day", "value", "end", "back"),
    [
        ("2025-05-29", "2022", "2022-12-31", True),
        ("2025-05-29", "2025-05-28", "2025-05-28", False),
        ("2025-05-29", "2024-07", "2024-07-31", False),
        (None, "2022", "2022-12-31", True),
        (None, "PRESENT_REF", None, False),
    ],
)
def test_what_ended_over_a_year_before_publication_is_historical(day, value, end, back):
    time = Time(TimeKind.DATE, "then", (Span(0, 4),), value, end, end)
    why = _around(day).looked_back(time)
    assert bool(why) is back
    expected = EventStatus.HISTORICAL if back else EventStatus.HAPPENED
    assert status_in_time(EventStatus.HAPPENED, why) is expected
    assert status_in_time(EventStatus.NEGATED, why) is EventStatus.NEGATED


def test_every_mode_of_the_lexicon_is_plovers():
    for table in (verbs(), nouns()):
        for entry in (entry for entries in table.values() for entry in entries):
            assert entry.mode is None or entry.mode in MODES[entry.kind], entry


def test_no_row_of_the_lexicon_comes_twice():
    for table in (verbs(), nouns()):
        for entries in table.values():
            keys = [(e.along, e.kind, e.needs) for e in entries]
            assert len(keys) == len(set(keys)), entries[0].word


def test_the_tables_are_in_lower_case_and_read_whole():
    assert people()["police"] is Standing.ARMED
    assert all(word == word.lower() for word in people())
    assert (("air", "force"), 0, "military") in contexts()["air"]


WORDS = word_set(
    "Peru Chile attacked killed said that talks between and the two countries by of 21 soldiers would not if "
    "accused , . “ ” who were released plan to deploy troops x\u0301 🙂 's"
)
PIECES = st.sampled_from([*sorted(WORDS), "\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_any_text_gives_events_whose_words_are_the_reports(pieces):
    text = " ".join(pieces)
    numbers = []
    for event in read(text):
        assert event.actors or event.recipients
        assert 0 < event.confidence <= 1
        assert event.reasons
        for words in (event.cue, *event.actors, *event.recipients):
            found = words.text if isinstance(words, Words) else words.words
            assert found == joined(text, words.spans)
            assert list(words.spans) == sorted(words.spans)
        numbers.append(event.id)
    assert numbers == [f"r:e{n}" for n in range(1, len(numbers) + 1)]


def test_events_are_frozen_values():
    (event,) = read("Chile attacked Peru.")
    assert isinstance(event, Event)
    assert event == read("Chile attacked Peru.")[0]
