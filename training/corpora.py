"""The public corpora as auxiliary lessons: each document's pieces with a tag per piece, for a head of its own.

What may feed shipped weights is settled in the corpora's README. `RESEARCH` names those without a clear licence for the
texts; `learn.py --clear-only` leaves them out.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from tokenizers import Tokenizer

from dateline.coding.segment import segment
from dateline.neural import window
from held import held_runs, is_held

RESEARCH: Final = frozenset({"polnear", "timex"})
CHUNK: Final[int] = 2600  # characters of one lesson: long articles are cut between sentences
TAGS: Final[dict[str, tuple[str, ...]]] = {
    "ner": ("Organisation", "Person", "Location", "Temporal", "Quantity", "Weapon", "MilitaryPlatform", "Nationality"),
    "topo": ("PLACE",),
    "muc": ("perp", "victim", "target", "weapon"),
    "polnear": ("source", "cue", "content"),
    "timex": ("DATE", "TIME", "DURATION", "SET"),
    "ecb": ("ACTION", "HUMAN", "LOC", "TIME", "NEG"),
}
ROLE_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        ["attacker", "killer", "injurer", "jailer", "detonator", "bomber", "communicator", "giver", "transporter", "investigator", "judgecourt", "demonstrator", "damager", "destroyer", "kidnapper", "preventer", "spy", "prosecutor", "deceiver", "perpetrator", "executioner", "violator"], "initiator"
    ),
    **dict.fromkeys(["target", "victim", "detainee", "recipient", "defendant", "passenger", "artifact", "crashobject", "demonstrated"], "target"),
    **dict.fromkeys(["instrument", "explosivedevice", "weapon", "vehicle"], "weapon"),
    **dict.fromkeys(["place", "destination", "origin"], "place"),
}  # fmt: skip


@dataclass
class Lesson:
    """One document (or part of one) for one head: `labels` [pieces], 0 out; -100 where the corpus says nothing.

    For `kairos`, `pairs` are (trigger piece, first, last, role) ties as well.
    """

    head: str
    pieces: window.Pieces
    labels: np.ndarray
    pairs: list[tuple[int, int, int, str]] = field(default_factory=list)


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a corpus file, without those that are coded in ../shared/gold."""
    held = held_runs(path.parents[2])
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if is_held(row["text"], held):
                print(f"left out, it is coded in the gold: {row['id']}")
            else:
                yield row


def _lesson(head: str, text: str, spans: list[tuple[int, int, int]], t: Tokenizer) -> Lesson:
    pieces = window.split(text, segment(text, ()), t)
    out = np.zeros(len(pieces.ids), np.int64)
    for start, end, number in sorted(spans, key=lambda s: s[0] - s[1]):
        at = pieces.covering(start, end)
        if at is not None:
            out[at[0] : at[1] + 1] = 2 * number + 2
            out[at[0]] = 2 * number + 1
    return Lesson(head, pieces, out)


def _chunks(text: str, spans: list[tuple[int, int, int]]) -> Iterator[tuple[str, list[tuple[int, int, int]]]]:
    at = 0
    while at < len(text):
        end = len(text) if len(text) - at <= CHUNK else max(text.rfind(". ", at, at + CHUNK) + 1, text.rfind("\n", at, at + CHUNK))
        end = end if end > at else min(len(text), at + CHUNK)
        yield text[at:end], [(a - at, b - at, k) for a, b, k in spans if at <= a and b <= end]
        at = end


def _spans(row: dict[str, Any], head: str) -> list[tuple[int, int, int]]:
    tags = TAGS[head]
    if head == "ner":
        return [(e["start"], e["end"], tags.index(e["type"])) for e in row["entities"] if e["gold"] and e["type"] in tags]
    if head == "topo":
        return [(e["start"], e["end"], 0) for e in row["toponyms"]]
    if head == "timex":
        return [(e["start"], e["end"], tags.index(e["type"])) for e in row["timexes"]]
    if head == "polnear":
        parts = ((a, k) for a in row["attributions"] for k in tags)
        return [(f["start"], f["end"], tags.index(k)) for a, k in parts for f in a.get(k) or []]
    return _muc(row) if head == "muc" else []


