"""The network: a pre-trained MiniLM encoder with one linear head per thing to be read.

Written out in plain torch so that what is trained is exactly what is exported: word pieces are
embedded with their position and a learned feature (case × inside quotation marks), run through six
transformer layers, and the vector of each word's first piece is projected to all heads at once.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.models.encoding import FEATURES
from sayso.models.labels import OUTPUTS, RELATIONS
from training.graph import ATTENTION_HEADS, EPSILON, LAYERS

WIDTH, INNER = 384, 1536
VOCABULARY, POSITIONS = 30522, 512


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        qkv = self.query_key_value(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        # No dropout on the attention itself: it costs a third of a step on a CPU.
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.dropout(self.attention_out(mixed)))
        return self.norm(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Reader(nn.Module):
    """Pieces → one row of all heads' outputs per word (see `sayso.models.labels.OUTPUTS`)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.embedding_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.heads = nn.Linear(WIDTH, sum(OUTPUTS.values()))
        self.root = nn.Parameter(torch.zeros(OUTPUTS["arc_head"]))
        self.relation_root = nn.Parameter(torch.zeros(OUTPUTS["relation_head"]))
        width = OUTPUTS["relation_head"] + 1
        self.relation = nn.Parameter(torch.randn(len(RELATIONS), width, width) * 0.02)
        nn.init.zeros_(self.features.weight)
        nn.init.normal_(self.heads.weight, std=0.03)
        nn.init.zeros_(self.heads.bias)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor, starts: Tensor) -> Tensor:
        """(batch, pieces) ids, features and mask (True for real pieces), (batch, words) positions of
        first pieces → (batch, words, outputs)."""
        where = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(where) + self.features(features)
        x = self.dropout(self.embedding_norm(x))
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = torch.gather(x, 1, starts[:, :, None].expand(-1, -1, WIDTH))
        return self.heads(x)


def load_pretrained(reader: Reader, path: Path) -> None:
    """Copy the weights of a BERT-shaped checkpoint (`model.safetensors`) into a new reader."""
    weights = load_file(path)
    with torch.no_grad():
        reader.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        segment = weights["embeddings.token_type_embeddings.weight"][0]
        reader.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + segment)
        _copy(reader.embedding_norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(reader.layers):
            prefix = f"encoder.layer.{number}"
            for kind in ("weight", "bias"):
                parts = [
                    weights[f"{prefix}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")
                ]
                getattr(layer.query_key_value, kind).copy_(torch.cat(parts))
            _copy(layer.attention_out, weights, f"{prefix}.attention.output.dense")
            _copy(layer.attention_norm, weights, f"{prefix}.attention.output.LayerNorm")
            _copy(layer.inner, weights, f"{prefix}.intermediate.dense")
            _copy(layer.outer, weights, f"{prefix}.output.dense")
            _copy(layer.norm, weights, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    module.weight.copy_(weights[f"{prefix}.weight"])
    module.bias.copy_(weights[f"{prefix}.bias"])
