"""What every format is given: an incident that may go out, its figures under one policy, its reports, and its stamps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dateline.export.loss import asserts
from dateline.export.stamps import Stamp
from dateline.records.entry import KeptClaim, KeptReport, Voice
from dateline.records.incident import Incident, Reckoning

UNNAMED: Final = "an unnamed source"
OWN_VOICE: Final = "the report"  # who speaks where neither the claim nor its report names anybody


@dataclass(frozen=True, slots=True)
class Case:
    """An incident as it may go out (only `safety.cleared` makes them), with all that is written of it.

    `reckonings` are those of one policy; `reports` those that tell of it, by publication, without their texts; `stamps` are by
    the ids of the claims.
    """

    incident: Incident
    reckonings: tuple[Reckoning, ...]
    reports: tuple[KeptReport, ...]
    stamp: Stamp
    stamps: Mapping[str, Stamp]

    def tolls(self, measure: str) -> dict[str, Reckoning]:
        """The figures of people for a measure by side ("all" among them), each that of the act itself.

        A total ("since Thursday", "in the battle") belongs to no single act: only a campaign is given it.
        """
        found = [r for r in self.reckonings if (r.measure, r.unit) == (measure, "people")]
        acts = [r for r in found if r.scope == "act"]
        taken = acts or (found if self.incident.scope == "campaign" else [])
        out: dict[str, Reckoning] = {}
        for r in sorted(taken, key=_breadth):
            out.setdefault(r.side, r)
        return out

    def toll(self, measure: str) -> Reckoning | None:
        """The figure of all sides together for a measure; where only one side has a figure, that of the side."""
        found = self.tolls(measure)
        return found.get("all") or (next(iter(found.values())) if len(found) == 1 else None)

    @property
    def totals(self) -> int:
        """How many figures of people are totals of a longer time than the act's, and are given to no single act."""
        if self.incident.scope == "campaign":
            return 0
        return len({(r.measure, r.side, r.days) for r in self.reckonings if r.unit == "people" and r.scope == "total"})

    def report(self, claim: KeptClaim) -> KeptReport | None:
        """The report that a claim stands in."""
        return next((r for r in self.reports if r.id == claim.report), None)

    def voices(self, claim: KeptClaim) -> str:
        """Who says so: "Rami Abdel Rahman > Syrian Observatory for Human Rights"; where nobody is named, the report's outlet."""
        if claim.voices:
            return chain(claim.voices)
        report = self.report(claim)
        return (report.outlet if report else None) or OWN_VOICE

    @property
    def told(self) -> bool:
        """Whether somebody says that it took place."""
        return any(map(asserts, self.incident.claims))

    @property
    def mode(self) -> str | None:
        """The mode of a statement that most claims have."""
        found = Counter(c.mode for c in self.incident.claims if c.mode)
        return min(found, key=lambda m: (-found[m], m)) if found else None

    @property
    def changed(self) -> int:
        """The instant (microseconds since 1970, UTC) at which the last of its claims was recorded."""
        return max((c.recorded for c in self.incident.claims), default=0)


def _breadth(r: Reckoning) -> tuple[int, tuple[int, int]]:
    days = r.days or (0, 0)
    return days[1] - days[0], days


def chain(voices: tuple[Voice, ...]) -> str:
    """The chain of voices, nearest first; joint ones with &."""
    return (" & " if any(v.joint for v in voices) else " > ").join(UNNAMED if v.name == "unknown" else v.name for v in voices)
