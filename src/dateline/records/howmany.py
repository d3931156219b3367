"""A figure: its words and its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.basis import Basis
from dateline.records.span import Span

Comparator = Literal["ge", "gt", "le", "lt"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What number words mean by the codebook's table (section 4); None: open at that end, or no best guess."""

    low: float | None
    best: float | None
    high: float | None
    comparator: Comparator | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class HowMany:
    """A quantity of the codebook: the words, what was counted (`unit`; `group` for people) and the numbers.

    `part_of` is the span of the larger figure that this one breaks down.
    """

    span: Span
    measure: str
    unit: str
    group: str | None
    numbers: Numbers
    basis: Basis
    part_of: Span | None = None
