"""A statement's words where they stand, with words marked in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from sayso.serve.excerpts import MOST, SHORT, excerpt
from sayso.types import Block, BlockKind, Mode, Report, Span, Statement, Words

WORD = "tide "


def report(*paragraphs: str) -> Report:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.BODY, at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Report("0" * 16, "\n".join(paragraphs), tuple(blocks))


def statement(text: str, *spans: Span) -> Statement:
    words = Words(" … ".join(text[span.start : span.end] for span in spans), spans)
    return Statement("0:1", Mode.DIRECT, None, 1.0, None, None, words, ())


@some.composite
def told(draw) -> tuple[Report, Statement, list[Span]]:
    """A report, a statement in it, and words of it that are to be marked."""
    lengths = draw(some.lists(some.integers(1, 200), min_size=1, max_size=4))
    made = report(*(WORD * length for length in lengths))
    size = len(made.text)

    def span() -> Span:
        start = draw(some.integers(0, size - 1))
        return Span(start, draw(some.integers(start + 1, min(size, start + 300))))

    content = span()
    return made, statement(made.text, content), [span() for _ in range(draw(some.integers(0, 3)))]


@given(told())
def test_an_excerpt_is_a_stretch_of_the_text_with_the_statement_in_it(case):
    made, said, shown = case
    bits = excerpt(made, said, shown)
    whole = "".join(bit.text for bit in bits if bit.text not in ("… ", " …"))
    assert whole in made.text
    content = "".join(bit.text for bit in bits if "content" in bit.classes)
    first = said.content.spans[0]
    assert made.text[first.start : first.end].startswith(content[: min(len(content), MOST)])
    assert len(whole) <= max(SHORT, MOST + 200)


@given(told())
def test_only_words_that_are_to_be_marked_are(case):
    made, said, shown = case
    marked = {at for span in shown for at in range(span.start, span.end)}
    bits = [bit for bit in excerpt(made, said, shown) if bit.text not in ("… ", " …")]
    whole = "".join(bit.text for bit in bits)
    content = said.content.spans[0].start
    places = [at for at in range(len(made.text)) if made.text.startswith(whole, at)]
    fits = []
    for start in places:
        at, good = start, start <= content <= start + len(whole)
        for bit in bits:
            good = good and all((place in marked) == bit.shows for place in range(at, at + len(bit.text)))
            at += len(bit.text)
        fits.append(good)
    assert any(fits)


def test_a_short_paragraph_is_shown_whole_and_a_long_one_is_not():
    made = report("The quay will close, she said.", "It rained all day. " * 60)
    said = statement(made.text, Span(0, 19))
    assert "".join(bit.text for bit in excerpt(made, said)) == "The quay will close, she said."
    at = made.text.index("rained", 600)
    long = "".join(bit.text for bit in excerpt(made, [Span(at, at + 6)]))
    assert long.startswith("… ")
    assert long.endswith(" …")
    assert len(long) < 200
