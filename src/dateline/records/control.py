"""Who holds a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Extent = Literal["whole", "part", "approach"]


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A place changes hands, or is claimed to; a party that the text does not name is None."""

    place: str
    loser: str | None
    holder: str | None
    extent: Extent
