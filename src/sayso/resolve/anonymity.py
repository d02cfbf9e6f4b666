"""The words that keep a name back, and the reason that a report gives for it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.types import Span, Words

_NAMED = r"(?:be\s+)?(?:named|identified|quoted\s+by\s+name)"
_CONDITION = re.compile(
    rf"""(?:(?:who|and|but)\s+)?(?:(?:(?:spoke|speaking|talked|talking|(?:was|were)\s+speaking|agreed\s+to\s+\w+)\s+)?
      on\s+(?:the\s+)?condition\s+(?:of\s+anonymity|that\s+(?:\w+\s+){{1,4}}?not\s+{_NAMED})
    | (?:ask|request|declin|wish|want|preferr|insist)(?:e?d|ing)\s+(?:on\s+)?(?:not\s+)?(?:to\s+)?
        (?:remain(?:ing)?\s+(?:anonymous|unnamed)|anonymity|{_NAMED})
    | (?:asked|requested|insisted)\s+that\s+(?:\w+\s+){{1,3}}?not\s+(?:be\s+)?
        (?:used|published|printed|{_NAMED})
    | (?:was|were|been|being)\s+(?:granted|given|promised)\s+anonymity
    | (?:spoke|speaking|talked)\s+anonymously
    | (?:could|can|may|would|did|does)\s*(?:not|n['’]t)\s+(?:want\s+to\s+)?{_NAMED}
    | under\s+cover\s+of\s+anonymity
    | (?:(?:was|were|is|are)\s+)?not\s+(?:allowed|authori[sz]ed|permitted)
        \s+to\s+(?:speak|talk|comment|discuss|brief)[^.,;”"]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REASON = re.compile(
    r"""\s*,?\s*(?P<reason>(?:because|since|as|citing|due\s+to|owing\s+to|for\s+fear|out\s+of\s+fear|fearing|so\s+as
      |in\s+order|to\s+(?:discuss|describe|speak|talk|brief|share|avoid|protect|preserve)|given|while\s+discussing)\b[^.;”"]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_SAID = re.compile(r",\s+(?:said|told|added|say|says|warned|confirmed)\b")


class Kept(NamedTuple):
    """Why a name is not there: the words for it, and those for the reason, if any."""

    condition: Words
    reason: Words | None


def kept_back(text: str, start: int, end: int) -> Kept | None:
    """The condition of anonymity in the sentence ``text[start:end]``; none where there is none."""
    found = _CONDITION.search(text, start, end)
    if found is None:
        return None
    why = _REASON.match(text, found.end(), end)
    if why is None:
        return Kept(_words(text, *found.span()), None)
    stop = _SAID.search(text, why.start("reason"), why.end("reason"))
    return Kept(
        _words(text, *found.span()),
        _words(text, why.start("reason"), stop.start() if stop else why.end("reason")),
    )


def _words(text: str, start: int, end: int) -> Words:
    piece = text[start:end].rstrip(" ,")
    return Words(piece, (Span(start, start + len(piece)),))
