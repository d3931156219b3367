"""Who says so: the chain of voices behind each claim."""

from __future__ import annotations

from dateline.coding.attribution.chain import voices
from dateline.coding.attribution.issuer import issuer, spoken_for

__all__ = ["issuer", "spoken_for", "voices"]
