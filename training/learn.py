"""Trains the network in two stages and writes its weights.

usage: python training/learn.py warm  [--corpora FOLDER] [--clear-only] [--epochs 1] [--seed 1]
       python training/learn.py main  [--clear-only] [--epochs 10] [--seed 1] [--start training/out/warm.pt] [--all] [--half]
       python training/learn.py average A.pt B.pt … [--out training/out/main.pt]

`warm` teaches the encoder on the public corpora, each with a head of its own (thrown away afterwards, but for the pair head);
`main` teaches all heads on the project's labelled reports. The set-aside tenth (split by topic) is left out, unless --all.
`--half` learns from every other report and writes their ids beside the weights: pairs.py needs answers on reports that are unseen.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from corpora import RESEARCH, TAGS, Lesson, coreferring, kairos, tagged
from dateline.neural import labels, window
from encoder import fetch
from examples import Example, load, tokenizer
from foreign import load as labelled_elsewhere
from network import Network

HERE = Path(__file__).parent
OUT = HERE / "out"
REPORTS = HERE / "data" / "reports"
SENTENCES = HERE / "data" / "sentences"  # short passages, each on what coders get wrong
PIECES_A_BATCH = 800


HIDDEN_SHARE = 0.12  # share of wordpieces hidden while learning: the heads must read the context, not only the word
MASK_PIECE = 103  # [MASK]
MEAN_SHARE = 0.998  # of the running mean of the weights, a step: the mean of about the last 500 steps is what is kept
LOOSE = 1.25  # how much longer than its group's shortest a window may be: padding is paid for


def hidden(net: Network, documents: list[window.Pieces]) -> list[Tensor]:
    """The hidden states of each document's pieces; windows of like length go through the encoder together."""
    spans = [(i, p, a, b) for i, p in enumerate(documents) for a, b in p.windows]
    spans.sort(key=lambda s: s[3] - s[2])
    parts: dict[tuple[int, int], Tensor] = {}
    while spans:
        short = spans[0][3] - spans[0][2]
        group = [s for s in spans if s[3] - s[2] <= LOOSE * short + 4]
        spans = spans[len(group) :]
        longest = group[-1][3] - group[-1][2] + 2
        ids, mask = torch.zeros(len(group), longest, dtype=torch.long), torch.zeros(len(group), longest, dtype=torch.long)
        for row, (_, p, a, b) in enumerate(group):
            ids[row, : b - a + 2] = torch.tensor([window.FIRST_MARK, *p.ids[a:b].tolist(), window.LAST_MARK])
            mask[row, : b - a + 2] = 1
        if net.training:
            hide = (torch.rand(ids.shape) < HIDDEN_SHARE) & (ids != window.FIRST_MARK) & (ids != window.LAST_MARK) & (mask > 0)
            ids[hide] = MASK_PIECE
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = net.encoder(ids, mask)
        for row, (i, _, a, b) in enumerate(group):
            parts[i, a] = out[row, 1 : b - a + 1].float()
    return [net.drop(torch.cat([parts[i, a] for a, _ in p.windows])) for i, p in enumerate(documents)]


def batches(items: list[Lesson] | list[Example], dice: random.Random) -> Iterator[list]:
    """Groups of about PIECES_A_BATCH pieces, of like length together, in random order."""
    order = sorted(items, key=lambda e: len(e.pieces.ids) * (0.8 + 0.4 * dice.random()))
    groups, group, size = [], [], 0
    for item in order:
        group.append(item)
        size += len(item.pieces.ids)
        if size >= PIECES_A_BATCH:
            groups.append(group)
            group, size = [], 0
    if group:
        groups.append(group)
    dice.shuffle(groups)
    yield from groups


