"""The index's tables, its version stamp, and how rows are written to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dateline.knowledge.gazetteer.names import fold_name, sound_name

SCHEMA: Final[int] = 3  # raise it when the tables or the meaning of a key change
_TABLES: Final = """
create table meta (stamp text not null);
create table place (id integer primary key, name text not null, common text, lat real, lon real, country text, admin1 integer,
    admin2 integer, feature text not null, code text not null, population integer not null);
create table named (key text not null, place integer not null, primary key (key, place)) without rowid;
create table sounded (country text not null, sound text not null, place integer not null,
    primary key (country, sound, place)) without rowid;
create table region (code text primary key, place integer not null) without rowid;
"""
_PLACE: Final = "insert or replace into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
MAX_KEY: Final[int] = 80  # characters; longer names are descriptions


@dataclass(frozen=True, slots=True)
class Row:
    """A place as it is stored: `regions` are the ids of its first and second-order divisions, `names` all its spellings."""

    id: int
    name: str
    names: tuple[str, ...]
    country: str | None
    regions: tuple[int | None, int | None]
    feature: str
    code: str
    population: int = 0
    point: tuple[float, float] | None = None
    common: str | None = None


def create_tables(connection: sqlite3.Connection) -> None:
    """Makes the empty tables in a new file that no one else reads yet."""
    connection.executescript("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;" + _TABLES)


def finish_tables(connection: sqlite3.Connection, stamp: str) -> None:
    """Adds the stamp, without which a file is never opened."""
    connection.execute("insert into meta values (?)", (stamp,))
    connection.commit()


def add_rows(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Writes places with the keys of all their names; a place of the same id is replaced."""
    for row in rows:
        lat, lon = row.point or (None, None)
        values = (row.id, row.name, row.common, lat, lon, row.country, *row.regions, row.feature, row.code, row.population)
        connection.execute(_PLACE, values)
        keys = {fold_name.__wrapped__(name) for name in (row.name, *row.names)}
        add_keys(connection, row.id, row.country, keys)


def add_keys(connection: sqlite3.Connection, place: int, country: str | None, keys: Iterable[str]) -> None:
    """Adds folded names of a place, and how they sound."""
    kept = [key for key in keys if key and len(key) <= MAX_KEY]
    connection.executemany("insert or ignore into named values (?, ?)", [(key, place) for key in kept])
    if country is not None:
        sounds = {sound_name.__wrapped__(key) for key in kept}
        connection.executemany("insert or ignore into sounded values (?, ?, ?)", [(country, sound, place) for sound in sounds])
