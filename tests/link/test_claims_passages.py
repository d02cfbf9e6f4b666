"""The development set of the links' claims: pairs of short reports with one statement each that is meant, as
data in ``passages/``, and whether the two say the same.

    python tests/link/test_claims_passages.py [dev|held]

The pairs were written before there was anything that links. A statement is meant by a run of words of its
content; where Sayso does not find it (``found = false``), the pair is not scored. Each kind has as many pairs
that are the same as pairs that are not, with much and with little wording in common among both. Half of the
pairs, drawn at random, are held out: whoever works on the links looks at "dev" alone.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the folder above, whoever runs this

from development import Expected, found, read
from sayso.link.claims import Mention, Verdict, mentions, same
from sayso.models.embedding import packaged

PASSAGES = Path(__file__).parent / "passages"
KINDS = {
    *("figure", "unit", "negation", "antonym", "speaker", "party", "passive", "date", "place", "event"),
    *("paraphrase", "headline", "quotation", "noun", "certainty"),
}
SIDES = ("one", "other")
LEAST_RIGHT = 0.95
"""What issue 6 asks."""
HELD_TODAY, APART_TODAY = 0.70, 0.88
"""What is reached (72 % judged rightly, 54 of 60 others kept apart), rounded down after it was measured:
these bounds tell that nothing is lost, not that it is good."""
LEAST_FOUND = 0.95
"""The share of the statements meant that Sayso finds at all."""


def load() -> tuple[Expected, ...]:
    """All pairs, by file and in each file's order."""
    files = sorted(PASSAGES.glob("*.toml"))
    return tuple(pair for file in files for pair in tomllib.loads(file.read_text("utf-8"))["pair"])


def meant(pair: Expected, side: str) -> Mention | None:
    """The statement meant in one of the pair's reports, or None where Sayso does not find it."""
    reading = read(pair[side] | {"id": f"{pair['id']}-{side}"})
    statement = found(reading, pair[side]["content"])
    vectors = packaged().embed([each.content.text for each in reading.statements])
    return next(
        (each for each in mentions(reading, vectors) if statement and each.statement == statement.id), None
    )


def verdict(pair: Expected) -> Verdict | None:
    one, other = (meant(pair, side) for side in SIDES)
    return same(one, other) if one and other else None


@cache
def verdicts() -> tuple[tuple[Expected, Verdict | None], ...]:
    """Every pair with what Sayso makes of it; None where a statement is not found."""
    return tuple((pair, verdict(pair)) for pair in load())


def share_right(half: str | None = None) -> float:
    """How many of the pairs that can be scored are judged rightly; of one half, or of both."""
    scored = [
        given.same is pair["same"] for pair, given in verdicts() if given and half in (None, pair["half"])
    ]
    return sum(scored) / len(scored)


def table(half: str | None = None) -> str:
    """Right and scored by kind, then each pair that is judged wrongly, with the first reason."""
    right: Counter[str] = Counter()
    scored: Counter[str] = Counter()
    wrong = []
    for pair, given in verdicts():
        if half not in (None, pair["half"]):
            continue
        if given is None:
            wrong.append(f"  {pair['kind']}/{pair['id']}: not scored, a statement is not found")
            continue
        scored.update((pair["kind"], "all"))
        if given.same is pair["same"]:
            right.update((pair["kind"], "all"))
        else:
            told = "; ".join((given.veto or "", *given.reasons[:2]))
            judged = "the same" if given.same else "not the same"
            wrong.append(f"  {pair['kind']}/{pair['id']}: judged {judged} ({given.score:.2f}; {told})")
    rows = [f"{kind:12} {right[kind]:3} right of {scored[kind]:3}" for kind in (*sorted(KINDS), "all")]
    return "\n".join(rows + wrong)


@pytest.mark.xfail(strict=True, reason="72 % are judged rightly: docs/decisions/0022-claims.md says why")
def test_of_the_pairs_nearly_all_are_judged_rightly() -> None:
    assert share_right() >= LEAST_RIGHT, table("dev")


def test_no_more_pairs_are_judged_wrongly_than_before() -> None:
    assert share_right() >= HELD_TODAY, table("dev")


def test_no_more_pairs_are_taken_for_the_same_than_before() -> None:
    apart = [given.same for pair, given in verdicts() if given and not pair["same"]]
    assert apart.count(False) >= APART_TODAY * len(apart), table("dev")


def test_the_statements_meant_are_found_but_for_a_few() -> None:
    missing = [pair["id"] for pair, given in verdicts() if given is None]
    assert len(missing) <= (1 - LEAST_FOUND) * len(load()), missing
    marked = {pair["id"] for pair in load() if any(not pair[side].get("found", True) for side in SIDES)}
    assert set(missing) <= marked


def test_no_two_pairs_have_one_id() -> None:
    ids = [pair["id"] for pair in load()]
    assert len(ids) == len(set(ids))


def test_every_kind_has_as_many_same_as_different() -> None:
    counts = Counter((pair["kind"], pair["same"]) for pair in load())
    assert {kind for kind, _ in counts} == KINDS
    assert all(counts[kind, True] == counts[kind, False] >= 3 for kind in KINDS)


def test_shared_words_alone_decide_little() -> None:
    """A threshold on the share of common words, either way, is right for three in four at most."""

    def overlap(pair: Expected) -> float:
        one, other = (set(re.findall(r"\w+", pair[side]["content"].lower())) for side in SIDES)
        return len(one & other) / len(one | other)

    shares = [(overlap(pair), pair["same"]) for pair in load()]
    right = [sum((share >= at) is alike for share, alike in shares) / len(shares) for at, _ in shares]
    assert max(*right, 1 - min(right)) <= 0.75


@pytest.mark.parametrize("pair", load(), ids=lambda pair: str(pair["id"]))
def test_a_pair_says_clearly_which_statements_it_means(pair: Expected) -> None:
    assert set(pair) == {"id", "half", "kind", "same", "why", *SIDES}
    assert pair["half"] in {"dev", "held"}
    for side in SIDES:
        assert set(pair[side]) <= {"outlet", "published", "text", "content", "found"}
        assert pair[side]["text"].count(pair[side]["content"]) == 1
    assert pair["one"]["outlet"] != pair["other"]["outlet"]


if __name__ == "__main__":
    print(table(*sys.argv[1:2]))
