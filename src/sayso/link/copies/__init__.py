"""Copied text: passages that stand in two reports, and which of the two had them from the other.

>>> fingerprints(report)         # kept with the report; two that share some are candidates
>>> copied(one, other)           # the passages, with both spans and the direction
"""

from sayso.link.copies.fingerprints import fingerprints
from sayso.link.copies.passages import copied

__all__ = ["copied", "fingerprints"]
