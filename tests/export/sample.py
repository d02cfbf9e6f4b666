"""A reading built by hand, so that the exports are tested without a model."""

from __future__ import annotations

from sayso.spans import words
from sayso.types import Block, BlockKind, Mode, Outlet, Reading, Report, Span, Statement, Words

BLOCKS = (
    (BlockKind.HEADLINE, "Larkhaven council told of dry reservoir"),
    (BlockKind.BYLINE, "By Ines Corvo"),
    (BlockKind.BODY, "The reservoir is “as good as empty”, the water board said, citing Dr Tamsin Oyelaran."),
    (BlockKind.CAPTION, "The Upper Mere on Sunday, seen from <the> dam & road."),
    (BlockKind.BODY, "=SUM(A1) was all that the board's spreadsheet showed, an engineer said."),
    (BlockKind.PROMO, "Read more: The long summer"),
)


def span(text: str, piece: str) -> Span:
    """Where ``piece`` first stands in ``text``."""
    start = text.index(piece)
    return Span(start, start + len(piece))


def reading(url: str | None = "https://courier.example/water") -> Reading:
    """Three statements: a mixed one, an indirect one inside it without a cue of speech, and one whose
    source has no words."""
    text, blocks = "", []
    for kind, piece in BLOCKS:
        start = len(text)
        text += piece
        blocks.append(Block(kind, start, len(text)))
        text += "\n\n"
    text = text.rstrip()
    report = Report(
        id="0123456789abcdef",
        text=text,
        blocks=tuple(blocks),
        url=url,
        outlet=Outlet("Larkhaven Courier", "courier.example"),
        published="2031-08-14T09:30:00+01:00",
        title="Larkhaven council told of dry reservoir",
        authors=("Ines Corvo",),
        language="en",
        notes=("The page gives no canonical address.",),
    )

    def said(piece: str) -> Words:
        found = words(text, (span(text, piece),))
        assert found
        return found

    content = words(
        text, (span(text, "The reservoir is “as good as empty”"), span(text, "citing Dr Tamsin Oyelaran"))
    )
    assert content
    statements = (
        Statement(
            "0123456789abcdef:1",
            Mode.MIXED,
            None,
            0.97,
            said("the water board"),
            said("said"),
            content,
            ("The cue “said” has a subject.",),
        ),
        Statement(
            "0123456789abcdef:2",
            Mode.INDIRECT,
            "0123456789abcdef:1",
            0.61,
            said("Dr Tamsin Oyelaran"),
            said("citing"),
            said("The reservoir is “as good as empty”"),
        ),
        Statement(
            "0123456789abcdef:3",
            Mode.DIRECT,
            None,
            0.42,
            None,
            None,
            said("=SUM(A1) was all that the board's spreadsheet showed"),
        ),
    )
    return Reading(report, statements)
