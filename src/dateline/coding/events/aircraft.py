"""Who has no aircraft makes no air strike: "They targeted areas near the oil fields", of an armed group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.knowledge import actors
from dateline.records import Reading, Resolved, Who

STRIKE: Final = "air_strike"
AIR: Final = re.compile(
    r"\b(?:air\w*|aerial\w*|drones?|uavs?|unmanned|quadcopters?|\w*planes?|jets?|mig\w*|helicopters?|gunships?|\w*bomb\w*|fl(?:ew|y|ying|ight|own)|sorties?|fighter jets?|"
    r"shahed\w*|barrels?|napalm|pilots?)\b",
    re.IGNORECASE,
)  # words that tell of the air, in the sentence of the act
CIVILIANS: Final = "civilians"


def settle_strikes(text: str, reading: Reading, resolved: Resolved) -> Reading:
    """The reading with an armed group's strike as a clash, or as an attack on the unarmed, where no word of its sentence tells of the air."""
    triggers = list(reading.triggers)
    for number, trigger in enumerate(triggers):
        if trigger.type != STRIKE or not _by_group(_sides(reading, resolved, number, "initiator")):
            continue
        within = next((s.span for s in reading.sentences if s.span.holds(trigger.span)), trigger.quote)
        if AIR.search(within.read(text)) is None:
            targets = _sides(reading, resolved, number, "target")
            unarmed = bool(targets) and all((w.name or "").startswith(CIVILIANS) for w in targets)
            triggers[number] = replace(trigger, type="attack" if unarmed else "armed_clash")
    return replace(reading, triggers=tuple(triggers))


def _sides(reading: Reading, resolved: Resolved, number: int, role: str) -> list[Who]:
    found = (resolved.who[k.mention] for k in reading.links if k.trigger == number and k.role == role)
    return [w for w in found if w is not None and w.name]


def _by_group(whos: Sequence[Who]) -> bool:
    return bool(whos) and all(actors.kind_of_name(w.name or "") == "armed_group" for w in whos)
