"""Times of a report: expressions found by rule and resolved to EDTF."""

from dateline.coding.time.finding import find_times
from dateline.coding.time.resolving import TimeContext, resolve_times

__all__ = ["TimeContext", "find_times", "resolve_times"]
