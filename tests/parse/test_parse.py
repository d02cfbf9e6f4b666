"""A whole report parsed: everything covered once, trees always trees, only prose read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.models.labels import POS, RELATIONS
from sayso.parse import parse
from sayso.types import Block, BlockKind, EntityKind, Parse, Report


def report(*blocks: tuple[BlockKind, str]) -> Report:
    """A report of the given blocks, parted by blank lines."""
    text, placed = "", []
    for kind, piece in blocks:
        placed.append(Block(kind, len(text), len(text) + len(piece)))
        text += piece + "\n\n"
    return Report("0" * 16, text.rstrip("\n"), tuple(placed))


BODY = (
    "Maria Lopez, who runs the port of Larkhaven, said on Tuesday that 40 ships were waiting. "
    "“Nobody told us,” she said.\nThe Ministry of Transport in Oslo didn't answer."
)
STORY = report(
    (BlockKind.HEADLINE, "Ships wait off Larkhaven"),
    (BlockKind.BODY, BODY),
    (BlockKind.CAPTION, "A ship (L) on Monday."),
    (BlockKind.BODY, "Two more arrived."),
)


def checked(read: Report) -> Parse:
    """A parse whose invariants were asserted."""
    parsed = parse(read)
    tokens = parsed.tokens
    for left, right in pairwise(tokens):
        assert left.end <= right.start
    assert [i for first, last in parsed.sentences for i in range(first, last)] == list(range(len(tokens)))
    assert [i for p in parsed.paragraphs for i in range(p.first, p.last)] == list(range(len(tokens)))
    for first, last in parsed.sentences:
        assert sum(any(p.first <= i < p.last for i in (first, last - 1)) for p in parsed.paragraphs) == 1
        heads = [token.head for token in tokens[first:last]]
        assert heads.count(-1) == 1
        assert all(head == -1 or first <= head < last for head in heads)
        for position in range(first, last):
            steps, at = 0, position
            while tokens[at].head != -1:
                at, steps = tokens[at].head, steps + 1
                assert steps <= last - first
    for token in tokens:
        assert token.pos in POS
        assert token.relation in RELATIONS
        assert (token.relation == "root") == (token.head == -1)
        assert token.lemma
    for number, entity in enumerate(parsed.entities):
        assert (entity.start, entity.end) == (tokens[entity.first].start, tokens[entity.last - 1].end)
        assert all(tokens[i].entity == number for i in range(entity.first, entity.last))
    return parsed


def test_every_character_of_the_prose_is_in_one_token_and_no_other() -> None:
    parsed = checked(STORY)
    covered = {i for token in parsed.tokens for i in range(token.start, token.end)}
    prose = {
        i
        for block in STORY.blocks
        if block.kind is not BlockKind.CAPTION
        for i in range(block.start, block.end)
        if not STORY.text[i].isspace()
    }
    assert covered == prose


def test_sentences_words_and_names_of_a_plain_story() -> None:
    parsed = checked(STORY)
    text = STORY.text
    starts = [text[parsed.tokens[first].start :].split()[0] for first, _ in parsed.sentences]
    assert starts == ["Ships", "Maria", "“Nobody", "The", "Two"]
    named = {text[e.start : e.end]: e.kind for e in parsed.entities}
    assert named["Maria Lopez"] is EntityKind.PERSON
    assert named["Oslo"] is EntityKind.STATE
    assert named["Tuesday"] is EntityKind.DATE
    words = {text[t.start : t.end]: t for t in parsed.tokens}
    assert (words["did"].pos, words["n't"].lemma, words["ships"].lemma) == ("AUX", "not", "ship")
    assert words["said"].pos == "VERB"
    assert text[parsed.tokens[words["Maria"].head].start :].startswith(("said", "Lopez"))


@settings(max_examples=15)
@given(st.lists(st.text(alphabet="Ab é1 .,“”\"'’-\n\u00a0漢🙂", max_size=60), max_size=4))
def test_any_text_gives_a_whole_parse(pieces: list[str]) -> None:
    checked(report(*((BlockKind.BODY, piece) for piece in pieces)))


def test_a_report_without_prose_has_an_empty_parse() -> None:
    parsed = checked(report((BlockKind.CAPTION, "A ship.")))
    assert parsed.tokens == ()
    assert parsed.sentences == ()


def test_a_very_long_paragraph_is_read_whole() -> None:
    parsed = checked(report((BlockKind.BODY, "The ship waited, and the crew sang. " * 120)))
    assert len(parsed.sentences) >= 115
