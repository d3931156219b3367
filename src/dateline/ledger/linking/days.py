"""How the times of two accounts compare: the same day, a day apart, a stretch that holds the other, or too vague to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.ledger.linking.account import Account
from dateline.records.edtf import FIRST_DAY, LAST_DAY

DAY: Final[int] = 86_400_000_000  # microseconds
EPOCH: Final[int] = date(1970, 1, 1).toordinal()
BEFORE: Final[int] = 3  # days before its report within which an act without a word about time is looked for
LONG: Final[int] = 45  # days from which a stretch of time is compared with like stretches only
VAGUE: Final[int] = 8  # days from which a stretch says little about the day
OFF: Final[float] = 4.0  # days by which the report's day may miss the act's before a vague time says next to nothing
LEAST: Final[float] = 0.2  # degree of a time that says next to nothing: a month that holds the day
WEEK: Final[float] = 7.0  # days apart at which two acts are as far apart as can be told
ONE_DAY: Final = frozenset({"day", "exact"})  # precisions that give a day
LASTING: Final = "range"  # precision of an act that goes on throughout


@dataclass(frozen=True, slots=True)
class Timing:
    """How two times compare: "same", "next" (a day apart), "before" (a day apart, and told before the
    other's day), "begin" (both begin alike), "within" (one lasted while the other was),
    "overlap", "vague", "apart", "unknown".

    `degree` 0 to 1; `gap` days between them, 0 where they meet.
    """

    kind: str
    degree: float
    gap: int = 0


def window(account: Account) -> tuple[int, int] | None:
    """The first and last day on which the act may lie; an act without a word about time lies shortly before its report.

    What is told to go on ("since Wednesday") goes on up to the telling.
    """
    if account.days is None:
        return None
    first, last = account.days
    if last == LAST_DAY and first != FIRST_DAY:
        return first, max(first, EPOCH + account.known // DAY)
    return (first - BEFORE, last) if account.precision == "unknown" else account.days


def is_long(span: tuple[int, int]) -> bool:
    """Whether a stretch is so long that it is compared with like stretches only: a campaign, a year, an open end."""
    return span[1] - span[0] >= LONG


def timing(a: Account, b: Account) -> Timing:
    """How the times of two accounts compare."""
    left, right = window(a), window(b)
    if left is None or right is None:
        return Timing("unknown", 1.0)
    gap = max(0, right[0] - left[1], left[0] - right[1])
    one, other = a.precision in ONE_DAY, b.precision in ONE_DAY
    if gap:
        sooner, begin = (a, right[0]) if left[1] < right[0] else (b, left[0])
        if gap == 1 and EPOCH + sooner.known // DAY < begin:
            return Timing("before", 1.0, 1)
        if gap == 1 and (one or other or LASTING in (a.precision, b.precision)):
            return Timing("next", 1.0, 1)
        return Timing("apart", min(1.0, gap / WEEK), gap)
    if "unknown" in (a.precision, b.precision) and a.days is not None and b.days is not None:
        off = max(0, b.days[0] - a.days[1], a.days[0] - b.days[1])
        return Timing("vague", max(LEAST, 1 - off / OFF) if right[1] - right[0] < VAGUE > left[1] - left[0] else LEAST)
    if a.days == b.days and ((one and other) or a.precision == b.precision == LASTING):
        return Timing("same", 1.0)
    if LASTING in (a.precision, b.precision) and left[0] == right[0]:
        return Timing("begin", 1.0)
    if _holds(a, left, right) or _holds(b, right, left):
        return Timing("within", max(LEAST, 1 - (max(left[1] - left[0], right[1] - right[0]) + 1) / LONG))
    shared = min(left[1], right[1]) - max(left[0], right[0]) + 1
    share = shared / (max(left[1], right[1]) - min(left[0], right[0]) + 1)
    if max(left[1] - left[0], right[1] - right[0]) >= VAGUE and not a.precision == b.precision == LASTING:
        return Timing("vague", max(LEAST, share))
    return Timing("overlap", 0.5 + share / 2)


def _holds(a: Account, span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether an account's act lasted throughout a stretch that holds the other's time."""
    return a.precision == LASTING and span[0] <= other[0] and other[1] <= span[1]
