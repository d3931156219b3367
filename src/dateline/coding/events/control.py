"""Who holds a place after an act."""

from __future__ import annotations

from typing import Final, cast

from dateline.coding.events.sides import taker
from dateline.records import ControlChange, Event, Extent, Where

TAKING: Final = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory", "territory_transfer"})
LEAVING: Final = frozenset({"withdrawal"})
EXACT: Final[int] = 1  # precision of the place itself; 2 is near it
LARGEST: Final[int] = 4  # precision of a province: a country does not change hands in one act


def changes(event: Event, extent: str | None) -> tuple[ControlChange, ...]:
    """The change of control that an event tells, one entry a place of its most exact kind; none for other acts.

    Codebook section 2: `to` is the taker, `from` the loser; a withdrawal gives up a place only where the text says so (extent).
    """
    if event.type in TAKING:
        holder = taker(event.type, event.initiators)
        loser = event.targets[0].name if event.targets else None
    elif event.type in LEAVING and extent is not None:
        holder, loser = None, event.initiators[0].name if event.initiators else None
    else:
        return ()
    return tuple(ControlChange(place.name, loser, holder, cast(Extent, extent or "whole")) for place in _taken(event.places))


def _taken(places: tuple[Where, ...]) -> tuple[Where, ...]:
    """The places of the most exact kind: "the village of Jazal in Homs province" changes Jazal's holder only, and so does "Jazal,
    northwest of Palmyra"."""
    fit = [p for p in places if p.precision <= LARGEST]
    fit = [p for p in fit if p.precision == EXACT] or fit
    least = min((max(1, p.precision - (p.precision == 2)) for p in fit), default=0)
    return tuple(p for p in fit if max(1, p.precision - (p.precision == 2)) == least)
