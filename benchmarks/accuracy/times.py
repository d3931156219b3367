"""Times on coded reports: how often the value of a coded `when` expression is resolved as coded.

usage: python benchmarks/accuracy/times.py REPORTS.jsonl … [--misses]

`equal`: the EDTF values are the same; `near`: both ends differ by at most a day, or two bounded intervals of a week or more
overlap; `found`: half of the union with a found expression is shared.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.coding.segment import segment
from dateline.coding.time import TimeContext, find_times, resolve_times
from dateline.records import Span


def _day(text: str, last: bool) -> date:
    parts = [int(p) for p in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if month > 12:
        start = date(year, {21: 3, 22: 6, 23: 9, 24: 12}[month], 1)
        return start + timedelta(days=91) if last else start
    if len(parts) > 2:
        return date(year, month, parts[2])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(year, month, 1)


def interval(value: str | None) -> tuple[date, date] | None:
    """First and last day that an EDTF value may mean."""
    if not value:
        return None
    first, _, last = value.partition("/")
    if "/" not in value:
        last = first
    return (date.min if first in ("", "..") else _day(first, False)), (date.max if last in ("", "..") else _day(last, True))


def near(one: str | None, other: str | None) -> bool:
    """Whether two values agree within a day, or overlap where both are a week or longer."""
    a, b = interval(one), interval(other)
    if a is None or b is None:
        return False
    if abs((a[0] - b[0]).days) <= 1 and abs((a[1] - b[1]).days) <= 1:
        return True
    bounded = date.min not in (a[0], b[0]) and date.max not in (a[1], b[1])
    return bounded and min((a[1] - a[0]).days, (b[1] - b[0]).days) >= 6 and a[0] <= b[1] and b[0] <= a[1]


def score(report: dict[str, Any], tally: Counter[str], misses: bool) -> None:
    """Adds one report's expressions, each once, to the tally."""
    text = report["text"]
    coded = {}
    for event in report["events"]:
        when = event.get("when") or {}
        if when.get("start") is not None:
            coded.setdefault(Span(when["start"], when["end"]), []).append(when["value"])
    sentences = segment(text, ())
    captions = tuple(Span(c["start"], c["end"]) for c in report.get("captions") or [])
    context = TimeContext(report["published"], sentences, captions)
    found = find_times(text, sentences)
    context_spans = sorted({*coded, *(f for f in found if not any(f.overlap(c) for c in coded))})
    resolved = dict(zip(context_spans, resolve_times(text, context_spans, context), strict=True))
    for span, values in coded.items():
        value = resolved[span].value
        tally["expressions"] += 1
        tally["equal"] += any((value or "").replace("..", "") == (v or "").replace("..", "") for v in values)
        tally["near"] += any(near(value, v) or value == v for v in values)
        hit = any(2 * f.overlap(span) >= max(f.end, span.end) - min(f.start, span.start) for f in found)
        tally["found"] += hit
        if misses and not any(near(value, v) or value == v for v in values):
            words, rule = repr(span.read(text)), resolved[span].basis.coder
            print("value", report["id"], words, "coded", values, "read", value, rule)
        if misses and not hit:
            print("missed", report["id"], repr(span.read(text)))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    tally: Counter[str] = Counter()
    for path in arguments.reports:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            score(json.loads(line), tally, arguments.misses)
    total = max(1, tally["expressions"])
    shares = ", ".join(f"{name} {tally[name] / total:.3f}" for name in ("equal", "near", "found"))
    print(f"expressions {total}: {shares}")


if __name__ == "__main__":
    main()
