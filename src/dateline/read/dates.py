"""Dates as page furniture and datelines print them: calendar dates only, no "yesterday"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>\d{4}|\d{2}(?!\d))"
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})[-/](?P<number>0[1-9]|1[0-2])[-/](?P<day>\d{2})",
        rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    )
)
_EDTF: Final = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(?:[01]\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)?)?[~?%]?\Z"
)
FULL_DATE: Final = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s+\d{4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
)  # a pattern without groups, for use where letters' case is ignored
_CENTURY: Final[int] = 30  # a two-figure year below this is of the 2000s: no report read here is older than 1930


def find_date(words: str) -> str | None:
    """The first full calendar date in the words, as EDTF, or None."""
    found = [(m.start(), m) for form in _FORMS for m in [form.search(words)] if m]
    for _, match in sorted(found, key=lambda f: f[0]):
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else _MONTHS.index(parts["month"][:3].lower()) + 1
        year = int(parts["year"])
        year += 0 if year > 99 else 2000 if year < _CENTURY else 1900
        try:
            return date(year, month, int(parts["day"])).isoformat()
        except ValueError:
            continue
    return None


def is_edtf_date(value: str) -> bool:
    """Whether a value is an EDTF level 1 date or date-time: 2016, 2016-12, 2016-12-11, 2016-12-11T08:00Z."""
    match = _EDTF.match(value)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
