"""Trains the head that finds who is said to say what, over the shipped encoder as it stands, and writes it beside the other weights.

usage: python training/attribution.py [--corpora FOLDER] [--epochs 3] [--seed 1] [--dry]      --dry leaves the shipped head as it is, and writes to training/out
       python training/attribution.py --clear-only      takes the head out: its only corpus, PolNeAR, is for research use

The encoder runs once over PolNeAR's train part (its states are kept in training/out); only the head learns. A tenth of that part is
kept back: F1 on it is printed after each epoch, for several scores from which words count as words of saying.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from corpora import documents
from dateline.coding.segment import segment
from dateline.neural import attribution, labels, model, window
from dateline.neural.attribution import PARTS, POINTER, REACH, SHAPES, STEPS
from dateline.neural.digest import FOLDER
from export import write_digests

HERE = Path(__file__).parent
WIDTH: Final[int] = 128  # of the head's own states
TAPS: Final[int] = 5  # of its convolutions
RATE: Final[float] = 1.5e-3  # of learning, at its highest; tenfold for the biases of distance, which start from nothing
DROP: Final[float] = 0.25
BATCH: Final[int] = 2  # articles in one step
KEPT_BACK: Final[int] = 10  # one article in so many is not trained on
TAGS: Final = ("cue", *PARTS)  # all are learnt as tags, which helps; only the cue's are used
SHARES: Final = (1.0, 0.3, 0.1)  # of the loss of these tags
FAR: Final[float] = -1e4  # score of a piece that may not be pointed at
TRIED: Final = (0.25, 0.3, 0.35, 0.45)


@dataclass
class Article:
    """One article: the encoder's states [pieces, 384] in float16, how each piece is written, and what there is to learn."""

    x: np.ndarray
    shape: np.ndarray
    pieces: window.Pieces
    paragraphs: np.ndarray
    tags: np.ndarray  # [pieces, 3] 0 out 1 begin 2 inside
    cues: list[tuple[int, int]]
    spans: list[tuple[tuple[int, int] | None, ...]]  # of each cue's source and content


class Head(nn.Module):
    """The head of dateline.neural.attribution in torch, with the same names."""

    def __init__(self) -> None:
        super().__init__()
        self.project, self.norm = nn.Linear(384, WIDTH), nn.LayerNorm(WIDTH)
        self.shape = nn.Embedding(2 * len(SHAPES), WIDTH)
        self.body = nn.ModuleList(nn.ModuleDict({"conv": convolution(step), "norm": nn.LayerNorm(WIDTH)}) for step in STEPS)
        self.tag = nn.Linear(WIDTH, 3 * len(TAGS))
        ends = 2 * len(PARTS)
        self.query, self.key = nn.Linear(2 * WIDTH, ends * POINTER), nn.Linear(WIDTH, ends * POINTER)
        self.far, self.paragraph = nn.Embedding(labels.DISTANCES, ends), nn.Embedding(2, ends)
        self.none = nn.Linear(2 * WIDTH, len(PARTS))
        self.drop = nn.Dropout(DROP)
        for bias in (self.far, self.paragraph):
            nn.init.zeros_(bias.weight)

    def states(self, a: Article) -> Tensor:
        """The head's own states of an article's pieces, [pieces, WIDTH]."""
        x = torch.from_numpy(a.x.astype(np.float32))
        z = self.norm(self.project(self.drop(x)) + self.shape(torch.from_numpy(a.shape)))
        for block in self.body:
            value, gate = block["conv"](self.drop(z).T[None])[0].T.chunk(2, -1)
            z = block["norm"](z + value * torch.sigmoid(gate))
        return self.drop(z)

    def pointers(self, z: Tensor, a: Article) -> Tensor:
        """Scores of the pieces around each cue as the ends of its source and content, and of there being none: [cues, ends, 2 REACH + 2]."""
        first, last = torch.tensor(a.cues).T
        beside = torch.cat([z[first], z[last]], -1)
        at = first[:, None] + torch.arange(-REACH, REACH + 1)[None]
        outside = (at < 0) | (at >= len(z))
        at = at.clamp(0, len(z) - 1)
        query, key = self.query(beside).view(len(first), -1, POINTER), self.key(z).view(len(z), -1, POINTER)
        scores = torch.einsum("cep,cjep->cej", query, key[at]) / POINTER**0.5
        place, cue = at.numpy(), first.numpy()[:, None]
        sentence = a.pieces.sentence[place] - a.pieces.sentence[cue]
        scores = scores + self.far(torch.from_numpy(labels.distance_buckets(place - cue, sentence))).transpose(1, 2)
        apart = torch.from_numpy((a.paragraphs[place] != a.paragraphs[cue]).astype(np.int64))
        scores = (scores + self.paragraph(apart).transpose(1, 2)).masked_fill(outside[:, None], FAR)
        scores[:, :2] = scores[:, :2].masked_fill(torch.from_numpy(sentence != 0)[:, None], FAR)
        return torch.cat([scores, self.none(beside).repeat_interleave(2, 1)[..., None]], -1)


