"""What is kept under keys is found by key and day, and by nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.postings import Postings

KEPT = st.lists(
    st.tuples(st.sets(st.integers(1, 5)), st.none() | st.integers(1, 30)), min_size=1, max_size=20
)
BOUND = st.none() | st.integers(1, 30)


@given(KEPT, st.sets(st.integers(1, 5)), BOUND, BOUND, st.data())
def test_found_is_what_shares_a_key_within_the_days_or_has_no_day(
    kept: list[tuple[set[int], int | None]],
    keys: set[int],
    since: int | None,
    until: int | None,
    data: st.DataObject,
) -> None:
    gone = data.draw(st.sets(st.integers(0, len(kept) - 1)))
    postings = Postings()
    for number, (under, day) in enumerate(kept):
        postings.keep(under, day, str(number))
    for number in gone:
        postings.drop(*kept[number], str(number))
    wanted = {
        str(number)
        for number, (under, day) in enumerate(kept)
        if number not in gone
        and under & keys
        and (day is None or ((since is None or day >= since) and (until is None or day <= until)))
    }
    assert postings.found(keys, since, until) == wanted
