"""The sentence that says where a claim comes from."""

from __future__ import annotations

import pytest

from sayso.link.origins.verdict import verdict
from sayso.types import Origin, OriginKind

ANONYMOUS, NAMED, PUBLIC, BARE = (
    OriginKind.ANONYMOUS,
    OriginKind.NAMED,
    OriginKind.PUBLIC,
    OriginKind.UNSOURCED,
)
COURIER, SUND, POST = "Larkhaven Courier", "Radio Sund", "Meridian Post"


def origin(kind: OriginKind, *outlets: str, name: str | None = None, words: str | None = None) -> Origin:
    actor = f"person:{name.lower()}" if name else None
    return Origin("origin:1", kind, actor, name, words, outlets, ("r:1",), counts=kind is not BARE)


OFFICIAL = origin(ANONYMOUS, COURIER, words="a senior official")
INSIDER = origin(ANONYMOUS, SUND, words="an insider")
BREKKE = origin(NAMED, COURIER, SUND, name="Ulla Brekke")
IN_PUBLIC = origin(PUBLIC, COURIER, SUND, name="Ulla Brekke")
NOBODY = origin(BARE, POST)
WIRE = Origin("origin:9", NAMED, "outlet:coastwire", "Coastwire", "Coastwire", ("Coastwire",), ("r:1",))


@pytest.mark.parametrize(
    ("origins", "outlets", "numbers", "expected"),
    [
        (
            [OFFICIAL],
            [COURIER],
            (1, 1),
            "It rests on one unnamed voice (“a senior official”) through one outlet, the Larkhaven Courier.",
        ),
        (
            [OFFICIAL],
            [COURIER, SUND, POST],
            (1, 1),
            "Three outlets carry it; all of it goes back to one unnamed voice (“a senior official”) "
            "through one outlet, the Larkhaven Courier.",
        ),
        (
            [OFFICIAL, NOBODY],
            [COURIER, SUND, POST],
            (1, 1),
            "Three outlets carry it; two of them go back to one unnamed voice (“a senior official”) "
            "through one outlet, the Larkhaven Courier; the Meridian Post names no source.",
        ),
        (
            [OFFICIAL, INSIDER],
            [COURIER, SUND],
            (2, 1),
            "Two outlets carry it, from two independent origins, which may be one: one unnamed voice "
            "(“a senior official”) through one outlet, the Larkhaven Courier; and one unnamed voice "
            "(“an insider”) through one outlet, Radio Sund.",
        ),
        ([BREKKE], [COURIER, SUND], (1, 1), "Two outlets carry it; all of it goes back to Ulla Brekke."),
        (
            [origin(NAMED, COURIER, name="Ulla Brekke")],
            [COURIER],
            (1, 1),
            "It rests on Ulla Brekke, through one outlet, the Larkhaven Courier.",
        ),
        (
            [IN_PUBLIC],
            [COURIER, SUND],
            (1, 1),
            "Two outlets carry it; all of it goes back to what Ulla Brekke said in public.",
        ),
        (
            [WIRE],
            [SUND],
            (1, 1),
            "It rests on Coastwire, whose own report is not among those read.",
        ),
        ([NOBODY], [POST], (0, 0), "One outlet carries it, the Meridian Post, and names no source."),
        (
            [NOBODY, origin(BARE, SUND)],
            [POST, SUND],
            (0, 0),
            "Two outlets carry it; none of them names a source.",
        ),
        (
            [origin(NAMED, COURIER, name=name) for name in ("Ada", "Bo", "Cy", "Di", "Ed")],
            [COURIER],
            (5, 4),
            "One outlet carries it, from five independent origins, which may be only four: "
            "Ada, through the Larkhaven Courier; Bo, through the Larkhaven Courier; "
            "Cy, through the Larkhaven Courier; "
            "and two more.",
        ),
    ],
    ids=[
        "one voice, one outlet",
        "one voice, repeated",
        "and one without source",
        "two, perhaps one",
        "a name",
        "a name, once",
        "in public",
        "an outlet not read",
        "no source",
        "no sources",
        "many",
    ],
)
def test_the_verdict_says_it_plainly(
    origins: list[Origin], outlets: list[str], numbers: tuple[int, int], expected: str
) -> None:
    assert verdict(origins, outlets, *numbers) == expected


def test_a_claim_of_which_nothing_is_at_hand() -> None:
    assert "nothing is known" in verdict([], [], 0, 0)
