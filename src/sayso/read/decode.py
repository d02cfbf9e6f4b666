"""Bytes → text, and the one cleaning that text gets before it is stored.

Afterwards the text never changes: every offset in Sayso points into it.
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from typing import Any, NamedTuple

from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

SAMPLE = 65_536
"""Bytes shown to the encoding detector, from shortly before the first that is not ASCII."""

BROKEN_SHARE = 0.1
"""UTF-8 with at most this share of its non-ASCII sequences broken is taken for UTF-8 all the same."""

LIKELY = [
    "cp1252",
    "mac_roman",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
]
"""What a page of no valid declaration is compared with: the legacy encodings of the WHATWG's table of
defaults by locale (https://html.spec.whatwg.org/#determining-the-character-encoding), and Mac Roman."""

NOT_CHARACTER_SETS = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"}

# Zs except the plain space, and tab; each becomes a plain space.
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphen, zero-width characters, marks of direction, the byte order mark, and other controls.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# Every character that one of these four changes.
_ODD = re.compile(
    f"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029{_SPACES.pattern[1:-1]}{_UNSEEN.pattern[1:-1]}\ud800-\udfff]"
)

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class Decoded(NamedTuple):
    """``text`` as decoded, not yet `clean`; ``notes`` says what was set right."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decoded(data: bytes, charset: str | None = None, markup: bool = False) -> Decoded:
    """``data`` as text; never fails.

    A byte order mark wins, then bytes that are valid UTF-8 (text in another encoding hardly ever is),
    then the encoding declared by ``charset`` or, with ``markup``, inside the page, when the bytes obey
    it, then charset-normalizer's guess. What cannot be decoded becomes U+FFFD, with a note.
    """
    declared = _character_set(charset) or (
        _character_set(html_body_declared_encoding(data)) if markup else None
    )
    mark, prefix = read_bom(data)
    if mark and prefix:
        return _replacing(data[len(prefix) :], mark)
    if wide := _wide_without_mark(data):
        return _replacing(data, wide)
    if (text := _strict(data, "utf-8")) is not None:
        wrong = declared not in {None, "utf-8", "ascii", "cp1252"} and not data.isascii()
        return Decoded(text, "utf-8", (f"declared {declared}, but it is UTF-8.",) if wrong else ())
    if _nearly_utf8(data):
        return _replacing(data, "utf-8")
    if declared and declared != "utf-8" and (text := _strict(data, declared)) is not None:
        return Decoded(text, declared, ())
    guess = _guess(data)
    note = (
        f"declared {declared}, but read as {guess}."
        if declared
        else f"no encoding was declared; read as {guess}."
    )
    found = _replacing(data, guess)
    return found._replace(notes=(note, *found.notes))


def clean(text: str) -> str:
    """``text`` as it is stored: NFC, ``\\n`` line ends, plain spaces, nothing invisible.

    Quotation marks stay as they are. Idempotent.
    """
    if _ODD.search(text):
        text = _LINE_ENDS.sub("\n", text)
        text = _SPACES.sub(" ", text)
        text = _UNSEEN.sub("", text)
        text = _LONE_SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def _character_set(label: str | None) -> str | None:
    """Python's name of the encoding under ``label``; None when it is none that holds text."""
    if not label or "\0" in label:
        return None
    name = resolve_encoding(label.strip(" \"'"))
    if name is None or name in NOT_CHARACTER_SETS or not codecs.lookup(name)._is_text_encoding:
        return None
    # A page whose declaration could be read byte by byte is in no two-byte encoding (HTML standard).
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    notes = (f"{lost} places could not be decoded as {encoding} and show as \ufffd.",) if lost else ()
    return Decoded(text, encoding, notes)


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: in English, every other byte is zero."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd < len(head) * 0.3:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _nearly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for char in text if char > "\x7f") - broken
    return broken <= sound * BROKEN_SHARE or (broken == 1 and text.endswith("\ufffd"))


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    first = next(match.start() for match in re.finditer(rb"[\x80-\xff]", data))
    start = max(0, first - 1000)
    best = from_bytes(data[start : start + SAMPLE], cp_isolation=LIKELY, enable_fallback=False).best()
    return best.encoding if best else "cp1252"


def json_value(text: str) -> Any:
    """What JSON says, raw line ends in its strings or not. Half of a character that is written as two escapes
    (a headline that was cut within an emoji) is no text, and becomes U+FFFD. Raises ValueError and
    RecursionError."""
    value = json.loads(text, strict=False)
    if _ESCAPED_SURROGATE.search(text):
        told = json.dumps(value, ensure_ascii=False)
        value = json.loads(_LONE_SURROGATES.sub("\ufffd", told), strict=False)
    return value
