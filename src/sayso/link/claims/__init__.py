"""Which statements say the same: `mentions` of a reading, `same` for two of them, `Linker` for all.

A statement is compared by its `Mention`: the words of its content, who and where it is about, figures, dates,
polarity, and the content's embedding. `candidates` finds the pairs worth comparing, `scorer` judges a pair by
one table of features, `clusters` makes claims of the pairs, `linker` does it report by report. How good it
is, and why it is so, is in ``docs/claims.md`` and ``docs/decisions/0022-claims.md``.
"""

from sayso.link.claims.candidates import keys
from sayso.link.claims.clusters import clustered
from sayso.link.claims.linker import Linked, Linker
from sayso.link.claims.mention import Count, Days, Mention, mentions
from sayso.link.claims.scorer import Verdict, same

__all__ = [
    "Count",
    "Days",
    "Linked",
    "Linker",
    "Mention",
    "Verdict",
    "clustered",
    "keys",
    "mentions",
    "same",
]
