"""PolNeAR's files as articles, and when an attribution is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.polnear import Roles, articles, part_of, report, right

TEXT = "The dam held, said Ines Corvo.\r\n \r\nDana Okello doubts it."
ANNOTATION = """T1\tContent 0 12\tThe dam held
T2\tCue 14 18\tsaid
T3\tSource 19 29\tInes Corvo
E1\tAttribution:T2 Content:T1 Cue:T2 Source:T3
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / "dev" / folder).mkdir(parents=True)
    (tmp_path / "dev" / "text" / "dam_held.txt").write_bytes(TEXT.encode())
    for annotator in ("b", "a"):
        path = tmp_path / "dev" / "attributions" / f"dam_held_{annotator}.ann"
        path.write_text(ANNOTATION if annotator == "a" else "")
    return tmp_path


def test_an_article_keeps_its_line_ends_and_all_its_annotators(corpus: Path) -> None:
    (article,) = articles(corpus / "dev")
    assert (article.name, article.text) == ("dam_held", TEXT)
    assert article.gold() == [{"content": [(0, 12)], "cue": [(14, 18)], "source": [(19, 29)]}]
    assert article.gold(1) == []


def test_a_part_is_found_from_the_corpus_or_given_itself(corpus: Path) -> None:
    assert part_of(corpus, "dev") == part_of(corpus / "dev", "dev") == corpus / "dev"
    assert part_of(corpus, "train") is None


def test_each_line_that_is_not_empty_is_a_paragraph_at_the_files_own_offsets() -> None:
    blocks = report(TEXT).blocks
    assert [TEXT[b.start : b.end] for b in blocks] == [
        "The dam held, said Ines Corvo.",
        "Dana Okello doubts it.",
    ]


GOLD: list[Roles] = [{"source": [(19, 29)], "content": [(0, 12)]}, {"source": [], "content": [(35, 46)]}]


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ([(24, 29)], (0, 12), True),  # a word of the source is enough
        ([(19, 29)], (0, 7), True),  # more than half of the content
        ([(19, 29)], (0, 3), False),
        ([(35, 46)], (0, 12), False),
        ([], (0, 12), False),
        ([], (35, 46), True),  # nobody in both
        ([(19, 29)], (35, 46), False),
    ],
)
def test_right_needs_most_of_the_content_and_the_source(
    source: list[tuple[int, int]], content: tuple[int, int], expected: bool
) -> None:
    assert right(TEXT, [{"source": source, "content": [content]}], GOLD) == [expected]


def test_a_gold_attribution_counts_once_and_for_the_closest() -> None:
    twice: list[Roles] = [
        {"source": [(19, 29)], "content": [(0, 8)]},
        {"source": [(19, 29)], "content": [(0, 12)]},
    ]
    assert right(TEXT, twice, GOLD) == [False, True]
