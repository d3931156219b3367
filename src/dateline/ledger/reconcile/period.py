"""Which stretch of time a figure is told of: an act of a day, or a total that runs over several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from dateline.records.edtf import FIRST_DAY, LAST_DAY, instants
from dateline.records.entry import KeptClaim
from dateline.records.spell import Moment

DAY: Final[int] = 86_400_000_000  # microseconds
EPOCH: Final[int] = 719_163  # ordinal of 1970-01-01
NIGHT: Final[int] = 1  # days between the first and the last of an act that went on overnight
MONTH: Final[int] = 30  # days up to which an act of an uncertain day may be one of a known day's
SINCE: Final = re.compile(
    r"\bsince\s+(?:it|they|he|its|their|then|taking|seizing|capturing|overrunning|entering|the\s+(?:\w+\s+)?"
    r"(?:fall|capture|seizure|takeover|start|beginning|attack|assault|offensive|battle|siege|war))\b",
    re.IGNORECASE,
)  # an act from which on a figure sums; not "the worst attack since May"


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last` (ordinals). `kind` "act": it happened once within; "total": it sums what happened throughout.

    `dated` False: the claim tells no time; the days are then those of its report. `running`: a total "since" a day, up to
    the day on which it was told.
    """

    kind: Literal["act", "total"]
    first: int
    last: int
    dated: bool
    running: bool = False

    @property
    def told(self) -> tuple[bool, bool, int]:
        """How much is told of it: of one figure's periods the highest stands."""
        return self.kind == "total", self.dated, self.first - self.last

    @property
    def exact(self) -> bool:
        """Whether the days of an act are told to the night."""
        return self.dated and self.last - self.first <= NIGHT

    @property
    def words(self) -> str:
        """The days as EDTF."""
        return Moment(self.first, self.last).edtf


def period(claim: KeptClaim, told: tuple[int, int]) -> Period:
    """The stretch of time that the claim's figures are told of, if it was said at `told` (instants, as `telling` gives them).

    Rule "running toll": a time with an open end ("since Thursday") sums up to the day on which it was told. Rule "since an act":
    so does a figure "since they took the city" that has no day of its own; when it begins is not told. Rule "total": a range of more
    than a night, or a campaign, sums what happened throughout. Everything else happened once within its days.
    """
    day = told[1] // DAY + EPOCH
    campaign = claim.scope == "campaign"
    first, last = claim.days or (day, day)
    undated = claim.days is None or claim.when_precision == "unknown"
    since = (undated or first == last == day) and SINCE.search(claim.words) is not None
    if undated or since:
        return Period("total" if campaign or since else "act", day, day, False, since)
    running = last >= LAST_DAY
    last = max(first, day) if running else last
    if running and first > FIRST_DAY:
        return Period("total" if last > first or campaign else "act", first, last, True, True)
    summed = claim.when_precision == "range" and last - first > NIGHT
    return Period("total" if campaign or summed or first <= FIRST_DAY else "act", first, last, True)


def telling(claim: KeptClaim) -> tuple[int, int]:
    """The first and last instant at which it was said (microseconds since 1970, UTC): where the text tells, else by its report."""
    return instants(claim.said) or instants(claim.published) or (claim.recorded, claim.recorded)
