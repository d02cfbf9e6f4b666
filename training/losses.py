"""What the network learns: one term per thing to be read, each a mean over what is labelled."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from sayso.models.labels import LINK_ROLES, LINK_WIDTH, OUTPUTS, RELATIONS, TAGS
from training.corpora import IGNORE, NOTHING
from training.network import Reader

WEIGHTS = {
    "tags": 1.0,
    "links": 0.5,
    "sentence": 0.3,
    "pos": 0.3,
    "entity": 0.5,
    "arc": 0.5,
    "relation": 0.3,
}
"""The weight of each term. Attribution leads; the others share the encoder with it."""

FORBIDDEN = -1e4
"""The score of a transition between tags that is not legal."""


def legal() -> Tensor:
    """(tags, tags): True where the second tag may follow the first."""
    allowed = torch.ones(len(TAGS), len(TAGS), dtype=torch.bool)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            allowed[:, column] = torch.tensor([before[2:] == tag[2:] and before != "O" for before in TAGS])
    return allowed


class Chain(nn.Module):
    """A linear-chain conditional random field over the attribution tags of a window."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("forbidden", torch.where(legal(), 0.0, FORBIDDEN))

    def forward(self, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """(batch, words, tags) scores, (batch, words) gold → mean negative log likelihood per word."""
        table = self.transitions + self.forbidden
        steps = torch.arange(scores.shape[1])
        mask = steps[None, :] < lengths[:, None]
        safe = tags.clamp(min=0)
        gold = self.start[safe[:, 0]]
        gold = gold + (scores.gather(2, safe[:, :, None])[:, :, 0] * mask).sum(1)
        gold = gold + (table[safe[:, :-1], safe[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = self.start + scores[:, 0]
        for step in range(1, scores.shape[1]):
            following = torch.logsumexp(alpha[:, :, None] + table, 1) + scores[:, step]
            alpha = torch.where(mask[:, step, None], following, alpha)
        return (torch.logsumexp(alpha, 1) - gold).sum() / mask.sum()

    def table(self) -> Tensor:
        """(1 + tags, tags): what decoding adds to a tag at a window's start, then behind each other tag
        (`sayso.types.Scores.transitions`)."""
        inside = torch.tensor([tag.startswith("I-") for tag in TAGS])
        start = self.start.masked_fill(inside, FORBIDDEN)  # nothing goes on at a window's start
        return torch.cat([start[None], self.transitions + self.forbidden])


def split(output: Tensor) -> dict[str, Tensor]:
    """The network's one output as its parts, by name."""
    return dict(zip(OUTPUTS, torch.split(output, list(OUTPUTS.values()), dim=-1), strict=True))


def terms(reader: Reader, chain: Chain, output: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Each term of the loss for a batch made by `training.batches.collate`."""
    parts = split(output.float())
    out = {}
    has = batch["tags"][:, 0] != IGNORE
    if has.any():
        out["tags"] = chain(parts["tags"][has], batch["tags"][has], batch["lengths"][has])
    links = parts["links"].unflatten(-1, (len(LINK_ROLES), LINK_WIDTH))
    if len(batch["pieces"]) or len(batch["cues"]):
        out["links"] = _links(links, batch)
    if (batch["sentences"] != IGNORE).any():
        known = batch["sentences"] != IGNORE
        out["sentence"] = nn.functional.binary_cross_entropy_with_logits(
            parts["sentence"][..., 0][known], batch["sentences"][known].float()
        )
    for name in ("pos", "entity"):
        if (batch[name] != IGNORE).any():
            out[name] = nn.functional.cross_entropy(
                parts[name].flatten(0, 1), batch[name].flatten(), ignore_index=IGNORE
            )
    if (batch["heads"] != IGNORE).any():
        out["arc"], out["relation"] = _trees(reader, parts, batch)
    return out


def _links(links: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Cross-entropy of each content piece's target, and of each cue's source, over the window's words
    and nothing."""
    by = dict(zip(LINK_ROLES, links.unbind(2), strict=True))
    window, first, last, target = batch["pieces"].unbind(1)
    query = by["content_first"][window, first] + by["content_last"][window, last]
    losses = [_pointer(query, by["target"][window], target, batch["lengths"][window])]
    window, cue, source = batch["cues"].unbind(1)
    losses.append(_pointer(by["cue"][window, cue], by["source"][window], source, batch["lengths"][window]))
    return torch.cat(losses).mean()


def _pointer(query: Tensor, keys: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
    scores = torch.einsum("nd,nwd->nw", query, keys)
    outside = torch.arange(keys.shape[1])[None, :] >= lengths[:, None]
    scores = torch.cat([torch.zeros_like(scores[:, :1]), scores.masked_fill(outside, FORBIDDEN)], 1)
    return nn.functional.cross_entropy(scores, gold - NOTHING, reduction="none")


def _trees(reader: Reader, parts: dict[str, Tensor], batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """Cross-entropy of each word's head among its window's words and the root, and of its relation."""
    has = (batch["heads"] != IGNORE).any(1)
    heads, relations = batch["heads"][has], batch["relations"][has]
    dependent, head = parts["arc_dependent"][has], parts["arc_head"][has]
    head = torch.cat([reader.root.expand(len(head), 1, -1), head], 1)
    scores = dependent @ head.transpose(1, 2)
    outside = torch.arange(scores.shape[2])[None, :] > batch["lengths"][has][:, None]
    scores = scores.masked_fill(outside[:, None, :], FORBIDDEN)
    target = torch.where(heads == IGNORE, IGNORE, heads - NOTHING)
    arc = nn.functional.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    governor = torch.cat([reader.relation_root.expand(len(head), 1, -1), parts["relation_head"][has]], 1)
    governor = governor.gather(
        1, (heads - NOTHING).clamp(min=0)[:, :, None].expand(-1, -1, governor.shape[2])
    )
    labels = torch.einsum(
        "bwi,rij,bwj->bwr", _with_one(parts["relation_dependent"][has]), reader.relation, _with_one(governor)
    )
    known = (relations != IGNORE) & (heads != IGNORE)
    return arc, nn.functional.cross_entropy(labels[known], relations[known])


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


assert OUTPUTS["links"] == len(LINK_ROLES) * LINK_WIDTH
assert RELATIONS[0] == "root"
