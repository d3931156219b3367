"""How a place stands at one moment, and what an act makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.ledger.control.acts import Act
from dateline.ledger.control.statement import UNNAMED, WHOLE
from dateline.ledger.control.voices import Sides
from dateline.records.control import Extent
from dateline.records.spell import HeldAs

EVERYTHING: Final = frozenset({WHOLE})


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in a place, each with the parts that it has (WHOLE: all of it, or all that others do not have).

    `gone`: who is known to have left since a whole was last taken. `open_rest`: somebody unsaid may have the rest. `disputed`:
    accounts of who is there cannot both be true.
    """

    present: Mapping[str, frozenset[str]] = field(default_factory=dict)
    gone: frozenset[str] = field(default=frozenset(), compare=False)
    open_rest: bool = True
    disputed: bool = False

    @property
    def holders(self) -> tuple[str, ...]:
        """The parties that are there, by name."""
        return tuple(sorted(self.present))

    @property
    def extent(self) -> Extent:
        """Whole if one party has all of the place, else part."""
        return "whole" if list(self.present.values()) == [EVERYTHING] and not self.disputed else "part"


Shown = tuple[HeldAs, tuple[str, ...], Extent]


def shown(standing: Standing, known: Sides) -> Shown:
    """What sets one spell apart from the next: held, contested or unknown, by whom, and to what extent.

    Rule "allies": parties that the claims name as helping each other do not contest a place between them, they hold it together.
    """
    holders, extent = standing.holders, standing.extent
    if not holders:
        return "unknown", (), extent
    if len(holders) > 1 and all(known.together(a, b) for a in holders for b in holders):
        whole = any(parts >= EVERYTHING for parts in standing.present.values())
        return "held", holders, "whole" if whole else "part"
    if standing.disputed or len(holders) > 1:
        return "contested", holders, extent
    return "held" if extent == "whole" or not standing.open_rest else "contested", holders, extent


def after(standing: Standing, act: Act) -> Standing:
    """How the place stands once the act is done.

    Taking the whole ends every other presence. Taking a part leaves the others where they are, but out of that part; the party
    that it was taken from has the rest, if it was not known to be there. Who comes back to a part of a place that it had left finds
    somebody unsaid there. Who leaves is gone, and nobody unsaid has a rest of the
    place; if nobody else is said to be in it, it is in unknown hands.
    """
    if not act.gains:
        return _left(standing, act.party, act.part)
    if act.part == WHOLE:
        return Standing({act.party: EVERYTHING}, open_rest=False)
    mine = standing.present.get(act.party, frozenset())
    parts = mine if mine == EVERYTHING else mine | {act.part}
    present = {act.party: parts}
    for other, had in standing.present.items():
        kept = had - {act.part} if act.part != UNNAMED else had
        if other != act.party and kept:
            present[other] = kept
    for loser in act.losers:
        if loser not in standing.present and loser != act.party and standing.open_rest:
            present[loser] = EVERYTHING
    returns = act.party in standing.gone and not standing.present  # whoever drove it out, and is not named, has the rest
    return Standing(present, standing.gone - set(present), standing.open_rest or returns, standing.disputed and len(present) > 1)


def _left(standing: Standing, party: str, part: str) -> Standing:
    had = standing.present.get(party)
    present = {p: parts for p, parts in standing.present.items() if p != party}
    if part == WHOLE:
        return Standing(present, standing.gone | {party}, False, standing.disputed and len(present) > 1)
    if had is None:
        return standing
    if had == EVERYTHING:
        return replace(standing, present={**present, party: frozenset({UNNAMED})}, open_rest=True) if part == UNNAMED else standing
    kept = had - {part}
    return replace(standing, present={**present, party: kept} if kept else present)


def together(standings: Sequence[Standing]) -> Standing:
    """How the place stands after acts between which no order is told, by the ends that each order may lead to."""
    if any(s != standings[0] for s in standings):
        return disputed(standings)
    gone = frozenset().union(*(s.gone for s in standings)) - set(standings[0].present)
    return replace(standings[0], gone=gone)


def disputed(standings: Iterable[Standing]) -> Standing:
    """The place contested by everybody whom the accounts leave there."""
    present: dict[str, frozenset[str]] = {}
    open_rest, gone = False, frozenset[str]()
    for standing in standings:
        open_rest, gone = open_rest or standing.open_rest, gone | standing.gone
        for party, parts in standing.present.items():
            present[party] = present.get(party, frozenset()) | parts
    return Standing(present, gone - set(present), open_rest, disputed=True)