def optimiser(net: Network, steps: int, rate: float) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW, heads three times as fast as the encoder's layers; linear warm-up and decay; the word table stays as it is."""
    net.encoder.word.weight.requires_grad_(False)
    deep = [p for p in net.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    adam = torch.optim.AdamW([{"params": deep, "lr": rate}, {"params": heads, "lr": rate * 3}], weight_decay=0.01)
    shape = lambda s: min((s + 1) / (0.06 * steps + 1), max(0.02, (steps - s) / steps))  # noqa: E731
    return adam, torch.optim.lr_scheduler.LambdaLR(adam, shape)


def buckets(pieces: window.Pieces, left: list[int], right: list[int]) -> Tensor:
    """Distance classes between two lists of pieces, [left, right]."""
    a, b = np.asarray(left)[:, None], np.asarray(right)[None]
    return torch.from_numpy(labels.distance_buckets(b - a, pieces.sentence[b] - pieces.sentence[a]))


def mention_vectors(x: Tensor, mentions: list[tuple[int, int, int]]) -> Tensor:
    """[mentions, 768]: first and last piece of each."""
    return torch.cat([x[[m[1] for m in mentions]], x[[m[2] for m in mentions]]], -1)


def link_scores(net: Network, x: Tensor, e: Example, triggers: list[int], mentions: list[tuple[int, int, int]]) -> Tensor:
    """Raw answers of the pair head, [triggers, mentions, outputs]."""
    places = buckets(e.pieces, triggers, [m[1] for m in mentions])
    kinds = torch.tensor([m[0] for m in mentions])
    return net.link(x[triggers], mention_vectors(x, mentions), places * len(labels.KINDS) + kinds[None])


def decoys(net: Network, x: Tensor, e: Example) -> list[tuple[int, int, int]]:
    """Spans that the tagger finds and the annotation does not hold: ties to them are wrong."""
    best = net.tag(x).view(len(x), -1, 3).argmax(-1).numpy()
    known, out = set(e.mentions), []
    for kind in range(len(labels.KINDS)):
        for first in np.flatnonzero(best[:, kind] == 1):
            last = first
            while last + 1 < len(best) and best[last + 1, kind] == 2:
                last += 1
            if (kind, int(first), int(last)) not in known and last - first < 40:
                out.append((kind, int(first), int(last)))
    return out[:60]


def report_loss(net: Network, x: Tensor, e: Example) -> Tensor:
    """The sum of all heads' losses on one labelled report, each a mean over what it judges."""
    cross, binary = nn.functional.cross_entropy, nn.functional.binary_cross_entropy_with_logits
    loss = cross(net.tag(x).view(-1, 3), torch.tensor(e.tags).view(-1)) * 40
    loss = loss + cross(net.act(x), torch.tensor(e.types)) * 20
    if not e.triggers:
        return loss
    at = [int(t["piece"]) for t in e.triggers]
    loss = loss + cross(net.kind(trigger_vectors(x, e.pieces, at)), torch.tensor([int(t["type"]) for t in e.triggers])) * 1.5
    for name, head in net.of_trigger.items():
        y = torch.tensor([t[name] for t in e.triggers])
        z = head(x[at])
        weight = 0.3 if name != "status" else 0.6
        loss = loss + weight * (binary(z[:, 0], y.float()) if name == "voiced" else cross(z, y))
    loss = loss + 0.3 * quote_loss(net, x, e, at)
    if e.mentions:
        loss = loss + link_loss(net, x, e, at)
        for name in net.of_mention:
            picked = [(m, y) for m, (k, y) in e.of_mention.items() if k == name]
            if picked:
                z = net.of_mention[name](mention_vectors(x, [e.mentions[m] for m, _ in picked]))
                loss = loss + 0.4 * cross(z, torch.tensor([y for _, y in picked]))
    return loss + (same_loss(net, x, e, at) if len(at) > 1 else 0.0)


def trigger_vectors(x: Tensor, pieces: window.Pieces, at: list[int]) -> Tensor:
    """[triggers, 1152]: each trigger's first piece, the mean of its neighbours, and the mean of its sentence."""
    rows = []
    for a in at:
        same = np.flatnonzero(pieces.sentence == pieces.sentence[a])
        low, high = int(same[0]), int(same[-1]) + 1
        rows.append(torch.cat([x[a], x[max(low, a - 3) : min(high, a + 4)].mean(0), x[low:high].mean(0)]))
    return torch.stack(rows)


def quote_loss(net: Network, x: Tensor, e: Example, at: list[int]) -> Tensor:
    """Where the clause of each trigger begins and ends, among the pieces of its own sentence and its neighbours."""
    total, count = torch.zeros(()), 0
    for t, place in zip(e.triggers, at, strict=True):
        q = t["quote"]
        if q is None or not isinstance(q, tuple):
            continue
        same = np.flatnonzero(e.pieces.sentence == e.pieces.sentence[place])
        lo, hi = int(same[0]), int(same[-1]) + 1
        query = net.quote["from"](x[place])
        for part, target in (("first", q[0]), ("last", q[1])):
            if lo <= target < hi:
                z = net.quote[part](x[lo:hi]) @ query / 8
                total, count = total + nn.functional.cross_entropy(z[None], torch.tensor([target - lo])), count + 1
    return total / max(1, count)


def link_loss(net: Network, x: Tensor, e: Example, at: list[int]) -> Tensor:
    """Roles (each its own yes or no), measures of quantities, and how firmly an initiator is named."""
    mentions = e.mentions + decoys(net, x.detach(), e)
    z = link_scores(net, x, e, at, mentions)
    kinds = np.array([m[0] for m in mentions])
    sentence = e.pieces.sentence
    reach = labels.SENTENCE_REACH if e.far else 0  # where only a claim's own sentence is labelled, a far tie is unknown, not wrong
    near = np.array([[abs(int(sentence[m[1]] - sentence[a])) <= reach for m in mentions] for a in at])
    roles = len(labels.ROLES)
    gold, valid = np.zeros((len(at), len(mentions), roles), np.float32), np.zeros((len(at), len(mentions), roles), bool)
    for kind, names in labels.ROLE_OF_KIND.items():
        for name in names:
            if name != "joint":
                valid[:, kinds == labels.KINDS.index(kind), labels.ROLES.index(name)] = True
    valid &= near[..., None]
    measure = np.where((kinds == labels.KINDS.index("quantity"))[None] & near, 0, -100)
    mark = np.full((len(at), len(mentions)), -100)
    for (i, m, role), y in e.roles.items():
        if role == "measure":
            measure[i, m] = y
        elif role == "mark":
            mark[i, m] = y
        else:
            gold[i, m, labels.ROLES.index(role)] = y
            valid[i, m, labels.ROLES.index(role)] = True
    losses = nn.functional.binary_cross_entropy_with_logits(z[..., :roles], torch.tensor(gold), reduction="none")
    pick = torch.tensor(valid)
    out = losses[pick].sum() / max(1, len(at)) if pick.any() else torch.zeros(())
    past = roles + len(labels.MEASURES)
    for part, target in ((z[..., roles:past], measure), (z[..., past:], mark)):
        y = torch.tensor(target).view(-1)
        if (y >= 0).any():
            out = out + nn.functional.cross_entropy(part.reshape(len(y), -1), y, ignore_index=-100, reduction="sum") / max(
                1, len(at)
            )
    return out


def same_loss(net: Network, x: Tensor, e: Example, at: list[int]) -> Tensor:
    """Whether two triggers tell one event; pairs of one type count most."""
    z = same_scores(net, x, e.pieces, at, [int(t["type"]) for t in e.triggers])
    event = torch.tensor([int(t["event"]) for t in e.triggers])
    upper = torch.triu(torch.ones(len(at), len(at), dtype=torch.bool), 1)
    y = (event[:, None] == event[None]).float()
    return nn.functional.binary_cross_entropy_with_logits(z[upper], y[upper])


def same_scores(net: Network, x: Tensor, pieces: window.Pieces, at: list[int], types: list[int]) -> Tensor:
    """Raw answers of the coreference head, [triggers, triggers]."""
    like = torch.tensor([[int(a == b) for b in types] for a in types])
    return net.same(x[at], x[at], buckets(pieces, at, at) * 2 + like)[..., 0]


def lesson_loss(net: Network, x: Tensor, lesson: Lesson) -> Tensor:
    """The loss of an auxiliary head on its document."""
    loss = nn.functional.cross_entropy(net.extra[lesson.head](x), torch.tensor(lesson.labels), ignore_index=-100)
    loss = torch.nan_to_num(loss) * 4
    if lesson.pairs:
        kinds = {"initiator": 0, "target": 0, "place": 1, "weapon": 3}
        triggers = sorted({p[0] for p in lesson.pairs})
        spans = sorted({(kinds[p[3]], p[1], p[2]) for p in lesson.pairs})
        z = net.link(
            x[triggers],
            mention_vectors(x, spans),
            buckets(lesson.pieces, triggers, [s[1] for s in spans]) * len(labels.KINDS) + torch.tensor([s[0] for s in spans])[None],
        )
        wanted = ("initiator", "target", "weapon", "place")
        y = torch.zeros(len(triggers), len(spans), 4)
        for a, first, last, role in lesson.pairs:
            y[triggers.index(a), spans.index((kinds[role], first, last)), wanted.index(role)] = 1
        picked = z[..., [labels.ROLES.index(w) for w in wanted]]
        loss = loss + nn.functional.binary_cross_entropy_with_logits(picked, y)
    return loss


def set_aside(name: str) -> bool:
    """Whether a labelled file belongs to the tenth that no model sees: the tenth file of each writer's row."""
    return name.endswith("-10.txt")


def own_files(everything: bool = False) -> list[Path]:
    """The files of the project's labelled reports and passages, without those set aside."""
    return [f for f in sorted([*REPORTS.glob("*.txt"), *SENTENCES.glob("*.txt")]) if everything or not set_aside(f.name)]


def run(net: Network, items: list, plan: tuple[int, float, Path], dice: random.Random) -> None:
    """Trains in place by a plan (epochs, rate of the encoder, where to keep the weights), a line an epoch."""
    epochs, rate, kept = plan
    mean = {name: value.detach().clone() for name, value in net.state_dict().items()}
    steps = epochs * len(list(batches(items, random.Random(0))))
    adam, schedule = optimiser(net, steps, rate)
    begun = time.time()
    for epoch in range(epochs):
        net.train()
        total, count = 0.0, 0
        for group in batches(items, dice):
            states = hidden(net, [e.pieces for e in group])
            losses = [
                report_loss(net, x, e) if isinstance(e, Example) else lesson_loss(net, x, e)
                for x, e in zip(states, group, strict=True)
            ]
            loss = torch.stack(losses).mean()
            if not math.isfinite(loss.item()):
                raise SystemExit("the loss is not a number")
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            adam.step()
            schedule.step()
            share = min(MEAN_SHARE, count / (count + 10) if epoch == 0 else MEAN_SHARE)
            for name, value in net.state_dict().items():
                mean[name].lerp_(value, 1 - share) if value.is_floating_point() else mean[name].copy_(value)
            total, count = total + loss.item(), count + 1
            if count % 100 == 0:
                print(f"  {count} batches  loss {total / count:.3f}  {time.time() - begun:.0f} s", flush=True)
        torch.save(mean, kept)
        print(f"epoch {epoch + 1}/{epochs}  loss {total / count:.3f}  {time.time() - begun:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["warm", "main", "average"])
    parser.add_argument("weights", type=Path, nargs="*", help="files of weights, for `average`")
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--clear-only", action="store_true")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--rate", type=float, default=3e-4, help="of the encoder, in `main`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, default=OUT / "warm.pt")
    parser.add_argument("--all", action="store_true", help="train on the set-aside tenth too")
    parser.add_argument(
        "--half", action="store_true", help="train on every other report of the project's own and on no public text, for pairs.py"
    )
    parser.add_argument("--out", type=Path)
    a = parser.parse_args()
    if a.half and a.all:
        parser.error("--half leaves reports out, --all takes them in")
    if a.stage == "average":
        parts = [torch.load(path) for path in a.weights]
        mean = {name: sum(part[name] for part in parts) / len(parts) for name in parts[0]}
        torch.save(mean, a.out or OUT / "main.pt")
        return
    torch.manual_seed(a.seed)
    dice = random.Random(a.seed)
    folder = fetch()
    t = tokenizer(folder)
    out = a.out or OUT / f"{a.stage}.pt"
    if a.stage == "warm":
        pairs, types = kairos(a.corpora, t)
        lessons = tagged(a.corpora, t, a.seed) + coreferring(a.corpora, t) + pairs
        if a.clear_only:
            lessons = [x for x in lessons if x.head not in RESEARCH]
        net = Network({k: 2 * len(v) + 1 for k, v in TAGS.items()} | {"kairos": len(types) + 1})
        net.encoder.start_from(folder)
        print(f"{len(lessons)} lessons, {sum(len(x.pieces.ids) for x in lessons):,} pieces", flush=True)
        run(net, [x for x in lessons if len(x.pieces.ids)], (a.epochs or 1, 2e-4, out), dice)
    else:
        net = Network()
        if a.start.is_file():
            known = {k: v for k, v in torch.load(a.start).items() if not k.startswith("extra.")}
            print("new heads:", net.load_state_dict(known, strict=False).missing_keys)
        else:
            net.encoder.start_from(folder)
        reports = load(own_files(), [], t)[::2] if a.half else load(own_files(a.all), labelled_elsewhere(a.clear_only), t)
        if a.half:
            out.with_suffix(".ids").write_text("".join(f"{e.id}\n" for e in reports), encoding="utf-8")
        print(
            f"{len(reports)} reports, {sum(len(e.pieces.ids) for e in reports):,} pieces, {sum(len(e.triggers) for e in reports)} triggers",
            flush=True,
        )
        run(net, reports, (a.epochs or 10, a.rate, out), dice)


if __name__ == "__main__":
    main()
