"""A voice that a report calls by its role first, and by its name then, is one origin."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import read
from sayso.link.origins import provenance
from sayso.types import Claim, Provenance

LEAD = "Singer Ilse Brandt is alive, her manager said on Monday."
NAME = "“Ilse is alive and well,” Tomas Rehn said on Monday."


def traced(*paragraphs: str) -> Provenance:
    given = read({"id": "r", "text": "\n\n".join(paragraphs), "outlet": "Radio Orvel"})
    ids = tuple(each.id for each in given.statements)
    return provenance(Claim(ids[0], ids, ids[0]), {given.report.id: given})


def test_the_role_and_the_name_are_one() -> None:
    found = traced("Ilse Brandt is alive, manager says", LEAD, NAME)
    assert [(each.kind.value, each.name) for each in found.origins] == [("named", "Tomas Rehn")]
    assert found.independent == 1


def test_with_two_names_the_role_may_be_either() -> None:
    found = traced(LEAD, NAME, "“She is alive,” Greta Holm said.")
    assert {each.name for each in found.origins} >= {"Tomas Rehn", "Greta Holm", None}


def test_an_official_is_not_whoever_is_named() -> None:
    found = traced("Singer Ilse Brandt is alive, an official said on Monday.", NAME)
    assert {each.kind.value for each in found.origins} == {"anonymous", "named"}
