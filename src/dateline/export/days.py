"""When an incident took place, as other schemes ask for it: a first and a last day, and how exactly they are known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.records.edtf import FIRST_DAY, LAST_DAY
from dateline.records.incident import Incident

WEEK: Final[int] = 7  # days
MONTH: Final[int] = 31  # days
YEAR: Final[int] = 366  # days


@dataclass(frozen=True, slots=True)
class Period:
    """The days of an incident; None for an end that is open or not known.

    `lasting`: it lasted from the first to the last day, else it took place once between them. `assumed`: no account tells the
    time, and the day is that of the first report.
    """

    first: date | None
    last: date | None
    edtf: str | None
    lasting: bool
    assumed: bool

    @property
    def length(self) -> int | None:
        """How many days from the first to the last, both counted; None where an end is open."""
        return None if self.first is None or self.last is None else (self.last - self.first).days + 1

    @property
    def words(self) -> str:
        """The days for a sentence: "on 11 December 2016", "between 1 and 31 December 2016", "from 1 September 2015 on"."""
        if self.first is None and self.last is None:
            return "at a time that is not told"
        if self.first is None or self.last is None:
            return f"from {_day(self.first)} on" if self.first is not None else f"until {_day(self.last)}"
        if self.first == self.last:
            return f"{'by' if self.assumed else 'on'} {_day(self.first)}"
        both = f"{_day(self.first)} {'to' if self.lasting else 'and'} {_day(self.last)}"
        return f"{'from' if self.lasting else 'between'} {both}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%B %Y}"


def period(incident: Incident) -> Period:
    """The period of an incident, with what most of the claims that tell these days say of them."""
    if incident.days is None:
        return Period(None, None, None, False, False)
    dated = [c for c in incident.claims if c.days is not None]
    alike = [c for c in dated if c.days == incident.days]
    values = Counter(c.when for c in alike if c.when)
    first, last = incident.days
    ends = (None if first == FIRST_DAY else date.fromordinal(first), None if last == LAST_DAY else date.fromordinal(last))
    told = min(values, key=lambda v: (-values[v], v)) if values else _edtf(*ends)
    lasting = sum(c.when_precision == "range" for c in alike) * 2 > len(alike) or (not alike and first != last)
    assumed = bool(dated) and all(c.when_precision == "unknown" for c in alike or dated)
    return Period(*ends, told, lasting, assumed)


def _edtf(first: date | None, last: date | None) -> str:
    """An interval in EDTF level 1."""
    if first == last and first is not None:
        return first.isoformat()
    return f"{first.isoformat() if first else ''}/{last.isoformat() if last else '..'}"
