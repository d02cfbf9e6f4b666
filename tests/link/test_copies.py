"""Copied text: what counts as a passage, where it stands, and which way it went."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))  # this folder, whoever runs this

from invented import Said, reading, report

from sayso.link.copies import copied, fingerprints
from sayso.link.copies.fingerprints import MOST, RUN, WINDOW
from sayso.types import Party, Reading

PASSAGE = (
    "The ferry Alma left the quay at noon with sixty cars on deck and ran onto the Skerry bank in thick fog "
    "before the pilot could turn her"
)


def plain(outlet: str, text: str, published: str | None = "2031-05-04T08:00:00Z") -> Reading:
    return Reading(report(outlet, text, published), ())


def test_a_lifted_passage_is_found_with_both_spans() -> None:
    one = plain("Port Gazette", f"Nobody was hurt. {PASSAGE}, the harbour said.")
    other = plain("Evening Packet", f"Fog again. {PASSAGE}. Readers sent pictures.", "2031-05-04T18:00:00Z")
    (copy,) = copied(one, other)
    assert copy.directed
    assert (copy.earlier.report, copy.later.report) == (one.report.id, other.report.id)
    assert copy.earlier.text == copy.later.text == PASSAGE
    assert copy.words == len(PASSAGE.split())


def test_small_edits_do_not_break_a_passage() -> None:
    edited = PASSAGE.replace("sixty cars", "some 60 cars and vans").replace("thick fog", "dense fog")
    (copy,) = copied(plain("A", PASSAGE + "."), plain("B", edited + "."))
    assert copy.earlier.text in (PASSAGE, edited)
    assert copy.words < len(PASSAGE.split())


def test_marks_and_capitals_do_not_matter() -> None:
    one = plain(
        "A", "It’s the “first” time that the Harbour Board has closed the old quay since the flood of 1953."
    )
    other = plain(
        "B", "It's the 'first' time that the harbour board has closed the old quay since the flood of 1953!"
    )
    assert len(copied(one, other)) == 1


def test_a_set_phrase_is_no_copy() -> None:
    one = plain(
        "A", "A man of 42 was held on suspicion of arson and is even now kept in custody, police said."
    )
    other = plain("B", "The pilot, on suspicion of arson and is even now kept in hospital, said nothing.")
    assert copied(one, other) == ()


def test_words_that_both_quote_are_no_copy() -> None:
    quoted = f"“{PASSAGE}.”"
    assert (
        copied(plain("A", f"Mr Orr said: {quoted}"), plain("B", f"{quoted} So the mate told the inquiry."))
        == ()
    )


def test_a_notice_of_rights_is_no_copy() -> None:
    notice = "Copyright 2031 Coastwire. All rights reserved. This text may not be published, sold or sent on."
    assert copied(plain("A", f"Fog.\n\n{notice}"), plain("B", f"Rain.\n\n{notice}")) == ()


def test_who_is_named_by_the_other_gave_it_though_it_came_later() -> None:
    citing = reading("Packet", Said(PASSAGE, through=("Gazette",)), published="2031-05-04T07:00:00Z")
    cited = plain("Gazette", PASSAGE + ".", "2031-05-04T09:00:00Z")
    (copy,) = copied(citing, cited)
    assert copy.directed
    assert copy.earlier.report == cited.report.id
    assert "names Gazette" in copy.why


def test_two_that_print_one_agency_had_it_from_neither() -> None:
    text = f"PORT HARROW (Coastwire) — {PASSAGE}."
    (copy,) = copied(plain("A", text), plain("B", text + " More rain.", "2031-05-05T08:00:00Z"))
    assert not copy.directed
    assert "Coastwire" in copy.why
    assert copy.earlier.report < copy.later.report


def test_the_agency_itself_gave_it() -> None:
    printed = plain("A", f"PORT HARROW (Coastwire) — {PASSAGE}.", "2031-05-03T08:00:00Z")
    agency = plain("Coastwire", f"{PASSAGE}. And more.")
    (copy,) = copied(printed, agency)
    assert copy.earlier.report == agency.report.id


def test_a_line_of_credits_tells_too() -> None:
    credited = Reading(
        report("A", PASSAGE + "."), (), credits=(Party("Gazette", (), "outlet:gazette", "Gazette"),)
    )
    (copy,) = copied(credited, plain("The Gazette", PASSAGE + "!", "2031-05-06"))
    assert copy.earlier.report != credited.report.id


def test_one_day_without_a_time_tells_nothing() -> None:
    for first, second in (("2031-05-04", "2031-05-04T10:00:00Z"), (None, "2031-05-04"), ("2031-05-04", None)):
        (copy,) = copied(plain("A", PASSAGE + ".", first), plain("B", PASSAGE + "!", second))
        assert not copy.directed


def test_zones_are_heeded() -> None:
    one = plain("A", PASSAGE + ".", "2031-05-04T10:00:00+02:00")
    other = plain("B", PASSAGE + "!", "2031-05-04T09:00:00+00:00")
    (copy,) = copied(one, other)
    assert copy.earlier.report == one.report.id


FIRST = 1979116399353043971
"""The fingerprint of six words."""

WORDS = st.lists(st.sampled_from(["tide", "quay", "rope", "hull", "mast", "bell", "wind"]))
TEXTS = WORDS.map(" ".join)


@given(TEXTS, TEXTS, TEXTS)
def test_passages_lie_in_both_reports_and_do_not_depend_on_the_order(
    before: str, behind: str, other: str
) -> None:
    one = plain("A", f"{before} {PASSAGE} {behind}".strip())
    two = plain("B", f"{other} {PASSAGE}".strip(), "2031-06-01")
    found = copied(one, two)
    assert found == copied(two, one)
    assert found
    texts = {one.report.id: one.report.text, two.report.id: two.report.text}
    for copy in found:
        for side in (copy.earlier, copy.later):
            (span,) = side.spans
            assert texts[side.report][span.start : span.end] == side.text


@given(TEXTS, TEXTS, st.lists(st.integers(0, 10**6).map(str), min_size=RUN + WINDOW - 1, max_size=40))
def test_reports_that_share_enough_words_share_a_fingerprint(
    before: str, behind: str, shared: list[str]
) -> None:
    one = report("A", f"{before} {' '.join(shared)}".strip())
    other = report("B", f"{' '.join(shared)} {behind}".strip())
    assert set(fingerprints(one)) & set(fingerprints(other))


def test_fingerprints_are_bounded_sorted_and_fit_a_database() -> None:
    marks = fingerprints(report("A", " ".join(map(str, range(5000)))))
    assert len(marks) == MOST
    assert list(marks) == sorted(set(marks))
    assert all(-(2**63) <= mark < 2**63 for mark in marks)


def test_fingerprints_are_the_same_on_every_machine() -> None:
    assert fingerprints(report("A", "one two three four five six")) == (FIRST,)


def test_a_text_too_short_has_no_fingerprint() -> None:
    assert fingerprints(report("A", "Fog closes the port.")) == ()
