"""What one time expression means, and what it is read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.coding.time.days import Grain, Reference, cut
from dateline.records import TimePrecision
from dateline.records.basis import How

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression is read against: the report's date, the story's last resolved time, and the tense around it."""

    issued: Reference | None
    anchor: Reference | None
    tense: Tense | None
    day: Reference | None = None  # the last time that the story gave to the day

    @property
    def told(self) -> Reference | None:
        """The story's own last time, else the report's date."""
        return self.anchor or self.issued

    @property
    def told_day(self) -> Reference | None:
        """The story's last day, else the report's date."""
        return self.day or self.issued


@dataclass(frozen=True, slots=True)
class Meaning:
    """An EDTF value with its precision, the rule that gave it, and the time that the story stands at after it."""

    value: str | None
    precision: TimePrecision
    rule: str
    anchor: Reference | None = None
    how: How = "stated"


def unresolved(rule: str) -> Meaning:
    """An expression whose value cannot be known."""
    return Meaning(None, "unknown", rule, None, "inferred")


def at_day(day: date, rule: str, how: How = "stated", precision: TimePrecision = "day") -> Meaning:
    """A day; the story goes on from it."""
    return Meaning(day.isoformat(), precision, rule, Reference(day), how)


def at_grain(day: date, grain: Grain, rule: str, how: How = "stated") -> Meaning:
    """A day, month or year; the story goes on from it."""
    return Meaning(cut(day, grain), grain, rule, Reference(day, grain), how)


def coarser(one: Grain, other: Grain) -> Grain:
    """The coarser of two grains."""
    order: tuple[Grain, ...] = ("day", "month", "year")
    return max(one, other, key=order.index)
