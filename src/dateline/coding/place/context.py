"""What is known about a report when its places are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Sentence


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """The report around its mentions: `countries` are ISO 3166-1 alpha-2, likeliest scene first; `place_filed` its dateline."""

    sentences: Sequence[Sentence] = ()
    place_filed: str | None = None
    published: str | None = None
    countries: tuple[str, ...] = ()
