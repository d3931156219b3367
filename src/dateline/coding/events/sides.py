"""What the sides of an act say of its type, by the codebook's definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dateline.knowledge import actors
from dateline.records import Reading, Resolved

GOVERNMENT: Final = "government_regains_territory"
NON_STATE: Final = "non_state_actor_overtakes_territory"
GOVERNMENT_KINDS: Final = frozenset({"state_body", "coalition", "igo"})  # "forces of a state and of a coalition of states" (codebook)


def settle_types(reading: Reading, resolved: Resolved) -> Reading:
    """The reading with the taker's side deciding who took territory: a state (or its coalition) regains, a group overtakes.

    Case: "Daesh retook the city, but Assad forces recaptured it": two acts that one word names. Codebook section 2.
    """
    triggers = list(reading.triggers)
    for number, trigger in enumerate(triggers):
        if trigger.type not in (GOVERNMENT, NON_STATE):
            continue
        takers = [
            (link.score, who.name)
            for link in reading.links
            if link.trigger == number and link.role == "initiator" and (who := resolved.who[link.mention]) is not None and who.name
        ]
        kind = _side(max(takers)[1]) if takers else None
        if kind is not None:
            triggers[number] = replace(trigger, type=kind)
    return replace(reading, triggers=tuple(triggers))


def _side(name: str) -> str | None:
    """The type of territory gain that an actor makes; None where the tables do not know its kind."""
    if name.startswith("Government of"):
        return GOVERNMENT
    kind = actors.kind_of_name(name)
    if kind is None:
        return None
    return GOVERNMENT if kind in GOVERNMENT_KINDS else NON_STATE
