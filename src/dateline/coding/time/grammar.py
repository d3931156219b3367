"""The patterns of time expressions, compiled. Each has a name; `readings` says what it means, `finding` where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.calendar import calendar_table, expression_table

_BLOCK: Final = re.compile(r"<<(\w+)>>")
_DEPTH: Final[int] = 3  # how deep blocks stand in blocks


HINTS: Final[Mapping[str, re.Pattern[str]]] = {
    "month": re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE),
    "weekday": re.compile(r"day|(?:mon|tues?|wed|thu|fri|sat|sun)\b", re.IGNORECASE),
    "unit": re.compile(
        r"second|minute|hour|day|night|week|month|quarter|year|decade|centur|morning|noon|evening|period|spring|summer|autumn|fall|"
        r"winter|while",
        re.IGNORECASE,
    ),
    "season": re.compile(r"spring|summer|autumn|fall|winter", re.IGNORECASE),
    "digit": re.compile(r"\d"),
}
_DIGITAL: Final = frozenset({"iso", "numeric", "clock", "year", "year_span", "century"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its name. `loose`: too open to look for in running text; used only on words said to be a time.

    `needs`: the kind of hint (`HINTS`) without which a sentence cannot hold a match; a check that saves most of the cost.
    """

    name: str
    pattern: re.Pattern[str]
    loose: bool = False
    needs: str | None = None


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


def _months() -> dict[str, str]:
    table = calendar_table()
    full = [m for m in table.months if len(m) > 4 or m in {"may", "june", "july", "sept"}]
    stubs = [m for m in table.months if m not in full or m == "sept"]
    clear = [m for m in full if m not in table.ambiguous_months]
    return {
        "MONTH": rf"(?P<month>(?:{_any(full)})\b|(?:{_any(stubs)})\b\.?)",
        "CLEAR": rf"(?P<month>(?:{_any(clear)})\b|(?:sept|aug|oct|nov|dec|jan|feb)\.)",
        "MONTHS": _any(m for m in table.months if len(m) > 3),
    }


@cache
def _blocks() -> Mapping[str, str]:
    """The named parts that patterns are put together from: those of the file, and the word lists of the calendar."""
    table, given = calendar_table(), expression_table().blocks
    return {
        **given,
        **_months(),
        "NUMBER2": given["NUMBER"].replace("?P<n>", "?P<n2>"),
        "YEAR2": given["YEAR"].replace("?P<year>", "?P<year2>"),
        "WEEKDAY": rf"(?P<weekday>{_any(table.weekdays)}|(?:{_any(table.weekday_stubs)})\b\.?)",
        "WEEKDAY_FULL": rf"(?P<weekday>{_any(table.weekdays)})",
        "PART": rf"(?P<part>{_any([*table.dayparts, *table.clock_words])})",
        "PARTS": _any([*table.dayparts, *table.clock_words]),
        "ZONE": rf"(?:,?\s(?:{_any(table.zones)})|\s\((?:{_any(table.zones)})\))",
        "SEASON": rf"(?P<season>{_any(table.seasons)})",
        "SEASONS": _any(table.seasons),
        "ORDINAL": rf"(?P<ordinal>{_any(table.ordinals)}|[1-4](?:st|nd|rd|th))",
        "HOLIDAY": rf"(?P<holiday>{_any([*table.holidays, *table.floating_holidays])})",
        "DECADE": rf"(?P<decade>{_any(table.decades)})",
    }


def _fill(pattern: str) -> str:
    for _ in range(_DEPTH):
        pattern = _BLOCK.sub(lambda m: _blocks()[m[1]], pattern)
    return pattern


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern that matches whole words, in any letter case."""
    return re.compile(rf"(?<![\w-])(?:{_fill(pattern)})(?!\w)", re.IGNORECASE)


def _needs(name: str, pattern: str) -> str | None:
    """The hint that a pattern cannot do without, by the blocks it is made of."""
    if name in {"set", "lately"}:
        return None
    if name in _DIGITAL:
        return "digit"
    for kind, marks in (("month", ("<<MONTH>>", "<<CLEAR>>")), ("weekday", ("<<WEEKDAY",)), ("unit", ("<<UNITS>>", "(?P<unit>"))):
        if any(mark in pattern for mark in marks):
            return kind
    return "season" if "(?P<season>" in pattern or "<<SEASON>>" in pattern else None


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled once, in the order of the file."""
    table = expression_table()
    strict = [Rule(e.name, _compile(e.pattern), needs=_needs(e.name, e.pattern)) for e in table.expressions]
    return (*strict, *(Rule(e.name, _compile(e.pattern), loose=True) for e in table.loose))
