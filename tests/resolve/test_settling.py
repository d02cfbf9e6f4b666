"""Everybody who is named by a voice is among the actors, whatever their names grew to."""

from pathlib import Path

import pytest

import sayso
from sayso.resolve.member import Member
from sayso.resolve.settling import Settled
from sayso.types import ActorKind, Anonymity, Chain, Party, Span, Voice, VoiceRole

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples" / "story").glob("*.*"))


def test_a_voice_that_was_made_before_a_name_grew_has_the_last_id():
    member = Member("organisation:harrow", "Harrow", ActorKind.ORGANISATION)
    member.names.add("Harrow")
    voice = Voice(VoiceRole.ORIGIN, member.id, "Harrow", Anonymity.NAMED, "Harrow", (Span(0, 6),))
    chain = Chain((voice,), Party("Harrow", (Span(0, 6),), member.id, "Harrow"))
    member.take_name("Harrow Mining")
    settled = Settled([member]).chain(chain)
    assert settled.voices[0].actor == settled.addressee.actor == member.id == "organisation:harrow-mining"
    assert settled.voices[0].name == "Harrow Mining"


def test_an_id_that_another_has_now_is_left_alone():
    grown = Member("organisation:harrow", "Harrow", ActorKind.ORGANISATION)
    grown.take_name("Harrow Mining")
    other = Member("organisation:harrow", "Harrow", ActorKind.ORGANISATION)
    voice = Voice(VoiceRole.ORIGIN, other.id, "Harrow", Anonymity.NAMED, "Harrow", (Span(0, 6),))
    assert Settled([grown, other]).chain(Chain((voice,))).voices == (voice,)


@pytest.mark.parametrize("path", EXAMPLES[:6], ids=lambda path: path.name)
def test_all_voices_are_actors(path):
    reading = sayso.read(path)
    known = {actor.id for actor in reading.actors}
    assert {v.actor for s in reading.statements for v in s.voices if v.actor} <= known
