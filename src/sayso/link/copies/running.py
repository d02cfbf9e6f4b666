"""The running words of a report: what is compared for copied text.

Case, punctuation, and the kind of quotation mark and apostrophe do not count, since a desk changes them as it
copies. By-lines, datelines, credits and links to other reports are left out: they are each outlet's own, or
the same in all its reports. So are notices of rights, which every user of an agency prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.quotation import quotations
from sayso.types import Block, BlockKind, Report

Hashes = NDArray[np.uint64]

_LEFT_OUT = frozenset([BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CREDIT, BlockKind.PROMO])
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_RIGHTS = re.compile(
    r"copyright\b|©|all rights reserved|may not be (?:published|reproduced)|terms of (?:use|service)"
    r"|cookie|newsletter|subscribe|sign up\b|click here"
)
"""Words of such notices, in lower case."""
_RIGHTS_LINE = 400
"""Characters of the longest paragraph that is taken for a notice of rights or a call to subscribe."""


@dataclass(frozen=True, slots=True)
class Running:
    """The words of a report in order: ``hashes`` (words,), one and the same for one word everywhere;
    ``starts`` and ``ends`` in code points; ``quoted`` whether each stands in quotation marks."""

    hashes: Hashes
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]


@lru_cache(64)
def running(report: Report) -> Running:
    """The running words of a report. Kept for the last few reports, since one is compared with many."""
    starts, ends, quoted = [], [], []
    for block in _told(report):
        inside = [(mark.start, mark.end) for mark in quotations(report.text, block.start, block.end)]
        for found in _WORD.finditer(report.text, block.start, block.end):
            start, end = found.span()
            starts.append(start)
            ends.append(end)
            quoted.append(any(left <= start < right for left, right in inside))
    return Running(word_hashes(report), tuple(starts), tuple(ends), tuple(quoted))


def word_hashes(report: Report) -> Hashes:
    """The ``hashes`` of a report's running words, without the rest."""
    blocks = (_WORD.findall(report.text, block.start, block.end) for block in _told(report))
    return np.array([_hash(word) for words in blocks for word in words], np.uint64)


def _told(report: Report) -> Iterator[Block]:
    return (block for block in report.blocks if _is_text(block, report.text))


def _is_text(block: Block, text: str) -> bool:
    if block.kind in _LEFT_OUT:
        return False
    if block.end - block.start > _RIGHTS_LINE:
        return True
    return not _RIGHTS.search(text[block.start : block.end].lower())


@lru_cache(1 << 16)
def _hash(word: str) -> int:
    plain = word.lower().replace("’", "'")
    return int.from_bytes(blake2b(plain.encode(), digest_size=8).digest(), "little")
