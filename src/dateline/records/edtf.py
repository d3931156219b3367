"""What an EDTF level 1 value spans: days for events, instants for publications (ISO 8601-2, level 1; design section 6)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

FIRST_DAY: Final[int] = date.min.toordinal()  # an open or unknown start
LAST_DAY: Final[int] = date.max.toordinal()  # an open end
KEPT: Final[int] = 8_192  # values whose spans are kept: the claims of a report, and the reports of a day, share few
_POINT: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?\Z")
_SEASON_MONTH: Final = {21: 3, 22: 6, 23: 9, 24: 12}  # spring to winter, by the month that each begins in
_MICROSECONDS: Final[int] = 1_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(KEPT)
def day_span(value: str | None) -> tuple[int, int] | None:
    """The first and last day (proleptic ordinals, as `date.toordinal`) that the value may mean; None where it cannot be read.

    An open end ("2015-09/..", "/2016-10-18") is FIRST_DAY or LAST_DAY. Marks of doubt (~ ? %) do not change the days.
    """
    if not value:
        return None
    if "/" not in value:
        return _days(value)
    left, right = value.split("/", 1)
    first, last = _end(left), _end(right)
    if first is None or last is None or (left in ("", "..") and right in ("", "..")):
        return None
    span = first[0], last[1]
    return span if span[0] <= span[1] else None


def _end(value: str) -> tuple[int, int] | None:
    return (FIRST_DAY, LAST_DAY) if value in ("", "..") else _days(value)


def _days(value: str) -> tuple[int, int] | None:
    match = _POINT.match(value.rstrip("~?%"))
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        if day:
            return (date(year, month, day).toordinal(),) * 2
        if not month:
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        if month in _SEASON_MONTH:
            begins = _SEASON_MONTH[month]
            return date(year, begins, 1).toordinal(), _month_end(year, begins + 2)
        return date(year, month, 1).toordinal(), _month_end(year, month)
    except (ValueError, OverflowError):
        return None


def _month_end(year: int, month: int) -> int:
    """The last day of a month; a month above 12 is one of the next year."""
    year, month = year + month // 12, month % 12 + 1
    return LAST_DAY if year > date.max.year else date(year, month, 1).toordinal() - 1


@lru_cache(KEPT)
def instants(value: str | None) -> tuple[int, int] | None:
    """The first and last instant that a date or date-time may mean, in microseconds since 1970 (UTC); None where unreadable.

    A time without a zone is read as UTC. "2016-12-11T08:00Z" is the minute's first instant twice: a clock time is a point.
    """
    if not value:
        return None
    if "T" in value:
        at = _clock(value.rstrip("~?%"))
        return None if at is None else (at, at)
    days = day_span(value)
    if days is None:
        return None
    first = (days[0] - _EPOCH.toordinal()) * 86_400 * _MICROSECONDS
    last = (days[1] - _EPOCH.toordinal() + 1) * 86_400 * _MICROSECONDS - 1
    return first, last


def _clock(value: str) -> int | None:
    """Microseconds of a date-time; hours alone and zones without minutes are EDTF too ("2016-12-11T08Z", "…T08:00+03")."""
    words = re.sub(r"([+-]\d{2})$", r"\1:00", value.replace("Z", "+00:00"))
    day, _, clock = words.partition("T")
    clock = re.sub(r"^(\d{2})(?=$|[+-])", r"\1:00", clock)
    try:
        at = datetime.fromisoformat(f"{day}T{clock}".replace("T24:00", "T00:00"))
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if clock.startswith("24:00"):
        at += timedelta(days=1)
    return (at - _EPOCH) // timedelta(microseconds=1)


def show_instant(microseconds: int) -> str:
    """An instant as ISO 8601 in UTC, to the second where nothing finer is there: "2016-12-11T08:00:00Z"."""
    at = _EPOCH + timedelta(microseconds=microseconds)
    return at.isoformat(timespec="auto").replace("+00:00", "Z")
