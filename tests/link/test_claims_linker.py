"""Claims come out the same in whatever order reports come, and whether or not all is linked anew."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.claims import Linker, Mention, clustered, mentions
from sayso.link.memory import Memory
from sayso.types import Claim, Mode, Reading, Report, Span, Statement, Words

REPORTS = (
    ("2025-03-01", ("The dam at Orvel was inspected by nobody last winter", "Engineers will visit Orvel")),
    (
        "2025-03-01T09:30:00",
        ("Nobody inspected the Orvel dam last winter", "The minister is on holiday in Tarn"),
    ),
    ("2025-03-02", ("the Orvel dam went without an inspection last winter",)),
    ("2025-03-02T18:00:00+02:00", ("engineers will visit the dam at Orvel", "Orvel has 4,000 inhabitants")),
    (None, ("The Orvel dam was not inspected last winter", "the minister is on holiday")),
    ("2025-03-03", ("Fishermen at Tarn caught a giant pike on Sunday",)),
    ("2025-05-03", ("engineers will visit the Orvel dam",)),
)
"""When each was published, and the contents of its statements."""


def reading(number: int, published: str | None, contents: Sequence[str]) -> Reading:
    text, statements = "", []
    for place, content in enumerate(contents, 1):
        span = Span(len(text), len(text) + len(content))
        text += content + "\n"
        words = Words(content, (span,))
        statements.append(Statement(f"r{number}:{place}", Mode.INDIRECT, None, 0.9, None, None, words))
    return Reading(Report(f"r{number}", text, (), published=published), tuple(statements))


READINGS = tuple(reading(number, *made) for number, made in enumerate(REPORTS))


def linked(readings: Sequence[Reading]) -> list[Claim]:
    store = Memory()
    linker = Linker(store)
    for each in readings:
        linker.add(each)
    return list(store.all_claims())


def test_statements_that_say_the_same_in_other_words_become_one_claim() -> None:
    claims = {claim.id: claim.statements for claim in linked(READINGS)}
    assert claims["r0:1"] == ("r0:1", "r1:1", "r2:1", "r4:1")


def test_reports_far_apart_in_time_are_not_compared() -> None:
    claims = {claim.id: claim.statements for claim in linked(READINGS)}
    assert "r6:1" not in claims["r0:2"]


def test_every_statement_is_in_exactly_one_claim() -> None:
    held = [statement for claim in linked(READINGS) for statement in claim.statements]
    assert sorted(held) == sorted(s.id for r in READINGS for s in r.statements)


@given(st.permutations(READINGS))
def test_the_order_of_reports_makes_no_difference(readings: list[Reading]) -> None:
    assert linked(readings) == linked(READINGS)


@given(st.permutations(READINGS), st.sampled_from(READINGS))
def test_a_report_that_is_taken_out_leaves_nothing_behind(readings: list[Reading], gone: Reading) -> None:
    store = Memory()
    linker = Linker(store)
    for each in readings:
        linker.add(each)
    linker.remove(gone.report.id)
    assert list(store.all_claims()) == linked([each for each in READINGS if each is not gone])


def test_linking_everything_anew_gives_the_same_claims() -> None:
    store = Memory()
    linker = Linker(store)
    for each in READINGS:
        linker.add(each)
    kept: dict[str, Mention] = {m.statement: m for each in READINGS for m in mentions(each)}
    assert clustered(kept, store.edges(kept)) == tuple(store.all_claims())


def test_what_changed_is_told() -> None:
    linker = Linker(Memory())
    linker.add(READINGS[1])
    outcome = linker.add(READINGS[0])
    assert [c.id for c in outcome.claims if len(c.statements) > 1] == ["r0:1"]
    assert "r1:1" in outcome.gone
