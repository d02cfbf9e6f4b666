"""Origins: on whose say-so a claim that many outlets carry rests, and by which way it came.

>>> found = provenance(claim, readings, copies)
>>> found.independent, found.at_least, found.verdict
"""

from sayso.link.origins.tree import provenance

__all__ = ["provenance"]
