"""A resolved time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.basis import Basis
from dateline.records.span import Span

TimePrecision = Literal["exact", "day", "week", "month", "season", "year", "range", "unknown"]


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF level 1 value with its precision (codebook section 2); `value` None: not known at all.

    `range`: the act lasted throughout; any other precision: it happened once within. Days are local to the place.
    """

    value: str | None
    precision: TimePrecision
    span: Span | None
    basis: Basis
