"""Number words, units and words for people, as an expert wrote them in the YAML files beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from dateline.errors import DatelineError
from dateline.knowledge.tables import read_table

CODEBOOK: Final[str] = "codebook"  # the method whose table stands for what another method does not name


@dataclass(frozen=True, slots=True)
class NumberTable:
    """What number words mean under one method. Phrases are lower case, words parted by one space.

    `before` and `after` map a phrase to `ge, gt, le, lt, nearly` or `about`; `vague` maps a phrase to its least number.
    """

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    suffixes: Mapping[str, float]
    multiples: Mapping[str, float]
    exact: Mapping[str, float]
    vague: Mapping[str, float]
    none: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    bare_plural: tuple[float | None, float | None, float | None]
    singular: float


@dataclass(frozen=True, slots=True)
class UnitTable:
    """What may be counted: plain units by their phrase, words that are left out, plurals, and measures kept apart by kind.

    `stops` end a noun phrase's head, `leading` words lead in to one, `no_plurals` end in -s all the same.
    """

    units: Mapping[str, str]
    modifiers: frozenset[str]
    irregular: Mapping[str, str]
    kept_apart: Mapping[str, str]
    currency_signs: Mapping[str, str]
    numbered: frozenset[str]
    stops: frozenset[str]
    leading: frozenset[str]
    no_plurals: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """Agent nouns (singular, lower case) with their group class, and words for a band of people."""

    groups: Mapping[str, str]
    bands: frozenset[str]


def _upside_down(lists: Mapping[str, list[str]]) -> Mapping[str, str]:
    return MappingProxyType({str(word).lower(): kind for kind, words in lists.items() for word in words})


@cache
def number_table(method: str = CODEBOOK) -> NumberTable:
    """The table of one method ("codebook", "acled", or another that the file names). Raises knowledge.invalid."""
    data = read_table("numbers", "numbers.yaml")
    if method not in data["vague"]:
        raise DatelineError("knowledge.invalid", f"numbers.yaml: no method {method!r} under 'vague'")
    bare = data["bare_plural"]
    return NumberTable(
        cardinals=MappingProxyType(data["cardinals"]),
        scales=MappingProxyType(data["scales"]),
        suffixes=MappingProxyType(data["suffixes"]),
        multiples=MappingProxyType(data["multiples"]),
        exact=MappingProxyType(data["exact"]),
        vague=MappingProxyType({**data["vague"][CODEBOOK], **data["vague"][method]}),
        none=frozenset(data["none"]),
        before=_upside_down(data["before"]),
        after=_upside_down(data["after"]),
        bare_plural=(bare["low"], bare["best"], bare["high"]),
        singular=data["singular"],
    )


@cache
def unit_table() -> UnitTable:
    """The table of units. Raises knowledge.invalid."""
    data = read_table("numbers", "units.yaml")
    return UnitTable(
        units=MappingProxyType(data["units"]),
        modifiers=frozenset(str(word).lower() for word in data["modifiers"]),
        irregular=MappingProxyType(data["irregular"]),
        kept_apart=_upside_down(data["kept_apart"]),
        currency_signs=MappingProxyType(data["currency_signs"]),
        numbered=frozenset(str(word).lower() for word in data["numbered"]),
        stops=frozenset(data["stops"]),
        leading=frozenset(data["leading"]),
        no_plurals=frozenset(data["no_plurals"]),
    )


@cache
def people_table() -> PeopleTable:
    """The table of words for people. Raises knowledge.invalid."""
    data = read_table("numbers", "people.yaml")
    bands = frozenset(data.pop("bands"))
    return PeopleTable(groups=_upside_down(data), bands=bands)
