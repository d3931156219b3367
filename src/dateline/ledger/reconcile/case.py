"""A case: the figures of one measure and one scope, ready to be reckoned under any policy, with what was left out of them and why.

Rules:
    breakdown       a figure that breaks down a larger one of the same side ("34, including 8 officers") is never added to it
    told once       one source's same figure counts once, from when it was first told: a reprint changes nothing
    newest          of one source's figures of one scope and side the newest counts, unless it only says less exactly what an earlier
                    one says ("dozens" after 34); of two of one moment the larger, of which the other may be a part
    not asserted    what is denied, doubted, planned or threatened enters no figure and stands against it
    inside          figures told of days within a total are shown with it and not added to it
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.ledger.control.voices import Printed, speakers
from dateline.ledger.reconcile.account import Account, accounts
from dateline.ledger.reconcile.reading import is_open, most, read, stated
from dateline.ledger.reconcile.scopes import Scope, scopes
from dateline.ledger.reconcile.sides import ALL, PEOPLE, UNKNOWN
from dateline.records.entry import KeptClaim
from dateline.records.incident import Incident, Support

TOLLS: Final = frozenset({"killed", "injured", "killed_or_injured"})  # measures that a bare denial of the act speaks against
SUPERSEDED: Final = "superseded"  # opens why an account gave way to a newer one
VAGUER: Final = "says later, less exactly"  # opens why an account gave way to an earlier one
INSIDE: Final = "told of"  # opens why an account of days within a total is not added


@dataclass(frozen=True, slots=True)
class Left:
    """An account that was not counted, and why."""

    account: Account
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """The figures of one measure, unit and scope. `counted` holds one account for each source and side.

    `against`: accounts that do not assert; `denials`: the denials of the act without a figure; `inner`: accounts of scopes that
    a total includes. `outer`: the total that includes this scope, by side. `asked`: the one side that was asked about.
    `claims`: all claims of the incidents behind it. `printed`: what is known of their reports.
    """

    measure: str
    unit: str
    scope: Scope
    counted: tuple[Account, ...]
    left: tuple[Left, ...]
    against: tuple[Account, ...]
    denials: tuple[Support, ...]
    inner: tuple[Left, ...]
    outer: Mapping[str, Scope]
    asked: str | None
    claims: tuple[KeptClaim, ...]
    printed: Mapping[str, Printed]

    @property
    def is_people(self) -> bool:
        """Whether people are counted."""
        return self.unit == PEOPLE

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides with a figure, those whose side nobody tells last."""
        return tuple(sorted({a.side for a in self.counted}, key=lambda s: (s == UNKNOWN, s)))

    def of(self, side: str) -> list[Account]:
        """The counted accounts of a side."""
        return [a for a in self.counted if side in (ALL, a.side)]


@dataclass(frozen=True, slots=True)
class Material:
    """What cases are made of: the incidents, what is known of their reports, and their accounts."""

    incidents: Sequence[Incident]
    printed: Mapping[str, Printed]
    accounts: Sequence[Account]


def material(incidents: Sequence[Incident], printed: Mapping[str, Printed]) -> Material:
    """The material of some incidents."""
    return Material(incidents, printed, accounts(incidents, printed))


def cases(of: Material, method: str, asked: str | None = None) -> list[Case]:
    """The cases of the material, its words read by the method's table of number words. `asked`: only this side's figures."""
    by_key: dict[tuple[str, str], list[Account]] = {}
    for a in of.accounts:
        if asked is None or a.side == asked:
            by_key.setdefault(a.key, []).append(replace(a, numbers=read(a.figure, method)))
    known, printed = {i.id: i.claims for i in of.incidents}, of.printed
    made: list[Case] = []
    for (measure, unit), some in sorted(by_key.items()):
        found = [_sifted(s) for s in scopes(some)]
        made += (_case((measure, unit), f, found, (asked, known, printed)) for f in found)
    return made


@dataclass(frozen=True, slots=True)
class _Sifted:
    scope: Scope
    counted: tuple[Account, ...]
    left: tuple[Left, ...]
    against: tuple[Account, ...]


