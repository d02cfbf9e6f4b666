"""Chunks → attributions: each content finds its cue, each cue its source."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sayso.attribute.tagging import Chunk, pointed
from sayso.models.labels import LINK_ROLES
from sayso.types import Floats, Scores

CONTENT_FIRST, CONTENT_LAST, TARGET, CUE, SOURCE = range(len(LINK_ROLES))


@dataclass(slots=True)
class Draft:
    """An attribution in the making, in token chunks, with how sure its least sure link is (0 to 1) and
    whether its content was put together over a break. A loose one is a content that wanted none of its
    window's cues and sources: it counts only where a quotation goes on with it."""

    source: Chunk | None
    cue: Chunk | None
    content: list[Chunk] = field(default_factory=list)
    link: float = 1.0
    carried_on: bool = False
    loose: bool = False


SHARE = 0.55
"""The least share of the softmax over all of the window's words that a second piece of content must
give to its cue. Below it the piece wanted a cue that was not found; tuned on PolNeAR's development
part, where it makes 2 in 100 more contents exact."""


def linked(chunks: list[Chunk], scores: Scores, window: tuple[int, int]) -> list[Draft]:
    """The attributions of one window (its first and last token), in the order of their first content.

    A content goes to the cue or, where none fits better, to the source that scores best; several
    contents at one cue are pieces of one content. A cue goes to its best source, or to none when
    every source scores below zero. A cue to which no content goes is no attribution.
    """
    by_role = {role: [c for c in chunks if c.role == role] for role in ("source", "cue", "content")}
    cues, sources, contents = by_role["cue"], by_role["source"], by_role["content"]
    links = scores.links[slice(*window)]
    pieces = list(zip(contents, _targets(contents, cues + sources, links, window[0]), strict=True))
    surest: dict[Chunk | None, float] = {}
    for _, (target, share) in pieces:
        surest[target] = max(share, surest.get(target, 0.0))
    drafts: dict[Chunk | int, Draft] = {}
    for content, (target, share) in pieces:
        if target and share < min(SHARE, surest[target]):
            continue
        key: Chunk | int = content.first if target is None else target
        if key not in drafts:
            is_cue = target is not None and target.role == "cue"
            drafts[key] = Draft(None if is_cue else target, target if is_cue else None)
        drafts[key].content.append(content)
        drafts[key].link = min(drafts[key].link, share)
    anchored = [draft for draft in drafts.values() if draft.cue]
    chosen = _sources([d.cue for d in anchored if d.cue], sources, links, window[0])
    for draft, (source, share) in zip(anchored, chosen, strict=True):
        draft.source, draft.link = source, min(draft.link, share)
    return list(drafts.values())


def left_over(chunks: list[Chunk], drafts: list[Draft]) -> list[Draft]:
    """The contents of a window that are in none of its drafts, each a loose one."""
    taken = {content for draft in drafts for content in draft.content}
    left = (chunk for chunk in chunks if chunk.role == "content" and chunk not in taken)
    return [Draft(None, None, [chunk], loose=True) for chunk in left]


Choice = tuple[Chunk | None, float]
"""What a chunk points to, and the share of the softmax over all words and nothing that it has."""


def _targets(contents: list[Chunk], targets: list[Chunk], links: Floats, offset: int) -> list[Choice]:
    """For each content, the cue or source that it goes to. With any at hand it goes to one of them:
    words in quotation marks are somebody's."""
    if not targets:
        return [(None, 1.0)] * len(contents)
    queries = [
        links[c.first - offset, CONTENT_FIRST] + links[c.last - 1 - offset, CONTENT_LAST] for c in contents
    ]
    return _chosen(queries, links[:, TARGET], targets, offset, nothing=False)


def _sources(cues: list[Chunk], sources: list[Chunk], links: Floats, offset: int) -> list[Choice]:
    """For each cue, its source or none."""
    queries = [links[c.first - offset, CUE] for c in cues]
    return _chosen(queries, links[:, SOURCE], sources, offset, nothing=True)


def _chosen(
    queries: list[Floats], keys: Floats, options: list[Chunk], offset: int, nothing: bool
) -> list[Choice]:
    """The best option for each query, by the option's first word; none where ``nothing`` is best."""
    if not queries:
        return []
    shares = pointed(np.array(queries), keys)
    columns = [option.first - offset for option in options] + [len(keys)] * nothing
    known: list[Chunk | None] = [*options, None]
    best = shares[:, columns].argmax(1).tolist()
    return [(known[choice], float(row[columns[choice]])) for choice, row in zip(best, shares, strict=True)]
