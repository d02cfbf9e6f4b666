"""How a content is put, apart from its words: as a clause, in the passive, past or to come, of all or of a
part, in how many parts, with words that negate. Each is told by the words alone, without a parser."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from sayso.link.claims.words import NEGATORS, WORD
from sayso.words import word_set

FIRST_PERSON = word_set("i we my our me us mine ours i'm i've i'd i'll we're we've we'd we'll")

PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:\w+ly\s+)?"
    r"\w+(?:ed|en|wn|ld|ght|ne|ck|ot|nt|ut|de)\s+(?:\w+\s+)?by\s+(?:the\s+)?[A-Z]"
)
"""A passive that says by name who did it."""


CLAUSE_WORDS = word_set("""
    i we he she they it you who there be can may might must will shall would could should
""")
"""Words that stand as the subject of a clause or as its auxiliary, or nearly always do."""


def clausal(text: str) -> bool:
    """Whether ``text`` has a word that makes a clause of it: a verb that can be nothing else (``verbs.txt``),
    a subject pronoun, "to" or "that" at its start. "the deal" and "a terror attack" have none."""
    words = folded(text)
    if not words:
        return False
    return (
        words[0] in ("that", "to")
        or has(text, CLAUSE_WORDS)
        or has(text, _verbs())
        or any(word.endswith(("n't", "'ll", "'re", "'ve", "'m", "'d")) for word in words if "'" in word)
    )


UNDERGONE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|had|having)\s+(?:\w+ly\s+|not\s+|never\s+)?"
    r"\w+(?:ed|en|wn|ld|ght|ne|ck|ot|nt|ut|de)\b",
    re.IGNORECASE,
)
"""What may be a passive, with or without who did it."""


def undergone(text: str) -> bool:
    """Whether ``text`` may have a clause in the passive."""
    return UNDERGONE.search(text) is not None


COMING = re.compile(
    r"^(?:that )?to \w|\bto be\b"
    r"|\b(?:will|would|could|can|may|might|shall|should|must|ought|won't|going to"
    r"|(?:is|are|was|were|hope|hopes|hoped|plan|plans|planned|want|wants|wanted) to"
    r"|(?:expect|expects|expected) to)\b|'ll\b"
)
"""Words by which something is yet to come, or only wished for."""

DONE = re.compile(r"\b(?:has|have|had|was|were|did|been)\b")
"""Auxiliaries by which something is past."""


def outlook(text: str) -> str:
    """Whether what ``text`` tells is yet to come ("coming"), past ("done"), or neither for sure ("")."""
    folded = text.lower().replace("’", "'").lstrip("\"“”‘' ")
    if COMING.search(folded):
        return "coming"
    return "done" if DONE.search(folded) or _PAST.search(folded) else ""


_PAST = re.compile(r"\b\w{2,}ed\b")


def passive(text: str) -> bool:
    """Whether ``text`` has a clause in the passive that says who did it ("was bought by")."""
    return PASSIVE.search(text) is not None


PERHAPS = word_set("may might maybe perhaps possibly")
"""Words by which something is only held possible. "Could" is left out: it also tells what somebody was able
to do, and what would be."""

ALL = word_set("all every each everybody everyone entire whole always")
SOME = word_set("some part partly several few many most half sometimes often")


def scope(text: str) -> str:
    """Whether ``text`` speaks of all of something ("all"), of a part ("some"), or neither for sure ("")."""
    wholly, partly = has(text, ALL), has(text, SOME)
    return "" if wholly == partly else "all" if wholly else "some"


PART = re.compile(
    r"[.!?;…](?=[\s\"”’']|$)"
    r"|\b(?:and|while|but|so|because|which|who|although|as well as|after|when|if|or)\b",
    re.IGNORECASE,
)
"""Where a second assertion may begin."""


ASIDE = re.compile(r",\s(?:which|who|whose|where)\b[^,.;]*(?:,|(?=[.;]|$))|\([^()]*\)")
"""What is told in passing: a clause between commas that only says more of what stands before it, brackets."""


def plain(text: str) -> str:
    """``text`` without what it tells in passing."""
    return ASIDE.sub("", text)


def parts(text: str) -> int:
    """How many parts ``text`` has that may each say something: sentences, and what stands behind "and" and
    the like."""
    return 1 + sum(1 for _ in PART.finditer(text.strip(" .\"“”‘’'")))


def length(text: str) -> int:
    """How many words ``text`` has."""
    return len(folded(text))


def has(text: str, words: frozenset[str]) -> bool:
    """Whether one of ``words`` (in lower case) stands in ``text``."""
    return not words.isdisjoint(folded(text))


def negators(text: str) -> int:
    """How many words of ``text`` negate."""
    return sum(word in NEGATORS or word.endswith("n't") for word in folded(text))


@lru_cache(8)
def folded(text: str) -> tuple[str, ...]:
    """The words of ``text`` in lower case. Kept for the last few texts, of which much is asked in a row."""
    return tuple([word.lower() for word in WORD.findall(text.replace("’", "'"))])


@cache
def _verbs() -> frozenset[str]:
    return word_set((files(__package__) / "verbs.txt").read_text(encoding="utf-8"))
