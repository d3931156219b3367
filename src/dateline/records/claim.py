"""The unit of the record: one voice's account of one act."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.attribution import Source
from dateline.records.basis import Basis
from dateline.records.howmany import HowMany
from dateline.records.span import Span
from dateline.records.when import When
from dateline.records.where import Where
from dateline.records.who import Who


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause claims: the quote, the voices (none: the report's own), the status and the figures.

    `initiators`, `targets`, `places`, `when` are set only where this voice says otherwise than the event does.
    """

    id: str
    quote: Span
    trigger: Span | None
    sources: tuple[Source, ...]
    status: str
    quantities: tuple[HowMany, ...]
    basis: Basis
    said: When | None = None
    evidence: str | None = None
    initiators: tuple[Who, ...] | None = None
    targets: tuple[Who, ...] | None = None
    places: tuple[Where, ...] | None = None
    when: When | None = None
