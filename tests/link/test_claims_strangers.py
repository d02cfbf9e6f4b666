"""The same words about others are another claim."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import found, read
from sayso.link.claims import Mention, mentions, same
from sayso.models.embedding import packaged

CANADA = "Canada shipped 20,000 artillery shells to Kuwait in March, an official told the Harrow Star."
NORWAY = "Norway shipped 20,000 artillery shells to Oman in March, an official told the Sund Courier."


def mention(text: str, outlet: str) -> Mention:
    reading = read({"id": outlet, "text": text, "outlet": outlet, "published": "2034-05-06"})
    told = found(reading, "shipped 20,000 artillery shells")
    assert told
    vectors = packaged().embed([each.content.text for each in reading.statements])
    return next(each for each in mentions(reading, vectors) if each.statement == told.id)


def test_two_parties_and_places_exchanged_for_others_are_another_event() -> None:
    verdict = same(mention(CANADA, "Harrow Star"), mention(NORWAY, "Sund Courier"))
    assert not verdict.same
    assert verdict.veto in {"strangers", "party"}


def test_who_is_named_in_the_other_report_is_no_stranger() -> None:
    text = f"{NORWAY}\n\nCanada had been asked first. Canada and Kuwait did not comment."
    verdict = same(mention(CANADA, "Harrow Star"), mention(text, "Sund Courier"))
    assert verdict.veto != "strangers"


def test_one_name_more_or_less_makes_nobody_a_stranger() -> None:
    verdict = same(
        mention(CANADA, "Harrow Star"), mention(CANADA.replace("to Kuwait in", "in"), "Sund Courier")
    )
    assert verdict.veto is None
