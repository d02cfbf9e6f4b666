"""Chunks → attributions: each content finds its cue, each cue its source."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sayso.attribute.tagging import Chunk
from sayso.models.labels import LINK_ROLES
from sayso.types import Floats, Scores

CONTENT_FIRST, CONTENT_LAST, TARGET, CUE, SOURCE = range(len(LINK_ROLES))


@dataclass(slots=True)
class Draft:
    """An attribution in the making, in token chunks, with how sure its least sure link is (0 to 1) and
    whether its content was put together over a break."""

    source: Chunk | None
    cue: Chunk | None
    content: list[Chunk] = field(default_factory=list)
    link: float = 1.0
    carried_on: bool = False


def linked(chunks: list[Chunk], scores: Scores) -> list[Draft]:
    """The attributions of one window, in the order of their first content.

    A content goes to the cue or, where none fits better, to the source that scores best; several
    contents at one cue are pieces of one content. A cue goes to its best source, or to none when
    every source scores below zero. A cue to which no content goes is no attribution.
    """
    by_role = {role: [c for c in chunks if c.role == role] for role in ("source", "cue", "content")}
    cues, sources, contents = by_role["cue"], by_role["source"], by_role["content"]
    drafts: dict[Chunk | int, Draft] = {}
    for number, (content, (target, certainty)) in enumerate(
        zip(contents, _targets(contents, cues + sources, scores), strict=True)
    ):
        key: Chunk | int = number if target is None else target
        if key not in drafts:
            is_cue = target is not None and target.role == "cue"
            drafts[key] = Draft(None if is_cue else target, target if is_cue else None)
        drafts[key].content.append(content)
        drafts[key].link = min(drafts[key].link, certainty)
    anchored = [draft for draft in drafts.values() if draft.cue]
    for draft, (source, certainty) in zip(
        anchored, _sources([d.cue for d in anchored if d.cue], sources, scores), strict=True
    ):
        draft.source, draft.link = source, min(draft.link, certainty)
    return list(drafts.values())


def _targets(contents: list[Chunk], targets: list[Chunk], scores: Scores) -> list[tuple[Chunk | None, float]]:
    """For each content, the cue or source that it goes to. With any at hand it goes to one of them:
    the newsroom rule that words in quotation marks are somebody's."""
    if not targets:
        return [(None, 1.0)] * len(contents)
    links = scores.links
    queries = np.array([links[c.first, CONTENT_FIRST] + links[c.last - 1, CONTENT_LAST] for c in contents])
    return _chosen(queries, links[[t.first for t in targets], TARGET], targets, none_allowed=False)


def _sources(cues: list[Chunk], sources: list[Chunk], scores: Scores) -> list[tuple[Chunk | None, float]]:
    if not sources:
        return [(None, 1.0)] * len(cues)
    queries = scores.links[[c.first for c in cues], CUE]
    return _chosen(queries, scores.links[[s.first for s in sources], SOURCE], sources, none_allowed=True)


def _chosen(
    queries: Floats, keys: Floats, options: list[Chunk], none_allowed: bool
) -> list[tuple[Chunk | None, float]]:
    """The best option for each query, with its share of the softmax over all options and none."""
    if not len(queries):
        return []
    scored = np.concatenate([queries @ keys.T, np.zeros((len(queries), 1), np.float32)], 1)
    shares = np.exp(scored - scored.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    best = (scored if none_allowed else scored[:, :-1]).argmax(1)
    return [
        (options[choice] if choice < len(options) else None, float(share[choice]))
        for choice, share in zip(best.tolist(), shares, strict=True)
    ]
