"""From triggers and their ties to events: which triggers tell one act, and what fills its slots."""

from __future__ import annotations

from dateline.coding.events.aircraft import settle_strikes
from dateline.coding.events.alike import FEATURES
from dateline.coding.events.assemble import assemble
from dateline.coding.events.cluster import Judge, cluster
from dateline.coding.events.named import name_acts, settle_named
from dateline.coding.events.sides import give_speakers, settle_types
from dateline.coding.events.subjects import lend_subjects

__all__ = [
    "FEATURES",
    "Judge",
    "assemble",
    "cluster",
    "give_speakers",
    "lend_subjects",
    "name_acts",
    "settle_named",
    "settle_strikes",
    "settle_types",
]
