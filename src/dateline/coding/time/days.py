"""Days, months and years as EDTF, and a day that is known only to its month or year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

Grain = Literal["day", "month", "year"]

_EDTF: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?[~?%]?$")
_MIDDLE: Final[int] = 15  # day of the month that stands in where only the month is known


@dataclass(frozen=True, slots=True)
class Reference:
    """A day that other times are counted from, and how finely it is known."""

    day: date
    grain: Grain = "day"


def read_reference(edtf: str | None) -> Reference | None:
    """The reference that an EDTF date or date-time gives; None for None and for what is no single date."""
    match = _EDTF.match(edtf or "")
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            return Reference(date(year, int(month), int(day)))
        if month:
            return Reference(date(year, int(month), _MIDDLE), "month")
        return Reference(date(year, 7, 1), "year")
    except ValueError:
        return None


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, count: int) -> date:
    """A day `count` days on, held within what a calendar can show."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.min if count < 0 else date.max


def add_months(day: date, count: int) -> date:
    """The same day of the month, or the month's last, `count` months on."""
    index = max(12, min(day.year * 12 + day.month - 1 + count, 9999 * 12 + 11))
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def add_years(day: date, count: int) -> date:
    """The same day, `count` years on."""
    return add_months(day, 12 * count)


def month_text(day: date) -> str:
    """ "2016-12"."""
    return f"{day.year:04d}-{day.month:02d}"


def year_text(day: date) -> str:
    """ "2016"."""
    return f"{day.year:04d}"


def cut(day: date, grain: Grain) -> str:
    """EDTF of a day as finely as it is known."""
    return {"day": day.isoformat(), "month": month_text(day), "year": year_text(day)}[grain]


def between(first: str, last: str) -> str:
    """An EDTF interval, or the one value where both ends are the same."""
    return first if first == last else f"{first}/{last}"
