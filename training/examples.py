"""Labelled reports as what the network learns from: pieces, tags, triggers, mentions and their ties."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dateline.coding.segment import segment
from dateline.neural import labels, window
from labelled import Filler, Report, read

SLOT_ROLE = {"initiators": ("actor", "initiator"), "targets": ("actor", "target"), "allies": ("actor", "ally")}
SLOT_ROLE |= {"weapons": ("weapon", "weapon"), "places": ("place", "place")}


@dataclass
class Example:
    """One report: `tags` [pieces, kinds] 0 out 1 begin 2 inside; `types` [pieces]; triggers and mentions by piece; ties."""

    id: str
    pieces: window.Pieces
    tags: np.ndarray
    types: np.ndarray
    triggers: list[dict[str, int | tuple[int, int]]] = field(default_factory=list)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)  # kind, first piece, last piece
    roles: dict[tuple[int, int, str], str | int] = field(default_factory=dict)  # (trigger, mention, role or measure or mark)
    of_mention: dict[int, tuple[str, int]] = field(default_factory=dict)
    far: bool = False  # whether a slot told by other sentences than the trigger's own is labelled too


def tokenizer(folder: Path) -> Tokenizer:
    """The pretrained tokenizer without its padding and truncation."""
    t = Tokenizer.from_file(str(folder / "tokenizer.json"))
    t.no_padding()
    t.no_truncation()
    return t


def example(report: Report, t: Tokenizer) -> Example | None:
    """What one labelled report teaches; None where it holds no sentence."""
    sentences = segment(report.text, ())
    if not sentences:
        return None
    pieces = window.split(report.text, sentences, t)
    n = len(pieces.ids)
    out = Example(report.id, pieces, np.zeros((n, len(labels.KINDS)), np.int64), np.zeros(n, np.int64))
    out.far = report.head.get("across") == "yes"
    known: dict[tuple[str, int, int], int] = {}
    where: dict[int, int] = {}

    def mention(kind: str, start: int, end: int) -> int | None:
        at = pieces.covering(start, end)
        if at is None or at[1] - at[0] > 40:
            return None
        key = (kind, *at)
        if key not in known:
            known[key] = len(out.mentions)
            out.mentions.append((labels.KINDS.index(kind), *at))
        return known[key]

    def tie(trigger: int, kind: str, role: str, f: Filler) -> None:
        if f.start is None or f.end is None:
            return
        m = mention(kind, f.start, f.end)
        if m is None:
            return
        out.roles[trigger, m, role] = 1
        if role == "initiator":
            out.roles[trigger, m, "mark"] = labels.MARKS.index(f.mark or "stated")
        if role == "source":
            out.roles[trigger, m, "joint"] = int(f.joint)
            out.of_mention[m] = ("voice", labels.VOICES.index(f.extra or "unknown"))

    for number, event in enumerate(report.events):
        for claim in event.claims:
            at = pieces.covering(*claim.trigger) if claim.trigger else None
            if at is None:
                continue
            extent = event.control[0]["extent"] if event.control else "none"
            trigger = {
                "piece": at[0], "event": number, "type": labels.TYPES.index(event.type),
                "mode": labels.MODES.index(event.mode or "none"), "status": labels.STATUSES.index(claim.status),
                "scope": labels.SCOPES.index(event.scope), "extent": labels.EXTENTS.index(extent or "none"),
                "voiced": int(any(s.start is None for s in claim.sources)),
                "quote": pieces.covering(claim.start, claim.end),
            }  # fmt: skip
            i = where.get(at[0])
            if i is None:
                i = where[at[0]] = len(out.triggers)
                out.triggers.append(trigger)
                out.types[at[0]] = trigger["type"]
            for slot, (kind, role) in SLOT_ROLE.items():
                for f in claim.slots[slot]:
                    tie(i, kind, role, f)
            for role, f in (("when", claim.when), ("said", claim.said)):
                if f is not None:
                    tie(i, "time", role, f)
            for f in claim.sources:
                tie(i, "source", "source", f)
            for q in claim.quantities:
                m = mention("quantity", q.start, q.end)
                if m is not None:
                    out.roles[i, m, "measure"] = labels.MEASURES.index(q.measure)
                    group = (q.group or "thing").split(":")[0] if q.unit == "people" else "thing"
                    out.of_mention[m] = ("group", labels.GROUPS.index(group) if group in labels.GROUPS else 3)
    paint(out)
    return out


def paint(out: Example) -> None:
    """Writes the mentions into the tags, long ones first, so that of two nested ones the outer stands where both fit not."""
    for kind, first, last in sorted(out.mentions, key=lambda m: m[1] - m[2]):
        if not out.tags[first : last + 1, kind].any():
            out.tags[first, kind] = 1
            out.tags[first + 1 : last + 1, kind] = 2


def load(files: list[Path], others: list[Report], t: Tokenizer) -> list[Example]:
    """The examples of the project's labelled files, and of the texts labelled elsewhere (foreign.py)."""
    own = [report for f in files for report in read(f)[0]]
    return [made for report in [*own, *others] if (made := example(report, t)) is not None]
