from dataclasses import replace

import pytest

from sayso.export.telling import Telling, summary
from sayso.types import (
    Actor,
    ActorKind,
    Anonymity,
    Mode,
    Party,
    Reading,
    Span,
    Statement,
    Voice,
    VoiceRole,
    Words,
)

HERE = (Span(0, 1),)
GAZETTE = Actor("outlet:gazette", "Fellside Gazette", ActorKind.OUTLET)
STELL = Actor("state:stell", "Stell", ActorKind.STATE, known=True)
MAYOR = Actor("person:corin-ashdale", "Corin Ashdale", ActorKind.PERSON, STELL.id, "mayor", known=True)
AIDE = Actor(
    "anon:0123456789abcdef:1",
    None,
    ActorKind.PERSON,
    role="adviser to the board",
    condition=Words("on condition that no name was used", HERE),
    reason=Words("because the talks go on", HERE),
)
SOMEBODY = Actor("anon:0123456789abcdef:2", None, ActorKind.GROUP, role="sources")


def voice(actor: Actor | None, words: str, role=VoiceRole.ORIGIN, anonymity=Anonymity.NAMED) -> Voice:
    if actor is None:
        return Voice(role, None, None, None, words, HERE)
    return Voice(role, actor.id, actor.name, anonymity, words, HERE)


RELAY = voice(GAZETTE, "the Gazette", VoiceRole.RELAY)
AN_AIDE = voice(AIDE, "an adviser to the board", anonymity=Anonymity.DESCRIBED)
SOURCES = voice(SOMEBODY, "sources", anonymity=Anonymity.UNNAMED)


@pytest.fixture
def telling(reading):
    """What is told of statements that say these things in this order: (gloss, chain) of each."""

    def tell(*said: tuple[str, list[Voice]], addressee: Party | None = None, inside: int | None = None):
        statements = tuple(statement(reading, *one) for one in enumerate(said, 1))
        last = replace(
            statements[-1], addressee=addressee, parent=statements[inside - 1].id if inside else None
        )
        made = Reading(reading.report, (*statements[:-1], last), (GAZETTE, STELL, MAYOR, AIDE, SOMEBODY))
        teller = Telling(made)
        return [tuple(teller.told(one))[: 3 if inside else 2] for one in made.statements]

    return tell


def statement(reading: Reading, number: int, said: tuple[str, list[Voice]]) -> Statement:
    source = Words(said[0], HERE) if said[0] else None
    content = Words("the dam holds", HERE)
    identifier = f"{reading.report.id}:{number}"
    return Statement(identifier, Mode.INDIRECT, None, 0.9, source, None, content, voices=tuple(said[1]))


def test_a_name_that_the_report_spells_out_is_not_told_again(telling):
    assert telling(("Fellside Gazette", [voice(GAZETTE, "Fellside Gazette")])) == [("", "")]


def test_a_pronoun_is_told_with_the_name_and_the_post_once(telling):
    he = ("he", [voice(MAYOR, "he")])
    assert telling(he, he) == [("Corin Ashdale, mayor of Stell", ""), ("Corin Ashdale", "")]


def test_a_post_that_the_source_says_is_not_told_again(telling):
    words = "Corin Ashdale, the mayor of Stell"
    assert telling((words, [voice(MAYOR, words)])) == [("", "")]


def test_a_chain_runs_from_the_relay_to_the_origin_with_the_condition_once(telling):
    first = ("an adviser to the board", [RELAY, AN_AIDE])
    later = ("who", [RELAY, replace(AN_AIDE, words="who")])
    assert [chain for _, chain in telling(first, later)] == [
        "Fellside Gazette ← adviser to the board (described #1, “on condition that no name was used”, "
        "“because the talks go on”)",
        "Fellside Gazette ← adviser to the board (described #1)",
    ]


def test_a_publisher_is_not_told_with_each_statement(telling):
    publisher = voice(GAZETTE, "Fellside Gazette", VoiceRole.PUBLISHER)
    assert telling(("sources", [publisher, SOURCES])) == [("unnamed #2", "")]
    assert telling(("", [publisher])) == [("", "")]


def test_who_stays_open_is_said_to_be_unresolved(telling):
    assert telling(("they", [voice(None, "they")])) == [("unresolved", "")]


def test_a_nameless_voice_is_described_where_the_source_does_not(telling):
    words = "an adviser to the board who would not be named"
    first, later = (words, [AN_AIDE]), ("he", [replace(AN_AIDE, words="he")])
    assert [gloss for gloss, _ in telling(first, later)] == [
        "described #1, “on condition that no name was used”, “because the talks go on”",
        "adviser to the board, described #1",
    ]


def test_several_origins_stand_side_by_side(telling):
    both = [voice(STELL, "Stell"), SOURCES]
    assert telling(("Stell and sources", both)) == [("", "= Stell and sources (unnamed #2)")]


def test_a_nested_statement_points_to_its_parent(telling):
    outer = ("Corin Ashdale", [voice(MAYOR, "Corin Ashdale")])
    inner = ("sources", [voice(MAYOR, "Corin Ashdale", VoiceRole.RELAY), SOURCES])
    assert telling(outer, inner, inside=1)[1] == (
        "",
        "Corin Ashdale ← sources (unnamed #2)",
        1,
    )


def test_an_addressee_is_told_but_not_one_that_is_the_relay(telling):
    reporters = Party("reporters", HERE)
    paper = Party("the Gazette", HERE, GAZETTE.id, GAZETTE.name)
    said = ("sources", [RELAY, SOURCES])
    chain = "Fellside Gazette ← sources (unnamed #2)"
    assert telling(said, addressee=reporters) == [("", f"{chain}  ·  to reporters")]
    assert telling(said, addressee=paper) == [("", chain)]


def test_the_summary_counts_voices_and_lists_what_rests_on_no_name(reading):
    said = [
        ("sources", [RELAY, SOURCES]),
        ("sources", [SOURCES]),
        ("an adviser", [RELAY, AN_AIDE]),
        ("an adviser and the mayor", [AN_AIDE, voice(MAYOR, "the mayor")]),
        ("they", [voice(None, "they")]),
        ("", []),
    ]
    statements = tuple(statement(reading, number, one) for number, one in enumerate(said, 1))
    assert summary(Reading(reading.report, statements, (GAZETTE, MAYOR, AIDE, SOMEBODY))) == [
        "4 voices: 1 named, 1 described, 1 unnamed, 1 unresolved",
        "Passed on by Fellside Gazette (1, 3)",
        "On unnamed voices alone: 1, 2",
        "On described voices alone: 3",
    ]


def test_a_report_in_its_own_voice_has_no_summary_of_voices(reading):
    assert summary(Reading(reading.report, (statement(reading, 1, ("", [])),))) == []


def test_outlets_that_had_a_part_in_the_report_are_named(reading):
    credited = replace(reading, credits=(Party("The Gazette", HERE, GAZETTE.id, GAZETTE.name),))
    assert summary(credited)[-1] == "Credited with a part in it: Fellside Gazette"
    assert summary(replace(credited, statements=())) == ["Credited with a part in it: Fellside Gazette"]
