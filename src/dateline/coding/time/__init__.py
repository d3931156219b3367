"""Times of a report: expressions found by rule and resolved to EDTF."""

from dateline.coding.time.finding import find_times
from dateline.coding.time.resolving import TimeContext, default_time, resolve_times

__all__ = ["TimeContext", "default_time", "find_times", "resolve_times"]
