"""Origins: how many independent ones stand behind a claim, and how it travelled."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # this folder, whoever runs this

from invented import Said, by_id, claim, reading

from sayso.link.copies import copied
from sayso.link.origins import provenance
from sayso.link.outlets import key
from sayso.types import (
    Act,
    Actor,
    ActorKind,
    Claim,
    OriginKind,
    Outlet,
    Provenance,
    Reading,
    Voice,
    VoiceRole,
)

DEAD = "the ferry plan is dead"
OFFICIAL = "a senior official in the port ministry"


def traced(*readings: Reading, number: int = 1) -> Provenance:
    """Where the claim comes from that one statement in each reading makes up."""
    found = tuple(copy for one, other in combinations(readings, 2) for copy in copied(one, other))
    return provenance(claim(readings, number), by_id(readings), found)


def counts(given: Provenance) -> tuple[int, int]:
    return given.independent, given.at_least


def ways(given: Provenance) -> set[tuple[str, str, str]]:
    return {(step.giver, step.taker, step.how) for step in given.steps}


COURIER = reading("Larkhaven Courier", Said(DEAD, by=OFFICIAL))
SUND = reading(
    "Radio Sund", Said(f"on Sunday {DEAD}", by="a senior official", through=("Larkhaven Courier",))
)
POST = reading("Meridian Post", Said(DEAD + " now", through=("The Larkhaven Courier",)))
TRIBUNE = reading(
    "Stell Tribune", Said("dead is the plan for a ferry", through=("Meridian Post", "Larkhaven Courier"))
)
ECHO = reading("Fellside Echo", Said("the plan for ferries has died", through=("Meridian Post",)))


def test_whoever_repeats_a_named_outlet_adds_nothing() -> None:
    given = traced(COURIER, SUND, POST)
    assert counts(given) == (1, 1)
    (origin,) = given.origins
    assert origin.kind is OriginKind.ANONYMOUS
    assert origin.outlets == ("Larkhaven Courier",)
    assert set(origin.statements) == {f"{each.report.id}:1" for each in (COURIER, SUND, POST)}
    assert ways(given) == {
        (origin.id, "outlet:larkhaven-courier", "told"),
        ("outlet:larkhaven-courier", "outlet:radio-sund", "cited"),
        ("outlet:larkhaven-courier", "outlet:meridian-post", "cited"),
    }


@pytest.mark.parametrize("echo", [TRIBUNE, ECHO], ids=["names both", "names the nearer"])
def test_nor_over_two_steps(echo: Reading) -> None:
    given = traced(COURIER, POST, echo)
    assert counts(given) == (1, 1)
    taker = "outlet:stell-tribune" if echo is TRIBUNE else "outlet:fellside-echo"
    assert ("outlet:meridian-post", taker, "cited") in ways(given)


def test_nor_where_the_named_outlets_own_report_is_not_there() -> None:
    given = traced(SUND, POST, TRIBUNE, ECHO)
    assert counts(given) == (1, 1)
    assert given.origins[0].outlets == ("Larkhaven Courier",)
    assert "Larkhaven Courier" not in given.outlets


def test_an_outlet_behind_which_nobody_is_named_is_an_origin_that_may_be_any() -> None:
    other = reading("Radio Sund", Said(DEAD, name="Ulla Brekke"))
    given = traced(POST, other)
    assert counts(given) == (2, 1)
    assert [origin.name for origin in given.origins] == ["Larkhaven Courier", "Ulla Brekke"]
    assert counts(traced(POST)) == (1, 1)


def test_an_outlet_that_gives_no_source_is_none_and_gives_none_to_others() -> None:
    bare = reading("Larkhaven Courier", Said(DEAD))
    given = traced(bare, POST)
    assert counts(given) == (0, 0)
    assert [origin.kind for origin in given.origins] == [OriginKind.UNSOURCED]
    assert not given.origins[0].counts


@pytest.mark.parametrize("name", ["Herald", "Herald of Port Harrow"])
def test_an_outlet_goes_by_several_names(name: str) -> None:
    own = reading("Port Harrow Herald", Said(DEAD, by=OFFICIAL))
    assert counts(traced(own, reading("Radio Sund", Said(DEAD, by="an official", through=(name,))))) == (1, 1)


def test_a_report_tells_what_its_short_names_mean() -> None:
    citing = with_outlets(
        reading("Radio Sund", Said(DEAD, through=("Herald",))), "Port Harrow Herald", "Herald"
    )
    other = reading("Stell Herald", Said(DEAD, name="Ulla Brekke"))
    given = traced(citing, other)
    assert [origin.name for origin in given.origins] == ["Port Harrow Herald", "Ulla Brekke"]


def test_a_name_that_fits_two_outlets_is_neither() -> None:
    two = [reading(f"{town} Herald", Said(DEAD, by="an official")) for town in ("Stell", "Varn")]
    citing = reading("Radio Sund", Said(DEAD, by="an official", through=("Herald",)))
    assert counts(traced(*two, citing)) == (3, 1)


def test_the_newspaper_is_the_one_that_the_report_names() -> None:
    second = Said(DEAD, by="the newspaper", kind=ActorKind.OUTLET)
    citing = reading(
        "Radio Sund", Said("money was paid", by="an official", through=("Larkhaven Courier",)), second
    )
    found = Claim("c", (COURIER.statements[0].id, citing.statements[1].id), "c")
    given = provenance(found, by_id([COURIER, citing]))
    assert counts(given) == (1, 1)
    assert ("outlet:larkhaven-courier", "outlet:radio-sund", "cited") in ways(given)


def test_others_may_say_from_whom_an_outlet_has_it() -> None:
    bare = reading("Larkhaven Courier", Said(DEAD))
    given = traced(bare, SUND)
    assert counts(given) == (1, 1)
    assert [origin.kind for origin in given.origins] == [OriginKind.ANONYMOUS]


def test_an_agency_is_an_outlet_though_a_report_takes_it_for_a_firm() -> None:
    wire = reading("Coastwire", Said(DEAD, by=OFFICIAL))
    citing = reading("Radio Sund", Said(DEAD, name="Coastwire", kind=ActorKind.ORGANISATION))
    citing = replace(citing, statements=(replace(citing.statements[0], act=Act.REPORT),))
    given = traced(wire, citing)
    assert counts(given) == (1, 1)
    assert ("outlet:coastwire", "outlet:radio-sund", "cited") in ways(given)


def test_a_firms_own_page_and_the_firm_are_one() -> None:
    page = reading("Harn Power", Said(DEAD))
    given = traced(page, reading("Radio Sund", Said(DEAD, name="Harn Power", kind=ActorKind.ORGANISATION)))
    assert counts(given) == (1, 1)
    assert len(given.origins) == 1


def test_two_outlets_with_their_own_unnamed_officials_are_two_and_perhaps_one() -> None:
    gazette = reading("Fellside Gazette", Said(DEAD, by="an official who knows the file"))
    given = traced(COURIER, SUND, gazette)
    assert counts(given) == (2, 1)
    first, second = given.origins
    assert (first.perhaps, second.perhaps) == ((second.id,), (first.id,))
    assert "may be one" in first.why


def test_three_unnamed_officials_are_at_least_one() -> None:
    more = [reading(f"{name} Gazette", Said(DEAD, by="an official")) for name in ("Upper", "Lower", "Outer")]
    assert counts(traced(*more)) == (3, 1)


def test_unnamed_people_of_two_nations_are_not_one() -> None:
    one = reading("A Post", Said(DEAD, by="a French diplomat"))
    assert counts(traced(one, reading("B Post", Said(DEAD, by="an American official")))) == (2, 2)


def test_an_unnamed_survivor_is_not_the_unnamed_official() -> None:
    assert counts(traced(COURIER, reading("B Post", Said(DEAD, by="one survivor")))) == (2, 2)


def test_one_outlets_unnamed_source_is_one_however_it_is_called() -> None:
    again = reading("Larkhaven Courier", Said(DEAD, by="the official"), published="2031-05-05T08:00:00Z")
    given = traced(COURIER, again, SUND)
    assert counts(given) == (1, 1)
    assert given.outlets == ("Larkhaven Courier", "Radio Sund")


def test_a_named_person_in_several_reports_is_one_origin_with_many_witnesses() -> None:
    names = ("Ulla Brekke", "Brekke", "Minister Ulla Brekke")
    readings = [
        reading(f"Paper {number}", Said(DEAD, name=name, tail=" at a press conference"))
        for number, name in enumerate(names)
    ]
    given = traced(*readings)
    assert counts(given) == (1, 1)
    (origin,) = given.origins
    assert origin.kind is OriginKind.PUBLIC
    assert origin.outlets == ("Paper 0", "Paper 1", "Paper 2")
    assert {step.how for step in given.steps} == {"witnessed"}


def test_two_named_persons_are_two() -> None:
    one, other = Said(DEAD, name="Ulla Brekke"), Said(DEAD, name="Tomas Jelen")
    assert counts(traced(reading("A", one), reading("B", other))) == (2, 2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            Said(DEAD, by="a spokesman for Harn Power"),
            Said(DEAD, name="Harn Power", kind=ActorKind.ORGANISATION),
            (1, 1),
        ),
        (
            Said(DEAD, by="the company", kind=ActorKind.ORGANISATION),
            Said(DEAD, name="Harn Power", kind=ActorKind.ORGANISATION),
            (1, 1),
        ),
        (Said(DEAD, by="the port police"), Said(DEAD, by="police"), (1, 1)),
        (Said(DEAD, by="the port police"), Said(DEAD, by="the hospital in Stell"), (2, 2)),
        (
            Said(DEAD, name="Greta Anselm", by="Greta Anselm, who heads the coast guard"),
            Said(DEAD, by="the coast guard"),
            (1, 1),
        ),
        (
            Said(DEAD, name="Ada Lunt", by="Ada Lunt, founder of Harn Power"),
            Said(DEAD, name="Harn Power", kind=ActorKind.ORGANISATION),
            (2, 1),
        ),
        (Said(DEAD, by="an official of the port authority"), Said(DEAD, by="the port authority"), (2, 1)),
        (Said(DEAD, by="officials of the port authority"), Said(DEAD, by="the port authority"), (1, 1)),
        (
            Said(DEAD, by="a Ports for Stell spokesman"),
            Said(DEAD, name="Ports for Stell", kind=ActorKind.ORGANISATION),
            (1, 1),
        ),
        (Said(DEAD, by="a spokesman"), Said(DEAD, by="the port police"), (1, 1)),
        (
            Said(DEAD, by="Ms Valck’s campaign", kind=ActorKind.ORGANISATION),
            Said(DEAD, name="Runa Valck"),
            (1, 1),
        ),
        (Said(DEAD, by="a spokesman for Valck"), Said(DEAD, name="Runa Valck"), (1, 1)),
        (Said(DEAD, by="police"), Said(DEAD, name="Ebba Holt", by="Detective Ebba Holt"), (1, 1)),
        (Said(DEAD, by="the hospital"), Said(DEAD, name="Ebba Holt", by="Detective Ebba Holt"), (2, 2)),
        (Said(DEAD, by="the candidate"), Said(DEAD, name="Runa Valck"), (1, 1)),
        (Said(DEAD, by="authorities"), Said(DEAD, by="the port police"), (1, 1)),
        (
            Said(DEAD, by="the space agency", kind=ActorKind.ORGANISATION),
            Said(DEAD, name="KARSA", kind=ActorKind.ORGAN),
            (1, 1),
        ),
        (
            Said(DEAD, name="Ports for Stell", kind=ActorKind.ORGANISATION),
            Said(DEAD, by="PfS", kind=ActorKind.ORGANISATION),
            (1, 1),
        ),
        (Said(DEAD, by="one passenger"), Said(DEAD, name="Oda Renn", by="Oda Renn, a passenger"), (1, 1)),
        (Said(DEAD, by="a baker"), Said(DEAD, name="Oda Renn"), (2, 1)),
        (Said(DEAD, by="survivors"), Said(DEAD, name="Oda Renn"), (2, 1)),
        (Said(DEAD, by="an official"), Said(DEAD, name="Oda Renn"), (2, 2)),
        (Said(DEAD, by="the clinic’s director Oda Renn"), Said(DEAD, name="Oda Renn"), (1, 1)),
        (
            Said(DEAD, by="the mayor of Stell"),
            Said(DEAD, name="Runa Valck", by="the Stell mayor, Runa Valck"),
            (1, 1),
        ),
    ],
    ids=[
        "spokesman",
        "the company",
        "short",
        "two bodies",
        "head of a service",
        "founder",
        "its official",
        "its people",
        "a name with for",
        "mere spokesman",
        "her campaign",
        "her spokesman",
        "a post of the kind",
        "a post of another kind",
        "the one who is meant",
        "authorities",
        "a body by what it is",
        "first letters",
        "described and named",
        "only described",
        "among the survivors",
        "an official with a name",
        "a name in the words",
        "the holder of an office",
    ],
)
def test_a_body_and_those_who_speak_for_it(one: Said, other: Said, expected: tuple[int, int]) -> None:
    first, second = reading("A Post", one), reading("B Post", other)
    assert counts(traced(first, second)) == expected
    assert counts(traced(second, first)) == expected


def test_a_post_is_known_from_elsewhere_in_the_report() -> None:
    """ "Mr Falk" here is "the water ministry's spokesman, Teodor Falk" there."""
    falk = Said("good day", name="Teodor Falk", by="the water ministry’s spokesman, Teodor Falk")
    post = reading("A Post", falk, Said(DEAD, name="Teodor Falk", by="Mr Falk"))
    other = reading("B Post", Said(DEAD, by="the water ministry"))
    found = Claim("c", (post.statements[1].id, other.statements[0].id), "c")
    assert counts(provenance(found, by_id([post, other]))) == (1, 1)


def state(*, organ: str | None = None, name: str | None = None) -> Reading:
    """A report in which the state of Karsovia says it, or an organ of it, or one who has an office there."""
    if organ or name:
        said = Said(DEAD, name=organ or name, kind=ActorKind.ORGAN if organ else ActorKind.PERSON)
        made = reading(f"{organ or name} Post", said)
        (actor,) = made.actors
        return replace(made, actors=(replace(actor, of="state:karsovia"),))
    return reading("State Post", Said(DEAD, name="Karsovia", kind=ActorKind.STATE))


def test_a_state_is_the_one_organ_or_minister_through_whom_it_speaks() -> None:
    assert counts(traced(state(), state(organ="Water Board"))) == (1, 1)
    assert counts(traced(state(name="Ulla Brekke"), state())) == (1, 1)
    assert counts(traced(state(organ="Navy"), state(organ="Water Board"))) == (2, 2)
    assert counts(traced(state(organ="Navy"), state(), state(organ="Water Board"))) == (3, 1)


def test_a_states_own_agency_speaks_for_it_where_its_report_is_not_there() -> None:
    citing = reading("Radio Sund", Said(DEAD, through=("KNA",)))
    agency = Actor("outlet:kna", "KNA", ActorKind.OUTLET, of="state:karsovia")
    citing = replace(citing, actors=(agency,))
    assert counts(traced(citing, state())) == (1, 1)
    assert counts(traced(citing, state(), reading("KNA", Said(DEAD)))) == (1, 1)
    assert [origin.name for origin in traced(citing).origins] == ["KNA"]


def test_the_company_is_no_one_in_particular_where_two_say_so() -> None:
    named = [
        reading(f"{name} Post", Said(DEAD, name=name, kind=ActorKind.ORGANISATION))
        for name in ("Harn Power", "Lowell")
    ]
    vague = reading("C Post", Said(DEAD, by="the company", kind=ActorKind.ORGANISATION))
    assert counts(traced(*named, vague)) == (3, 1)


def test_who_only_told_it_on_is_no_origin() -> None:
    teller = Said(DEAD, name="Oda Renn")
    told_on = reading("B Post", Said(DEAD, by="the driver"))
    (statement,) = told_on.statements
    through = teller_voice(reading("B Post", teller))
    chained = replace_voices(told_on, (statement.voices[0], through, statement.voices[-1]))
    given = traced(reading("A Post", teller), chained)
    assert counts(given) == (1, 1)
    (origin,) = given.origins
    assert "only told on" in origin.why
    assert (origin.kind, origin.words) == (OriginKind.ANONYMOUS, "the driver")


def test_a_headline_without_a_source_goes_with_its_report() -> None:
    both = reading("Larkhaven Courier", Said(DEAD), Said(DEAD, by=OFFICIAL))
    ids = tuple(statement.id for statement in both.statements)
    given = provenance(Claim(ids[0], ids, ids[0]), by_id([both]))
    assert counts(given) == (1, 1)
    assert set(given.origins[0].statements) == set(ids)


LIFTED = (
    "nobody had been on board the old ferry since the winter of 2028 and every page of the log was made up "
    "later"
)


def test_a_voice_that_is_lifted_is_the_other_outlets() -> None:
    first = reading("Courier", Said(DEAD, by=OFFICIAL), Said(LIFTED, by=OFFICIAL))
    lifted = reading(
        "Evening Packet",
        Said("the plan for a ferry has died", by="an official in the ministry"),
        Said(LIFTED, by="an official in the ministry"),
        published="2031-05-04T18:00:00Z",
    )
    given = traced(first, lifted)
    assert counts(given) == (1, 1)
    assert given.origins[0].outlets == ("Courier",)
    assert ("outlet:courier", "outlet:evening-packet", "copied") in ways(given)


def test_who_is_quoted_with_the_same_words_is_one_whatever_he_is_called() -> None:
    words = "“I shall not sail her again in such weather”"
    one = reading("A Post", Said(words, name="Oda Renn"))
    other = reading("B Post", Said(f"in the harbour, {words}", name="Rurik Sand"))
    bare = reading("C Post", Said(f"and then {words}"))
    assert counts(traced(one, other, bare)) == (1, 1)
    without = [replace_marks(each) for each in (one, other)]
    assert counts(traced(*without)) == (2, 2)


def replace_marks(made: Reading) -> Reading:
    """The same words without quotation marks."""
    text = made.report.text.replace("“", " ").replace("”", " ")
    return replace(made, report=replace(made.report, text=text))


def test_one_agencys_copy_in_two_outlets_has_one_unnamed_voice() -> None:
    readings = [
        reading(name, Said(LIFTED, by="an official"), published=f"2031-05-0{number}")
        for number, name in enumerate(("A Post", "B Post"), 4)
    ]
    assert counts(traced(*readings)) == (1, 1)


def test_lifted_words_without_a_source_have_none_either_and_are_not_counted_twice() -> None:
    first = reading("A Post", Said(LIFTED))
    given = traced(first, reading("B Post", Said(LIFTED), published="2031-05-09"))
    assert counts(given) == (0, 0)
    (origin,) = given.origins
    assert origin.outlets == ("A Post",)
    assert ("outlet:a-post", "outlet:b-post", "copied") in ways(given)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("the report", 1), ("Report", 0), ("media reports", 0), ("the inquiry’s report", 1)],
)
def test_one_report_is_a_source_and_reports_are_none(words: str, expected: int) -> None:
    assert traced(reading("A Post", Said(DEAD, by=words))).independent == expected


def test_the_same_text_elsewhere_is_another_outlet_and_no_other_origin() -> None:
    also = {COURIER.report.id: [Outlet("Port Weekly"), Outlet("The Larkhaven Courier")]}
    given = provenance(claim([COURIER]), by_id([COURIER]), (), also)
    assert given.outlets == ("Larkhaven Courier", "Port Weekly")
    assert counts(given) == (1, 1)


def test_two_that_cite_each_other_have_no_source() -> None:
    one = reading("A Post", Said(DEAD, through=("B Post",)))
    other = reading("B Post", Said(DEAD, through=("A Post",)))
    assert counts(traced(one, other)) == (0, 0)


def test_a_claim_without_readings_has_nothing() -> None:
    given = provenance(claim([COURIER]), {})
    assert (given.origins, given.steps, given.outlets, *counts(given)) == ((), (), (), 0, 0)
    assert given.verdict.startswith("None of the reports")


PLENTY = [
    COURIER,
    SUND,
    POST,
    TRIBUNE,
    ECHO,
    reading("Fellside Gazette", Said(DEAD, by="an official")),
    reading("Northreach Wire", Said(DEAD)),
    reading("Port Weekly", Said(DEAD, name="Ulla Brekke")),
    reading("Isle Mail", Said(DEAD, by="the port police")),
    reading("Isle Mail", Said(DEAD, by="police"), published="2031-05-06"),
]


@given(st.permutations(PLENTY))
def test_what_is_counted_does_not_depend_on_an_order(readings: list[Reading]) -> None:
    given = traced(*readings)
    assert counts(given) == counts(traced(*PLENTY))
    assert {frozenset(o.statements) for o in given.origins} == {
        frozenset(o.statements) for o in traced(*PLENTY).origins
    }


@given(st.lists(st.sampled_from(PLENTY), min_size=1, unique_by=lambda each: each.report.id))
def test_every_statement_comes_from_somewhere_and_every_number_has_its_words(readings: list[Reading]) -> None:
    given = traced(*readings)
    statements = {f"{each.report.id}:1" for each in readings}
    assert {s for origin in given.origins for s in origin.statements} == statements
    assert all(origin.why and origin.statements for origin in given.origins)
    assert all(step.why and set(step.statements) <= statements for step in given.steps)
    assert given.at_least <= given.independent == sum(origin.counts for origin in given.origins)
    ids = {origin.id for origin in given.origins}
    assert len(ids) == len(given.origins)
    assert all(set(origin.perhaps) < ids for origin in given.origins)
    assert given.verdict.endswith(".")


def replace_voices(made: Reading, voices: tuple[Voice, ...]) -> Reading:
    (statement,) = made.statements
    return replace(made, statements=(replace(statement, voices=voices),))


def teller_voice(made: Reading) -> Voice:
    return replace(made.statements[0].voices[-1], role=VoiceRole.RELAY)


def with_outlets(made: Reading, *names: str) -> Reading:
    """The reading with these outlets among its actors."""
    more = [Actor(f"outlet:{key(name)}", name, ActorKind.OUTLET) for name in names]
    return replace(made, actors=(*made.actors, *more))
