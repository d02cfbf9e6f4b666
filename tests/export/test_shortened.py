from hypothesis import given
from hypothesis import strategies as st

from sayso.export.shortened import shortened


def test_short_words_stay_as_they_are():
    assert shortened("nobody answered", 40) == "nobody answered"


def test_white_space_and_line_ends_become_blanks():
    assert shortened("nobody\n\n answered", 40) == "nobody answered"


def test_words_are_left_out_at_the_end_and_never_cut():
    assert shortened("that the ramp had been cracked since the spring", 30) == "that the ramp had been …"


def test_a_quotation_that_is_cut_short_is_closed():
    text = "“We wrote to them twice in January and once in May, and nobody answered”"
    assert shortened(text, 40) == "“We wrote to them twice in January …”"


def test_a_quotation_further_in_is_kept():
    text = "that the ramp of the ferry, which had been repaired four times, was “an accident that waited”"
    short = shortened(text, 60)
    assert "“an accident that waited”" in short
    assert short.startswith("… ")


def test_an_apostrophe_does_not_open_a_quotation():
    text = "the sailors’ union and the owners’ club would meet on the pier to talk about the keel"
    assert shortened(text, 40).startswith("the sailors’ union")


@given(st.text(alphabet="ab “”‘’\"'\n…é漢", max_size=200), st.integers(20, 120))
def test_it_always_fits_on_one_line(text: str, limit: int):
    short = shortened(text, limit)
    assert len(short) <= limit
    assert "\n" not in short
