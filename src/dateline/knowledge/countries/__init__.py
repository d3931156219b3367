"""By which numbers and regions other schemes know a country: ISO 3166-1, Gleditsch and Ward, the Correlates of War, ACLED."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from dateline.knowledge.actors import load_states
from dateline.knowledge.tables import check_unique, read_rows, take_text

REGIONS: Final = (
    (2, 199, "Americas"), (200, 399, "Europe"), (400, 626, "Africa"), (630, 699, "Middle East"), (700, 999, "Asia"),
)  # UCDP's regions, by the number of Gleditsch and Ward, first and last  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country: `iso` and `iso3` (ISO 3166-1), its English name, and its numbers; None where none was at hand.

    `number`: ISO 3166-1 numeric; `gw`: Gleditsch and Ward; `cow`: Correlates of War; `region`: ACLED's.
    """

    iso: str
    iso3: str
    name: str
    number: int | None = None
    gw: int | None = None
    cow: int | None = None
    region: str | None = None

    @property
    def ucdp_region(self) -> str | None:
        """UCDP's region, by the number of Gleditsch and Ward."""
        return next((name for first, last, name in REGIONS if self.gw is not None and first <= self.gw <= last), None)


@cache
def load_countries() -> Mapping[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code. Errors: knowledge.invalid."""
    rows, states = read_rows("countries", "codes.yaml"), load_states()
    check_unique((take_text(row, "iso", "countries/codes.yaml") for row in rows), "countries/codes.yaml")
    return {
        row["iso"]: Country(
            iso=row["iso"], iso3=take_text(row, "iso3", "countries/codes.yaml"),
            name=states[row["iso"]].name if row["iso"] in states else row["iso"],
            number=row.get("number"), gw=row.get("gw"), cow=row.get("cow"), region=row.get("region"),
        )
        for row in rows
    }  # fmt: skip


@cache
def country_of_government() -> Mapping[str, Country]:
    """The country of each government by its canonical name as an actor ("Government of Syria")."""
    countries = load_countries()
    return {state.government: countries[state.iso] for state in load_states().values() if state.iso in countries}


__all__ = ["Country", "country_of_government", "load_countries"]
