"""Iraq Body Count's way: the minimum and the maximum of civilians killed and injured.

Rules:
    civilians       only civilians are counted; women, children, journalists and aid workers are, until a source says otherwise
    minimum         the lowest figure of civilians
    maximum         the highest figure, of people whose civilian status is disputed or not told too, less the fighters among them
    two sources     an entry needs two independent sources; one that has a single source is marked
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.case import Case
from dateline.ledger.reconcile.making import Result, counted, joined, opened, quoted, sources
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.reading import least, most, shown
from dateline.ledger.reconcile.sides import CIVILIANS

MEASURES: Final = frozenset({"killed", "injured"})
ENOUGH: Final[int] = 2  # independent sources that an entry needs
SINGLE: Final = "single-source entry"


def reckon(case: Case) -> Iterator[Result]:
    """Civilians, if any source may speak of them."""
    sure = [a for a in case.counted if a.civil == "yes"]
    perhaps = [a for a in case.counted if a.civil == "maybe"]
    if case.measure not in MEASURES or not case.is_people or not sure + perhaps:
        return
    low = min((least(a.numbers) for a in sure), default=0.0)
    high = max([*(most(a.numbers) for a in sure), *(_civilians(case, a) for a in perhaps), low])
    some = sorted(sure + perhaps, key=lambda a: a.rank)
    yield Result(CIVILIANS, low, None, high, _reason(sure, perhaps, (low, high)), tuple(some), _notes(some))


def _civilians(case: Case, account: Account) -> float:
    """The most civilians that may be among people whose status is not told: without the fighters that the same source counts."""
    fighters = [
        a for a in case.counted if a.civil == "no" and a.source == account.source and a.claim.report == account.claim.report
    ]
    return max(0.0, most(account.numbers) - sum(least(a.numbers) for a in fighters))


def _reason(sure: Sequence[Account], perhaps: Sequence[Account], ends: tuple[float, float]) -> str:
    low, high = (shown(n) for n in ends)
    number = sources([*sure, *perhaps])
    from_ = "one source, so a single-source entry" if number == 1 else f"{counted(number, 'independent source')}"
    if not sure:
        return f"From {from_}: minimum {low}, for nobody says that the dead are civilians, maximum {high}, for they may be ({quoted(perhaps)})."
    tail = f", with {quoted(perhaps)}, whose status is not told" if perhaps and ends[1] > max(most(a.numbers) for a in sure) else ""
    return f"From {from_}: minimum {low} and maximum {high}, by {quoted(sure)}{tail}."


def _notes(accounts: Sequence[Account]) -> tuple[str, ...]:
    rival = [a.voice.name for a in accounts if a.stand == "rival"]
    party = (f"{joined(rival)} is a party to the fighting",) if rival else ()
    return ((SINGLE,) if sources(accounts) < ENOUGH else ()) + party + opened(accounts)


IBC: Final = Policy(
    "ibc", "Iraq Body Count: minimum and maximum", "the lowest and the highest figure of civilians; two independent sources, or marked",
    "civilians killed or injured", "ibc", reckon,
)  # fmt: skip
