"""Airwars' way: the minimum and the maximum of those killed and injured, civilians and each belligerent apart, and a grade of the harm to civilians.

Grades (rules by these names):
    discounted      all the dead are said to be fighters
    contested       sources name different culprits, or a culprit is named and denies it
    confirmed       the belligerent that is named accepts that it harmed civilians
    fair            two or more independent sources that are no party to the fighting, and a belligerent named
    weak            a single such source, or none, or nobody named
Airwars discounts also what another party most likely did; Dateline does not weigh likelihoods and calls that contested.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.ledger.entries import fold
from dateline.ledger.reconcile.account import ASSERTING
from dateline.ledger.reconcile.case import Case
from dateline.ledger.reconcile.culprits import Naming, namings, rivals
from dateline.ledger.reconcile.making import Result, counted, joined, opened, quoted, sources
from dateline.ledger.reconcile.policy import Policy
from dateline.ledger.reconcile.reading import least, most, shown
from dateline.ledger.reconcile.sides import CIVILIANS
from dateline.records.incident import Grade

MEASURES: Final = frozenset({"killed", "injured"})
CREDIBLE: Final[int] = 2  # independent sources of a fair report


def reckon(case: Case) -> Iterator[Result]:
    """Each side's minimum and maximum, all with the grade of the incident."""
    if case.measure not in MEASURES or not case.is_people or not case.counted:
        return
    grade, why = _grade(case)
    for side in case.sides:
        mine = case.of(side)
        low, high = min(least(a.numbers) for a in mine), max(most(a.numbers) for a in mine)
        span = f"minimum and maximum {shown(low)}" if low == high else f"minimum {shown(low)} and maximum {shown(high)}"
        yield Result(
            side, low, None, high, f"{grade.capitalize()}, for {why}: {span}, by {quoted(mine)}.", tuple(mine), opened(mine), grade
        )


def _grade(case: Case) -> tuple[Grade, str]:
    """The grade and why."""
    harmed = [a for a in case.counted if a.civil != "no"]
    if not harmed:
        return "discounted", "those harmed are all said to be fighters"
    named = namings(case.claims, case.printed)
    clash = rivals(named, case.claims)
    if clash:
        one, other = clash[0]
        return "contested", f"{_words(one)} and {_words(other)}"
    accepts = next((n for n in named if n.own and not n.denied and _of_civilians(n)), None)
    if accepts:
        return "confirmed", f"{accepts.party} accepts it"
    credible = [a for a in harmed if a.stand == "independent"]
    culprits = sorted({n.party for n in named if not n.denied} or _fighting(case))
    if sources(credible) >= CREDIBLE and culprits:
        return "fair", f"{counted(sources(credible), 'independent source')} tell of it and {joined(culprits)} is named"
    if sources(credible) >= CREDIBLE:
        return "weak", "no belligerent is named"
    return "weak", "a single independent source tells of it" if credible else "only a party to the fighting tells of it"


def _words(naming: Naming) -> str:
    return f"{naming.voice.name} {'denies that it was' if naming.denied else 'names'} {naming.party}"


def _of_civilians(naming: Naming) -> bool:
    """Whether the claim by which a party takes an act upon itself says that civilians were harmed."""
    claim = naming.claim
    targets = any(p.role == "target" and fold(p.name).startswith(CIVILIANS) for p in claim.parties)
    return claim.status in ASSERTING and (targets or any(f.group == CIVILIANS for f in claim.figures))


def _fighting(case: Case) -> set[str]:
    """The sides that acted in a battle, which is no one side's doing."""
    return {p.name for c in case.claims for p in c.parties if p.role == "initiator"}


AIRWARS: Final = Policy(
    "airwars", "Airwars: minimum and maximum, graded", "the lowest and the highest figure of any source, and how well the harm is attested",
    "people killed or injured", "airwars", reckon,
)  # fmt: skip
