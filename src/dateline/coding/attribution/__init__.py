"""Who says so: the chain of voices behind each claim."""

from __future__ import annotations

from dateline.coding.attribution.chain import voices

__all__ = ["voices"]
