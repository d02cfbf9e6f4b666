"""Who is quoted "as saying" something, and what."""

from __future__ import annotations

import pytest

from sayso.attribute import attribute
from sayso.parse import parse
from sayso.resolve import resolve
from sayso.types import Block, BlockKind, Report, VoiceRole


def read(text: str) -> list[tuple[str, str, list[tuple[str, str | None]]]]:
    """Cue, content, and the words of the voices of each statement."""
    story = Report("0" * 16, text, (Block(BlockKind.BODY, 0, len(text)),))
    parsed = parse(story)
    found = attribute(story, parsed)
    chains = resolve(story, parsed, found).chains
    return [
        (
            " ".join(text[a:b] for a, b in one.cue),
            " ".join(text[a:b] for a, b in one.content),
            [
                (voice.role.value, voice.words)
                for voice in chain.voices
                if voice.role is not VoiceRole.PUBLISHER
            ],
        )
        for one, chain in zip(found, chains, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "content", "relay", "origin"),
    [
        (
            "The Port Herald quoted a council official as saying that the pier had never been inspected.",
            "that the pier had never been inspected",
            "The Port Herald",
            "a council official",
        ),
        (
            "Reuters cited the ministry's spokeswoman as saying nobody was hurt in the fire.",
            "nobody was hurt in the fire",
            "Reuters",
            "the ministry's spokeswoman",
        ),
        (
            "State television quoted President Ilo Marrend as telling reporters that the war was over.",
            "that the war was over",
            "State television",
            "President Ilo Marrend",
        ),
        (
            "The minister was quoted by Reuters as saying the army would withdraw.",
            "the army would withdraw",
            "Reuters",
            "The minister",
        ),
    ],
)
def test_what_somebody_is_quoted_as_saying_is_theirs_through_the_outlet(
    text: str, content: str, relay: str, origin: str
) -> None:
    assert [(said, voices) for _, said, voices in read(text)] == [
        (content, [("relay", relay), ("origin", origin)])
    ]


def test_inside_of_a_content_it_is_a_statement_of_its_own() -> None:
    text = "Brant Radio reported that the paper had quoted an official as saying the shells were old."
    outer, inner = read(text)
    assert outer[1] == "that the paper had quoted an official as saying the shells were old"
    assert inner[:2] == ("saying", "the shells were old")
    assert inner[2][-1] == ("origin", "an official")


def test_who_is_merely_cited_is_no_statement() -> None:
    cues = [cue for cue, *_ in read("Le Monde, citing a diplomat, said that the draft was ready.")]
    assert cues == ["said"]
