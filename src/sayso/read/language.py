"""Which language a text is in. Only English is read for now."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sayso.errors import WrongLanguage

ENGLISH = "en"

SAMPLE = 20_000
"""Code points from the beginning that are looked at."""

ENOUGH_WORDS = 12
"""Below this many words neither the word list nor the library can be trusted to refuse a text."""

PROOF = 0.07
"""A text with at least this share of `FUNCTION_WORDS`, "the" among them, is English without further
asking: the library costs most of a second and 110 MB to load. News in English has 0.2 to 0.35, lists of
names and prices less; other languages that share some of the words seldom have "the"."""

SURE = 0.9
"""The library's probability, for its best language, from which a text is refused."""

LONG = 40
"""Code points from which a piece of a page tells something of its language: shorter ones are labels."""

PERHAPS = 20
"""Words in pieces of which each has "the" or two other `FUNCTION_WORDS`, from which there may be a report in
English in a page: as many as a report has at least (`sayso.read.html.FEWEST_WORDS`). Other languages have
such a piece now and then."""

GLANCE = 1_000
"""Code points of a page's long pieces that the library is shown; with less than half of them nothing is
sure."""

SMALL_WORDS = """
    the and of that with to which from by was were said have has had been this their his her they would
    not for it its are who after about when there
"""
FUNCTION_WORDS = frozenset(SMALL_WORDS.split())

ENGLISH_WORDS = frozenset({"en", "pcm", "sco", "jam"})
"""What the library calls English without its small words, such as a list of headlines: Nigerian Pidgin,
Scots, Jamaican."""

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko":
    "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi":
    "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
"""ISO 639-1 codes by English name, for messages; other codes are shown as they are."""

_WORD = re.compile(r"[^\W\d_]+")


def checked_language(text: str, declared: str | None, source: str) -> str:
    """The language of ``text``: "en".

    ``declared`` is what the page says of itself; it decides only where the text is too short to tell.
    Raises `WrongLanguage`, naming the language, when the text is surely not English.
    """
    language = told_language(text[:SAMPLE]) or (declared or ENGLISH).lower().split("-")[0].split("_")[0]
    if language != ENGLISH:
        raise wrong_language(language, source)
    return ENGLISH


def wrong_language(language: str, source: str) -> WrongLanguage:
    """The error that says so; ``language`` is its code."""
    return WrongLanguage(
        source, f"it is in {NAMES.get(language, language)}", "only reports in English are read"
    )


def told_language(text: str) -> str | None:
    """ISO 639-1 code (639-3 where there is none) of the language of ``text``; None when it cannot be told."""
    words = list(map(str.lower, _WORD.findall(text)))
    # Scripts without spaces give few, long "words"; their characters are proof enough.
    if len(words) < ENOUGH_WORDS and sum(char > "\u036f" and char.isalpha() for char in text) < 20:
        return None
    share = sum(map(FUNCTION_WORDS.__contains__, words)) / max(1, len(words))
    if share >= PROOF and "the" in words:
        return ENGLISH
    language, probability = _identifier().classify(text)
    if language in ENGLISH_WORDS:
        return ENGLISH
    return str(language) if probability >= SURE else None


class EnglishOrNot:
    """Hears the pieces of a page one after the other, and tells whether none of them may be English."""

    def __init__(self) -> None:
        self._english = 0
        self._heard: list[str] = []
        self._size = 0

    def hear(self, piece: str) -> None:
        if len(piece) < LONG:
            return
        words = piece.lower().split()
        small = FUNCTION_WORDS.intersection(words)
        if "the" in small or len(small) > 1:
            self._english += len(words)
        if self._size < GLANCE:
            self._heard.append(piece)
            self._size += len(piece)

    @property
    def is_perhaps_english(self) -> bool:
        """Whether there are enough pieces that have small words of English to make a report."""
        return self._english >= PERHAPS

    def foreign_language(self) -> str | None:
        """The language, by the library's code, where it is surely not English; else None."""
        if self.is_perhaps_english or self._size < GLANCE / 2:
            return None
        language, probability = _identifier().classify(" ".join(self._heard))
        return None if language in ENGLISH_WORDS or probability < SURE else str(language)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
