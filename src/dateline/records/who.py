"""A resolved actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.basis import Basis
from dateline.records.span import Span

Attribution = Literal["stated", "suspected", "alternative", "self_claimed", "denied"]


@dataclass(frozen=True, slots=True)
class Who:
    """An actor in an act: the words, the canonical name (codebook section 2), and how firmly the text ties it to the act."""

    name: str | None
    span: Span | None
    basis: Basis
    attribution: Attribution = "stated"