def _sifted(scope: Scope) -> _Sifted:
    left: list[Left] = []
    whole: list[Account] = []
    for a in scope.accounts:
        if not a.asserts:
            continue
        larger = _larger(a, scope.accounts)
        if larger is not None:
            left.append(Left(a, f"a part of “{larger}”, which is counted"))
        elif (a.numbers.low, a.numbers.best, a.numbers.high) == (None, None, None):
            left.append(Left(a, "no number was read from it"))
        else:
            whole.append(a)
    counted = list(_newest(_once(whole, left), left))
    key = {id(a): n for n, a in enumerate(scope.accounts)}
    left.sort(key=lambda x: key[id(x.account)])
    counted.sort(key=lambda a: a.rank)
    return _Sifted(scope, tuple(counted), tuple(left), tuple(a for a in scope.accounts if not a.asserts))


def _larger(account: Account, beside: Iterable[Account]) -> str | None:
    """The words of the figure of the same side and claim that this one breaks down: rule "breakdown"."""
    if account.whole is None:
        return None
    wholes = (b for b in beside if b.claim.id == account.claim.id and b.figure == account.whole and b.side == account.side)
    return next((b.figure.words for b in wholes), None)


def _once(found: Sequence[Account], left: list[Left]) -> list[Account]:
    """Rule "told once"."""
    first: dict[tuple[object, ...], Account] = {}
    for a in found:
        kept = first.setdefault((a.source, a.side, a.numbers), a)
        if kept is not a:
            copied = a.claim.report != kept.claim.report and a.claim.origin is not None and a.claim.origin == kept.claim.origin
            left.append(Left(a, "a copy of what is counted" if copied else "the same source's same figure, told again"))
    return list(first.values())


def _newest(found: Sequence[Account], left: list[Left]) -> Iterator[Account]:
    """Rule "newest"."""
    groups: dict[tuple[str, str], list[Account]] = {}
    for a in found:
        groups.setdefault((a.source, a.side), []).append(a)
    for group in groups.values():
        moment = max(a.told[0] for a in group)
        now = [a for a in group if a.told[1] >= moment]
        last = max(now, key=lambda a: (_number(a), a.rank))
        sharper = [a for a in group if is_open(last.numbers) and _number(a) > _number(last) and a not in now]
        best = max(sharper, key=lambda a: a.rank) if sharper else last
        yield best
        left += (Left(a, _why(a, best, now)) for a in group if a is not best)


def _number(account: Account) -> float:
    number = stated(account.numbers)
    return most(account.numbers) if number is None else number


def _why(account: Account, best: Account, now: Sequence[Account]) -> str:
    if account.rank > best.rank and is_open(account.numbers) and best not in now:
        return f"{VAGUER}, what “{best.figure.words}” says"
    if account in now:
        return f"taken for a part of “{best.figure.words}”, of the same source and time"
    return f"{SUPERSEDED} by the same source's “{best.figure.words}”"


def _case(
    key: tuple[str, str],
    found: _Sifted,
    every: Sequence[_Sifted],
    around: tuple[str | None, Mapping[str, Sequence[KeptClaim]], Mapping[str, Printed]],
) -> Case:
    asked, known, printed = around
    sides = {a.side for a in found.counted}
    inner = [
        Left(a, f"{INSIDE} {other.scope.words}, which lies within {found.scope.words}: included, never added")
        for other in every if found.scope.includes(other.scope) for a in other.counted if a.side in sides
    ]  # fmt: skip
    incidents = sorted({a.incident for a in found.scope.accounts})
    claims = tuple(c for i in incidents for c in known[i])
    denials = tuple(_denials(claims, printed)) if key[0] in TOLLS and not found.scope.total else ()
    return Case(
        *key,
        found.scope,
        found.counted,
        found.left,
        found.against,
        denials,
        tuple(inner),
        _outer(found, every),
        asked,
        claims,
        printed,
    )


def _outer(found: _Sifted, every: Sequence[_Sifted]) -> dict[str, Scope]:
    """The shortest total that includes the scope, for each side that both have a figure of, and for ALL."""
    around = [other for other in every if other.scope.includes(found.scope)]
    around.sort(key=lambda o: (o.scope.last - o.scope.first, o.scope.place), reverse=True)
    mine = {a.side for a in found.counted}
    made: dict[str, Scope] = {}
    for other in around:
        shared = mine & {a.side for a in other.counted}
        made.update(dict.fromkeys((*shared, ALL), other.scope) if shared else {})
    return made


def _denials(claims: Iterable[KeptClaim], printed: Mapping[str, Printed]) -> Iterator[Support]:
    """The denials of the act that give no figure."""
    for claim in sorted(claims, key=lambda c: (c.known, c.id)):
        if claim.status == "denied" and not claim.figures:
            for voice in speakers(claim, printed):
                yield Support(claim.id, claim.words, None, None, None, voice.name, claim.origin or claim.report)
