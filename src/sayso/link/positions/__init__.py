"""Where each actor stands on what is proposed or claimed, and when that changed.

`stands` gives the stances that the statements of one report take, each a small value that can be kept;
`alike` says whether two are on one proposal, `keys` under what to look for others; `folded` makes positions
of them, and `positions` does all that for a set of readings.
"""

from sayso.link.positions.folding import folded, positions
from sayso.link.positions.stands import Stand, position, stands
from sayso.link.positions.topics import alike, keys, topics

__all__ = ["Stand", "alike", "folded", "keys", "position", "positions", "stands", "topics"]
