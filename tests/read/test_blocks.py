from __future__ import annotations

import pytest

from sayso.read.blocks import dateline_end, divided, kind_by_form
from sayso.types import BlockKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Read more", BlockKind.PROMO),
        ("READ MORE: The mayor's second house", BlockKind.PROMO),
        ("Related: Who owns the pier?", BlockKind.PROMO),
        ("Sign up for our newsletter", BlockKind.PROMO),
        ("[How the ferry got its name]", BlockKind.PROMO),
        ("* * *", BlockKind.PROMO),
        ("By Ada Quill", BlockKind.BYLINE),
        ("By ADA QUILL and Tom Reed, Harbour Correspondents", BlockKind.BYLINE),
        ("Correction: The ferry has two engines.", BlockKind.CORRECTION),
        ("This article was amended on 3 May to give the right name.", BlockKind.CORRECTION),
        ("Published 3 May 2031, 10:15", BlockKind.DATELINE),
        ("© Orrin Vance / Pool via Lakeside Photos", BlockKind.CREDIT),
        ("(Reporting by Ada Quill; editing by Tom Reed)", BlockKind.CREDIT),
        ("Mayor Ilse Pratt (L) and her deputy on the quay, May 3.", BlockKind.CAPTION),
        ("The quay at dawn. (Photo: Orrin Vance)", BlockKind.CAPTION),
        ("- Two drivers are missing.", BlockKind.LIST),
        ("> We were never asked.", BlockKind.QUOTE),
        ("- 'Not our quarrel' -", BlockKind.HEADLINE),
    ],
)
def test_form_tells_the_kind(text: str, kind: BlockKind) -> None:
    assert kind_by_form(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "By Friday the talks had ended, and neither side would say why.",
        "Read my lips, the mayor told reporters on the quay.",
        "More than forty boats were lost, the coast guard said.",
        "Related charges against the harbour master were dropped in May.",
        "The credit union said it had lent the money via Getwell Bank.",
        "Live animals were on board, according to the crew.",
        "“Get the boats out,” she said.",
        "The harbour master denied it. (Reuters)",
    ],
)
def test_body_is_left_alone(text: str) -> None:
    assert kind_by_form(text) is None


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PORT HARROW, May 3 (Coastwire) — The ferry sank.", "PORT HARROW, May 3 (Coastwire) —"),
        ("VELL (Coastwire) - The mine shut.", "VELL (Coastwire) -"),
        ("Vell, 3 May 2031 (Coastwire) – The mine shut.", "Vell, 3 May 2031 (Coastwire) –"),
        ("ST. OLAVE, Norland — The mine shut.", "ST. OLAVE, Norland —"),
        ("BREAKING - The mine shut.", None),
        ("The mayor – who was late – said no.", None),
    ],
)
def test_a_dateline_opens_the_body(text: str, dateline: str | None) -> None:
    end = dateline_end(text)
    assert (text[:end] if end is not None else None) == dateline


def test_a_caption_is_divided_from_its_credit() -> None:
    text = "The quay at dawn, May 3, 2031. © Orrin Vance / Pool via Lakeside Photos"
    part = divided(BlockKind.CAPTION, text)
    assert [(block.kind, text[block.start : block.end]) for block in part.blocks] == [
        (BlockKind.CAPTION, "The quay at dawn, May 3, 2031."),
        (BlockKind.CREDIT, "© Orrin Vance / Pool via Lakeside Photos"),
    ]
