"""Readings of dates, months, seasons, years and named days; a year that is left out is chosen by the report's date."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from dateline.coding.time.days import Reference, add_days, between, make_day
from dateline.coding.time.meaning import Meaning, Scene, at_day, at_grain, unresolved
from dateline.knowledge.calendar import calendar_table

NEAR_FUTURE: Final[int] = 45  # days: a date without a year and without a word about the future may lie so far ahead
PAST_SLACK: Final[int] = 14  # days: the same where the words tell of the past; the nearest verb is not always its own
FAR_FUTURE: Final[int] = 330  # days: the same with a word about the future
_SEASON_STARTS: Final = {21: 3, 22: 6, 23: 9, 24: 12}


def _year_of(match: re.Match[str], scene: Scene, named: str = "year") -> int | None:
    """The year that the words give: in full, in two digits, or as "last year"."""
    groups = match.groupdict()
    if groups.get(named):
        return int(groups[named])
    if groups.get("yy"):
        short = int(groups["yy"])
        return 1900 + short if short >= 50 else 2000 + short
    shift = {"last": -1, "this": 0, "next": 1}.get((groups.get("ymod") or groups.get("ymod1") or "").lower())
    if shift is not None and scene.issued is not None:
        return scene.issued.day.year + shift
    told = {"that": 0, "the same": 0, "the previous": -1, "the following": 1}.get((groups.get("ymod") or "").lower())
    return scene.told.day.year + told if told is not None and scene.told is not None else None


def _month_of(match: re.Match[str]) -> int:
    return calendar_table().months[match["month"].lower().rstrip(".")]


def _choose_year(month: int, day: int, scene: Scene, weekday: int | None) -> tuple[int | None, bool]:
    """The year of a date without one, and whether it was inferred from the story and not from the report's date."""
    if scene.issued is None:
        told = scene.day or scene.anchor
        return (told.day.year, True) if told is not None else (None, True)
    now = scene.issued.day
    ahead = {"future": FAR_FUTURE, "past": PAST_SLACK}.get(scene.tense or "", NEAR_FUTURE)
    candidates = [
        d for y in range(now.year + 1, now.year - 7, -1) if (d := make_day(y, month, day)) is not None and (d - now).days <= ahead
    ]
    if weekday is not None:
        candidates = [d for d in candidates if d.weekday() == weekday] or candidates
    if not candidates:
        return None, True
    if scene.tense == "future" and candidates[0] >= now:
        return candidates[0].year, False
    return min(candidates[:2], key=lambda d: abs((d - now).days)).year, False


def _weekday_of(match: re.Match[str]) -> int | None:
    word = (match.groupdict().get("weekday") or "").lower().rstrip(".")
    table = calendar_table()
    return table.weekdays.get(word, table.weekday_stubs.get(word))


def read_iso(match: re.Match[str], scene: Scene) -> Meaning:
    """ "2016-12-11", "2016-12"."""
    year, month = int(match["year"]), int(match["m"])
    if match["d"] is None:
        first = make_day(year, month, 1)
        return at_grain(first, "month", "iso") if first else unresolved("iso")
    day = make_day(year, month, int(match["d"]))
    if day is None:
        return unresolved("iso")
    return at_day(day, "iso", precision="exact" if ":" in match[0] else "day")


def read_numeric(match: re.Match[str], scene: Scene) -> Meaning:
    """ "12/10/2016": day first unless only the other way round is a date, or both are and the report's date says otherwise."""
    year = int(match["y"]) + (0 if len(match["y"]) == 4 else 1900 if int(match["y"]) >= 50 else 2000)
    one, two = int(match["d"]), int(match["m"])
    days = [d for d in (make_day(year, two, one), make_day(year, one, two)) if d is not None]
    if not days:
        return unresolved("numeric")
    if len(days) == 2 and scene.issued is not None:
        now = scene.issued.day
        days.sort(key=lambda d: abs((d - now).days))
    return at_day(days[0], "numeric", "inferred" if len(days) == 2 and days[0] != days[1] else "stated")


def _day_number(match: re.Match[str]) -> int:
    word = match.groupdict().get("dayword")
    return calendar_table().ordinals[word.lower()] if word else int(match["day"])


def read_date(match: re.Match[str], scene: Scene) -> Meaning:
    """ "10 December", "Dec. 10, 2016", "Sunday, 26 March", "14 NOV 89"."""
    month, number = _month_of(match), _day_number(match)
    year, inferred = _year_of(match, scene), False
    if year is None:
        year, inferred = _choose_year(month, number, scene, _weekday_of(match))
    day = make_day(year, month, number) if year is not None else None
    return at_day(day, "date", "inferred" if inferred else "stated") if day is not None else unresolved("date")


def read_day_range(match: re.Match[str], scene: Scene) -> Meaning:
    """ "12-14 November", "from 3 to 5 May"."""
    month = _month_of(match)
    year = _year_of(match, scene) or _choose_year(month, int(match["last"]), scene, None)[0]
    first, last = (make_day(year, month, int(match[g])) if year is not None else None for g in ("day", "last"))
    if first is None or last is None or last <= first:
        return unresolved("day_range")
    return Meaning(between(first.isoformat(), last.isoformat()), "range", "day_range", Reference(last))


