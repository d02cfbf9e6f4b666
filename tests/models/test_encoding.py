"""Words to windows: nothing lost, nothing too long, quotation marks followed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.models.encoding import CLS, FEATURES, SEP, WINDOW, Piece, case, in_quotation, windows

WORD = st.sampled_from(["said", "Vell", "“", "”", ".", "unforeseeable", "'"])
WORDS = st.lists(st.lists(WORD, max_size=80), max_size=8)


def pieces_of(word: str) -> Piece:
    """One piece per four letters, so that long words have several."""
    return tuple(1000 + len(word) for _ in range(1 + len(word) // 4)), case(word)


@given(WORDS, st.integers(min_value=16, max_value=WINDOW))
def test_every_word_is_in_exactly_one_window(paragraphs: list[list[str]], size: int) -> None:
    packed = windows(paragraphs, pieces_of, size)
    covered = [word for window in packed for word in range(window.first, window.last)]
    assert covered == list(range(sum(map(len, paragraphs))))


@given(WORDS, st.integers(min_value=16, max_value=WINDOW))
def test_windows_keep_to_their_size_and_point_at_first_pieces(paragraphs: list[list[str]], size: int) -> None:
    words = [word for paragraph in paragraphs for word in paragraph]
    for window in windows(paragraphs, pieces_of, size):
        assert len(window.pieces) == len(window.features) <= size
        assert window.pieces[0] == CLS
        assert window.pieces[-1] == SEP
        assert all(0 <= feature < FEATURES for feature in window.features)
        for start, word in zip(window.starts, words[window.first : window.last], strict=True):
            assert window.pieces[start] == pieces_of(word)[0][0]


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    paragraph = [*["word"] * 30, ".", *["word"] * 30]
    first, second = windows([paragraph], lambda word: ((7,), 1), 50)
    assert (first.first, first.last) == (0, 31)
    assert (second.first, second.last) == (31, 61)


def test_paragraphs_that_fit_together_are_read_together() -> None:
    (only,) = windows([["one", "."], ["two", "."]], lambda word: ((7,), 1), 50)
    assert only.pieces == [CLS, 7, 7, SEP, 7, 7, SEP]


def test_cases() -> None:
    words = ("12", "said", "Vell", "A", "NATO", "McVell", "’s")
    assert [case(word) for word in words] == [0, 1, 2, 2, 3, 4, 1]


def test_marks_open_close_and_toggle() -> None:
    assert in_quotation(["“", "Go", "”", "he", "said", '"', "now", '"']) == [
        False, True, False, False, False, False, True, False,
    ]  # fmt: skip


def test_a_mark_left_open_runs_to_the_paragraphs_end() -> None:
    assert in_quotation(["“", "Go", "on"]) == [False, True, True]
