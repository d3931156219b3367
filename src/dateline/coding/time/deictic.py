"""Readings that count from the report's date: today, weekdays, last night, last week, this year, the past month."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from dateline.coding.time.days import Grain, Reference, add_days, add_months, add_years, between, cut, month_text
from dateline.coding.time.meaning import Meaning, Scene, at_day, at_grain, coarser, unresolved
from dateline.coding.time.spans import FEW, number_of
from dateline.knowledge.calendar import calendar_table

WEEK: Final[int] = 7  # days
_BACK: Final = frozenset({"last", "past", "previous", "preceding", "this past", "the previous"})
_AHEAD: Final = frozenset({"next", "coming", "upcoming", "this coming", "following", "the following"})
_STORY: Final = frozenset(
    {"previous", "preceding", "following", "the same", "that same", "same", "that"}
)  # counted from the story, not the report
_DAYLIGHT: Final = frozenset({"day", "morning", "afternoon", "evening", "night"})


def _known(day: date, now: Reference, rule: str, grain: Grain = "day") -> Meaning:
    """A day counted from the report's date, no finer than that date is known."""
    return at_grain(day, coarser(grain, now.grain), rule)


def _night(last: date, now: Reference, rule: str) -> Meaning:
    """The night that ends on a day: its two days (codebook section 2)."""
    if now.grain != "day":
        return at_grain(last, now.grain, rule)
    return Meaning(between(add_days(last, -1).isoformat(), last.isoformat()), "range", rule, Reference(last))


def read_today(match: re.Match[str], scene: Scene) -> Meaning:
    """ "today", "yesterday", "this morning", "tonight", "tomorrow", "the day before yesterday"."""
    if scene.issued is None:
        return unresolved("today")
    word = " ".join(match["word"].lower().removeprefix("the ").split())
    shift = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(word, 0)
    if word == "yesterday" and match.groupdict().get("part", "") and (match["part"] or "").lower() == "night":
        return _night(scene.issued.day, scene.issued, "overnight")
    return _known(add_days(scene.issued.day, shift), scene.issued, "today")


def read_overnight(match: re.Match[str], scene: Scene) -> Meaning:
    """ "overnight", "last night", "over the past night": the two days of the night that ended on the report's date."""
    if scene.issued is None:
        return unresolved("overnight")
    return _night(scene.issued.day, scene.issued, "overnight")


def _weekday_day(weekday: int, mod: str, now: date, tense: str | None) -> date:
    """The day that a weekday names: the latest not after the report's date, unless the words look ahead."""
    back, ahead = (now.weekday() - weekday) % 7, (weekday - now.weekday()) % 7
    if mod in {"last", "previous", "the previous"}:
        return add_days(now, -(back or WEEK))
    if mod in {"next", "coming", "this coming", "following"}:
        return add_days(now, ahead or WEEK)
    if tense == "future" and mod not in {"past", "this past"}:
        return add_days(now, ahead)
    return add_days(now, -back)


def read_weekday(match: re.Match[str], scene: Scene) -> Meaning:
    """ "Thursday", "last Thursday", "early hours of Sunday", "Monday night", "overnight Saturday"."""
    if scene.issued is None or scene.issued.grain != "day":
        return unresolved("weekday")
    now, weekday = scene.issued.day, calendar_table().weekdays[match["weekday"].lower()]
    mod = " ".join((match["mod"] or "").lower().split())
    if match["wmod"]:
        monday = add_days(now, -now.weekday() + WEEK * {"last": -1, "this": 0, "next": 1}[match["wmod"].lower()])
        return at_day(add_days(monday, weekday), "weekday")
    day = _weekday_day(weekday, mod, now, scene.tense)
    if match.groupdict().get("over") is not None or match["over2"]:
        last = day if day == now else add_days(day, 1)
        return _night(last, scene.issued, "overnight")
    return at_day(day, "weekday")


def read_weekday_span(match: re.Match[str], scene: Scene) -> Meaning:
    """ "Friday to Sunday", "overnight Friday to Saturday"."""
    if scene.issued is None or scene.issued.grain != "day":
        return unresolved("weekday_span")
    weekdays = calendar_table().weekdays
    last = _weekday_day(weekdays[match["weekday2"].lower() + "day"], "", scene.issued.day, scene.tense)
    first = add_days(last, -((last.weekday() - weekdays[match["weekday"].lower()]) % 7 or WEEK))
    return Meaning(between(first.isoformat(), last.isoformat()), "range", "weekday_span", Reference(last))


def read_hours(match: re.Match[str], scene: Scene) -> Meaning:
    """ "in the past 24 hours", "during the last few hours": from the day they reach back to, up to the report's date."""
    if scene.issued is None:
        return unresolved("hours")
    days = max(1, round((number_of(match["n"]) or FEW) / 24))
    return _since(add_days(scene.issued.day, -days), scene.issued, "hours")


def _since(first: date, now: Reference, rule: str, grain: Grain = "day") -> Meaning:
    """From a day to the report's date, no finer than a grain."""
    grain = coarser(grain, now.grain)
    return Meaning(between(cut(first, grain), cut(now.day, grain)), "range", rule, Reference(now.day, now.grain))


def _direction(mod: str, unit: str) -> int:
    if unit in {"quarter", "period"} and mod in {"the", "latest"}:
        return -1
    return -1 if mod in _BACK else 1 if mod in _AHEAD else 0


