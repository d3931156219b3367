"""Quantities on coded reports: how often the numbers, the unit and the group are read as coded, and how many are found.

usage: python benchmarks/accuracy/quantities.py REPORTS.jsonl … [--misses]

Every quantity span of the coded reports is given to `read_numbers` and `read_unit`; `find_quantities` is asked for the
sentences of the report, without and with articles, and a gold span counts as found when half of the union is shared.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.coding.quantities import find_quantities, read_numbers, read_unit
from dateline.coding.segment import segment
from dateline.records import Span


def quantities(paths: list[str]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each report with its coded quantities, each once."""
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            seen = {}
            for event in report["events"]:
                for claim in event["claims"]:
                    for quantity in claim["quantities"]:
                        if quantity.get("start") is not None:
                            seen[quantity["start"], quantity["end"], quantity["measure"]] = quantity
            yield report, list(seen.values())


def numbers_agree(quantity: dict[str, Any]) -> bool:
    """Whether low, best and high are read as coded."""
    read = read_numbers(quantity["text"])
    return (read.low, read.best, read.high) == (quantity["low"], quantity["best"], quantity["high"])


def unit_agrees(quantity: dict[str, Any]) -> tuple[bool, bool | None]:
    """Whether the unit agrees (a word in common), and for people the group class (None: not people)."""
    read = read_unit(quantity["text"])
    coded = quantity["unit"] or ""
    if "people" in (coded, read.unit):
        same = coded == read.unit
        group = (quantity.get("group") or "unknown").split(":")[0]
        return same, (read.group == group if same else None)
    return bool(set(coded.lower().replace("-", " ").split()) & set(read.unit.lower().replace("-", " ").split())), None


def _found(spans: list[Span], quantity: dict[str, Any]) -> bool:
    gold = Span(quantity["start"], quantity["end"])
    return any(2 * s.overlap(gold) >= max(s.end, gold.end) - min(s.start, gold.start) for s in spans)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    tally: Counter[str] = Counter()
    for report, coded in quantities(arguments.reports):
        sentences = segment(report["text"], ())
        plain = [s for sentence in sentences for s in find_quantities(report["text"], sentence.span)]
        wide = [s for sentence in sentences for s in find_quantities(report["text"], sentence.span, articles=True)]
        tally["returned"] += len(plain)
        tally["returned with articles"] += len(wide)
        tally["right"] += sum(any(_found([s], q) for q in coded) for s in plain)
        for quantity in coded:
            count(tally, quantity, plain, wide)
            if arguments.misses:
                explain(quantity, plain)
        if arguments.misses:
            for span in plain:
                if not any(_found([span], q) for q in coded):
                    print("extra", repr(span.read(report["text"])))
    show(tally)


def count(tally: Counter[str], quantity: dict[str, Any], plain: list[Span], wide: list[Span]) -> None:
    """Adds one coded quantity to the tally."""
    unit, group = unit_agrees(quantity)
    counted = any(c.isdigit() for c in quantity["text"]) or read_numbers(quantity["text"]).low not in (1, 2)
    tally["quantities"] += 1
    tally["numbers"] += numbers_agree(quantity)
    tally["unit"] += unit
    tally["people"] += group is not None
    tally["group"] += bool(group)
    tally["found"] += _found(plain, quantity)
    tally["found with articles"] += _found(wide, quantity)
    tally["counted"] += counted
    tally["counted found"] += counted and _found(plain, quantity)


def explain(quantity: dict[str, Any], plain: list[Span]) -> None:
    """Prints what was read otherwise than coded."""
    read, unit, words = read_numbers(quantity["text"]), read_unit(quantity["text"]), repr(quantity["text"])
    if not numbers_agree(quantity):
        print("number", words, (quantity["low"], quantity["best"], quantity["high"]), (read.low, read.best, read.high))
    same, group = unit_agrees(quantity)
    if not same or group is False:
        print("unit  ", words, (quantity["unit"], quantity.get("group")), (unit.unit, unit.group))
    if not _found(plain, quantity):
        print("missed", words)


def show(tally: Counter[str]) -> None:
    """Prints the shares."""
    total = tally["quantities"]
    print(f"quantities {total}")
    print(f"numbers read as coded  {tally['numbers'] / total:.3f}")
    print(f"unit read as coded     {tally['unit'] / total:.3f}")
    print(f"group read as coded    {tally['group'] / tally['people']:.3f}  of {tally['people']} counts of people")
    print(f"found                  {tally['found'] / total:.3f}  ({tally['returned']} returned, {tally['right']} of them coded)")
    print(f"found, articles too    {tally['found with articles'] / total:.3f}  ({tally['returned with articles']} returned)")
    print(f"found, of counted ones {tally['counted found'] / max(1, tally['counted']):.3f}  of {tally['counted']}")


if __name__ == "__main__":
    main()
