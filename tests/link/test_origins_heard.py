"""Two who heard the same words in public are two witnesses, though the words are the same."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import found, read
from sayso.link.copies import copied
from sayso.link.origins import provenance
from sayso.types import Claim, Provenance, Reading

DENIED = "The minister denied on Sunday that the government had secretly shipped any shells to Kuwait."
QUOTE = "“No shells were sent to Kuwait, neither in secret nor otherwise, by anybody in my department,”"
STAR = f"{DENIED} {QUOTE} the defence minister, Ilse Brandt, told reporters in Velmora."
COURIER = f"{DENIED} {QUOTE} Ilse Brandt said at a news conference. Questions had been asked all week."
LEAD = (
    "The ministry was silent for a week while rumours went round the harbour and the markets, and then it "
    "spoke in the old hall under the clock."
)


def reading(text: str, outlet: str, hour: int) -> Reading:
    return read({"id": outlet, "text": text, "outlet": outlet, "published": f"2034-05-07T{hour}:00:00+00:00"})


def traced(one: Reading, other: Reading) -> Provenance:
    told = [found(each, "No shells were sent to Kuwait") for each in (one, other)]
    ids = tuple(each.id for each in told if each)
    assert len(ids) == 2
    copies = copied(one, other)
    assert copies
    return provenance(Claim(ids[0], ids, ids[0]), {each.report.id: each for each in (one, other)}, copies)


def test_who_heard_it_too_has_not_copied_it() -> None:
    given = traced(reading(STAR, "Harrow Star", 12), reading(COURIER, "Sund Courier", 15))
    assert [(each.kind.value, each.outlets) for each in given.origins] == [
        ("public", ("Harrow Star", "Sund Courier"))
    ]
    assert {step.how for step in given.steps} == {"witnessed"}


def test_with_more_of_the_text_it_is_copied() -> None:
    given = traced(
        reading(f"{LEAD} {STAR}", "Harrow Star", 12), reading(f"{LEAD} {COURIER}", "Sund Courier", 15)
    )
    assert given.origins[0].outlets == ("Harrow Star",)
