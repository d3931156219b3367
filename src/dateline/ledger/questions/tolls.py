"""The question what figures add up to: those of an incident, or of all incidents that a view sees, under the policies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection

from dateline.ledger.control.question import printed
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.rows import iso_day
from dateline.ledger.reconcile import reconcile
from dateline.ledger.reconcile.reading import shown
from dateline.records.incident import Incident, Reckoning, Support
from dateline.records.spell import Moment


@dataclass(frozen=True, repr=False)
class Reckonings(Answer[Reckoning]):
    """Figures, each under its policy with its reason and the claims for and against it."""

    columns: ClassVar[tuple[str, ...]] = (
        "policy", "measure", "unit", "side", "low", "best", "high", "grade", "scope", "first_day", "last_day", "within_first_day",
        "within_last_day", "reason", "supporting", "dissenting", "left_out", "notes",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("policy", "measure", "side", "days", "figure", "reason")
    noun: ClassVar[str] = "figure"

    @staticmethod
    def row(item: Reckoning) -> Row:
        """The figure, flat; its claims with their words as printed."""
        first, last = item.days or (None, None)
        outer = item.within or (None, None)
        return {
            "policy": item.policy, "measure": item.measure, "unit": item.unit, "side": item.side, "low": item.low, "best": item.best,
            "high": item.high, "grade": item.grade, "scope": item.scope, "first_day": iso_day(first), "last_day": iso_day(last),
            "within_first_day": iso_day(outer[0]), "within_last_day": iso_day(outer[1]), "reason": item.reason,
            "supporting": [_support(s) for s in item.supporting], "dissenting": [_support(s) for s in item.dissenting],
            "left_out": [_support(s) for s in item.left_out], "notes": list(item.notes),
        }  # fmt: skip

    @staticmethod
    def cells(item: Reckoning) -> tuple[str, ...]:
        """The figure in short."""
        return item.policy, item.measure, item.side, days(item), figure(item), item.reason


def _support(s: Support) -> Row:
    return {"claim": s.claim, "voice": s.voice, "words": s.words, "low": s.low, "best": s.best, "high": s.high, "origin": s.origin}


def figure(item: Reckoning) -> str:
    """The numbers of a figure in words: "34", "100–182–352" (low, best, high), "12–15", "34 or more", "up to 300"."""
    low, best, high = item.low, item.best, item.high
    given = [n for n in (low, best, high) if n is not None]
    if low is None and best is None:
        return f"up to {shown(high)}"
    if high is None:
        return f"{shown(best if best is not None else low)} or more"
    numbers = (
        "–".join(shown(n) for n in dict.fromkeys(given))
        if len(given) < 3 or low == high
        else f"{shown(low)}–{shown(best)}–{shown(high)}"
    )
    return f"{numbers} ({item.grade})" if item.grade else numbers


def days(item: Reckoning) -> str:
    """The days that a figure is told of, as EDTF; "?" where no source tells."""
    return "?" if item.days is None else span(item.days)


def span(days: tuple[int, int]) -> str:
    """Days (ordinals) as EDTF: "2016-12-08", "2016-12" for a whole month, "2016-12-08/2016-12-11"."""
    return Moment(*days).edtf


def tolls(connection: Connection, incidents: Sequence[Incident], policy: str, measure: str | None, side: str | None) -> Reckonings:
    """The figures of the incidents together, of one measure and side if they are named. Raises DatelineError `cli.usage`."""
    told = printed(connection, (c for i in incidents for c in i.claims))
    found = reconcile(incidents, policy, told, side)
    return Reckonings(tuple(r for r in found if measure is None or r.measure == measure))
