"""A claim's way from its origins to the outlets that carry it, drawn: as text, SVG or GraphML.

All three show the same: the origins first, then whom they told, and who had it from those. An outlet that has
it from two is drawn under both in the text, with what follows from it under the first only; in the others it
is one node. Nothing here decides anything: what is drawn is a `sayso.types.Provenance`.
"""

from sayso.export.origins.graph import graphml
from sayso.export.origins.picture import svg
from sayso.export.origins.tree import text

__all__ = ["graphml", "svg", "text"]
