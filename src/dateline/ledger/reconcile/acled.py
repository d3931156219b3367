"""ACLED's way: one number of fatalities, the most conservative that an independent source reports.

Rules:
    conservative    of several figures the lowest; "dozens" is 12, "hundreds" 100, "tens" 10 (knowledge/numbers/numbers.yaml)
    independent     whoever is no party to the fighting, and a belligerent about its own losses; a belligerent about others' losses
                    only where nobody else gives a figure
    no groups       fatalities are one number: the sides' figures are summed, and a total of nobody's side is set against the sum,
                    not added to it; the larger of the two stands
    fatalities      those killed; the injured are not counted
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.case import Case
from dateline.ledger.reconcile.making import Result, agrees, counted, joined, opened, reread, sources
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.reading import least, shown, stated
from dateline.ledger.reconcile.sides import ALL, UNKNOWN

METHOD: Final = "acled"


def reckon(case: Case) -> Iterator[Result]:
    """The fatalities of all sides together, or those of the side asked about."""
    if case.measure != "killed" or not case.is_people or not case.counted:
        return
    chosen = {side: _lowest(case.of(side)) for side in case.sides}
    whole = chosen.get(UNKNOWN)
    named = [a for side, a in chosen.items() if side != UNKNOWN]
    total = sum(_number(a) for a in named)
    by = [whole] if whole is not None and _number(whole) >= total else named
    figure = sum(_number(a) for a in by)
    agreeing = [a for a in case.counted if a not in by and a.stand != "rival" and len(by) == 1 and a.side == by[0].side]
    also = [a for a in agreeing if agrees(a, figure)] + [a for a in chosen.values() if a not in by and _is_held(a, by, whole)]
    notes = (*reread(by, METHOD), *opened(by))
    yield Result(case.asked or ALL, figure, figure, figure, _reason(case, by, whole), (*by, *also), notes)


def _is_held(account: Account, by: Sequence[Account], whole: Account | None) -> bool:
    """Whether an account is of a part of the whole that counts, or of a whole that the sum of the sides may make up."""
    return by == [whole] or (account is whole and agrees(account, sum(_number(a) for a in by)))


def _lowest(accounts: Sequence[Account]) -> Account:
    """The most conservative account of a side: rules "conservative" and "independent"."""
    some = [a for a in accounts if a.stand != "rival"] or accounts
    return min(some, key=lambda a: (_number(a), a.rank))


def _number(account: Account) -> float:
    number = stated(account.numbers)
    return least(account.numbers) if number is None else number


def _reason(case: Case, by: Sequence[Account], whole: Account | None) -> str:
    if len(by) > 1:
        parts = joined([f"{shown(_number(a))} {a.side} ({a.voice.name}, “{a.figure.words}”)" for a in by])
        return f"Of each side the most conservative figure, in one number: {parts}."
    (one,) = by
    if one.stand == "rival":
        return f"Nobody but a party to the fighting gives a figure: {one.says}."
    some = [a for a in case.of(one.side) if a.stand != "rival"]
    number = sources(some)
    beside = ", which is taken to hold the sides told apart" if one is whole and len(case.sides) > 1 else ""
    if number == 1:
        return f"The only figure of an independent source: {one.says}{beside}."
    return f"The most conservative of the figures of {counted(number, 'independent source')}: {one.says}{beside}."


ACLED: Final = Policy(
    "acled", "ACLED: fatalities", "the most conservative figure of an independent source, in one number for all sides", "people killed",
    METHOD, reckon,
)  # fmt: skip
