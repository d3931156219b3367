"""UCDP's way (GED codebook): low, best and high of those killed, by side, civilians apart, and those whose side nobody tells.

Rules:
    reliable        whoever is no party to the fighting, and a belligerent about its own losses
    most reliable   monitors and international bodies (and whatever is confirmed, or rests on imagery, footage or documents) before
                    states that are not fighting, officials, experts and media, before witnesses and a belligerent's own count
    best            the figure of the most reliable source; of several equally reliable ones the lower
    low, high       the lowest that a reliable source gives, the highest that any source gives
    enemy losses    what a belligerent says of its enemy's losses, or of civilians', only widens high
    undivided       a total of nobody's side is set against the sides told apart: only what is left of it is "unknown"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.case import Case
from dateline.ledger.reconcile.making import Result, agrees, counted, joined, opened, quoted, sources
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.reading import least, most, shown, stated
from dateline.ledger.reconcile.sides import ALL, UNKNOWN

RANKS: Final = {"igo": 0, "monitor": 0, "government": 1, "official": 1, "expert": 1, "media": 1, "witness": 2, "unknown": 3}
OWN: Final[int] = 2  # the rank of a belligerent about its own losses
VERIFIED: Final = frozenset({"imagery", "footage", "document"})  # evidence that lifts a claim to the first rank


def rank(account: Account) -> int:
    """How reliable an account is, 0 the most: rule "most reliable"."""
    if account.stand == "own":
        return OWN
    if account.claim.status == "confirmed" or account.claim.evidence in VERIFIED:
        return 0
    return RANKS.get(account.voice.kind, RANKS["unknown"])


def reckon(case: Case) -> Iterator[Result]:
    """The figures of each side, of those whose side is not told, and of all."""
    if case.measure != "killed" or not case.is_people:
        return
    rows = [_side(case, side) for side in case.sides if side != UNKNOWN]
    if UNKNOWN in case.sides:
        rest = _rest(_side(case, UNKNOWN), rows)
        rows += [rest] if rest else []
    yield from rows
    if (len(rows) > 1 or (rows and len(case.sides) > 1)) and case.asked is None:
        yield _all(case, rows)


def _side(case: Case, side: str) -> Result:
    mine = case.of(side)
    reliable = sorted((a for a in mine if a.stand != "rival"), key=lambda a: (rank(a), a.rank))
    high = max(most(a.numbers) for a in mine)
    if not reliable:
        reason = (
            f"Nobody but parties to the fighting speaks, of losses that are not their own, which only widens high: {quoted(mine)}."
        )
        return Result(side, None, None, high, reason, tuple(mine), opened(mine))
    telling = [a for a in reliable if stated(a.numbers) is not None]
    first = [a for a in telling if rank(a) == rank(telling[0])] if telling else []
    chosen = min(first, key=lambda a: (stated(a.numbers) or 0.0, a.rank)) if first else None
    best = stated(chosen.numbers) if chosen else None
    low = min(least(a.numbers) for a in reliable)
    low = low if best is None else min(low, best)
    by = [a for a in mine if a is chosen or (a.stand != "rival" and agrees(a, best))]
    return Result(side, low, best, high, _reason(mine, first, chosen, (low, high)), tuple(by), opened(mine))


def _reason(mine: Sequence[Account], first: Sequence[Account], chosen: Account | None, ends: tuple[float, float]) -> str:
    low, high = ends
    if chosen is None:
        return f"{quoted(mine)}: no source gives a number of its own, so there is no best figure."
    best, number = stated(chosen.numbers) or 0.0, sources(mine)
    if number == 1:
        why = f"One source gives a figure: {chosen.says}"
    elif sources(first) > 1 and len({stated(a.numbers) for a in first}) == 1:
        why = f"{counted(sources(first), 'equally reliable source').capitalize()} agree: {quoted(first)}"
    elif sources(first) > 1:
        why = f"Of {counted(sources(first), 'equally reliable source')} the lower counts: {chosen.says}"
    else:
        why = f"The most reliable of {counted(number, 'independent source')}: {chosen.says}"
    ends_of = []
    if low < best:
        lowest = min((a for a in mine if a.stand != "rival"), key=lambda a: (least(a.numbers), a.rank))
        ends_of.append(f"low {shown(low)} from {_whose(lowest)}")
    if high > best:
        highest = max(mine, key=lambda a: (most(a.numbers), a.rank))
        ends_of.append(f"high {shown(high)} from {_whose(highest)}")
    return f"{why}{'; ' if ends_of else ''}{joined(ends_of)}."


def _whose(account: Account) -> str:
    words = {"own": " on its own losses", "rival": " on losses that are not its own", "independent": ""}
    return f"{account.voice.name}{words[account.stand]}"


def _rest(whole: Result, rows: Sequence[Result]) -> Result | None:
    """What is left of an undivided total beside the sides told apart: rule "undivided"."""
    apart = sum(r.best or 0.0 for r in rows)
    if not apart:
        return whole
    low, best, high = (None if n is None else max(0.0, n - apart) for n in (whole.low, whole.best, whole.high))
    if not high:
        return None
    parts = joined([f"{shown(r.best)} {r.side}" for r in rows if r.best])
    reason = f"{quoted(whole.by)}, less the {parts} told apart."
    return Result(UNKNOWN, low, best, high, reason, whole.by, whole.notes)


def _all(case: Case, rows: Sequence[Result]) -> Result:
    low, best, high = (_sum([getattr(r, name) for r in rows]) for name in ("low", "best", "high"))
    parts = joined([f"{shown(r.best)} {r.side}" for r in rows if r.best is not None])
    reason = f"The sum of the sides: {parts}." if parts else "No side has a best figure."
    by = {id(a): a for r in rows for a in r.by} | {id(a): a for a in case.of(UNKNOWN)}
    return Result(ALL, low, best, high, reason, tuple(sorted(by.values(), key=lambda a: a.rank)))


def _sum(numbers: Sequence[float | None]) -> float | None:
    given = [n for n in numbers if n is not None]
    return sum(given) if given else None


UCDP: Final = Policy(
    "ucdp", "UCDP: low, best and high by side",
    "the most reliable independent source, the lower where that cannot be told; a belligerent's word on its enemy only widens high",
    "people killed", "ucdp", reckon,
)  # fmt: skip
