"""The worked story by `sayso batch` and by `sayso add`: the same answers, whatever is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.batch_same import Answers, both, differences

from sayso.batch.joins import gathering
from sayso.read.sources import report
from sayso.types import BlockKind

STORY = Path(__file__).parents[2] / "examples/story"
AT_ONCE = 4
"""Articles of a file, each of which is a shard."""


def articles() -> list[dict[str, Any]]:
    """The story as a crawler has it; two more of it come twice, one comes anew, one has no text."""
    found = [_article(path) for path in sorted(STORY.iterdir()) if path.name != "README"]
    courier, echo = found[0], found[4]
    elsewhere = {"url": "https://quern.example/1", "outlet": "Quern Mail", "source_domain": "quern.example"}
    anew = {
        "text": f"{echo['text']}\n\nThe minister said that the dam would be rebuilt by spring.",
        "modified": "2031-10-16T10:00:00+02:00",
    }
    return [*found[:3], courier | elsewhere, *found[3:7], echo | anew, *found[7:], {"title": "Bare"}, courier]


def _article(path: Path) -> dict[str, Any]:
    told = report(str(path))
    blocks = (told.text[b.start : b.end] for b in told.blocks if b.kind is not BlockKind.HEADLINE)
    assert told.outlet
    return {
        "url": told.url,
        "title": told.title,
        "published": told.published,
        "outlet": told.outlet.name,
        "source_domain": told.outlet.domain,
        "authors": told.authors,
        "text": "\n\n".join(blocks),
    }


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answers, Answers]:
    folder = tmp_path_factory.mktemp("same")
    lines = [json.dumps(article) for article in articles()]
    files = []
    for start in range(0, len(lines), AT_ONCE):
        files.append(folder / f"{start:02}.jsonl")
        files[-1].write_text("\n".join(lines[start : start + AT_ONCE]) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "REPORTS", 4)
        return both(files, folder)


KINDS = (
    "readings",
    "reports",
    "stories",
    "statements",
    "voices",
    "claims",
    "origins",
    "same",
    "story",
    "copies",
    "disputes",
    "refusals",
)


@pytest.mark.parametrize("kind", KINDS)
def test_both_give_the_same(answers: tuple[Answers, Answers], kind: str) -> None:
    added, batched = answers
    assert added[kind]
    assert differences({kind: added[kind]}, {kind: batched[kind]}) == {}


def test_a_version_that_was_replaced_stays_a_report_and_no_more(answers: tuple[Answers, Answers]) -> None:
    _, batched = answers
    old = {report for report, told in batched["reports"].items() if not told[0]}
    assert len(old) == 1
    assert not any(statement.partition(":")[0] in old for statement in batched["statements"])


def test_what_differs_is_told() -> None:
    one = {"claims": {"a:1": (1, 2), "b:1": 3}, "same": {("a:1", "b:1"): 0.5}}
    other = {"claims": {"a:1": (1, 3), "c:1": 3}, "same": {("a:1", "b:1"): 0.5}}
    assert differences(one, other) == {
        "claims": ["a:1: (1, 2) / (1, 3)", "b:1: 3 / 'not there'", "c:1: 'not there' / 3"]
    }
