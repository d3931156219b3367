"""The words of the calendar and the patterns of time expressions, as an expert wrote them in the YAML files beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.errors import DatelineError
from dateline.knowledge.tables import read_table


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


@dataclass(frozen=True, slots=True)
class Expression:
    """One pattern of time expressions: its reading's name, words that it finds (`lead` stands before them), and the pattern."""

    name: str
    example: str
    lead: str
    pattern: str


@dataclass(frozen=True, slots=True)
class ExpressionTable:
    """Patterns for running text, patterns for words already said to be a time, and the blocks that both are built from."""

    blocks: Mapping[str, str]
    expressions: tuple[Expression, ...]
    loose: tuple[Expression, ...]


@cache
def calendar_table() -> CalendarTable:
    """The table of calendar.yaml. Raises knowledge.invalid."""
    data = read_table("calendar", "calendar.yaml")
    try:
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
        )
    except (KeyError, TypeError, IndexError) as error:
        raise DatelineError("knowledge.invalid", f"calendar.yaml: {error!r}") from error


@cache
def expression_table() -> ExpressionTable:
    """The table of expressions.yaml. Raises knowledge.invalid."""
    data = read_table("calendar", "expressions.yaml")
    try:
        strict, loose = (
            tuple(Expression(e["name"], e["example"], e.get("lead", ""), e["pattern"]) for e in data[part])
            for part in ("expressions", "loose")
        )
        return ExpressionTable(MappingProxyType(data["blocks"]), strict, loose)
    except (KeyError, TypeError) as error:
        raise DatelineError("knowledge.invalid", f"expressions.yaml: {error!r}") from error
