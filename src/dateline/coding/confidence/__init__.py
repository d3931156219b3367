"""How likely a coded event and a coded claim are right, from what is at hand when they are made."""

from __future__ import annotations

from dateline.coding.confidence.features import claim_features, event_features
from dateline.coding.confidence.scoring import above, score, unscored

__all__ = ["above", "claim_features", "event_features", "score", "unscored"]
