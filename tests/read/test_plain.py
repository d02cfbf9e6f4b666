from __future__ import annotations

from sayso.read.plain import plain_draft
from sayso.types import BlockKind


def kinds(text: str) -> list[tuple[str, str]]:
    draft = plain_draft(text)
    return [(block.kind.value, draft.text[block.start : block.end]) for block in draft.blocks]


def test_one_paragraph_per_line() -> None:
    dek = "Three governments want the observers to stay although their mandate ran out on Monday night"
    body = "The observers will leave within days, a diplomat has told the Lakeside Courier."
    assert kinds(f"{dek}\n{body}\nRead more\n{body}\n") == [
        ("dek", dek), ("body", body), ("promo", "Read more"), ("body", body)
    ]  # fmt: skip


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Mine shut by strike\n\n"
        "Some two thousand miners walked out of the copper mine at Vell on\n"
        "Thursday, their union said, after talks over the length of shifts had\n"
        "broken down for the third time.\n\n"
        "The company said that nobody had left, and that the smelter would be\n"
        "running again by the evening."
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "body", "body"]


def test_text_is_kept_verbatim() -> None:
    text = "One line.  Two  spaces.\n\n\n  Indented, it said."
    assert plain_draft(text).text == text


def test_a_known_title_tells_the_headline() -> None:
    title = "The mayor of Orvane has denied that he sold any of the city's land below its value"
    draft = plain_draft(f"{title}\nHe was at sea, he said.", title)
    assert draft.blocks[0].kind is BlockKind.HEADLINE


def test_a_crosshead_stands_between_paragraphs() -> None:
    body = "The mayor said no, and no again."
    assert ("headline", "What the minutes say") in kinds(f"{body}\nWhat the minutes say\n{body}")


def test_a_crosshead_may_stand_in_quotation_marks() -> None:
    body = "The mayor said no, and no again."
    for crosshead in ("'First step'", "‘First step’", "“Not a swap”"):
        assert ("headline", crosshead) in kinds(f"{body}\n{crosshead}\n{body}")
    assert ("body", "“Not a swap.”") in kinds(f"{body}\n“Not a swap.”\n{body}")


def test_the_arrows_of_a_gallery_are_no_dek() -> None:
    body = "The mayor said no, and no again."
    assert kinds(f"Mayor says no\nnext\nprev\n{body}") == [
        ("headline", "Mayor says no"), ("promo", "next"), ("promo", "prev"), ("body", body)
    ]  # fmt: skip


def test_a_dateline_opens_a_paragraph_among_wrapped_lines() -> None:
    text = (
        "The Upper Mere seen from the dam, photographed by the crew of a small\n"
        "aeroplane on Sunday afternoon after the rain, Linus Quade\n"
        "HARROW VALE, August 12 – Water in the Upper Mere will last six weeks\n"
        "at most, an adviser to the water board of the region has told those\n"
        "who came to its meeting on Monday, and then it will have to come from\n"
        "the river."
    )
    assert any(found.startswith("HARROW VALE") for _, found in kinds(text))