def convolution(step: int) -> nn.Conv1d:
    """A gated convolution's layer: twice the width out, as long as what goes in."""
    return nn.Conv1d(WIDTH, 2 * WIDTH, TAPS, padding=step * (TAPS // 2), dilation=step)


def loss(head: Head, a: Article) -> Tensor:
    """The loss of one article, by the cue."""
    cross = nn.functional.cross_entropy
    z = head.states(a)
    tags, right = head.tag(z).view(-1, len(TAGS), 3), torch.from_numpy(a.tags)
    total = sum(share * cross(tags[:, i], right[:, i], reduction="sum") for i, share in enumerate(SHARES)) / max(1, len(a.cues))
    if a.cues:
        scores = head.pointers(z, a)
        for end, wanted in enumerate(targets(a).T):
            y = torch.from_numpy(wanted)
            seen = (y >= 0) & (scores[:, end].gather(1, y.clamp(0)[:, None])[:, 0] > FAR / 2)
            if seen.any():
                total = total + cross(scores[seen, end], y[seen])
    return total


def targets(a: Article) -> np.ndarray:
    """Where each cue's ends lie among the pieces around it, [cues, ends]; 2 REACH + 1 where there is none, -100 where it is too far."""
    out = np.full((len(a.cues), 2 * len(PARTS)), 2 * REACH + 1)
    for row, (cue, spans) in enumerate(zip(a.cues, a.spans, strict=True)):
        for end, place in enumerate(p for s in spans for p in (s or (None, None))):
            if place is not None:
                out[row, end] = place - cue[0] + REACH if abs(place - cue[0]) <= REACH else -100
    return out


def articles(path: Path, network: model.Network) -> list[Article]:
    """The articles of a part of PolNeAR, with the encoder's states; these are kept in training/out until the encoder changes."""
    encoder = hashlib.sha256((FOLDER / "encoder.onnx").read_bytes()).hexdigest()[:12]
    kept = HERE / "out" / f"polnear-{path.stem}-{encoder}.npy"
    out = []
    for row in documents(path):
        sentences = segment(row["text"], ())
        pieces = window.split(row["text"], sentences, network.tokenizer)
        if len(pieces.ids):
            paragraphs = np.array([s.paragraph for s in sentences])[pieces.sentence]
            shape = attribution.shapes(row["text"], pieces)
            out.append(Article(np.zeros(0), shape, pieces, paragraphs, *lessons(row, pieces)))
    if not kept.is_file():
        np.save(kept, np.concatenate([network.hidden(a.pieces).astype(np.float16) for a in out]))
    states, at = np.load(kept, mmap_mode="r"), 0
    for a in out:
        a.x, at = states[at : at + len(a.pieces.ids)], at + len(a.pieces.ids)
    return out


def lessons(
    row: dict[str, Any], pieces: window.Pieces
) -> tuple[np.ndarray, list[tuple[int, int]], list[tuple[tuple[int, int] | None, ...]]]:
    """An article's tags, its cues, and their sources and contents, each from its first fragment to its last."""
    tags, cues, spans = np.zeros((len(pieces.ids), len(TAGS)), np.int64), [], []
    for told in row["attributions"]:
        whole: dict[str, tuple[int, int]] = {}
        for number, part in enumerate(TAGS):
            places = [at for f in told.get(part) or [] if (at := pieces.covering(f["start"], f["end"]))]
            for first, last in places:
                tags[first : last + 1, number] = 2
                tags[first, number] = 1
            if places:
                whole[part] = (min(p[0] for p in places), max(p[1] for p in places))
        if "cue" in whole:
            cues.append(whole["cue"])
            spans.append(tuple(whole.get(part) for part in PARTS))
    return tags, cues, spans


def plain(head: Head) -> dict[str, np.ndarray]:
    """The head's weights as they are shipped: float16, and of the tags only the cue's."""
    out = {name: value.detach().numpy() for name, value in head.state_dict().items()}
    out |= {name: out[name][:3] for name in ("tag.weight", "tag.bias")}
    return {name: value.astype(np.float16) for name, value in out.items()}


def counts(a: Article, weights: dict[str, np.ndarray], least: float) -> np.ndarray:
    """How many sources and contents are right, found and in the key, [parts, 3]; right is the same first piece, or half of the union."""
    z = attribution.states(a.x.astype(np.float32), a.shape, weights)
    scores = model.softmax(attribution.linear("tag", z, weights))
    told, where = (z, attribution.linear("key", z, weights)), (a.pieces, a.paragraphs)
    found = [attribution.point(told, c[:2], where, weights) for c in attribution.cues(scores, a.pieces, least)]
    out = np.zeros((len(PARTS), 3), np.int64)
    for part in range(len(PARTS)):
        mine, key = ({s[part] for s in spans if s[part]} for spans in (found, a.spans))
        right = len({s[0] for s in mine} & {s[0] for s in key}) if part == 0 else sum(any(alike(m, k) for k in key) for m in mine)
        out[part] = right, len(mine), len(key)
    return out


def alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches of pieces share half of their union."""
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0]) + 1


def check(head: Head, kept_back: Sequence[Article]) -> None:
    """Prints F1 of sources and contents on articles that are not trained on."""
    weights = {name: value.astype(np.float32) for name, value in plain(head.eval()).items()}
    for least in TRIED:
        right, found, key = sum(counts(a, weights, least) for a in kept_back).T
        print(
            f"  from {least:.2f}  "
            + "  ".join(f"{p} {2 * r / (f + k):.3f}" for p, r, f, k in zip(PARTS, right, found, key, strict=True)),
            flush=True,
        )
    head.train()


def batches(items: list[Article], dice: random.Random) -> Iterator[list[Article]]:
    """Groups of BATCH articles in random order."""
    dice.shuffle(items)
    return (items[i : i + BATCH] for i in range(0, len(items), BATCH))


def train(head: Head, items: list[Article], kept_back: Sequence[Article], epochs: int, dice: random.Random) -> None:
    """Trains in place, a line an epoch."""
    steps = epochs * -(-len(items) // BATCH)
    biases = [*head.far.parameters(), *head.paragraph.parameters(), *head.none.parameters()]
    others = [p for p in head.parameters() if all(p is not b for b in biases)]
    adam = torch.optim.AdamW([{"params": others, "lr": RATE}, {"params": biases, "lr": 10 * RATE}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda s: min(1.0, (s + 1) / 60) * max(0.0, 1 - s / steps))
    begun = time.time()
    for epoch in range(epochs):
        total = 0.0
        for group in batches(items, dice):
            adam.zero_grad()
            mean = torch.stack([loss(head, a) for a in group]).mean()
            mean.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            adam.step()
            schedule.step()
            total += mean.item() * len(group)
        print(f"epoch {epoch + 1}/{epochs}  loss {total / len(items):.3f}  {time.time() - begun:.0f} s", flush=True)
        check(head, kept_back)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--clear-only", action="store_true")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true")
    a = parser.parse_args()
    to = FOLDER / attribution.NAME
    if a.clear_only:
        to.unlink(missing_ok=True)
    else:
        torch.manual_seed(a.seed)
        torch.set_num_threads(1)
        dice = random.Random(a.seed)
        items = articles(a.corpora / "polnear" / "train.jsonl", model.load())
        dice.shuffle(items)
        head = Head()
        train(head, items[len(items) // KEPT_BACK :], items[: len(items) // KEPT_BACK], a.epochs, dice)
        np.savez_compressed(HERE / "out" / attribution.NAME if a.dry else to, **plain(head))
    if not a.dry:
        write_digests(FOLDER)
        print("the version of the weights has changed: run training/calibration.py")


if __name__ == "__main__":
    main()
