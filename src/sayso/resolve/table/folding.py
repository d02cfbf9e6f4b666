"""How names are made alike before they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " "})


@lru_cache(maxsize=1 << 14)
def folded(words: str) -> str:
    """A name without article, accents, full stops and a genitive's end, with hyphens as blanks. Capitals
    stay: "WHO" is an organisation, "who" is nobody."""
    plain = words if words.isascii() else _ascii(words)
    plain = re.sub(r"[.,]", "", plain).replace("-", " ")
    plain = re.sub(r"\s+", " ", plain).strip()
    plain = re.sub(r"^(?:[Tt]he|THE) (?=\S)", "", plain)
    return re.sub(r"'s?$", "", plain)


def _ascii(words: str) -> str:
    """The words with plain marks and letters, as far as there are such."""
    plain = unicodedata.normalize("NFKD", words.translate(_MARKS))
    return "".join(c for c in plain if not unicodedata.combining(c))
