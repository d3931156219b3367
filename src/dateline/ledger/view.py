"""From where the record is looked at: which claims a question sees."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.records.edtf import day_span, instants


@dataclass(frozen=True, slots=True)
class View:
    """The filters that every question takes; None: no limit. Dates are EDTF ("2016-12-11", "2016-12-11T12:00Z").

    `as_of`: what was published by then (a date: by its end). `recorded_as_of`: what the ledger held by then, corrections
    included. `during`: the event's time overlaps it. `box`: west, south, east, north in degrees (west may exceed east: across
    the date line). Names (`actor`, `speaker`, `place`) are matched folded: case, accents and hyphens do not matter.
    `report` and `event` are ids (a prefix will do; a report's own name too).
    `private`: show names of private persons (withheld otherwise). `withdrawn`: show superseded and withdrawn claims too.
    `min_score`: of what only a machine vouches for, claims of this score or a higher one; what a person coded, corrected or
    judged, and what a data set brought, is shown whatever its score.
    """

    as_of: str | None = None
    recorded_as_of: str | None = None
    during: str | None = None
    type: str | None = None
    actor: str | None = None
    speaker: str | None = None
    place: str | None = None
    country: str | None = None
    status: str | None = None
    measure: str | None = None
    report: str | None = None
    event: str | None = None
    box: tuple[float, float, float, float] | None = None
    private: bool = False
    withdrawn: bool = False
    min_score: float | None = None

    def __post_init__(self) -> None:
        for name in ("as_of", "recorded_as_of"):
            _instant(getattr(self, name), name)
        if self.during is not None and day_span(self.during) is None:
            raise DatelineError("ledger.date", f"during {self.during!r}")
        if self.min_score is not None and not 0 <= self.min_score <= 1:
            raise DatelineError("ledger.score", repr(self.min_score))
        if self.box is not None and not _is_box(self.box):
            raise DatelineError("ledger.box", repr(self.box))

    @property
    def published_until(self) -> int | None:
        """The last instant of `as_of` (microseconds since 1970, UTC)."""
        return _instant(self.as_of, "as_of")

    @property
    def recorded_until(self) -> int | None:
        """The last instant of `recorded_as_of`."""
        return _instant(self.recorded_as_of, "recorded_as_of")

    @property
    def days(self) -> tuple[int, int] | None:
        """First and last ordinal day of `during`."""
        return day_span(self.during)


def _is_box(box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return -90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180


def _instant(value: str | None, name: str) -> int | None:
    if value is None:
        return None
    span = instants(value)
    if span is None:
        raise DatelineError("ledger.date", f"{name} {value!r}")
    return span[1]
