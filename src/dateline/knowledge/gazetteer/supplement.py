"""The two data files that an expert edits: places that GeoNames' tables lack, and the English spellings of known ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dateline.errors import DatelineError
from dateline.knowledge.gazetteer.names import fold_name
from dateline.knowledge.gazetteer.schema import Row, add_keys
from dateline.knowledge.tables import read_rows, take_list, take_text

_FEATURES: Final = {
    "region": ("L", "RGN"), "village": ("P", "PPL"), "quarter": ("P", "PPLX"), "camp": ("S", "CMP"), "base": ("S", "MILB"),
    "site": ("S", "SITE"), "field": ("L", "OILF"), "sea": ("H", "SEA"), "valley": ("T", "VAL"), "mountain": ("T", "MTS"),
    "river": ("H", "STM"), "lake": ("H", "LK"), "airport": ("S", "AIRP"), "dam": ("S", "DAM"),
    "border": ("L", "LINE"), "island": ("T", "ISL"),
}  # fmt: skip
_FIRST_ID: Final[int] = -1


def read_supplement() -> Iterator[Row]:
    """The rows of `places.yaml`, as places with negative ids in the order of the file. Errors: knowledge.invalid."""
    where = "gazetteer/places.yaml"
    for number, entry in enumerate(read_rows("gazetteer", "places.yaml")):
        kind = take_text(entry, "kind", where)
        if kind not in _FEATURES:
            raise DatelineError("knowledge.invalid", f"{where}: '{kind}' is not a kind of place.")
        name = take_text(entry, "name", where)
        feature, code = _FEATURES[kind]
        key = _FIRST_ID - number
        yield Row(
            key, name, take_list(entry, "aliases", where), entry.get("country"), (None, None), feature, code, 0, _point(entry), name
        )


def _point(entry: Mapping[str, Any]) -> tuple[float, float] | None:
    if entry.get("lat") is None:
        return None
    take_text(entry, "source", "gazetteer/places.yaml")
    return float(entry["lat"]), float(entry["lon"])


def place_supplement(connection: sqlite3.Connection) -> None:
    """Gives each row of the supplement that names its `within` the first-order division of that place."""
    for number, entry in enumerate(read_rows("gazetteer", "places.yaml")):
        if entry.get("within"):
            found = _find(connection, (str(entry["within"]),), str(entry["country"]), "place.code = 'ADM1'")
            connection.execute("update place set admin1 = ? where id = ?", (found, _FIRST_ID - number))


def add_spellings(connection: sqlite3.Connection) -> None:
    """Gives places their English names and all spellings of `spellings.yaml`. Errors: knowledge.invalid."""
    where = "gazetteer/spellings.yaml"
    for entry in read_rows("gazetteer", "spellings.yaml"):
        name, others = take_text(entry, "name", where), take_list(entry, "spellings", where)
        wanted = "place.code = 'ADM1'" if entry.get("kind") == "division" else "place.feature = 'P'"
        found = _find(connection, (name, *others), take_text(entry, "country", where), wanted)
        if found is not None:
            connection.execute("update place set common = ? where id = ?", (name, found))
            add_keys(connection, found, entry["country"], {fold_name(n) for n in (name, *others)})


def _find(connection: sqlite3.Connection, names: tuple[str, ...], country: str, wanted: str) -> int | None:
    """The id of the largest place of a country that bears one of the names."""
    keys = [fold_name(name) for name in names]
    marks = ", ".join("?" * len(keys))
    query = (
        f"select place.id from named join place on place.id = named.place where key in ({marks}) and country = ? and {wanted} "
        "order by population desc, place.id limit 1"
    )
    row = connection.execute(query, (*keys, country)).fetchone()
    return int(row[0]) if row else None
