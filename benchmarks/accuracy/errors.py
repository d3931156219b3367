"""The commonest kinds of error over the reports with an answer, with counts.

usage: python -m benchmarks.accuracy errors [--shared ../shared] [--most 20] [--pin]

Each error is counted once, under one kind (kinds_of_error.yaml). What an event that is missed or invented would have held is not
counted again: slots, voices and figures are compared in events that the scorer pairs. `--pin` writes the counts into
benchmarks/errors.json, from which docs/figures.py makes the page.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from dateline.neural.digest import model_version
from outcomes import SHARED, Rated, Row, paired, paired_claims, rated, scorer

HERE: Final = Path(__file__).resolve().parent
PINNED: Final = HERE.parent / "errors.json"
KINDS: Final[dict[str, dict[str, str]]] = yaml.safe_load((HERE / "kinds_of_error.yaml").read_text(encoding="utf-8"))
SETS: Final = ("dev", "dev_general", "aside")
MOST: Final[int] = 20  # kinds that are shown
GROUPS: Final = {"words": "words", "protest": "protest", "strategic": "strategic"}  # of a family of types; all others are force
DIVISION: Final[int] = 3  # precision of a place from which it is an area
FOUND: Final[float] = 0.5  # of the scorer's evidence, from which two events share words
Error = tuple[str, str]  # the kind, and what was taken for what, where types are confused


@dataclass(frozen=True)
class Case:
    """A report with the answer and the coded events, and the scorer."""

    gold: list[Row]
    coded: list[Row]
    text: str
    scorer: Any
    pairs: list[tuple[int, int]]


def errors(report: Rated, shared: Path = SHARED) -> Iterator[Error]:
    """The errors of one report."""
    case = Case(
        report.gold.get("events", []), report.coded.get("events", []), report.gold["text"], scorer(shared),
        paired(report.gold, report.coded, shared),
    )  # fmt: skip
    yield from _unpaired(case)
    for i, j in case.pairs:
        gold, coded = case.gold[i], case.coded[j]
        if gold["type"] != coded["type"]:
            yield f"type.{case.scorer.FAMILY[gold['type']]}", f"{gold['type']} as {coded['type']}"
        yield from ((kind, "") for kind in (*_slots(case, gold, coded), *_figures(case, gold, coded)))
        yield from ((kind, "") for kind in _claims(case, gold, coded, shared))


def _unpaired(case: Case) -> Iterator[Error]:
    """Events on one side only."""
    s = case.scorer
    sentences = s.sentences(case.text)
    left = {i for i, _ in case.pairs}, {j for _, j in case.pairs}
    for name, mine, others, known in (("missed", case.gold, case.coded, left[0]), ("extra", case.coded, case.gold, left[1])):
        for number, event in enumerate(mine):
            if number in known:
                continue
            met = [o for o in others if _share_words(s, (event, o) if name == "missed" else (o, event), sentences)]
            like = any(s.related(event["type"], o["type"]) for o in met)
            end = ("merged" if name == "missed" else "split") if like else "unrelated" if met else _group(s, event["type"])
            yield f"{name}.{end}", ""


def _share_words(s: Any, pair: tuple[Row, Row], sentences: Any) -> bool:
    return bool(s.evidence(*pair, sentences) >= FOUND)


def _group(s: Any, type: str) -> str:
    return GROUPS.get(s.FAMILY[type], "force")


def _left(gold: Sequence[Row], coded: Sequence[Row], same: Callable[[Row, Row], bool]) -> tuple[list[Row], list[Row]]:
    """What is left on each side once like is paired with like, as the scorer does it."""
    rest, missed = list(coded), []
    for g in gold:
        at = next((n for n, c in enumerate(rest) if same(g, c)), None)
        if at is None:
            missed.append(g)
        else:
            rest.pop(at)
    return missed, rest


def _told(name: str, missed: Sequence[Row], extra: Sequence[Row]) -> Iterator[str]:
    """As many others as both sides have left, then what is missed or too many."""
    both = min(len(missed), len(extra))
    yield from [f"{name}.other"] * both + [f"{name}.missed"] * (len(missed) - both) + [f"{name}.extra"] * (len(extra) - both)


def _slots(case: Case, gold: Row, coded: Row) -> Iterator[str]:
    s = case.scorer
    for name in ("initiator", "target"):
        yield from _told(name, *_left(s.fillers(gold, f"{name}s"), s.fillers(coded, f"{name}s"), s.same_filler))
    first = s.fillers(gold, "places")[:1], s.fillers(coded, "places")[:1]
    if not any(s.same_place(x, y) for x in s.fillers(gold, "places") for y in first[1]):
        yield from (_place(*first) if all(first) else _told("place", *first))
    yield from _when(s, gold.get("when") or {}, coded.get("when") or {})

    def same(a: Row, b: Row) -> bool:
        return bool(s.norm(a.get("place")) == s.norm(b.get("place")) and s.norm(a.get("to")) == s.norm(b.get("to")))

    yield from _told("control", *_left(gold.get("control") or [], coded.get("control") or [], same))


def _place(gold: Sequence[Row], coded: Sequence[Row]) -> Iterator[str]:
    one, other = gold[0].get("precision") or 1, coded[0].get("precision") or 1
    coarse, fine = other >= DIVISION and other > one, one >= DIVISION and one > other
    yield f"place.{'coarse' if coarse else 'fine' if fine else 'other'}"


def _when(s: Any, gold: Row, coded: Row) -> Iterator[str]:
    told, made = gold.get("value"), coded.get("value")
    if bool(told) != bool(made):
        yield "when.missed"
    elif told and not s.near_time(told, made):
        defaults = [when.get("precision") == "unknown" for when in (gold, coded)]
        yield f"when.{'default' if defaults == [False, True] else 'read_in' if defaults == [True, False] else 'other'}"


def _claims(case: Case, gold: Row, coded: Row, shared: Path) -> Iterator[str]:
    s, told, made = case.scorer, gold.get("claims", []), coded.get("claims", [])
    pairs = paired_claims(gold, coded, case.text, shared)
    yield from ["claim.missed"] * (len(told) - len(pairs)) + ["claim.extra"] * (len(made) - len(pairs))
    sentences = s.sentences(case.text)
    for a, b in pairs:
        one, other = told[a], made[b]
        if one["status"] != other["status"]:
            yield (
                "status.lost"
                if other["status"] == "happened"
                else "status.read_in"
                if one["status"] == "happened"
                else "status.other"
            )
        missed, extra = _left(one.get("source", []), other.get("source", []), s.same_source)
        here = s.in_sentences([one["quote"]], sentences)
        far = [v for v in missed if v.get("start") is None or not s.in_sentences([v], sentences) & here]
        for kind in _told("source", missed, extra):
            yield "source.far" if kind == "source.missed" and len(far) == len(missed) else kind


def _figures(case: Case, gold: Row, coded: Row) -> Iterator[str]:
    s = case.scorer
    missed, extra = _left(_counted(gold), _counted(coded), s.same_quantity)
    for g in missed:
        kind, at = next(((kind, c) for kind, alike in _alike(s) for c in extra if alike(g, c)), ("", None))
        if at is not None:
            extra.remove(at)
            yield kind
        else:
            given = any(s.same_quantity(g, c) for e in case.coded if e is not coded for c in _counted(e))
            yield "quantity.elsewhere" if given else "quantity.missed"
    for c in extra:
        if not any(s.same_quantity(g, c) for e in case.gold if e is not gold for g in _counted(e)):
            yield "quantity.extra"


def _counted(event: Row) -> list[Row]:
    """The figures of an event, each once."""
    found = (q for c in event.get("claims", []) for q in c.get("quantities", []))
    return list(
        {(q["measure"], q.get("low"), q.get("best"), q.get("high"), q.get("unit"), q.get("group")): q for q in found}.values()
    )


def _alike(s: Any) -> list[tuple[str, Callable[[Row, Row], bool]]]:
    """What two figures have in common where one of their parts is read otherwise, the nearest first."""

    def numbers(q: Row) -> tuple[Any, ...]:
        return q.get("low"), q.get("best"), q.get("high")

    return [
        ("quantity.group", lambda a, b: a["measure"] == b["measure"] and numbers(a) == numbers(b)),
        ("quantity.measure", lambda a, b: numbers(a) == numbers(b) and s.overlap(a, b) > 0),
        ("quantity.number", lambda a, b: s.overlap(a, b) > 0),
    ]


def counted(shared: Path = SHARED) -> dict[str, Any]:
    """The counts by kind and set, and of confused types the commonest pair."""
    counts: dict[str, Counter[str]] = {}
    confused: dict[str, Counter[str]] = {}
    for name in SETS:
        for report in rated(name, shared):
            for kind, what in errors(report, shared):
                counts.setdefault(kind, Counter())[name] += 1
                if what:
                    confused.setdefault(kind, Counter())[what] += 1
    order = sorted(counts, key=lambda kind: (-counts[kind].total(), kind))
    rows = {kind: {name: counts[kind][name] for name in SETS} for kind in order}
    return {
        "model": model_version(),
        "kinds": rows,
        "confused": {kind: some.most_common(1)[0] for kind, some in sorted(confused.items())},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the commonest kinds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--most", type=int, default=MOST)
    parser.add_argument("--pin", action="store_true")
    a = parser.parse_args(arguments)
    if not (a.shared / "gold").is_dir():
        print("skipped: the coded reports (../shared/gold) are not here")
        return 0
    found = counted(a.shared)
    print(f"{'':4}{'all':>5}" + "".join(f"{name:>13}" for name in SETS))
    for rank, (kind, by_set) in enumerate(list(found["kinds"].items())[: a.most], 1):
        print(f"{rank:2}. {sum(by_set.values()):5d}" + "".join(f"{by_set[name]:13d}" for name in SETS) + f"  {KINDS[kind]['what']}")
        if kind in found["confused"]:
            what, count = found["confused"][kind]
            print(f"{'':51}most often {what} ({count})")
        print(f"{'':51}{KINDS[kind]['case']}")
    rest = list(found["kinds"].values())[a.most :]
    print(f"    {sum(sum(by_set.values()) for by_set in rest):5d}  errors of {len(rest)} rarer kinds")
    if a.pin:
        PINNED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
