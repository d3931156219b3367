"""Why a value is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.span import Span

How = Literal["stated", "inferred", "defaulted"]


@dataclass(frozen=True, slots=True)
class Basis:
    """How a value came about: `stated` by the words in `spans`, `inferred` from them, or `defaulted`.

    `coder` names the rule or head ("time.weekday", "neural.role"); `score` is 0 to 1, None for a rule without one.
    """

    how: How
    coder: str
    spans: tuple[Span, ...] = ()
    score: float | None = None
