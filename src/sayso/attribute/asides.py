"""What the network finds beside the statements: who is cited, and on what terms somebody speaks.

PolNeAR's annotators mark "citing two officials" and "spoke on condition of anonymity" as attributions of
their own. For the record the one is a voice in the chain of the statement beside it, and the other a
condition of that voice (`sayso.resolve` reads both from the trees); neither says anything itself.
"""

from __future__ import annotations

import re

from sayso.attribute.linking import Draft
from sayso.types import Attribution, EntityKind, Mode, Parse

_CITING = re.compile(r"\b(?:cit|quot)(?:e[sd]?|ing)\b", re.I)
_TERMS = re.compile(
    r"(?:on (?:the )?condition (?:of|that)\b.*)?\b(?:anonymity|anonymously)\b"
    r"|(?:(?:not )?to )?(?:not )?(?:be|being) (?:named|identified|quoted by name)\b"
    r"|to remain (?:anonymous|unnamed|unidentified)\b"
    r"|(?:his|her|their|the) (?:name|identity|identities|names) (?:not )?(?:be|was|were) (?:not )?",
    re.I,
)
"""How the terms begin; a statement about anonymity as a matter of its own does not begin so."""
_VOICES = frozenset(
    [
        "adviser",
        "aide",
        "analyst",
        "authority",
        "diplomat",
        "employee",
        "executive",
        "expert",
        "figure",
        "insider",
        "lawmaker",
        "lawyer",
        "leader",
        "member",
        "minister",
        "officer",
        "official",
        "participant",
        "people",
        "person",
        "police",
        "prosecutor",
        "researcher",
        "source",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "staffer",
        "witness",
    ]
)
"""Nouns for those who are cited; data or a threat that somebody cites is a content."""
_NAMES = frozenset([EntityKind.PERSON, EntityKind.ORGANISATION])

_OPENING = re.compile(
    r"(?:(?:who|and) )?(?:spoke|speaking|spoken|speaks|asked|asking|requested|requesting) ", re.I
)
"""What the terms may begin with where they are taken for a piece of what is said."""


def without_terms(draft: Draft, text: str, parse: Parse) -> None:
    """Take the terms on which somebody speaks out of a content of several pieces."""
    kept = [
        c
        for c in draft.content
        if not _is_terms(text[parse.tokens[c.first].start : parse.tokens[c.last - 1].end])
    ]
    draft.content = kept or draft.content


def _is_terms(words: str) -> bool:
    opening = _OPENING.match(words)
    return bool(_TERMS.match(words, opening.end() if opening else 0))


def is_aside(text: str, parse: Parse, attribution: Attribution, tokens: list[int]) -> bool:
    """Whether an attribution only says who is cited, or why somebody is not named. ``tokens`` are those of
    its content."""
    cue = " ".join(text[start:end] for start, end in attribution.cue)
    content = " ".join(text[start:end] for start, end in attribution.content)
    if _is_terms(content) or ("condition" in cue and _TERMS.search(f"{cue} {content}")):
        return True
    if not _CITING.search(cue) or attribution.mode is not Mode.INDIRECT:
        return False
    among = set(tokens)
    top = next(
        (i for i in tokens if parse.tokens[i].head not in among and parse.tokens[i].pos != "PUNCT"), -1
    )
    if top < 0 or parse.tokens[top].pos not in ("NOUN", "PROPN"):
        return False
    entity = parse.tokens[top].entity
    named = entity >= 0 and parse.entities[entity].kind in _NAMES
    return named or parse.tokens[top].lemma.lower() in _VOICES
