"""Reports that are a conversation: who "I" and "you" are where no sentence says so."""

from __future__ import annotations

import pytest

from sayso.pipeline import read_report
from sayso.read.document import Document
from sayso.read.formats import report_of
from sayso.types import Reading

INTERVIEW = """Harbour Post interviews lighthouse keeper Dagny Orrell

Dagny Orrell has kept the light of Varn for thirty years. The Harbour Post met Orrell at the pier.

When did you first think of leaving the lighthouse?

I thought of it last winter, when the storms came. I believe that the light will be run by a computer soon.

Do you think anybody would miss the keeper?

I hope that the sailors would. I doubt that the ministry knows what we do here.

What will you do next year?

I expect to write a book about the island."""

TRANSCRIPT = """PIA LUND: I think the dam is safe.

OSKAR TRENT: I believe that the dam leaks.

PIA LUND: I doubt that anybody measured it."""


def read(text: str) -> Reading:
    return read_report(report_of(Document("interview.txt", text.encode(), "text/plain", "utf-8")))


def speakers(reading: Reading, word: str) -> set[str | None]:
    """Whom the sources of one word mean."""
    return {
        voice.name
        for statement in reading.statements
        if statement.source and statement.source.text == word
        for voice in statement.voices
    }


def test_the_first_person_of_an_answer_is_who_is_interviewed() -> None:
    assert speakers(read(INTERVIEW), "I") == {"Dagny Orrell"}


def test_a_turn_of_a_transcript_is_the_name_before_it() -> None:
    voices = [statement.voices[-1].name for statement in read(TRANSCRIPT).statements]
    assert [(name or "").title() for name in voices] == ["Pia Lund", "Oskar Trent", "Pia Lund"]


@pytest.mark.xfail(strict=True, reason="the model does not find the statement, in 8 bits or in 32")
def test_a_turn_is_found_whatever_it_is_that_leaks() -> None:
    text = TRANSCRIPT.replace("that the dam leaks", "that it leaks")
    assert len(read(text).statements) == 3


def test_without_questions_the_first_person_is_nobody_known() -> None:
    text = INTERVIEW.replace("?", ".")
    assert speakers(read(text), "I") == {None}
