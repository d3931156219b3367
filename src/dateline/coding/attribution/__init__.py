"""Who says so: the chain of voices behind each claim."""

from __future__ import annotations

from dateline.coding.attribution.chain import voices
from dateline.coding.attribution.issuer import issuer, spoken_for
from dateline.coding.attribution.overheard import lend_voices
from dateline.coding.attribution.together import add_speakers

__all__ = ["add_speakers", "issuer", "lend_voices", "spoken_for", "voices"]
