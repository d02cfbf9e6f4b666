"""The worked story from its files to its verdict: read, linked, traced."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # this folder, whoever runs this

from test_story import STORY, claim_of, readings, statement

from sayso.export.origins import text
from sayso.link.copies import copied
from sayso.link.origins import provenance
from sayso.types import Claim


def test_the_main_claim_as_it_was_linked_goes_back_to_two_officials_who_may_be_one() -> None:
    main = next(claim for claim in STORY["claim"] if claim["name"] == "falsified")
    first = statement(main["statement"][0])
    assert first
    together = [name for name, claim in claim_of().items() if claim == claim_of()[first.id]]
    by_id = {reading.report.id: reading for reading in readings().values()}
    copies = [copy for one, other in combinations(by_id.values(), 2) for copy in copied(one, other)]
    found = provenance(Claim(first.id, tuple(together), first.id), by_id, copies)
    assert (found.independent, found.at_least) == (main["independent"], main["at_least"]), text(found)
    assert set(found.verdict.split()) >= {"unnamed", "Courier;", "Gazette;"}