def read_deictic(match: re.Match[str], scene: Scene) -> Meaning:
    """ "last week", "this year", "earlier this month", "the following day", "the same night", "next spring"."""
    mod = " ".join(match["mod"].lower().split())
    told_of = mod in _STORY or (mod == "the" and match["fuzz"]) or (mod == "next" and match["unit"].lower() in _DAYLIGHT)
    base = (scene.told_day if match["unit"].lower() in _DAYLIGHT else scene.told) if told_of else scene.issued
    if base is None:
        return unresolved("deictic")
    unit, step, fuzz = match["unit"].lower(), _direction(mod, match["unit"].lower()), (match["fuzz"] or "").lower()
    if unit in calendar_table().seasons:
        return _season(unit, step, base)
    if unit in _DAYLIGHT:
        return _part_of_day(mod, unit, step, base, scene)
    reader = _UNIT_READERS[unit]
    return reader(step, base, fuzz, mod in _STORY)


def _part_of_day(mod: str, unit: str, step: int, base: Reference, scene: Scene) -> Meaning:
    how_far = add_days(base.day, step)
    if unit == "night" and (step < 0 or mod == "the"):
        return _night(base.day, base, "overnight")
    rule = "story" if mod in _STORY else "deictic"
    meaning = _known(how_far, base, rule)
    inferred = mod in _STORY and scene.anchor is None
    return Meaning(meaning.value, meaning.precision, rule, meaning.anchor, "inferred" if inferred else "stated")


def _week(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    """Last week is the seven days that end on the report's date; this and next week go from Monday to Sunday."""
    now = base.day
    if base.grain != "day":
        return at_grain(add_days(now, WEEK * step), base.grain, "week")
    if step < 0 and not story:
        first, last = add_days(now, 1 - WEEK), now
    else:
        first = add_days(now, WEEK * step - now.weekday())
        last = now if fuzz == "earlier" and step == 0 else add_days(first, WEEK - 1)
    rule = {-1: "week.last", 0: "week.this", 1: "week.next"}[step]
    return Meaning(between(first.isoformat(), last.isoformat()), "week", rule, Reference(last))


def _weekend(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    now = base.day
    if base.grain != "day":
        return at_grain(now, base.grain, "weekend")
    saturday = add_days(now, (5 - now.weekday()) if step > 0 or now.weekday() >= 5 else -(now.weekday() + 2))
    return Meaning(between(saturday.isoformat(), add_days(saturday, 1).isoformat()), "range", "weekend", Reference(saturday))


def _month(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    return at_grain(add_months(base.day, step), coarser("month", base.grain), "month.deictic")


def _year(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    return at_grain(add_years(base.day, step), "year", "year.deictic")


def _quarter(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    """A quarter is talked of when it is over: without "this" or "next" the last full one."""
    start = add_months(date(base.day.year, 3 * ((base.day.month - 1) // 3) + 1, 1), 3 * step)
    return Meaning(between(month_text(start), month_text(add_months(start, 2))), "range", "quarter")


def _decade(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    first = base.day.year // 10 * 10 + 10 * step
    return Meaning(f"{first}/{first + 9}", "year", "decade")


def _century(step: int, base: Reference, fuzz: str, story: bool) -> Meaning:
    first = base.day.year // 100 * 100 + 100 * step
    return Meaning(f"{first + 1:04d}/{first + 100:04d}", "year", "century")


def _season(name: str, step: int, base: Reference) -> Meaning:
    code = calendar_table().seasons[name]
    start = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    year = base.day.year + (step > 0 and base.day.month >= start) - (step < 0 and base.day.month < start + 3)
    return Meaning(f"{year:04d}-{code}", "season", "season")


_UNIT_READERS: Final[dict[str, Callable[[int, Reference, str, bool], Meaning]]] = {
    "week": _week,
    "fortnight": _week,
    "weekend": _weekend,
    "month": _month,
    "quarter": _quarter,
    "period": _quarter,
    "year": _year,
    "decade": _decade,
    "century": _century,
}


def read_present(match: re.Match[str], scene: Scene) -> Meaning:
    """ "now", "currently": the report's date, and nothing finer (codebook: precision unknown)."""
    if scene.issued is None:
        return unresolved("present")
    return Meaning(cut(scene.issued.day, scene.issued.grain), "unknown", "present", None, "inferred")


def read_vague(match: re.Match[str], scene: Scene) -> Meaning:
    """ "recently", "soon", "the future": no day can be told; the report's date stands in, as a default."""
    if scene.issued is None:
        return unresolved("vague")
    return Meaning(cut(scene.issued.day, scene.issued.grain), "unknown", "vague", None, "defaulted")


def read_clock(match: re.Match[str], scene: Scene) -> Meaning:
    """An hour: the day that the story stands at, with precision exact."""
    told = scene.told_day
    if told is None:
        return unresolved("clock")
    return Meaning(cut(told.day, told.grain), "exact" if told.grain == "day" else told.grain, "clock", told, "inferred")


def read_part(match: re.Match[str], scene: Scene) -> Meaning:
    """ "at dawn", "in the afternoon", "in the early hours": the day that the story stands at."""
    told = scene.told_day
    if told is None:
        return unresolved("part")
    return at_grain(told.day, told.grain, "part", "inferred")
