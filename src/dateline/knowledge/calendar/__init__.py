"""The words of the calendar, as an expert wrote them in calendar.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dateline.errors import DatelineError

_FILE: Final = Path(__file__).parent / "calendar.yaml"


@dataclass(frozen=True, slots=True)
class CalendarTable:
    """Months 1-12, weekdays 0-6 from Monday, seasons by EDTF code, named days as (month, day) or (month, weekday, which)."""

    months: Mapping[str, int]
    ambiguous_months: frozenset[str]
    weekdays: Mapping[str, int]
    weekday_stubs: Mapping[str, int]
    seasons: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    dayparts: tuple[str, ...]
    clock_words: tuple[str, ...]
    zones: tuple[str, ...]
    holidays: Mapping[str, tuple[int, int]]
    floating_holidays: Mapping[str, tuple[int, int, int]]
    future_cues: tuple[str, ...]
    past_cues: tuple[str, ...]


@cache
def calendar_table() -> CalendarTable:
    """The table of calendar.yaml. Raises knowledge.invalid."""
    import yaml  # here, not above: `import dateline` stays quick

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=loader)
        return CalendarTable(
            months=MappingProxyType(data["months"]),
            ambiguous_months=frozenset(data["ambiguous_months"]),
            weekdays=MappingProxyType(data["weekdays"]),
            weekday_stubs=MappingProxyType(data["weekday_stubs"]),
            seasons=MappingProxyType(data["seasons"]),
            ordinals=MappingProxyType(data["ordinals"]),
            decades=MappingProxyType(data["decades"]),
            dayparts=tuple(data["dayparts"]),
            clock_words=tuple(data["clock_words"]),
            zones=tuple(data["zones"]),
            holidays=MappingProxyType({k: (v[0], v[1]) for k, v in data["holidays"].items()}),
            floating_holidays=MappingProxyType({k: (v[0], v[1], v[2]) for k, v in data["floating_holidays"].items()}),
            future_cues=tuple(data["future_cues"]),
            past_cues=tuple(data["past_cues"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, IndexError) as error:
        raise DatelineError("knowledge.invalid", f"calendar.yaml: {error}") from error
