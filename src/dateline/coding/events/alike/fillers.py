"""Of two triggers: whether their doers, sufferers, places, times, voices and figures are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from dateline.coding.events.alike.matrix import Features, Matrix, both, either, held, later, pair
from dateline.records import Link, Numbers, Reading, Resolved

TOWN: Final[int] = 2  # precision of a place up to which two that differ tell acts apart
LEAST_FIGURE: Final[float] = 3.0  # a smaller one is given of many acts
ROUNDING: Final[float] = 1.2  # of "more than 60", which may be 64 and is hardly 80
DAY: Final[int] = 10  # characters of a whole date
PLAIN_NOUN: Final = "actors.words"  # who is named by a plain noun ("convoys") is no other side than a named one
ROLES: Final = ("place", "initiator", "target", "when", "source")
TOLD: Final = ("initiator", "target", "place", "when")


def _names(reading: Reading, resolved: Resolved) -> dict[str, list[set[str]]]:
    """What each trigger's ties say of its act, by role; `area`: places of any precision."""
    out: dict[str, list[set[str]]] = {role: [set() for _ in reading.triggers] for role in (*ROLES, "area")}
    for link in reading.links:
        name = _name(resolved, link)
        if link.role == "place":
            where = resolved.where[link.mention]
            if where is not None:
                out["area"][link.trigger].add(where.name)
        if name:
            out[link.role][link.trigger].add(name)
    return out


def _name(resolved: Resolved, link: Link) -> str | None:
    """What a tie says of an act: the town, the side, the voice or the time; None where it says nothing certain."""
    if link.role == "place":
        where = resolved.where[link.mention]
        return where.name if where is not None and where.precision <= TOWN else None
    if link.role in ("initiator", "target"):
        who = resolved.who[link.mention]
        return who.name if who is not None and who.name != "unknown" and who.basis.coder != PLAIN_NOUN else None
    if link.role == "when":
        when = resolved.when[link.mention]
        return when.value if when is not None else None
    if link.role == "source":
        source = resolved.source[link.mention]
        return source.name if source is not None else None
    return None


def fillers(reading: Reading, resolved: Resolved) -> Features:
    """Who, whom, where, when and who says so: of each whether both name it and agree, both name it and differ, or one names it."""
    names = _names(reading, resolved)
    out: Features = {}
    for role in (*ROLES, "area"):
        shared, named = _shared(names[role], names[role]), [bool(x) for x in names[role]]
        out[f"{role}_same"] = shared
        out[f"{role}_other"] = both(named) & ~shared
        out[f"{role}_once"] = either(named) & ~both(named)
    out["days_meet"] = out["when_other"] & _meeting(names["when"])
    crossed = _shared(names["initiator"], names["target"])
    out["crossed"] = crossed | crossed.T
    out["all_same"] = out["initiator_same"] & out["target_same"] & out["place_same"]
    out["count_same"] = np.sum([out[f"{role}_same"] for role in TOLD], 0)
    out["count_other"] = np.sum([out[f"{role}_other"] for role in TOLD], 0)
    out["later_is_placed"] = later([bool(p or w) for p, w in zip(names["place"], names["when"], strict=True)])
    out["later_has_doer"] = later([bool(x) for x in names["initiator"]])
    return out


def _shared(left: Sequence[set[str]], right: Sequence[set[str]]) -> Matrix:
    """Whether two sets meet, of each pair."""
    known = {name: i for i, name in enumerate(sorted(set[str]().union(*left, *right)))}
    return held(left, known) @ held(right, known).T > 0


def _meeting(days: Sequence[set[str]]) -> Matrix:
    """Whether a day of one lies within the days of the other: "on Sunday" and "overnight"."""
    out = np.zeros((len(days), len(days)), bool)
    given = [i for i, x in enumerate(days) if x]
    for a in given:
        for b in given:
            out[a, b] = a < b and any(_within(x, y) or _within(y, x) for x in days[a] for y in days[b])
    return out


def _within(day: str, days: str) -> bool:
    first, _, last = days.partition("/")
    return len(day) == len(first) == len(last) == DAY and first <= day <= last


def figures(reading: Reading, resolved: Resolved) -> Features:
    """The figures that each is tied to, but for small ones: whether one is given in both, or another of the same measure."""
    told: list[list[tuple[str, Numbers]]] = [[] for _ in reading.triggers]
    for link in reading.links:
        figure = resolved.howmany[link.mention]
        if figure is not None and figure.numbers.low is not None and figure.numbers.low >= LEAST_FIGURE:
            told[link.trigger].append((link.role, figure.numbers))
    n = len(told)
    agree, differ = np.zeros((n, n), bool), np.zeros((n, n), bool)
    given = [i for i, x in enumerate(told) if x]
    for a in given:
        for b in given:
            if a < b:
                agree[a, b] = _agree(told[a], told[b])
                differ[a, b] = not agree[a, b] and bool({m for m, _ in told[a]} & {m for m, _ in told[b]})
    return {"figure_same": agree, "figure_other": differ, "figure_once": pair([bool(x) for x in told], np.not_equal)}


def _agree(left: Sequence[tuple[str, Numbers]], right: Sequence[tuple[str, Numbers]]) -> bool:
    """Whether one figure is given in both: the same number, or "more than 60" of 64."""
    return any(m == n and (a.low == b.low or _rounds(a, b) or _rounds(b, a)) for m, a in left for n, b in right)


def _rounds(about: Numbers, exact: Numbers) -> bool:
    """Whether "more than" one number says the other in round words."""
    return (
        about.comparator == "gt"
        and about.low is not None
        and exact.low is not None
        and about.low < exact.low <= about.low * ROUNDING
    )
