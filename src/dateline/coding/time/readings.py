"""From a rule's name to the reading that says what its match means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dateline.coding.time import absolute, deictic, relative
from dateline.coding.time.meaning import Meaning, Scene

READERS: Final[dict[str, Callable[[re.Match[str], Scene], Meaning]]] = {
    "iso": absolute.read_iso,
    "numeric": absolute.read_numeric,
    "date": absolute.read_date,
    "day_range": absolute.read_day_range,
    "month": absolute.read_month,
    "season": absolute.read_season,
    "year": absolute.read_year,
    "year_span": absolute.read_year_span,
    "decade": absolute.read_decade,
    "century": absolute.read_century,
    "quarter": absolute.read_quarter,
    "holiday": absolute.read_holiday,
    "today": deictic.read_today,
    "overnight": deictic.read_overnight,
    "weekday": deictic.read_weekday,
    "weekday_span": deictic.read_weekday_span,
    "hours": deictic.read_hours,
    "deictic": deictic.read_deictic,
    "present": deictic.read_present,
    "lately": deictic.read_vague,
    "soon": deictic.read_vague,
    "clock": deictic.read_clock,
    "part": deictic.read_part,
    "ago": relative.read_ago,
    "later": relative.read_later,
    "stretch": relative.read_stretch,
    "straight": relative.read_straight,
    "then": relative.read_then,
    "duration": relative.read_duration,
    "set": relative.read_set,
}
