"""Stretches of time in words: how many, and of what unit."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from dateline.coding.time.days import Grain, add_days, add_months, add_years
from dateline.knowledge.numbers import number_table

FEW: Final[int] = 3  # "a few", "several" and a bare plural ("days later"), as the codebook counts them
_DAYS: Final = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14, "morning": 1, "evening": 1, "afternoon": 1}
_MONTHS: Final = {"month": 1, "quarter": 3}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
SHORT: Final = frozenset({"second", "minute", "hour"})
_VAGUE: Final = re.compile(r"\b(?:few|several|many|some|dozens)\b", re.IGNORECASE)


def number_of(words: str | None) -> float | None:
    """The number that a count of units gives ("twenty-four", "a couple of", "half a"); None where there is none."""
    if not words:
        return None
    text = (
        " ".join(words.lower().replace("-", " ").split()).removeprefix("a scant ").removeprefix("a mere ").removeprefix("a full ")
    )
    if text[0].isdigit():
        return float(text.split()[0].replace(",", ".")) + (0.5 if text.endswith("1/2") else 0)
    fixed = {
        "a": 1,
        "an": 1,
        "a couple": 2,
        "a couple of": 2,
        "couple of": 2,
        "a dozen": 12,
        "a hundred": 100,
        "dozens of": 24,
        "half a": 0.5,
        "half an": 0.5,
    }
    if text in fixed:
        return float(fixed[text])
    if _VAGUE.search(text):
        return float(FEW)
    cardinals = number_table().cardinals
    values = [cardinals[w] for w in text.split() if w in cardinals]
    return float(sum(values)) if values else None


def is_vague(words: str | None) -> bool:
    """Whether the count is only "a few" or "several"."""
    return bool(words) and _VAGUE.search(words or "") is not None


def move(day: date, unit: str, count: float) -> tuple[date, Grain]:
    """The day `count` units on (back, if negative), and how finely a count in that unit tells it."""
    if unit in SHORT:
        hours = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1.0}[unit] * count
        return add_days(day, int(hours / 24)), "day"
    if unit in _DAYS:
        return add_days(day, round(count * _DAYS[unit])), "day"
    if unit in _MONTHS:
        return add_months(day, round(count * _MONTHS[unit])), "month"
    return add_years(day, round(count * _YEARS[unit])), "year"
