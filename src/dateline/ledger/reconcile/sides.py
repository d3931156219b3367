"""Whose dead a figure counts: a side of the fighting by its name, civilians, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal

from dateline.knowledge.actors import fold, load_states, split_words
from dateline.records.entry import Figure, KeptClaim

Civil = Literal["yes", "maybe", "no"]  # whether a figure counts civilians
CIVILIANS: Final = "civilians"
UNKNOWN: Final = "unknown"
ALL: Final = "all"
PEOPLE: Final = "people"
UNARMED: Final = frozenset({"civilians", "children", "women", "journalists", "aid_workers"})  # until a source says otherwise
COMBATANTS: Final = "combatants"
_OF_COUNTRY: Final = re.compile(r".*\(([^()]+)\)\Z")  # an armed band known only by its country: "militias (Syria)"


def civil(figure: Figure) -> Civil:
    """Whether the figure counts civilians: women and children are, until a source says otherwise; "people" may be."""
    group = figure.group or UNKNOWN
    if group in UNARMED:
        return "yes"
    return "no" if group.partition(":")[0] == COMBATANTS else "maybe"


def side(figure: Figure, camps: Mapping[str, str]) -> str:
    """The side of a figure: an actor's name, CIVILIANS, UNKNOWN, or ALL for things.

    `camps`: the names that stand for another's side, as `camps` gives them.
    """
    if figure.unit != PEOPLE:
        return ALL
    kind, _, name = (figure.group or UNKNOWN).partition(":")
    if kind == COMBATANTS and name.strip():
        return camps.get(name.strip(), name.strip())
    return CIVILIANS if civil(figure) == "yes" else UNKNOWN


def camps(claims: Iterable[KeptClaim]) -> dict[str, str]:
    """The bands without a name of their own, by the government whose side they are on.

    Rule "militia beside its state": a band known only by its country ("militias (Syria)") is on the side of that country's
    government where a claim names both in one role. The case: "34 soldiers and militiamen were killed" is one loss of one side.
    """
    found: dict[str, str] = {}
    for claim in claims:
        for role in ("initiator", "target", "ally"):
            names = {p.name for p in claim.parties if p.role == role}
            for name in names:
                government = _government(name)
                if government in names and government != name:
                    found[name] = government
    return found


def _government(name: str) -> str | None:
    match = _OF_COUNTRY.match(name)
    return _governments().get(fold(match[1])) if match and fold(name) != f"civilians ({fold(match[1])})" else None


@cache
def _governments() -> Mapping[str, str]:
    return {fold(state.name): state.government for state in load_states().values()}


def canonical(name: str, known: Iterable[str]) -> str:
    """The side that a person's words mean, among those known: "syria" for "Government of Syria"; the words where none fits."""
    wanted, sides = fold(name), list(known)
    exact = [s for s in sides if fold(s) == wanted]
    words = {w.form for w in split_words(name)}
    near = [s for s in sides if words <= {w.form for w in split_words(s)}]
    return exact[0] if exact else near[0] if len(near) == 1 else name
