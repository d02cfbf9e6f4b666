"""Lines fit, and lose nothing."""

import io

from hypothesis import given
from hypothesis import strategies as st

from sayso.export.sheet import Piece, Sheet, clean, columns, cut, wrapped

texts = st.text(alphabet="ab é渡́🎉-", max_size=60)
pieces = st.lists(st.builds(Piece, texts, st.sampled_from(["", "bold"])), max_size=5)


@given(pieces, st.integers(2, 30), st.integers(2, 30))
def test_wrapped_lines_fit_and_keep_every_character(given_pieces, first, width):
    rows = list(wrapped(given_pieces, first, width))
    lines = ["".join(piece.text for piece in row) for row in rows]
    for number, line in enumerate(lines):
        assert columns(line.rstrip()) <= (width if number else first)
    whole = "".join(piece.text for piece in given_pieces)
    assert "".join("".join(lines).split()) == "".join(whole.split())


@given(pieces, st.integers(1, 30))
def test_what_is_cut_fits(given_pieces, room):
    assert sum(columns(piece.text) for piece in cut(given_pieces, room)) <= room


@given(st.text())
def test_nothing_that_is_shown_steers_the_terminal(text):
    shown = clean(text)
    assert "\x1b" not in shown
    assert "\n" not in shown
    assert "\u202e" not in shown
    assert clean(shown) == shown


def test_styles_stay_with_their_words():
    rows = list(wrapped(["one ", Piece("two three", "bold"), " four"], 9, 9))
    bold = [["".join(piece.text for piece in row if piece.style).strip()] for row in rows]
    assert bold == [["two"], ["three"], [""]]
    assert [piece.text for piece in rows[2]] == ["four"]


def test_a_sheet_without_a_terminal_is_plain_and_eighty_wide(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    out = io.StringIO()
    sheet = Sheet(out)
    sheet.line(Piece("bold", "bold"), "  ")
    sheet.between([Piece("left " * 30)], Piece("right"))
    assert out.getvalue().splitlines()[0] == "bold"
    line = out.getvalue().splitlines()[1]
    assert len(line) == 80
    assert line.endswith("…  right")
