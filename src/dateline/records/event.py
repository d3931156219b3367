"""One act, and a coded report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.records.basis import Basis
from dateline.records.claim import Claim
from dateline.records.control import ControlChange
from dateline.records.document import Document
from dateline.records.holding import Holding
from dateline.records.span import Span
from dateline.records.when import When
from dateline.records.where import Where
from dateline.records.who import Who

Scope = Literal["event", "campaign"]


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of act, by one side, at one place, in one stretch of time, with every claim that the report relays of it."""

    id: str
    type: str
    mode: str | None
    scope: Scope
    initiators: tuple[Who, ...]
    targets: tuple[Who, ...]
    allies: tuple[Who, ...]
    weapons: tuple[Span, ...]
    places: tuple[Where, ...]
    when: When | None
    control: tuple[ControlChange, ...]
    claims: tuple[Claim, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded report: its events in the order of the text, its holdings, and the coder that made them.

    `stages` gives the seconds that each stage took when the caller passed a clock, else it is empty. `notes` counts, by reason,
    what a language model proposed and the text did not bear out.
    """

    document: Document
    events: tuple[Event, ...]
    holdings: tuple[Holding, ...] = ()
    coder: str = ""
    stages: dict[str, float] = field(default_factory=dict, compare=False)
    notes: tuple[tuple[str, int], ...] = ()
