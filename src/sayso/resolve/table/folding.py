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
    plain = unicodedata.normalize("NFKD", words.translate(_MARKS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[.,]", "", plain).replace("-", " ")
    plain = re.sub(r"\s+", " ", plain).strip()
    plain = re.sub(r"^(?:[Tt]he|THE) (?=\S)", "", plain)
    return re.sub(r"'s?$", "", plain)
