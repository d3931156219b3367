"""What is known about a report when its actors are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Sentence


@dataclass(frozen=True, slots=True)
class ActorContext:
    """The report around its mentions. `published` is EDTF or None; `countries` are ISO 3166-1 alpha-2, likeliest scene
    first (empty: inferred from the text); `outlet` as the report names it; `sentences` in order, empty: cut at full stops."""

    sentences: Sequence[Sentence] = ()
    published: str | None = None
    countries: tuple[str, ...] = ()
    outlet: str | None = None
    place_filed: str | None = None
