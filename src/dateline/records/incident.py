"""What several reports' events are about when they tell of one act: incidents, the links between events, and what adds up over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.entry import KeptClaim, Spot

Verdict = Literal["same", "unsure", "different"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a link, in words for a person: "both place it within 3 km". `weight` adds to the score."""

    feature: str
    weight: float
    sentence: str


@dataclass(frozen=True, slots=True)
class EventLink:
    """Whether two events of different reports tell of one act: the ledger's ids of both, the left one smaller.

    `score` 0 to 1 (1: surely the same). `by` "machine" or "person:NAME", whose verdict overrides the machine's.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    by: str = "machine"


@dataclass(frozen=True, slots=True)
class Incident:
    """One act and every account of it. `id` is that of its earliest-known event; others redirect to it after a merge.

    `events` are the ledger's ids of the reports' events; `claims` all accounts, rivals and denials included, by publication.
    `type`, `days` (ordinals), `place`, `sides` are what most claims say; a place's precision is the least exact that all share.
    `links` are those that hold it together or were refused or left unsure inside its neighbourhood.
    """

    id: str
    events: tuple[str, ...]
    claims: tuple[KeptClaim, ...]
    type: str
    scope: str
    days: tuple[int, int] | None
    place: Spot | None
    initiators: tuple[str, ...]
    targets: tuple[str, ...]
    links: tuple[EventLink, ...] = ()
    reviewed: bool = False

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell of it, each once, by publication."""
        return tuple(dict.fromkeys(c.report for c in self.claims))

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins of its claims; a claim without one counts for its report."""
        return tuple(dict.fromkeys(c.origin or c.report for c in self.claims))


@dataclass(frozen=True, slots=True)
class Support:
    """A claim behind or against a figure: its id, the words as printed, how the policy reads them, who says so, of which origin."""

    claim: str
    words: str
    low: float | None
    best: float | None
    high: float | None
    voice: str
    origin: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One figure of an incident under one policy. `side`: an actor's name, "civilians", "unknown", or "all".

    `reason` says in one sentence why the figure is what it is. `supporting` claims made it; `dissenting` claims say otherwise;
    `left_out` ones were not counted (copies, parts of a whole, a campaign's total), each with why in `notes`, in their order;
    further notes follow. `scope`: "act", or "total" for a running toll or a campaign's; `days`: the ordinals that it is told of,
    None where no source tells; `within`: the days of a total of the same incident or question that includes it.
    """

    policy: str
    measure: str
    unit: str
    side: str
    low: float | None
    best: float | None
    high: float | None
    reason: str
    supporting: tuple[Support, ...]
    dissenting: tuple[Support, ...] = ()
    left_out: tuple[Support, ...] = ()
    notes: tuple[str, ...] = ()
    grade: Grade | None = None
    scope: Literal["act", "total"] = "act"
    days: tuple[int, int] | None = None
    within: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be true: `kind` is "figures", "control", "denial" or "culprit"; `sentence` says what clashes."""

    kind: Literal["figures", "control", "denial", "culprit"]
    incident: str
    claims: tuple[str, ...]
    sentence: str
