"""The words that a statement has in quotation marks: two reports that quote the same words quote one voice,
whatever they call it, and whatever Sayso took it for."""

from __future__ import annotations

import numpy as np

from sayso.link.copies.fingerprints import run_hashes
from sayso.link.copies.running import running
from sayso.types import Reading, Statement

RUN = 5
"""Words in a row in quotation marks that two voices do not share by chance, where they say the same."""


def quoted(statement: Statement, reading: Reading) -> frozenset[int]:
    """Hashes of the runs of `RUN` words of a content that stand in quotation marks in its report."""
    words = running(reading.report)
    spans = statement.content.spans
    inside = np.array(
        [
            marked and any(left <= start < right for left, right in spans)
            for start, marked in zip(words.starts, words.quoted, strict=True)
        ],
        bool,
    )
    found = set[int]()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
    for first, last in edges.reshape(-1, 2):
        found.update(run_hashes(words.hashes[first:last], RUN).tolist())
    return frozenset(found)