def _muc(row: dict[str, Any]) -> list[tuple[int, int, int]]:
    fields = {"perp_individual_id": 0, "perp_organization_id": 0, "hum_tgt_name": 1, "hum_tgt_description": 1, "phys_tgt_id": 2}
    fields |= {"incident_instrument_id": 3, "instrument_id": 3}
    out = set()
    for template in row["templates"]:
        for key, number in fields.items():
            for fill in template.get(key) or []:
                for choice in fill.get("alternatives", []) if isinstance(fill, dict) else []:
                    out |= {(m["start"], m["end"], number) for m in choice.get("mentions") or []}
    return sorted(out)


def tagged(folder: Path, t: Tokenizer, seed: int) -> list[Lesson]:
    """The tagging lessons, sampled so that no corpus drowns the others."""
    files = {
        "ner": "re3d/train",
        "topo": "toponym_geovirus/train",
        "muc": "muc4/train",
        "polnear": "polnear/train",
        "timex": "tempeval3/train",
    }
    most = {"muc": 360, "polnear": 240}
    dice, out = random.Random(seed), []
    for head, name in files.items():
        rows = [r for r in documents(folder / f"{name}.jsonl") if not (head == "ner" and "BBC" in str(r.get("subset", "")))]
        rows = [r for r in rows if head != "muc" or r["templates"]]
        lessons = [_lesson(head, part, spans, t) for r in rows for part, spans in _chunks(r["text"], _spans(r, head))]
        dice.shuffle(lessons)
        out += lessons[: most.get(head, len(lessons))]
    return out


def coreferring(folder: Path, t: Tokenizer) -> list[Lesson]:
    """ECB+ mentions in its validated sentences."""
    out = []
    for row in documents(folder / "ecbplus/train.jsonl"):
        lines = row["text"].split("\n")
        for number in row["validated_sentences"]:
            at = sum(len(x) + 1 for x in lines[:number])
            spans = []
            for m in row["mentions"]:
                tag = next((i for i, k in enumerate(TAGS["ecb"]) if m["type"].startswith(k)), None)
                if m["sentence"] == number and tag is not None:
                    spans.append((m["start"] - at, m["end"] - at, tag))
            if number < len(lines) and spans and lines[number].strip():
                out.append(_lesson("ecb", lines[number], spans, t))
    return out


def kairos(folder: Path, t: Tokenizer) -> tuple[list[Lesson], list[str]]:
    """WikiEvents and RAMS: triggers with the two upper levels of their type, and their arguments' roles as ours."""
    rows = []
    for row in documents(folder / "wikievents/dev.jsonl"):
        rows.append((row["text"], row["events"]))
    for row in documents(folder / "rams/dev.jsonl"):
        rows.append((row["text"], [{"type": row["event_type"], "trigger": row["trigger"], "arguments": row["arguments"]}]))
    short = lambda name: ".".join(name.lower().split(".")[:2])  # noqa: E731
    types = sorted({short(e["type"]) for _, events in rows for e in events})
    out = []
    for text, events in rows:
        for part, at in _parts(text):
            mine = [e for e in events if at <= e["trigger"]["start"] and e["trigger"]["end"] <= at + len(part)]
            pieces = window.split(part, segment(part, ()), t)
            whole = len(events) > 1  # RAMS marks one trigger a text: the other words are unknown, not no trigger
            tags = np.full(len(pieces.ids), 0 if whole else -100, np.int64)
            pairs = []
            for e in mine:
                place = pieces.covering(e["trigger"]["start"] - at, e["trigger"]["end"] - at)
                if place is None:
                    continue
                tags[place[0]] = types.index(short(e["type"])) + 1
                for a in e["arguments"]:
                    role = ROLE_WORDS.get(a["role"].lower().rstrip("0123456789"))
                    span = (
                        pieces.covering(a["start"] - at, a["end"] - at) if at <= a["start"] and a["end"] <= at + len(part) else None
                    )
                    if role and span:
                        pairs.append((place[0], *span, role))
            out.append(Lesson("kairos", pieces, tags, pairs))
    return out, types


def _parts(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for part, _ in _chunks(text, []):
        yield part, at
        at += len(part)
