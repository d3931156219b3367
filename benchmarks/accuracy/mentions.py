"""Event mentions of short texts (`ecbplus`), compared by the words that linking compares: what the weights "mentions" are for.

The mentions are given, with the kinds of the phrases beside them (who, where, when); which of them are one is not. Gold groups are
read for learning and scoring alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rapidfuzz.distance import JaroWinkler

from dateline.ledger.linking.words import cosine, rarity, stems, telling

ACTS: Final = ("ACTION", "NEG_ACTION")
SLOTS: Final = {"HUMAN": "people", "LOC": "places", "TIME": "times", "NON_HUMAN": "things"}
FEATURES: Final = (
    "trigger_same", "trigger_like", "trigger_same_in_like_reports", "report_alike", "sentence_alike", "report_same", "people_same",
    "people_other", "places_same", "places_other", "times_same", "times_other", "things_same", "kind_other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """An event mention: its id, its text's id, what its words and those around it are, and its group in the key."""

    id: str
    report: str
    topic: int
    trigger: frozenset[str]
    head: str
    kind: str
    sentence: Mapping[str, float]
    text: Mapping[str, float]
    slots: Mapping[str, frozenset[str]]
    key: str


def read(path: Path) -> list[Mention]:
    """The mentions of a corpus file in the sentences that are scored."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [mention for row in rows for mention in _mentions(row)]


def _mentions(row: Mapping[str, Any]) -> Iterable[Mention]:
    text, sentences = telling([row["text"]]), row["text"].split("\n")
    scored = set(row["validated_sentences"])
    for number, m in enumerate(row["mentions"]):
        if not m["type"].startswith(ACTS) or m["sentence"] not in scored:
            continue
        words = stems(m["text"])
        trigger = frozenset(s for s in words if rarity(s) > 0.1) or frozenset(words)
        others: dict[str, set[str]] = {slot: set() for slot in SLOTS.values()}
        for other in row["mentions"]:
            slot = next((s for start, s in SLOTS.items() if other["type"].startswith(start)), None)
            if slot is not None and other["sentence"] == m["sentence"]:
                others[slot].update(s for s in stems(other["text"]) if rarity(s) > 0.1)
        sentence = telling([sentences[m["sentence"]] if m["sentence"] < len(sentences) else ""], trigger)
        id = f"{row['id']}#{number}"
        yield Mention(
            id, row["id"], row["topic"], trigger, max(words, key=rarity, default=m["text"]), m["type"].removeprefix("NEG_"),
            sentence, text, {slot: frozenset(found) for slot, found in others.items()}, m.get("cluster") or id,
        )  # fmt: skip


def features(a: Mention, b: Mention) -> dict[str, float]:
    """What speaks for and against two mentions being of one act."""
    same = len(a.trigger & b.trigger) / min(len(a.trigger), len(b.trigger)) if a.trigger and b.trigger else 0.0
    alike = cosine(dict(a.text), dict(b.text)) if a.report != b.report else 1.0
    found = {
        "trigger_same": same,
        "trigger_like": 0.0 if same == 1 else JaroWinkler.similarity(a.head, b.head),
        "trigger_same_in_like_reports": same * alike,
        "report_alike": alike,
        "sentence_alike": cosine(dict(a.sentence), dict(b.sentence)),
        "report_same": float(a.report == b.report),
        "kind_other": float(a.kind != b.kind),
        "things_same": float(bool(a.slots["things"] & b.slots["things"])),
    }
    for slot in ("people", "places", "times"):
        left, right = a.slots[slot], b.slots[slot]
        if left and right:
            found[f"{slot}_same"] = len(left & right) / min(len(left), len(right))
            found[f"{slot}_other"] = float(not left & right)
    return found


def by_topic(found: Sequence[Mention]) -> dict[int, list[Mention]]:
    """The mentions by their topic."""
    out: dict[int, list[Mention]] = {}
    for mention in found:
        out.setdefault(mention.topic, []).append(mention)
    return dict(sorted(out.items()))
