"""Reports with an answer, coded, with what was at hand about each event and claim, and which of them the scorer finds right.

Coding takes minutes, so what was coded is kept under training/out/rated until the coder, the weights or the answers change.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from dateline.coding.confidence import claim_features, event_features, unscored
from dateline.errors import DatelineError
from dateline.export.jsonl import record as coded_row
from dateline.pipeline import Kit, code, load_kit
from dateline.read import read_record
from dateline.records import Event, Reading
from gold import record
from labelled import read

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
SHARED: Final = ROOT.parent / "shared"
KEPT: Final = HERE / "out" / "rated"
GOLD: Final = ("dev", "dev_general")
OWN: Final = {"aside": "reports/*-10.txt", "passages": "sentences/*-10.txt"}  # what no weight has seen, under training/data
CODER: Final = ("coding", "knowledge", "neural", "read", "records", "pipeline.py")  # what an answer depends on
LEFT_OUT: Final = frozenset({".onnx", ".npz", ".pyc"})  # the first two are told by digests.json
Row = dict[str, Any]
Features = dict[str, float]


@dataclass(frozen=True)
class Rated:
    """A coded report: the answer, what was coded, and the features of each event and of each of its claims."""

    gold: Row
    coded: Row
    events: list[Features]
    claims: list[list[Features]]


@dataclass(frozen=True)
class Outcome:
    """What the scorer finds of a coded event: whether it was told (`paired`, by a gold event's position), with its type (`right`),
    and of each claim whether its event, its type, its status and its voices are right."""

    paired: int | None
    right: bool
    claims: list[bool]


@cache
def scorer(shared: Path = SHARED) -> ModuleType:
    """The project's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_gold", shared / "score" / "score_gold.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answers(name: str, shared: Path = SHARED) -> list[Row]:
    """The gold rows of a set: `dev`, `dev_general`, `aside`, `passages`."""
    if name in GOLD:
        lines = (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    return [record(report) for path in sorted((HERE / "data").glob(OWN[name])) for report in read(path)[0]]


def rated(name: str, shared: Path = SHARED) -> list[Rated]:
    """The reports of a set, coded by the installed package; kept, and taken from there where nothing has changed."""
    rows = answers(name, shared)
    path = KEPT / f"{name}-{_digest(rows)}.json"
    if not path.is_file():
        made = list(_coded(rows))
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"{name}-*.json"):
            old.unlink()
        path.write_text(json.dumps([vars(r) for r in made], ensure_ascii=False), encoding="utf-8")
    return [Rated(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def _digest(rows: list[Row]) -> str:
    """The beginning of a SHA-256 of the answers and of the coder's files."""
    made = hashlib.sha256(json.dumps(rows, sort_keys=True).encode())
    for part in CODER:
        place = ROOT / "src" / "dateline" / part
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and path.suffix not in LEFT_OUT and path.name != "calibration.json":
                made.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return made.hexdigest()[:16]


class _Recorder:
    """Stands in for the scorer of a kit and puts down the features of what it is given."""

    def __init__(self) -> None:
        self.events: list[Features] = []
        self.claims: list[list[Features]] = []

    def __call__(self, reading: Reading, groups: Sequence[tuple[int, ...]], events: Sequence[Event]) -> tuple[Event, ...]:
        self.events = [dict(event_features(reading, g, e)) for g, e in zip(groups, events, strict=True)]
        self.claims = [[dict(claim_features(reading, e, c)) for c in e.claims] for e in events]
        return unscored(reading, groups, events)


def _coded(rows: list[Row]) -> Iterable[Rated]:
    kit: Kit = load_kit()
    for row in rows:
        document = replace(read_record({k: v for k, v in row.items() if k != "events"}), language="en")
        put = _Recorder()
        try:
            coded = coded_row(code(document, replace(kit, score=put)))
        except DatelineError as error:
            print(f"{document.id}: {error}")
            continue
        yield Rated(row, coded, put.events, put.claims)


def paired(gold: Row, coded: Row, shared: Path = SHARED) -> list[tuple[int, int]]:
    """The scorer's pairs of a gold event and a coded one, by position."""
    s, told, made = scorer(shared), gold.get("events", []), coded.get("events", [])
    sentences = s.sentences(gold["text"])
    return list(s.assign([[s.weight(g, c, sentences) for c in made] for g in told])) if told and made else []


def paired_claims(gold: Row, coded: Row, text: str, shared: Path = SHARED) -> list[tuple[int, int]]:
    """The scorer's pairs of claims of two events that are one, by position."""
    s = scorer(shared)
    sentences = s.sentences(text)
    told, made = gold.get("claims", []), coded.get("claims", [])
    inside = {id(c): s.in_sentences([c["quote"]], sentences) for c in [*told, *made]}

    def weight(a: Row, b: Row) -> float:
        return 0.01 + s.overlap(a["quote"], b["quote"]) + (30 if inside[id(a)] & inside[id(b)] else 0)

    pairs = s.assign([[weight(a, b) for b in made] for a in told]) if told and made else []
    return [(a, b) for a, b in pairs if inside[id(told[a])] & inside[id(made[b])]]


def outcomes(gold: Row, coded: Row, shared: Path = SHARED) -> list[Outcome]:
    """What the scorer finds of each coded event, in their order."""
    by_coded = {j: i for i, j in paired(gold, coded, shared)}
    return [_outcome(gold, by_coded.get(j), event, shared) for j, event in enumerate(coded.get("events", []))]


def _outcome(gold: Row, at: int | None, event: Row, shared: Path) -> Outcome:
    wrong = [False] * len(event["claims"])
    if at is None:
        return Outcome(None, False, wrong)
    told = gold["events"][at]
    right, claims = told["type"] == event["type"], wrong
    for a, b in paired_claims(told, event, gold["text"], shared):
        one, other = told["claims"][a], event["claims"][b]
        claims[b] = right and one["status"] == other["status"] and same_voices(one, other, shared)
    return Outcome(at, right, claims)


def same_voices(gold: Row, coded: Row, shared: Path = SHARED) -> bool:
    """Whether a claim has the voices of another, and none too many."""
    s = scorer(shared)
    told, made = gold.get("source", []), coded.get("source", [])
    return len(told) == len(made) and bool(s.Tally().slots("source", told, made, s.same_source))
