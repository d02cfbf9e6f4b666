from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.decode import clean, decoded, json_value

LINE = "“Café Zoë” is closed – the mayor’s word"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_recovered_without_a_declaration(encoding: str) -> None:
    data = (f"{LINE}, said the mayor. " * 20).encode(encoding)
    assert decoded(data).text.startswith(LINE)


def test_utf8_wins_over_a_wrong_declaration_and_says_so() -> None:
    found = decoded(LINE.encode(), "koi8-r")
    assert found.text == LINE
    assert found.notes


def test_a_declaration_in_the_page_is_obeyed() -> None:
    page = f'<meta charset="windows-1251"><p>{"Мэр сказал нет. " * 3}</p>'
    assert "Мэр сказал" in decoded(page.encode("cp1251"), markup=True).text


@pytest.mark.parametrize("label", ["hex", "idna", "no-such-thing", "unicode_escape", "a\0b"])
def test_a_declaration_that_is_no_character_set_is_passed_over(label: str) -> None:
    assert "caf" in decoded("café ".encode("cp1252") * 30, label).text


def test_a_cut_off_utf8_text_stays_utf8_with_a_note() -> None:
    found = decoded(("Zoë said so. " * 5 + "é").encode()[:-1])
    assert found.encoding == "utf-8"
    assert found.notes


def test_unseen_characters_go_and_quotes_stay() -> None:
    assert clean("so\u00adft\u200b \u2009“a”\u00a0'b'\r\nc\rd\u2028e\ufeff") == "soft  “a” 'b'\nc\nd\ne"


@given(st.text())
def test_clean_text_is_stored_as_it_is(text: str) -> None:
    stored = clean(text)
    assert clean(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not set(stored) & set("\r\u200b\u00ad\ufeff\u00a0")
    stored.encode()


@given(st.binary(), st.none() | st.text(max_size=12), st.booleans())
def test_any_bytes_decode(data: bytes, charset: str | None, markup: bool) -> None:
    assert isinstance(decoded(data, charset, markup).text, str)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'{"a": ["The pier \ud83d"]}', {"a": ["The pier \ufffd"]}),
        (r'{"\udE00": "\ud83d\ude00 \\ud83d"}', {"\ufffd": "\U0001f600 \\ud83d"}),
        ('["two\nlines", 1e400, null]', ["two\nlines", float("inf"), None]),
    ],
)
def test_json_is_read_without_halves_of_characters(written: str, read: object) -> None:
    assert json_value(written) == read
