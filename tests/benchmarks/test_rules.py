"""The rule baseline finds what rules can find."""

from __future__ import annotations

import pytest
from benchmarks.rules import attributions


def found(text: str) -> list[tuple[str, str, list[str]]]:
    return [
        (words(text, one["source"]), words(text, one["cue"]), [text[a:b] for a, b in one["content"]])
        for one in attributions(text)
    ]


def words(text: str, ranges: list[tuple[int, int]]) -> str:
    return " ".join(text[a:b] for a, b in ranges)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Dana Okello said that the ferry was late.", "Dana Okello", "said", ["that the ferry was late."]),
        ("The ferry was very late, said the master.", "the master", "said", ["The ferry was very late,"]),
        ("“We waited all night,” she added.", "she", "added", ["“We waited all night,”"]),
        ("According to Ines Corvo, nobody sank.", "Ines Corvo", "According to", ["nobody sank."]),
        (
            "“It was late,” the master told reporters, “and it will be again.”",
            "the master",
            "told",
            ["“It was late,”", "“and it will be again.”"],
        ),
        (
            'Mr. Obrel, mayor of Dol, said the dam was "as good as gone".',
            "Mr. Obrel",
            "said",
            ['the dam was "as good as gone".'],
        ),
    ],
)
def test_a_clause_gives_the_rest_to_its_source(text: str, source: str, cue: str, content: list[str]) -> None:
    assert found(text) == [(source, cue, content)]


def test_a_quoted_sentence_belongs_to_who_spoke_last() -> None:
    text = "“We lost two nights,” Ines Corvo said.\r\n“Never again will we wait so long for help.”"
    assert found(text)[1] == ("Ines Corvo", "", ["“Never again will we wait so long for help.”"])


def test_full_stops_inside_quotation_marks_end_no_sentence() -> None:
    text = "“We lost it. We lost it twice,” said Ines Corvo."
    assert found(text) == [("Ines Corvo", "said", ["“We lost it. We lost it twice,”"])]


def test_nothing_is_found_where_nobody_speaks() -> None:
    assert attributions("The “Star of Dol” sank on Monday. Nobody was hurt.\r\n\r\n") == []
