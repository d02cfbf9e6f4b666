"""Words by the rules of Universal Dependencies' English treebanks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.tokens import tokenize


def words(text: str) -> str:
    """The words of ``text`` with a bar between them."""
    return "|".join(text[start:end] for start, end in tokenize(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Brel left, she said.", "Ana|Brel|left|,|she|said|."),
        ("They don't, won’t and cannot.", "They|do|n't|,|wo|n’t|and|can|not|."),
        ("CAN'T", "CA|N'T"),
        ("Brel's sons' boat; it’s theirs", "Brel|'s|sons|'|boat|;|it|’s|theirs"),
        ("She'll've gone, I'd say", "She|'ll|'ve|gone|,|I|'d|say"),
        ("gonna, Wanna, gotta", "gon|na|,|Wan|na|,|got|ta"),
        ("O'Dwyer and D’Arno", "O'Dwyer|and|D’Arno"),
        ("a well-known non-profit", "a|well|-|known|non-profit"),
        ("and/or 1/2 on 9/11/2031", "and|/|or|1/2|on|9/11/2031"),
        (
            "Mr. Oke of the U.S. left in Sept. at 5 p.m. today",
            "Mr.|Oke|of|the|U.S.|left|in|Sept.|at|5|p.m.|today",
        ),
        ("J. R. Oke met J.R. Oke", "J.|R.|Oke|met|J.R.|Oke"),
        ("No. 10 said no. Then", "No.|10|said|no|.|Then"),
        ("$5 or €1,000.50, 10% at 10:30", "$|5|or|€|1,000.50|,|10|%|at|10:30"),
        ("5pm, 12km", "5|pm|,|12|km"),
        ("the 1990s, the '80s, the 21st", "the|1990s|,|the|'80s|,|the|21st"),
        ("see https://news.example/a?b=c.", "see|https://news.example/a?b=c|."),
        ("write to a.brel@post.example, or @brel", "write|to|a.brel@post.example|,|or|@brel"),
        ("“Gone…” he said -- twice... Really?!", "“|Gone|…|”|he|said|--|twice|...|Really|?!"),
        ("'No,' she said", "'|No|,|'|she|said"),
        ("get 'em", "get|'em"),
        ("(L) and [sic]", "(|L|)|and|[|sic|]"),
        ("in 2019-2021, by 216-146, call 555-0134", "in|2019|-|2021|,|by|216|-|146|,|call|555-0134"),
        ("a news\u00adpaper", "a|news\u00adpaper"),
        ("2019–2021—maybe", "2019|–|2021|—|maybe"),
    ],
)
def test_words_are_those_of_the_treebanks(text: str, expected: str) -> None:
    assert words(text) == expected


def test_offsets_count_from_the_start_of_the_text() -> None:
    assert tokenize("One two. Three", 9, 14) == [(9, 14)]


TEXT = st.one_of(
    st.text(),
    st.text(alphabet="aAn'’t-./@#:19,$!? \n\tsU"),
    st.lists(
        st.sampled_from(["do", "n't", "U.S.", "-", "www.", "http://", "1,0", " ", "\n", "’s", "é", "😀"])
    ).map("".join),
)


@given(TEXT)
def test_every_visible_character_is_in_exactly_one_word(text: str) -> None:
    spans = tokenize(text, 0, len(text))
    covered = [at for start, end in spans for at in range(start, end)]
    assert covered == [at for at, character in enumerate(text) if not character.isspace()]


@given(TEXT, st.integers(0, 20), st.integers(0, 20))
def test_words_stay_within_the_range(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert all(start <= a < b <= end for a, b in tokenize(text, start, end))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a.",
        "a-",
        "a'",
        "n't",
        "1,1,",
        "1.",
        "www.",
        "a@",
        "@",
        "'",
        ".",
        "://",
        "http://)",
        "+1-",
        "1/",
        "a.b@",
        "\u0301",
        "non-",
    ],
)
def test_no_text_makes_the_work_grow_as_its_square(unit: str) -> None:
    tokenize(unit * 300_000, 0, len(unit) * 300_000)
