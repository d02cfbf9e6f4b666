from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.dates import iso_date


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T09:30:00+02:00", "2031-05-03T09:30:00+02:00"),
        ("2031-05-03T09:30:00.123Z", "2031-05-03T09:30:00Z"),
        ("2031-05-03T09:30", "2031-05-03T09:30:00"),
        ("20310503T093000-0500", "2031-05-03T09:30:00-05:00"),
        ("Sat, 03 May 2031 09:30:00 GMT", "2031-05-03T09:30:00Z"),
        ("Sat, 03 May 2031 09:30:00 -0400", "2031-05-03T09:30:00-04:00"),
        ("Sat, 03 May 2031 09:30:00 EST", "2031-05-03T09:30:00"),
        ("May 3, 2031", "2031-05-03"),
        ("3 May 2031 at 9:30 p.m.", "2031-05-03T21:30:00"),
        ("03/05/2031", None),
        ("2031-02-30", None),
        ("yesterday", None),
        ("Sat, 03 May 2031 09:99999999999999999999:00 GMT", None),
        ("", None),
        (None, None),
    ],
)
def test_zone_and_time_stay_as_given(given_text: str | None, expected: str | None) -> None:
    assert iso_date(given_text) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = iso_date(text)
    assert found is None or iso_date(found) == found
