"""Who holds a place, told as a state."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.claim import Claim
from dateline.records.control import Extent
from dateline.records.when import When
from dateline.records.where import Where
from dateline.records.who import Who


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a place, told as a state and not as an act; feeds the control timeline."""

    place: Where
    holder: Who
    extent: Extent
    when: When
    claims: tuple[Claim, ...]
