"""Time expressions on TempEval-3 documents: extraction (strict and relaxed F1) and value F1 (relaxed).

usage: python benchmarks/accuracy/tempeval.py DOCUMENTS.jsonl [--misses] [--only DATE,TIME]

A found and a gold expression are paired when they overlap (relaxed) or are the same (strict). The value counts as right when
our EDTF value, written as TIMEX3 writes it, is the gold value; durations and sets are read from the words, for this figure only.
Source of the measure: UzZaman et al. 2013, https://aclanthology.org/S13-2001.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from dateline.coding.segment import segment
from dateline.coding.time import TimeContext, find_times, resolve_times
from dateline.coding.time.spans import is_vague, number_of
from dateline.records import When

LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
    "centurie": "C",
}
REFERENCES = {"present": "PRESENT_REF", "lately": "PAST_REF", "soon": "FUTURE_REF"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "tonight": "NI", "night": "NI"}
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
STRETCH = re.compile(
    r"(?P<n>[\w\s./-]*?)[\s-]*(?P<unit>second|minute|hour|day|night|week|month|quarter|year|decade|centur(?:y|ie))s?\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:(?:over|during|in|within|for|the|these|past|last|next|first|coming|recent|about|nearly|almost|more|than|less|at|least|no|only|final|previous|up|to|over|"
    r"nearly|around|some|just)\s+)+",
    re.IGNORECASE,
)
RANGE: Final = re.compile(r"\s+(?:to|or)\s+")
HALVES: Final = {"hour": "30M", "minute": "30S", "year": "6M"}
DISTANCE: Final = re.compile(
    r"^(?:at least |nearly |almost |about |over |just |more than |less than )*(?:an?|one|a few|several|\d+|[a-z-]+) "
    r"(?:minute|hour|day|week|month|year|decade)s? (?:after|before|later|following)$"
)  # "two months after", which TimeML marks as a length of time
ACTS: Final = re.compile(r"^(?:the|that|this|same|next)\b")


def duration_value(words: str) -> str:
    """A length of time as TIMEX3 writes it ("P3D", "PXY", "P2Y6M"); of a range the shorter, several decades in years."""
    words = re.sub(r"^(an?|one) (\w+) and a half", r"1 1/2 \2s", words.strip(), flags=re.IGNORECASE)
    match = STRETCH.search(LEAD.sub("", words) or words) or STRETCH.search(words)
    if match is None:
        return "PXX"
    unit = match["unit"].lower()
    counted = RANGE.split(LEAD.sub("", match["n"].strip() + " ").strip())[0]
    number = None if is_vague(counted) else number_of(counted or None)
    if number is None:
        number = None if words.rstrip().lower().endswith("s") else 1
    letter = LETTERS[unit]
    if number is not None and number > 1 and unit == "decade":
        number, letter = 10 * number, "Y"
    text = "X" if number is None else f"{number:g}"
    half = HALVES.get(unit, "") if text.endswith(".5") else ""
    text = text.removesuffix(".5") if half else text
    return f"PT{text}{letter[1]}{half}" if letter[0] == "T" else f"P{text}{letter}{half}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _day_value(value: str, words: str) -> str:
    clock = re.search(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m", words, re.IGNORECASE)
    if clock:
        hour = int(clock[1]) % 12 + (12 if clock[3].lower() == "p" else 0)
        return f"{value}T{hour:02d}:{clock[2] or '00'}"
    if re.search(r"\bnoon|midday", words, re.IGNORECASE):
        return f"{value}T12:00"
    part = next((code for word, code in PARTS.items() if re.search(rf"\b{word}\b", words, re.IGNORECASE)), None)
    return f"{value}T{part}" if part else value


def timex_value(when: When, words: str, now: date) -> str | None:
    """Our value as TIMEX3 writes it; None where we have none."""
    rule = when.basis.coder.removeprefix("time.").removesuffix(".since").removesuffix(".until")
    lower = words.lower()
    if rule == "vague":
        rule = "soon" if re.search(r"soon|future|term", lower) else "lately"
    if rule in REFERENCES:
        return REFERENCES[rule]
    if rule in {"duration", "stretch", "hours", "straight"} or (
        rule == "later" and DISTANCE.match(lower) and not ACTS.match(lower)
    ):
        return duration_value(words)
    if rule == "set":
        return {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "nightly": "P1D", "hourly": "PT1H"}.get(
            lower, duration_value(words) if "e" in lower[:2] else "P1Y"
        )
    if rule.startswith("week.") and when.value:
        return _week(now + timedelta(days={"last": -7, "this": 0, "next": 7}[rule[5:]]))
    value = when.value.strip("/.") if when.value else None
    if value is None:
        return None
    if rule == "overnight":
        return value.split("/")[0] + "TNI"
    if "/" in value and rule in {"decade", "century"}:
        return value[: 3 if rule == "decade" else 2]
    if "/" in value and rule == "quarter":
        return f"{value[:4]}-Q{(int(value[5:7]) + 2) // 3}"
    if "/" in value and rule == "weekend":
        return _week(date.fromisoformat(value.split("/")[0])) + "-WE"
    if rule == "ago.week":
        return _week(date.fromisoformat(value.split("/")[0]) + timedelta(days=3))
    if rule == "ago" and "year" in lower:
        return value[:4]
    if rule == "season":
        return f"{value[:4]}-{SEASONS[value[5:]]}"
    return _day_value(value, words) if len(value) == 10 else value


def score(document: dict[str, Any], tally: Counter[str], only: set[str], misses: bool) -> None:
    """Adds one document to the tally."""
    text, gold = document["text"], document["timexes"]
    sentences = segment(text, ())
    published = document["published"]
    spans = find_times(text, sentences)
    resolved = resolve_times(text, spans, TimeContext(published, sentences))
    now = date.fromisoformat(published[:10])
    paired = set()
    for span, when in zip(spans, resolved, strict=True):
        words = span.read(text)
        near = [i for i, g in enumerate(gold) if i not in paired and span.start < g["end"] and g["start"] < span.end]
        index = next((i for i in near if (gold[i]["start"], gold[i]["end"]) == (span.start, span.end)), near[0] if near else None)
        kind = gold[index]["type"] if index is not None else kind_of(when)
        if index is not None:
            paired.add(index)
        if only and kind not in only:
            continue
        tally["found"] += 1
        if index is None:
            if misses:
                print("extra", repr(words), when.basis.coder)
            continue
        g = gold[index]
        value = timex_value(when, words, now)
        tally["relaxed"] += 1
        tally["strict"] += (g["start"], g["end"]) == (span.start, span.end)
        tally["value"] += value == g["value"]
        if misses and value != g["value"]:
            print(
                "value",
                published,
                repr(g["text"]),
                repr(words),
                "gold",
                g["value"],
                "read",
                value,
                when.basis.coder,
                "|",
                text[max(0, span.start - 90) : span.end + 40].replace("\n", " "),
            )
    for i, g in enumerate(gold):
        tally["gold"] += not only or g["type"] in only
        if misses and i not in paired:
            print("missed", g["type"], repr(g["text"]), repr(text[max(0, g["start"] - 20) : g["end"] + 15]))


def kind_of(when: When) -> str:
    """The TIMEX3 type of an expression of ours."""
    rule = when.basis.coder
    if rule in {"time.duration", "time.stretch", "time.hours", "time.straight"}:
        return "DURATION"
    return "SET" if rule == "time.set" else "DATE"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", default="", help="types to score, such as DATE,TIME")
    arguments = parser.parse_args()
    tally: Counter[str] = Counter()
    for path in arguments.documents:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            score(json.loads(line), tally, set(filter(None, arguments.only.split(","))), arguments.misses)
    print(f"gold {tally['gold']}, found {tally['found']}")
    for name in ("strict", "relaxed", "value"):
        precision, recall = tally[name] / max(1, tally["found"]), tally[name] / max(1, tally["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:8} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
