"""Places on corpora with coordinates, and on coded reports, with the mentions given.

usage: python benchmarks/accuracy/toponyms.py --home FOLDER [--located TOPONYMS.jsonl …] [--coded REPORTS.jsonl …] [--misses]

`located`: share of the toponyms with coordinates that are placed within 161 km (100 miles) of them, and the mean error of those
placed at all, beside taking the most populous place of the name. `coded`: share of the coded places' spans whose answer is the
same place by the rule of the scorer: coordinates within 25 km, or the same name, where both are given; `name` asks for the name
alone, since the scorer also accepts the span. `grade`: the same precision.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from dateline.coding.place import PlaceContext, find_places, report_countries, resolve_places
from dateline.coding.segment import segment
from dateline.knowledge.gazetteer import Gazetteer
from dateline.records import Mention, Span, Where
from dateline.settings import from_environment

NEAR: Final[float] = 161.0  # km
LOST: Final[float] = 20_000.0  # km; the error of a toponym that is not placed


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def rows_of(paths: Iterable[str]) -> list[dict[str, Any]]:
    """The objects of JSON Lines files."""
    return [json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf-8").split("\n") if line.strip()]


def resolve(row: dict[str, Any], spans: list[Span], gazetteer: Gazetteer) -> tuple[Where, ...]:
    """Resolves given spans as the pipeline would."""
    text = row["text"]
    sentences = segment(text, ())
    countries = report_countries(text, sentences, row.get("place_filed"), gazetteer)
    context = PlaceContext(sentences, row.get("place_filed"), row.get("published"), countries)
    return resolve_places(text, [Mention("place", s, 1.0) for s in spans], context, gazetteer)


def score_located(path: str, gazetteer: Gazetteer, misses: bool) -> None:
    """Prints the share within 161 km, ours and the most populous place's, and what the plain tagger finds."""
    errors, simple, seconds, found, tagged, total = [], [], 0.0, 0, 0, 0
    rows = rows_of([path])
    for row in rows:
        every = row["toponyms"]
        marks = [t for t in every if t.get("lat") is not None]
        start = time.perf_counter()
        answers = resolve(row, [Span(t["start"], t["end"]) for t in every], gazetteer)
        seconds += time.perf_counter() - start
        mine = {m.span for m in find_places(row["text"], segment(row["text"], ()), gazetteer)}
        hits = {Span(t["start"], t["end"]) for t in every}
        found, tagged, total = found + len(mine & hits), tagged + len(mine), total + len(hits)
        for mark, where in zip(every, answers, strict=True):
            if mark not in marks:
                continue
            here = LOST
            if where.lat is not None and where.lon is not None:
                here = kilometres(mark["lat"], mark["lon"], where.lat, where.lon)
            errors.append(here)
            known = [c for c in gazetteer.lookup(mark["text"]) if c.lat is not None and c.lon is not None]
            simple.append(kilometres(mark["lat"], mark["lon"], known[0].lat or 0, known[0].lon or 0) if known else LOST)
            if misses and here > NEAR:
                given = f"{mark['text']!r} {mark.get('name')} {mark.get('fcode')} {mark.get('admin1')}"
                print(f"{row['id']} {given} -> {where.name}, {where.admin1}, {where.country} {here:.0f}")
    placed = [e for e in errors if e < LOST]
    rate = sum(e <= NEAR for e in errors) / len(errors)
    plain = sum(e <= NEAR for e in simple) / len(simple)
    share = len(placed) / len(errors)
    print(f"{path}: {len(errors)} toponyms: within 161 km {rate:.3f} (most populous {plain:.3f}), placed {share:.3f}, "
          f"mean error of the placed {sum(placed) / max(1, len(placed)):.0f} km, {1000 * seconds / len(rows):.1f} ms a report; "
          f"plain tagger P {found / max(1, tagged):.3f} R {found / total:.3f}")  # fmt: skip


def norm(name: str | None) -> str:
    """A name as the scorer compares it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).lower()
    plain = re.sub(r"\b(the|government|govt|of)\b", " ", plain)
    plain = re.sub(r"\b(al|ar|as|ad|az|an|ash)[- ]", "", plain)
    return " ".join(re.sub(r"[^\w ]", " ", plain).split())


def score_coded(path: str, gazetteer: Gazetteer, misses: bool) -> None:
    """Prints how often the coded places' spans are resolved to the same place, by name, and at the same precision."""
    same = named = graded = total = located = 0
    for row in rows_of([path]):
        coded = {(p["start"], p["end"], p["name"]): p for e in row["events"] for p in e["places"] if p.get("start") is not None}
        spans = sorted({Span(start, end) for start, end, _ in coded})
        answers = dict(zip(spans, resolve(row, spans, gazetteer), strict=True))
        for (start, end, _), place in coded.items():
            where = answers[Span(start, end)]
            by_name = norm(place["name"]) == norm(where.name)
            far = None
            if place.get("lat") is not None and where.lat is not None and where.lon is not None:
                far = kilometres(place["lat"], place["lon"], where.lat, where.lon)
                located += 1
            right = far <= NEAR if far is not None else True  # the span is the given one
            total, same, named = total + 1, same + right, named + (by_name or (far is not None and far <= 25))
            graded += where.precision == place["precision"]
            if misses and not (right and by_name and where.precision == place["precision"]):
                given = f"{place['text']!r} coded {place['name']} {place['precision']}"
                found = f"{where.name} {where.precision}, {where.admin1}, {where.country}, {far and round(far)} km"
                print(f"{row['id']} {given} -> {found}, {where.basis.coder}")
    print(f"{path}: {total} places: same place {same / total:.3f}, same name or within 25 km {named / total:.3f}, "
          f"same precision {graded / total:.3f}, {located} with coordinates on both sides")  # fmt: skip


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, default=None, help="where the gazetteer is kept")
    parser.add_argument("--located", nargs="*", default=[])
    parser.add_argument("--coded", nargs="*", default=[])
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.located or arguments.coded):
        sys.exit("nothing to score: give --located or --coded")
    gazetteer = Gazetteer.open(arguments.home or from_environment().home)
    for path in arguments.located:
        score_located(path, gazetteer, arguments.misses)
    for path in arguments.coded:
        score_coded(path, gazetteer, arguments.misses)


if __name__ == "__main__":
    main()
