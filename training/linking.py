"""Makes the data files of linking: how common words are, and the weights of the features.

usage: python training/linking.py words [--corpora FOLDER]       src/dateline/ledger/linking/common.tsv
       python training/linking.py weights [--corpora FOLDER]     src/dateline/ledger/linking/weights.json

`words` counts in which share of reports a stem stands: labelled reports of our own, and the train parts of the corpora whose texts
are free (muc4, ecbplus). `weights` fits two logistic sums: "mentions" on the train part of ecbplus, with the mentions given, and
"accounts" on the invented accounts of training/data/linking/scenes.txt, where the weight of words in common is drawn towards that
of "mentions". The thresholds of both are chosen on the same data. numpy is all it needs; the same data give the same files.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.accuracy import mentions  # noqa: E402
from benchmarks.accuracy.coreference import Score  # noqa: E402

from dateline.ledger.linking.account import Account, accounts  # noqa: E402
from dateline.ledger.linking.blocking import blocks  # noqa: E402
from dateline.ledger.linking.clustering import groups  # noqa: E402
from dateline.ledger.linking.days import DAY  # noqa: E402
from dateline.ledger.linking.features import features  # noqa: E402
from dateline.ledger.linking.scorer import WHOLE, Scorer  # noqa: E402
from dateline.ledger.linking.words import SHORTEST, stems  # noqa: E402
from dateline.records import ControlChange, Numbers  # noqa: E402
from dateline.records.edtf import day_span, instants  # noqa: E402
from dateline.records.entry import Figure, KeptClaim, Party, Spot  # noqa: E402

FOLDER: Final = ROOT / "src" / "dateline" / "ledger" / "linking"
SCENES: Final = ROOT / "training" / "data" / "linking" / "scenes.txt"
CORPORA: Final = ("muc4", "ecbplus")  # whose texts are free
COMMON: Final[float] = 0.003  # share of reports from which a stem is written down
COUNTRY: Final = "XN"  # of the invented places
OPEN: Final[int] = 20  # days
SIGNS: Final = {
    **dict.fromkeys(("_same", "_near", "_begin", "_within", "_overlap", "_shared", "_crossed"), 1),
    **dict.fromkeys(("_other", "_apart", "_before", "_beside"), -1),
}  # which way a feature speaks, by the end of its name
PULL: Final[float] = 0.5  # how strongly weights are drawn to where they begin
DRAWN: Final[float] = 3.0  # the same for "accounts", whose scenes are few
SAME, UNSURE = 0.5, 0.2  # where the verdicts on accounts part; the bias is moved to fit
FLAT: Final[float] = 0.01  # CoNLL below the best that is as good: of such moves the middle one is taken
SHIFTS: Final = (-0.6, -0.3, 0.0, 0.3, 0.6, 0.9, 1.2)  # moves of the bias that are tried
STEPS: Final[int] = 1_500
THRESHOLDS: Final = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
RATE: Final[float] = 0.5

Rows = NDArray[np.float64]


@dataclass(slots=True)
class Scene:
    """A stretch of invented reporting: its accounts, and the act that each tells of."""

    name: str
    accounts: list[Account] = field(default_factory=list)
    key: dict[str, str] = field(default_factory=dict)


def read_scenes(path: Path = SCENES) -> list[Scene]:
    """The scenes of a file; its head says how it is written."""
    places: dict[str, tuple[float | None, float | None]] = {}
    scenes: list[Scene] = []
    told: dict[int, list[tuple[str, KeptClaim]]] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), "=="]:
        if line.startswith("place:"):
            *name, lat, lon = line.removeprefix("place:").split()
            places[" ".join(name)] = (None, None) if lat == "-" else (float(lat), float(lon))
        elif line.startswith("=="):
            for report in sorted(told):
                scenes[-1].accounts += accounts(claim for _, claim in told[report])
                scenes[-1].key.update({claim.event: letter for letter, claim in told[report]})
            told = {}
            scenes.append(Scene(line.removeprefix("==").strip()))
        elif line and not line.startswith("#"):
            letter, claim, report = _claim(line, places, len(scenes))
            told.setdefault(report, []).append((letter, claim))
    return scenes[:-1]


def _claim(line: str, places: Mapping[str, Any], scene: int) -> tuple[str, KeptClaim, int]:
    head, type, when, where, by, on, what, words = (part.strip() for part in line.split(" | "))
    letter, report = head.split()
    value, precision = when.split()
    kind, _, mode = type.rstrip("*").partition("/")
    told = [part.strip() for part in what.split(",") if part.strip() != "?"]
    changes = [_change(part) for part in told if part.startswith("holds ")]
    published = (value.rpartition("/")[2] if "/" in value else value).replace("..", "")
    id = f"{scene:02d}-{report}-{letter}-{len(line)}"
    return letter, KeptClaim(
        id=id, report=f"{scene:02d}-{report}", event=id, type=kind, mode=mode or None, scope="campaign" if type.endswith("*") else "event",
        status="planned" if words.startswith("~") else "happened", words=words.lstrip("~ "),
        parties=(*_parties("initiator", by), *_parties("target", on)), voices=(),
        figures=tuple(_figure(part) for part in told if not part.startswith("holds ")),
        places=tuple(_spot(part.strip(), places) for part in where.split(";") if part.strip() != "?"),
        changes=tuple(changes),
        when=value, when_precision=precision, days=day_span(value), published=published or None, known=_known(value), recorded=0, seq=0, author="data:scenes",
    ), int(report)  # fmt: skip


def _known(value: str) -> int:
    """The instant by which an act was told: the end of its time; of one that goes on, OPEN days after it began."""
    first, _, last = value.partition("/")
    span = instants(first if last == ".." else last or first)
    assert span is not None, value
    return span[1] + OPEN * DAY if last == ".." else span[1]


def _parties(role: Any, words: str) -> Iterator[Party]:
    names = words.removeprefix("by ").removeprefix("on ")
    yield from (Party(role, name.strip()) for name in names.split(",") if name.strip() != "?")


def _change(words: str) -> ControlChange:
    place, _, holder = words.removeprefix("holds ").removeprefix("part of ").partition("=")
    return ControlChange(place, None, holder, "part" if words.startswith("holds part of ") else "whole")


def _figure(words: str) -> Figure:
    *what, number = words.split()
    measure, unit = (what[-1], " ".join(what[:-1]) or "people")
    return Figure(measure, unit, None, Numbers(float(number), float(number), float(number)), number)


def _spot(words: str, places: Mapping[str, Any]) -> Spot:
    name, _, precision = words.partition("/")
    lat, lon = places[name.strip()]
    return Spot(name.strip(), f"name:{name.strip().lower()}|{COUNTRY}", int(precision or 1), lat, lon, COUNTRY)


@dataclass(slots=True)
class Fit:
    """A logistic sum while it is fitted: its features, and where their weights begin."""

    names: Sequence[str]
    start: Mapping[str, float] = field(default_factory=dict)

    def weights(
        self, found: Sequence[Mapping[str, float]], same: Sequence[bool], pull: float = PULL
    ) -> tuple[float, dict[str, float]]:
        """Bias and weights; a feature whose name says which way it speaks never gets the other sign. Full-batch descent with momentum."""
        x = np.array([[f.get(name, 0.0) for name in self.names] for f in found])
        y = np.array(same, dtype=float)
        begin = np.array([self.start.get(name, 0.0) for name in self.names])
        signs = [next((s for end, s in SIGNS.items() if name.endswith(end)), 0) for name in self.names]
        low = np.array([0.0 if s > 0 else -np.inf for s in signs])
        high = np.array([0.0 if s < 0 else np.inf for s in signs])
        w, bias, pace, drift = np.clip(begin, low, high), 0.0, np.zeros(len(begin)), 0.0
        for _ in range(STEPS):
            error = 1 / (1 + np.exp(-(x @ w + bias))) - y
            pace = 0.9 * pace - RATE * (x.T @ error / len(y) + pull * (w - begin) / len(y))
            drift = 0.9 * drift - RATE * float(error.mean())
            w, bias = np.clip(w + pace, low, high), bias + drift
        return round(bias, 3), {name: round(float(v), 3) for name, v in zip(self.names, w, strict=True)}


def pairs_of(scene: Scene, blocked: bool = True) -> Iterator[tuple[Account, Account, dict[str, float]]]:
    """The pairs of a scene with their features; `blocked`: only those that would be compared, since they share a block."""
    made = scene.accounts
    for n, a in enumerate(made):
        for b in made[n + 1 :]:
            if a.report != b.report and (not blocked or blocks(a) & blocks(b)):
                found = features(a, b)
                if found is not None:
                    yield a, b, found


Compared = tuple[list[str], dict[tuple[str, str], int], list[frozenset[Any]]]  # items, scores by pair, the key


def compared_scenes(scenes: Sequence[Scene], rule: Scorer) -> list[Compared]:
    """The pairs of the scenes with their scores."""
    out = []
    for scene in scenes:
        scores = {(min(a.event, b.event), max(a.event, b.event)): round(rule.score(f) * WHOLE) for a, b, f in pairs_of(scene)}
        out.append(([a.event for a in scene.accounts], scores, _key(scene.key)))
    return out


def compared_mentions(topics: Mapping[int, Sequence[mentions.Mention]], rule: Scorer) -> list[Compared]:
    """The pairs of the mentions with their scores, topic by topic."""
    out = []
    for made in topics.values():
        ordered = sorted(made, key=lambda m: m.id)
        scores = {
            (a.id, b.id): round(rule.score(mentions.features(a, b)) * WHOLE)
            for n, a in enumerate(ordered)
            for b in ordered[n + 1 :]
        }
        out.append(([m.id for m in ordered], scores, _key({m.id: m.key for m in made})))
    return out


def scored(found: Sequence[Compared], same: float, unsure: float = 0.0) -> Score:
    """How the groups at a threshold agree with the keys; scores below `unsure` are not kept."""
    out = Score()
    for items, scores, key in found:
        kept = {pair: score for pair, score in scores.items() if score >= unsure * WHOLE}
        out.add([frozenset(g) for g in groups(items, kept, round(same * WHOLE))], key)
    return out


def _key(labels: Mapping[str, str]) -> list[frozenset[Any]]:
    groups: dict[str, set[str]] = {}
    for item, label in labels.items():
        groups.setdefault(label, set()).add(item)
    return [frozenset(g) for g in groups.values()]


def fit_mentions(path: Path) -> dict[str, Any]:
    """The weights "mentions", from the train part of ecbplus; the threshold by the CoNLL score there."""
    topics = mentions.by_topic(mentions.read(path))
    found, same = [], []
    for made in topics.values():
        for n, a in enumerate(made):
            for b in made[n + 1 :]:
                found.append(mentions.features(a, b))
                same.append(a.key == b.key)
    bias, weights = Fit(mentions.FEATURES).weights(found, same)
    compared = compared_mentions(topics, Scorer(bias, weights, 0.5, 0.0))
    best = max((scored(compared, t).conll, -t) for t in THRESHOLDS)
    print(f"mentions: {len(found)} pairs, {sum(same)} the same; CoNLL {best[0]:.3f} on the train part at {-best[1]}")
    return {"bias": bias, "weights": weights, "same": -best[1], "unsure": -best[1] / 2}


def fit_accounts(words: float) -> dict[str, Any]:
    """The weights "accounts", from the scenes; `words`: the weight of words in common to begin with."""
    scenes = read_scenes()
    rows = [(f, scene.key[a.event] == scene.key[b.event]) for scene in scenes for a, b, f in pairs_of(scene, blocked=False)]
    names = sorted({name for f, _ in rows for name in f} | set(START))
    bias, weights = Fit(names, {**START, "words_shared": words}).weights([f for f, _ in rows], [s for _, s in rows], DRAWN)
    tried = [
        (scored(compared_scenes(scenes, Scorer(bias + more, weights, SAME, UNSURE)), SAME, UNSURE).conll, more) for more in SHIFTS
    ]
    good = [more for conll, more in tried if conll >= max(tried)[0] - FLAT]
    more = good[len(good) // 2]
    conll = {move: score for score, move in tried}[more]
    print(f"accounts: {len(rows)} pairs, {sum(s for _, s in rows)} the same; CoNLL {conll:.3f} on the scenes with {more:+.1f}")
    return {"bias": round(bias + more, 3), "weights": weights, "same": SAME, "unsure": UNSURE}


START: Final = {
    "kind_same": 0.5, "kind_family": 0.0, "kind_kin": -0.5, "place_same": 1.0, "place_near": 0.5, "place_vague": 0.0, "place_apart": -3.0, "place_beside": -1.0,
    "place_unknown": -0.5, "place_assumed": -0.3, "day_same": 1.0, "day_next": 0.0, "day_before": -3.0, "day_begin": 0.5, "day_within": 0.5, "day_overlap": 0.5, "day_vague": 0.0,
    "day_apart": -3.0, "day_unknown": -0.5, "initiator_same": 0.5, "initiator_other": -0.1, "actor_other": -4.0, "target_same": 0.5,
    "target_other": -0.5, "sides_crossed": 0.3, "figure_same": 1.0, "figures_same": 0.5, "figure_near": 0.3, "figure_other": -0.3, "words_shared": 1.0,
    "words_same": 2.0, "extent_other": -0.5, "outcome_same": 0.5, "outcome_other": -2.0, "scope_other": -1.0, "ahead_other": -1.0,
}  # where the weights begin: what a feature says before any data  # fmt: skip


def count_words(corpora: Path) -> str:
    """The table of common stems."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "training" / "data" / "reports").glob("*.txt"))]
    texts = [part.partition("\n---\n")[2].partition("\n---\n")[0] for text in texts for part in text.split("\n=== ")]
    for name in CORPORA:
        lines = (corpora / name / "train.jsonl").read_text(encoding="utf-8").splitlines()
        texts += [json.loads(line)["text"] for line in lines if line.strip()]
    counts = Counter(s for text in texts for s in set(stems(text)) if len(s) >= SHORTEST - 1)
    rows = sorted((s, n / len(texts)) for s, n in counts.items() if n / len(texts) >= COMMON)
    head = "# Stems and the share of reports that hold them; written by training/linking.py.\n"
    return head + "".join(f"{s}\t{share:.4f}\n" for s, share in rows)


def main() -> None:
    """Writes the file asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["words", "weights"])
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--keep", action="store_true", help="keep the weights of mentions as they are")
    a = parser.parse_args()
    if a.what == "words":
        (FOLDER / "common.tsv").write_text(count_words(a.corpora), encoding="utf-8")
        return
    path = FOLDER / "weights.json"
    text = (
        json.loads(path.read_text(encoding="utf-8"))["mentions"] if a.keep else fit_mentions(a.corpora / "ecbplus" / "train.jsonl")
    )
    made = {"accounts": fit_accounts(text["weights"]["sentence_alike"]), "mentions": text}
    path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
