"""Which statement is the first of its claim, where several were published at one moment."""

from __future__ import annotations

from sayso.link.claims import Mention, clustered
from sayso.link.store import Edge
from sayso.types import Act

DAY = "2031-05-04T06:00:00+00:00"


def mention(
    statement: str,
    published: str | None = DAY,
    act: Act = Act.SAY,
    stems: tuple[str, ...] = ("dam", "draft"),
) -> Mention:
    return Mention(statement, statement.partition(":")[0], None, published, None, stems, act=act)


def firsts(mentions: list[Mention], *edges: tuple[str, str]) -> set[str]:
    kept = {each.statement: each for each in mentions}
    return {claim.id for claim in clustered(kept, [Edge(one, other, 0.9, "") for one, other in edges])}


def test_what_is_told_comes_before_the_matter_of_a_deed() -> None:
    deed, told = mention("r1:1", act=Act.AGREE), mention("r1:2")
    later = mention("r2:1", "2031-05-05")
    assert firsts([deed, told, later], ("r1:1", "r1:2"), ("r1:2", "r2:1")) == {"r1:2"}


def test_an_earlier_deed_comes_before_a_later_telling() -> None:
    deed, told = mention("r2:1", act=Act.AGREE), mention("r1:1", "2031-05-05")
    assert firsts([deed, told], ("r1:1", "r2:1")) == {"r2:1"}


def test_a_whole_sentence_comes_before_its_headline() -> None:
    headline, whole = mention("r1:1"), mention("r1:2", stems=("dam", "draft", "sixty", "day"))
    assert firsts([headline, whole], ("r1:1", "r1:2")) == {"r1:2"}


def test_of_two_of_one_kind_the_id_decides() -> None:
    assert firsts([mention("r1:2"), mention("r1:1")], ("r1:1", "r1:2")) == {"r1:1"}


def test_what_has_no_date_comes_last() -> None:
    dated, undated = mention("r2:1"), mention("r1:1", None)
    assert firsts([undated, dated], ("r1:1", "r2:1")) == {"r2:1"}
