"""Figures under the field's own methods: the same claims, each method's figure, each with its reasons. Pure: incidents in, figures out.

    account, period, sides, independence   one figure by one voice: of when, whose dead, whose word
    scopes, case                           which figures may be compared, and what is left out of them
    ucdp, acled, ibc, airwars, latest      the policies, one a file
    making                                 a figure with what speaks for and against it

Nothing here overwrites a claim. The rules in full, for readers who mean to attack them: docs/method.md and
docs/how-to/reconcile-figures.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dateline.errors import DatelineError
from dateline.ledger.control.voices import Printed
from dateline.ledger.reconcile.acled import ACLED
from dateline.ledger.reconcile.airwars import AIRWARS
from dateline.ledger.reconcile.case import cases, material
from dateline.ledger.reconcile.ibc import IBC
from dateline.ledger.reconcile.latest import LATEST
from dateline.ledger.reconcile.making import reckoning
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.sides import ALL, canonical
from dateline.ledger.reconcile.ucdp import UCDP
from dateline.records.edtf import LAST_DAY
from dateline.records.incident import Incident, Reckoning

POLICIES: Final[Mapping[str, Policy]] = {p.name: p for p in (UCDP, ACLED, IBC, AIRWARS, LATEST)}
NOTHING: Final[Mapping[str, Printed]] = {}


def policies(name: str = ALL) -> tuple[Policy, ...]:
    """The policy of a name, or all. Raises DatelineError `cli.usage`."""
    if name == ALL:
        return tuple(POLICIES.values())
    if name not in POLICIES:
        raise DatelineError("cli.usage", f"--policy {name!r} is none of {', '.join((*POLICIES, ALL))}.")
    return (POLICIES[name],)


def reconcile(
    incidents: Incident | Sequence[Incident], policy: str = ALL, printed: Mapping[str, Printed] = NOTHING, side: str | None = None
) -> tuple[Reckoning, ...]:
    """The figures of an incident, or of several together, under one policy or under all; the order of claims does not matter.

    One figure for each measure, unit, side and scope, totals last and the longest of them at the end. `printed` tells whose
    own voice a report is; `side`: only that side's figures. Raises DatelineError `cli.usage` for an unknown policy.
    """
    some = [incidents] if isinstance(incidents, Incident) else sorted(incidents, key=lambda i: i.id)
    found = material(some, printed)
    asked = None if side is None else canonical(side, {a.side for a in found.accounts})
    return tuple(
        reckoning(p.name, case, result)
        for p in policies(policy)
        for case in sorted(cases(found, p.method, asked), key=lambda c: (c.measure, c.unit, c.scope.total, c.scope.place))
        for result in p.reckon(case)
    )


def headlines(found: Iterable[Reckoning], days: tuple[int, int] | None = None) -> tuple[Reckoning, ...]:
    """The figures that stand for one incident: of each policy, measure and unit those of one scope, so that nothing counts twice.

    It is the scope whose days are nearest to those of the incident (`days`, ordinals); of several, and without days, the act's
    before a total's, and the shorter before the longer.
    """
    groups: dict[tuple[str, str, str], list[Reckoning]] = {}
    for r in found:
        groups.setdefault((r.policy, r.measure, r.unit), []).append(r)
    chosen = []
    for some in groups.values():
        best = min(some, key=lambda r: (_distance(r, days), r.scope == "total", _length(r), r.days or (0, 0)))
        chosen += [r for r in some if (r.scope, r.days) == (best.scope, best.days)]
    return tuple(chosen)


def _distance(r: Reckoning, days: tuple[int, int] | None) -> int:
    """Days by which a figure's beginning and end are off the incident's; one whose time is not told comes after all others."""
    if days is None:
        return 0
    return LAST_DAY if r.days is None else abs(r.days[0] - days[0]) + abs(r.days[1] - days[1])


def _length(r: Reckoning) -> int:
    return r.days[1] - r.days[0] if r.days else LAST_DAY


__all__ = ["ALL", "POLICIES", "Policy", "headlines", "policies", "reconcile"]
