"""Who says so."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.basis import Basis
from dateline.records.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """One voice of a claim's chain, nearest first. `span` is None for an issuer whom the text does not name there.

    `kind` is judged for the event at hand (codebook section 3); `joint`: speaks together with the others, not for them.
    """

    name: str | None
    kind: str
    span: Span | None
    basis: Basis
    joint: bool = False
