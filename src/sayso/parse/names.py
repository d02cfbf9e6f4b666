"""Entity scores → named entities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.types import Entity, EntityKind, Floats

KINDS = tuple(EntityKind)


def names(scores: Floats, spans: Sequence[tuple[int, int]]) -> tuple[tuple[Entity, ...], list[int]]:
    """The entities of a report, and for each token the index of its entity or -1.

    ``scores`` is (tokens, entity tags) in the order of `sayso.models.labels.ENTITY_TAGS`; ``spans`` are
    the tokens' characters. Each token takes its best tag; an inside tag that follows no token of its
    kind begins an entity.
    """
    tags = scores.argmax(1) if len(scores) else np.zeros(0, np.intp)
    found: list[list[int]] = []
    for position in np.flatnonzero(tags).tolist():
        tag = int(tags[position]) - 1
        kind, inside = tag // 2, tag % 2
        if inside and found and found[-1][2] == position and found[-1][0] == kind:
            found[-1][2] = position + 1
        else:
            found.append([kind, position, position + 1])
    entity_of = [-1] * len(tags)
    for number, (_, first, last) in enumerate(found):
        entity_of[first:last] = [number] * (last - first)
    entities = tuple(Entity(KINDS[k], a, b, spans[a][0], spans[b - 1][1]) for k, a, b in found)
    return entities, entity_of
