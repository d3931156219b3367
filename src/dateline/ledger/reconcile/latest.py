"""The newest figure of a running toll, with the figures before it: 34, then dozens, then nearly 120.

Rules:
    newest          the figure of the scope that was told last; of several told together that of the most reliable source, as UCDP
                    ranks them, and of equally reliable ones the lower
    parties         a belligerent on losses that are not its own only where nobody else gives a figure
    history         the figures of this scope, and of the days that a total includes, by the time at which they were told
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.knowledge.numbers import CODEBOOK
from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.case import INSIDE, SUPERSEDED, Case, Left
from dateline.ledger.reconcile.making import Result, agrees, opened
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.reading import most, stated
from dateline.ledger.reconcile.ucdp import rank
from dateline.records.edtf import show_instant

LONG: Final[int] = 12  # figures of a history that are told; of a longer one the first and the last


def reckon(case: Case) -> Iterator[Result]:
    """Every side's newest figure, of whatever is counted."""
    for side in case.sides:
        mine = case.of(side)
        eligible = [a for a in mine if a.stand != "rival"] or mine
        moment = max(a.told[0] for a in eligible)
        now = [a for a in eligible if a.told[1] >= moment]
        chosen = min(now, key=lambda a: (rank(a), stated(a.numbers) or most(a.numbers), a.rank))
        best = stated(chosen.numbers)
        by = [a for a in eligible if a is chosen or agrees(a, best)]
        n = chosen.numbers
        past = _history(case, chosen)
        notes = (*((f"history: {' → '.join(past)}",) if len(past) > 1 else ()), *opened([chosen]))
        yield Result(side, n.low, best, n.high, _reason(chosen, now, past), tuple(by), notes)


def _reason(chosen: Account, now: Sequence[Account], past: Sequence[str]) -> str:
    kind = "The most reliable of the newest figures" if len({a.source for a in now}) > 1 else "The newest figure"
    before = f"; it follows {' → '.join(past[:-1])}" if len(past) > 1 else ""
    return f"{kind}, told {_day(chosen)}: {chosen.says}{before}."


def _history(case: Case, chosen: Account) -> list[str]:
    """The figures that came before the chosen one, each when it was first told, and itself; of many the first and the last."""
    others = [*(a for a in case.of(chosen.side) if a.told[1] < chosen.told[0]), *(x.account for x in _gone(case, chosen))]
    told = [a for a in sorted(others, key=lambda a: (a.told[1], a.rank)) if a is not chosen]
    lines = [f"“{a.figure.words}” ({_day(a)}{'' if a.source == chosen.source else f', {a.voice.name}'})" for a in (*told, chosen)]
    lines = list(dict.fromkeys(lines))
    return lines if len(lines) <= LONG else [*lines[:2], f"{len(lines) - 4} more", *lines[-2:]]


def _gone(case: Case, chosen: Account) -> list[Left]:
    """What gave way to a newer figure, or is included in a total."""
    left = (x for x in (*case.left, *case.inner) if x.account.side == chosen.side)
    return [x for x in left if x.why.startswith((SUPERSEDED, INSIDE)) and x.account.told[1] <= chosen.told[1]]


def _day(account: Account) -> str:
    """When it was told: a day, or an hour where the report gives one."""
    first, last = account.told
    return show_instant(first).replace("T", " ").replace(":00Z", "Z") if first == last else show_instant(first)[:10]


LATEST: Final = Policy(
    "latest", "Running toll: the newest figure", "the newest figure of the same scope by publication, with those before it",
    "whatever is counted", CODEBOOK, reckon,
)  # fmt: skip
