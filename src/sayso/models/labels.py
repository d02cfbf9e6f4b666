"""The closed label sets of the packaged model, in the order of its outputs.

Training writes the weights in this order; the loaded model is checked against it by hash. Append to
none of these without training again.
"""

from __future__ import annotations

from typing import Final

from sayso.types import EntityKind

ROLES: Final = ("source", "cue", "content")

TAGS: Final = ("O", *(f"{position}-{role}" for role in ROLES for position in "BI"))
"""Attribution tags: outside, then beginning and inside of each role."""

ENTITY_TAGS: Final = ("O", *(f"{position}-{kind}" for kind in EntityKind for position in "BI"))
"""Entity tags, beginning and inside of each kind in the order of `EntityKind`."""

POS: Final = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
"""Universal parts of speech (https://universaldependencies.org/u/pos/)."""

RELATIONS: Final = (
    "root", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound",
    "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith",
    "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct",
    "reparandum", "vocative", "xcomp",
)  # fmt: skip
"""Universal relations without subtypes (https://universaldependencies.org/u/dep/)."""

LINK_ROLES: Final = ("content_first", "content_last", "target", "cue", "source")
"""The link vectors of a token. A content piece points from its first and last token (summed) to the
target, which is the first token of its cue, or of its source where there is no cue; a cue points
from its first token (``cue``) to the first token of its source (``source``). A link's score is a
dot product; pointing to nothing scores zero."""

LINK_WIDTH: Final = 64
ARC_WIDTH: Final = 128
RELATION_WIDTH: Final = 48

OUTPUTS: Final[dict[str, int]] = {
    "tags": len(TAGS),
    "sentence": 1,
    "pos": len(POS),
    "entity": len(ENTITY_TAGS),
    "arc_dependent": ARC_WIDTH,
    "arc_head": ARC_WIDTH,
    "relation_dependent": RELATION_WIDTH,
    "relation_head": RELATION_WIDTH,
    "links": len(LINK_ROLES) * LINK_WIDTH,
}
"""Columns of the network's one output per word, in order, with their widths."""
