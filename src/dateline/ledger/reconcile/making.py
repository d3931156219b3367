"""A figure and the accounts for and against it, as a Reckoning; and the words that the policies' reasons share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.ledger.reconcile.account import Account
from dateline.ledger.reconcile.case import Case
from dateline.ledger.reconcile.reading import is_open, least, most, read
from dateline.ledger.reconcile.sides import ALL
from dateline.records.incident import Grade, Reckoning

APPROXIMATE: Final[float] = 0.1  # share of a number by which "about" and "nearly" may be off
LONGEST: Final[int] = 6  # accounts that a reason quotes
NUMERALS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Result:
    """What a policy makes of a side's figures: low, best, high, the reason in one sentence, and the accounts that it rests on."""

    side: str
    low: float | None
    best: float | None
    high: float | None
    reason: str
    by: tuple[Account, ...]
    notes: tuple[str, ...] = ()
    grade: Grade | None = None


def reckoning(policy: str, case: Case, result: Result) -> Reckoning:
    """The result with what speaks for and against it. Raises nothing."""
    mine = [a for a in case.counted if result.side in (ALL, a.side) or a in result.by]
    ids = {id(a) for a in result.by}
    sides = {result.side, *(a.side for a in result.by)}
    against = [a for a in case.against if ALL in sides or a.side in sides]
    left = [x for x in (*case.left, *case.inner) if ALL in sides or x.account.side in sides]
    outer = case.outer.get(result.side)
    dissenting = [*(a.support() for a in mine if id(a) not in ids), *(a.support() for a in against), *case.denials]
    notes = [f"{x.account.says}: {x.why}" for x in left]
    notes += [f"{a.says}: {a.claim.status}, not counted" for a in against]
    notes += [f"{d.voice} denies it: “{d.words}”" for d in case.denials]
    notes += [f"below {a.says}, which lies within" for a in _larger_parts(case, result)]
    return Reckoning(
        policy, case.measure, case.unit, result.side, result.low, result.best, result.high, result.reason,
        tuple(a.support() for a in result.by), tuple(dissenting), tuple(x.account.support() for x in left),
        (*notes, *result.notes), result.grade, "total" if case.scope.total else "act", case.scope.days, outer.days if outer else None,
    )  # fmt: skip


def _larger_parts(case: Case, result: Result) -> list[Account]:
    """The accounts of days within a total that are larger than its low figure."""
    whole = result.low if result.low is not None else result.high
    inner = [x.account for x in case.inner if result.side in (ALL, x.account.side)]
    return [a for a in inner if whole is not None and least(a.numbers) * (1 - _room(a)) > whole]


def _room(account: Account) -> float:
    """How far off the number may be, as a share of it: "about" and "nearly"."""
    return APPROXIMATE if account.numbers.approximate else 0.0


def agrees(account: Account, number: float | None) -> bool:
    """Whether the account allows the number: its words, "about" and "nearly" with some room, hold it."""
    if number is None:
        return True
    n = account.numbers
    room = _room(account)
    return least(n) * (1 - room) <= number and (is_open(n) or number <= most(n) * (1 + room))


def quoted(accounts: Iterable[Account]) -> str:
    """Who says what, joined: "A, “34”; B, “40” and C, “dozens”"; of many the first."""
    said = [a.says for a in accounts]
    return joined(said if len(said) <= LONGEST else [*said[:LONGEST], f"{len(said) - LONGEST} more"], "; ")


def joined(parts: Sequence[str], mark: str = ", ") -> str:
    """Parts of a sentence with "and" before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{mark.join(parts[:-1])} and {parts[-1]}"


def counted(number: int, noun: str) -> str:
    """A small number in words with its noun: "two independent sources"."""
    word = NUMERALS[number] if number < len(NUMERALS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}"


def sources(accounts: Iterable[Account]) -> int:
    """How many independent sources the accounts come from."""
    return len({a.source for a in accounts})


def reread(accounts: Iterable[Account], method: str) -> tuple[str, ...]:
    """A note for each account whose words the method reads otherwise than the codebook does."""
    changed = [a for a in accounts if read(a.figure, method) != a.figure.numbers]
    return tuple(f"“{a.figure.words}” is {most(a.numbers):,.0f} by this method's table of number words" for a in changed)


def opened(accounts: Iterable[Account]) -> tuple[str, ...]:
    """A note where the highest number is one that its words leave open."""
    some = [a for a in accounts if is_open(a.numbers)]
    top = max((most(a.numbers) for a in some), default=None)
    words = joined([f"“{a.figure.words}”" for a in some if most(a.numbers) == top])
    return (f"{words}: open above, the number printed stands",) if words else ()


__all__ = ["Result", "agrees", "counted", "joined", "opened", "quoted", "reckoning", "reread", "sources"]