def _month_year(match: re.Match[str], month: int, scene: Scene) -> tuple[int | None, bool]:
    """The year of a month: said, by "last" or "next", or the latest that is not ahead (ahead, if the words look ahead)."""
    year = _year_of(match, scene)
    if year is not None:
        return year, False
    if scene.issued is None:
        return (scene.anchor.day.year, True) if scene.anchor is not None else (None, True)
    now = scene.issued.day
    mod = " ".join((match.groupdict().get("mod") or "").lower().split())
    if mod in {"the following", "the previous"} and scene.told is not None:
        told = scene.told.day
        return (told.year + (month <= told.month) if mod == "the following" else told.year - (month >= told.month)), True
    if mod in {"next", "coming", "this coming"} or (not mod and scene.tense == "future"):
        return now.year + (month < now.month), False
    if mod == "this":
        return now.year, False
    if mod in {"last", "past", "this past"}:
        return now.year - (month >= now.month), False
    return now.year - (month > now.month), False


def read_month(match: re.Match[str], scene: Scene) -> Meaning:
    """ "March", "mid January", "May last year", "September 2015"."""
    month = _month_of(match)
    year, inferred = _month_year(match, month, scene)
    first = make_day(year, month, 1) if year is not None else None
    return at_grain(first, "month", "month", "inferred" if inferred else "stated") if first is not None else unresolved("month")


def read_season(match: re.Match[str], scene: Scene) -> Meaning:
    """ "spring 2014" as 2014-21; without a year the latest, or the next where the words look ahead."""
    code = calendar_table().seasons[match["season"].lower()]
    start = _SEASON_STARTS[code]
    year = _year_of(match, scene) or (_month_year(match, start, scene)[0] if scene.told is not None else None)
    if year is None:
        return unresolved("season")
    return Meaning(f"{year:04d}-{code}", "season", "season", Reference(date(year, start, 1), "month"))


def read_year(match: re.Match[str], scene: Scene) -> Meaning:
    """ "1989"."""
    return at_grain(date(int(match["year"]), 7, 1), "year", "year")


def read_year_span(match: re.Match[str], scene: Scene) -> Meaning:
    """ "2003-2011", "between 1975 and 1980"."""
    first, last = int(match["year"] or match["year1"]), int(match["year2"])
    if last <= first:
        return unresolved("year_span")
    return Meaning(f"{first}/{last}", "range", "year_span", Reference(date(last, 7, 1), "year"))


def read_decade(match: re.Match[str], scene: Scene) -> Meaning:
    """ "the 1980s" as 1980/1989; EDTF's own 198X is read by few."""
    groups = match.groupdict()
    if groups["c"]:
        first = int(groups["c"]) * 100 + int(groups["t"]) * 10
    elif groups["t2"]:
        first = 1900 + int(groups["t2"]) * 10
    else:
        first = calendar_table().decades[groups["decade"].lower()]
    return Meaning(f"{first}/{first + 9}", "year", "decade")


def read_century(match: re.Match[str], scene: Scene) -> Meaning:
    """ "the 20th century" as 1901/2000."""
    number = int(match["century"])
    return Meaning(f"{100 * number - 99:04d}/{100 * number:04d}", "year", "century") if number else unresolved("century")


def read_quarter(match: re.Match[str], scene: Scene) -> Meaning:
    """A quarter of a year, as its months; the latest that has begun unless a year is said."""
    word = match["ordinal"].lower()
    number = calendar_table().ordinals.get(word) or int(word[0])
    year = _year_of(match, scene) or _year_of(match, scene, "year2")
    if number > 4 or (year is None and scene.issued is None):
        return unresolved("quarter")
    start = 3 * number - 2
    if year is None and scene.issued is not None:
        now = scene.issued.day
        year = now.year - (start > now.month) - ("ago" in match[0].lower() or "earlier" in match[0].lower())
    return Meaning(f"{year:04d}-{start:02d}/{year:04d}-{start + 2:02d}", "range", "quarter")


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return add_days(first, (weekday - first.weekday()) % 7 + 7 * (which - 1))


def read_holiday(match: re.Match[str], scene: Scene) -> Meaning:
    """A day of the year with a name ("New Year's Eve", "Thanksgiving")."""
    table, name = calendar_table(), " ".join(match["holiday"].lower().split())
    if name in table.holidays:
        month, number = table.holidays[name]
        year = _year_of(match, scene) or _choose_year(month, number, scene, None)[0]
        day = make_day(year, month, number) if year is not None else None
    else:
        month, weekday, which = table.floating_holidays[name]
        year = _year_of(match, scene) or _choose_year(month, 25, scene, None)[0]
        day = _nth_weekday(year, month, weekday, which) if year is not None else None
    return at_day(day, "holiday") if day is not None else unresolved("holiday")
