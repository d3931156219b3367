"""Who says so: the chain of voices behind each claim."""

from __future__ import annotations

from dateline.coding.attribution.chain import voices
from dateline.coding.attribution.issuer import issuer

__all__ = ["issuer", "voices"]
