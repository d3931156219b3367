"""Fits the judge of pairs (which triggers tell one act) on labelled reports that the network which reads them has not seen.

usage: python training/learn.py main --half --epochs 6 --rate 4e-4 --seed 3 --out training/out/half.pt
       python training/export.py training/out/half.pt --to training/out/half
       python training/pairs.py [--network training/out/half] [--seen training/out/half.ids] [--to src/dateline/neural/model]

The shipped network has seen all labelled reports, and its own answer about pairs is far surer there than on others, so that a judge fitted on them would trust it too much.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import nn

from answered import acts
from dateline.coding import events
from dateline.coding.confidence import unscored
from dateline.coding.events import alike
from dateline.coding.resolve import Tables
from dateline.errors import DatelineError
from dateline.knowledge.gazetteer import Gazetteer
from dateline.neural import model, reading
from dateline.neural.pairs import NAME
from dateline.pipeline import Kit, code
from dateline.read import read_record
from dateline.records import Event, Reading
from dateline.settings import from_environment
from export import write_digests
from gold import record
from labelled import read
from learn import own_files
from outcomes import Row

HERE: Final = Path(__file__).parent
DATA: Final = HERE / "data"
UNITS: Final[int] = 24  # of one fit
FITS: Final[int] = (
    6  # of other seeds, laid side by side into one: their log odds are averaged. Every other one does without OWN_ANSWER
)
OWN_ANSWER: Final = ("score", "odds", "best_of_earlier", "best_of_later", "behind_best")
EPOCHS: Final[int] = 25
RATE: Final[float] = 6e-3
DECAY: Final[float] = 1e-2
LEAST_SPREAD: Final[float] = 0.2  # a rare feature must not weigh like a thousand common ones, nor one that no report had
HIDDEN_SHARE: Final[float] = 0.3
BATCH: Final[int] = 1024


@dataclass(frozen=True)
class Pairs:
    """The pairs of a report whose triggers both tell a labelled act: what the judge reads [pairs, features], and whether they are one."""

    inputs: np.ndarray
    one: np.ndarray


class _Tap:
    """Stands in for a kit's judge and its scorer, and puts down what they are given; of a report that is judged in parts, the first."""

    def __init__(self) -> None:
        self.pairs: np.ndarray | None = None
        self.reading: Reading | None = None

    def judge(self, pairs: np.ndarray) -> np.ndarray:
        self.pairs = pairs if self.pairs is None else self.pairs
        return np.zeros(pairs.shape[:-1], np.float32)

    def score(self, reading: Reading, groups: Sequence[tuple[int, ...]], events: Sequence[Event]) -> tuple[Event, ...]:
        self.reading = reading
        return unscored(reading, groups, events)


def gather(rows: Sequence[Row], kit: Kit) -> Iterator[Pairs]:
    """The pairs of each report."""
    for row in rows:
        tap = _Tap()
        try:
            code(
                replace(read_record({k: v for k, v in row.items() if k != "events"}), language="en"),
                replace(kit, judge=tap.judge, score=tap.score),
            )
        except DatelineError as error:
            print(f"{row['id']}: {error}")
        if tap.pairs is None or tap.reading is None:
            continue
        told = acts(row, tap.reading.triggers)
        at = [(a, b) for a, b, _ in tap.reading.same if told[a] is not None and told[b] is not None and b < len(tap.pairs)]
        if at:
            yield Pairs(np.stack([tap.pairs[a, b] for a, b in at]), np.array([told[a] == told[b] for a, b in at], np.float32))


def fit(pairs: Sequence[Pairs]) -> dict[str, np.ndarray]:
    """The judge's weights: FITS networks of one layer, side by side."""
    inputs, one = np.concatenate([p.inputs for p in pairs]), np.concatenate([p.one for p in pairs])
    middle, spread = inputs.mean(0), np.maximum(inputs.std(0), LEAST_SPREAD)
    x, y = torch.tensor((inputs - middle) / spread), torch.tensor(one)
    told = torch.tensor([name not in OWN_ANSWER for name in alike.FEATURES], dtype=torch.float32)
    nets = [_fit(x * told if seed % 2 else x, y, seed) for seed in range(FITS)]
    with torch.no_grad():
        for net in nets[1::2]:
            net[0].weight *= told
    parts = {
        "inner.weight": torch.cat([net[0].weight for net in nets]),
        "inner.bias": torch.cat([net[0].bias for net in nets]),
        "out.weight": torch.cat([net[3].weight for net in nets], 1) / FITS,
        "out.bias": torch.stack([net[3].bias for net in nets]).mean(0),
    }
    return {"middle": middle, "spread": spread, **{name: value.detach().numpy() for name, value in parts.items()}}


def _fit(x: torch.Tensor, y: torch.Tensor, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(x.shape[1], UNITS), nn.ReLU(), nn.Dropout(HIDDEN_SHARE), nn.Linear(UNITS, 1))
    adam = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    shape = torch.optim.lr_scheduler.LambdaLR(adam, lambda epoch: 1 - epoch / EPOCHS)
    for _ in range(EPOCHS):
        for picked in torch.randperm(len(x)).split(BATCH):
            loss = nn.functional.binary_cross_entropy_with_logits(net(x[picked])[:, 0], y[picked])
            adam.zero_grad()
            loss.backward()
            adam.step()
        shape.step()
    return net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--network", type=Path, default=HERE / "out" / "half", help="the folder of a network that has seen half the reports"
    )
    parser.add_argument("--seen", type=Path, default=HERE / "out" / "half.ids", help="the ids of those")
    parser.add_argument("--to", type=Path, default=HERE.parent / "src" / "dateline" / "neural" / "model")
    a = parser.parse_args()
    seen = set(a.seen.read_text(encoding="utf-8").split())
    rows = [record(report) for f in own_files() for report in read(f)[0] if report.id not in seen]
    network = model.load(a.network)
    tables = Tables(Gazetteer.open(from_environment().home))
    kit = Kit(lambda text, sentences: reading.read(text, sentences, network, namer=events.name_acts), tables)
    pairs = list(gather(rows, kit))
    print(
        f"{len(rows)} reports, {sum(len(p.one) for p in pairs):,} pairs, of which {sum(p.one.sum() for p in pairs):,.0f} are one act"
    )
    np.savez_compressed(a.to / NAME, features=np.array(alike.FEATURES), **fit(pairs))
    write_digests(a.to)


if __name__ == "__main__":
    main()
