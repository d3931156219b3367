"""The network that is trained: a MiniLM encoder and its heads, in plain torch. Run time has the same sums in numpy and ONNX."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.neural import labels

HIDDEN, LAYERS, ATTENDERS, INNER, WORDS, POSITIONS = 384, 6, 12, 1536, 30522, 512
PAIR = 192  # width of the pair heads


class Layer(nn.Module):
    """One transformer layer, as BERT has it (post-norm, GELU)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.out, self.norm1 = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.inner, self.outer, self.norm2 = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        shape = (x.shape[0], x.shape[1], ATTENDERS, HIDDEN // ATTENDERS)
        q, k, v = (f(x).view(shape).transpose(1, 2) for f in (self.query, self.key, self.value))
        if self.training:  # the fused kernel; export needs the plain sums
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        else:
            mixed = torch.softmax(q @ k.transpose(-1, -2) / (HIDDEN // ATTENDERS) ** 0.5 + bias, -1) @ v
        mixed = mixed.transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """ids, mask [windows, pieces] -> hidden [windows, pieces, 384]."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(WORDS, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm, self.drop = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.word(ids) + self.position(torch.arange(ids.shape[1])) + self.kind
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def start_from(self, folder: Path) -> None:
        """Takes the pretrained weights of encoder.py."""
        w = load_file(folder / "model.safetensors")
        mine = {
            "word.weight": w["embeddings.word_embeddings.weight"],
            "position.weight": w["embeddings.position_embeddings.weight"],
        }
        mine["kind"] = w["embeddings.token_type_embeddings.weight"][0]
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
        names |= {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
        names |= {"inner": "intermediate.dense", "outer": "output.dense", "norm2": "output.LayerNorm"}
        for part in ("weight", "bias"):
            mine[f"norm.{part}"] = w[f"embeddings.LayerNorm.{part}"]
            for i in range(LAYERS):
                for short, long in names.items():
                    mine[f"layers.{i}.{short}.{part}"] = w[f"encoder.layer.{i}.{long}.{part}"]
        self.load_state_dict(mine)


class PlainHead(nn.Module):
    """[n, inputs] -> [n, outputs], with one hidden layer of PAIR units."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.left, self.out, self.drop = nn.Linear(inputs, PAIR), nn.Linear(PAIR, outputs), nn.Dropout(0.1)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(self.drop(torch.relu(self.left(x))))


class PairHead(nn.Module):
    """left [a, in1], right [b, in2], buckets [a, b] -> [a, b, outputs]."""

    def __init__(self, left: int, right: int, buckets: int, outputs: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(left, PAIR), nn.Linear(right, PAIR)
        self.left2, self.right2 = nn.Linear(left, PAIR), nn.Linear(right, PAIR)
        self.bucket, self.out = nn.Embedding(buckets, PAIR), nn.Linear(PAIR, outputs)
        self.drop = nn.Dropout(0.1)

    def forward(self, left: Tensor, right: Tensor, buckets: Tensor) -> Tensor:
        z = self.left(left)[:, None] + self.right(right)[None] + self.left2(left)[:, None] * self.right2(right)[None]
        return self.out(self.drop(torch.relu(z + self.bucket(buckets))))


class Network(nn.Module):
    """Encoder, token heads, trigger heads, mention heads and pair heads; `extra` heads are for auxiliary corpora only."""

    def __init__(self, extra: dict[str, int] | None = None) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(HIDDEN, 3 * len(labels.KINDS))
        self.act = nn.Linear(HIDDEN, len(labels.TYPES))
        self.kind = PlainHead(3 * HIDDEN, len(labels.TYPES))
        sizes = {"mode": labels.MODES, "status": labels.STATUSES, "scope": labels.SCOPES, "extent": labels.EXTENTS}
        self.of_trigger = nn.ModuleDict({k: nn.Linear(HIDDEN, len(v)) for k, v in sizes.items()} | {"voiced": nn.Linear(HIDDEN, 1)})
        self.of_mention = nn.ModuleDict(
            {"group": nn.Linear(2 * HIDDEN, len(labels.GROUPS)), "voice": nn.Linear(2 * HIDDEN, len(labels.VOICES))}
        )
        links = len(labels.ROLES) + len(labels.MEASURES) + len(labels.MARKS)
        self.link = PairHead(HIDDEN, 2 * HIDDEN, labels.DISTANCES * len(labels.KINDS), links)
        self.same = PairHead(HIDDEN, HIDDEN, 2 * labels.DISTANCES, 1)
        self.quote = nn.ModuleDict({k: nn.Linear(HIDDEN, 64) for k in ("from", "first", "last")})
        self.extra = nn.ModuleDict({k: nn.Linear(HIDDEN, v) for k, v in (extra or {}).items()})

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Hidden states of the real pieces of all windows, one after the other, without marks and padding: [pieces, 384]."""
        x = self.encoder(ids, mask)
        rows = [x[i, 1 : int(n) - 1] for i, n in enumerate(mask.sum(1))]
        return torch.cat(rows)
