"""Stances of statements, on one proposal, and what they come to over time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims.words import terms
from sayso.link.positions import Stand, alike, folded, keys, stands, topics
from sayso.types import (
    Act,
    Anonymity,
    Block,
    BlockKind,
    Mode,
    Outlet,
    Passage,
    Reading,
    Report,
    Span,
    Stance,
    Statement,
    Voice,
    VoiceRole,
    Words,
)


def stand(
    number: int,
    actor: str,
    stance: Stance,
    *,
    proposal: str = "a toll on the Skerry bridge at Harn",
    day: str | None = "2031-05-01",
    said: str | None = None,
    context: tuple[str, ...] = (),
) -> Stand:
    report = f"r{number}"
    return Stand(
        statement=f"{report}:1",
        actor=f"person:{actor}",
        name=actor.title(),
        stance=stance,
        proposal=Passage(report, (Span(0, len(proposal)),), proposal),
        stems=tuple(term.stem for term in terms(f"x {proposal}")),
        context=context,
        said=said,
        published=day,
        through=(f"Outlet {number}",),
        confidence=0.9,
        why="",
    )


def test_the_same_stance_reported_twice_is_one_position_first_reported_by_the_earlier() -> None:
    later = stand(2, "birk", Stance.OPPOSES, day="2031-05-04")
    (found,) = folded([later, stand(1, "birk", Stance.OPPOSES)])
    assert found.statements == ("r1:1", "r2:1")
    assert found.through == ("Outlet 1", "Outlet 2")
    assert (found.since, found.before) == ("2031-05-01", None)


def test_who_changes_side_is_seen_to_have_changed_it() -> None:
    every = [stand(1, "birk", Stance.OPPOSES), stand(2, "birk", Stance.SUPPORTS, day="2031-05-04")]
    first, second = folded(every)
    assert (first.before, second.before) == (None, Stance.OPPOSES)
    assert second.since == "2031-05-04"
    assert "opposes" in second.why


def test_who_asks_for_it_and_then_supports_it_has_not_changed_side() -> None:
    every = [stand(1, "birk", Stance.DEMANDS), stand(2, "birk", Stance.SUPPORTS, day="2031-05-04")]
    assert [each.before for each in folded(every)] == [None, None]


def test_when_it_was_said_goes_before_when_it_was_published() -> None:
    every = [
        stand(1, "birk", Stance.SUPPORTS, day="2031-05-02"),
        stand(2, "birk", Stance.OPPOSES, day="2031-05-09", said="2031-04-20"),
    ]
    assert [(each.stance, each.since) for each in folded(every)] == [
        (Stance.OPPOSES, "2031-04-20"),
        (Stance.SUPPORTS, "2031-05-02"),
    ]


def test_actors_are_not_merged_though_they_stand_on_one_topic() -> None:
    found = folded([stand(1, "birk", Stance.SUPPORTS), stand(2, "rand", Stance.OPPOSES)])
    assert len(found) == 2
    assert len({each.topic for each in found}) == 1


def test_two_proposals_are_two_topics() -> None:
    other = stand(2, "birk", Stance.OPPOSES, proposal="a ban on night flights over Larkhaven")
    assert len(set(topics([stand(1, "birk", Stance.SUPPORTS), other]).values())) == 2


def test_an_inquiry_is_the_same_only_in_reports_about_the_same() -> None:
    setting = ("harn", "spillway", "velmora", "jelen")
    one = stand(1, "birk", Stance.SUPPORTS, proposal="an inquiry", context=setting)
    near = stand(2, "rand", Stance.OPPOSES, proposal="the inquiry", context=setting)
    far = stand(3, "rand", Stance.OPPOSES, proposal="the inquiry", context=("copper", "exchange", "varn"))
    late = stand(4, "rand", Stance.OPPOSES, proposal="the inquiry", context=setting, day="2032-05-01")
    assert alike(one, near)
    assert not alike(one, far)
    assert not alike(one, late)


stances = st.builds(
    stand,
    st.integers(1, 6),
    st.sampled_from(["birk", "rand"]),
    st.sampled_from([Stance.SUPPORTS, Stance.OPPOSES, Stance.DENIES]),
    proposal=st.sampled_from(
        ["a toll on the Skerry bridge at Harn", "the Skerry bridge toll at Harn", "a night ban"]
    ),
    day=st.sampled_from([None, "2031-05-01", "2031-05-02T10:00:00+02:00"]),
)


@given(
    st.lists(stances, max_size=7, unique_by=lambda each: (each.statement, each.actor)).flatmap(
        lambda every: st.tuples(st.just(every), st.permutations(every))
    )
)
def test_the_order_in_which_stances_come_makes_no_difference(orders: tuple[list[Stand], list[Stand]]) -> None:
    one, other = orders
    assert folded(one) == folded(other)


@given(stances, stances)
def test_alike_is_symmetric_and_what_is_alike_can_be_found(one: Stand, other: Stand) -> None:
    assert alike(one, other) == alike(other, one)
    if alike(one, other):
        assert set(keys(one)) & set(other.stems) or set(keys(other)) & set(one.stems)


def statement(
    text: str, number: int, said: tuple[str, str, str], act: Act, proposal: str | None = None
) -> Statement:
    def words(part: str) -> Words:
        start = text.rindex(part)
        return Words(part, (Span(start, start + len(part)),))

    by, cue, content = said
    voice = Voice(VoiceRole.ORIGIN, f"person:{by.lower()}", by, Anonymity.NAMED, by, words(by).spans)
    return Statement(
        f"r:{number}",
        Mode.INDIRECT,
        None,
        0.9,
        words(by),
        words(cue),
        words(content),
        (voice,),
        act=act,
        act_known=True,
        proposal=words(proposal) if proposal else None,
    )


def test_a_stance_has_its_voice_its_words_and_its_outlet() -> None:
    text = "Birk opposed a toll on the bridge."
    made = statement(text, 1, ("Birk", "opposed", "a toll on the bridge"), Act.OPPOSE, "a toll on the bridge")
    report = Report("r", text, (), outlet=Outlet("Coastwire"), published="2031-05-01")
    (found,) = stands(Reading(report, (made,)))
    assert (found.actor, found.stance, found.proposal.text) == (
        "person:birk",
        Stance.OPPOSES,
        "a toll on the bridge",
    )
    assert found.through == ("Coastwire",)
    assert text[found.proposal.spans[0].start : found.proposal.spans[0].end] == found.proposal.text


def test_what_only_points_back_is_on_what_was_proposed_before() -> None:
    text = "Birk proposed a toll on the bridge. Rand rejected the idea."
    one = statement(
        text, 1, ("Birk", "proposed", "a toll on the bridge"), Act.PROPOSE, "a toll on the bridge"
    )
    other = statement(text, 2, ("Rand", "rejected", "the idea"), Act.REJECT, "the idea")
    _, found = stands(Reading(Report("r", text, ()), (one, other)))
    assert (found.stance, found.proposal.text) == (Stance.OPPOSES, "a toll on the bridge")


def test_who_will_not_comment_takes_no_stance() -> None:
    text = "Birk refused to comment."
    made = statement(text, 1, ("Birk", "refused", "to comment"), Act.REFUSE, "comment")
    assert stands(Reading(Report("r", text, ()), (made,))) == ()


def test_a_headline_is_left_out_where_the_report_below_says_it() -> None:
    text = "Rand opposes toll\n\nBirk opposes a toll on the bridge."
    head = statement(text, 1, ("Rand", "opposes", "toll"), Act.OPPOSE, "toll")
    start = text.index("toll")
    head = Statement(
        head.id,
        head.mode,
        None,
        0.9,
        head.source,
        head.cue,
        Words("toll", (Span(start, start + 4),)),
        head.voices,
        act=Act.OPPOSE,
        act_known=True,
        proposal=Words("toll", (Span(start, start + 4),)),
    )
    below = statement(
        text, 2, ("Birk", "opposes", "a toll on the bridge"), Act.OPPOSE, "a toll on the bridge"
    )
    blocks = (Block(BlockKind.HEADLINE, 0, 17), Block(BlockKind.BODY, 19, len(text)))
    found = stands(Reading(Report("r", text, blocks), (head, below)))
    assert [each.statement for each in found] == ["r:2"]
