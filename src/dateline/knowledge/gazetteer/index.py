"""The gazetteer at work: names to the places that bear them."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz, process

from dateline.errors import DatelineError
from dateline.knowledge.gazetteer import dump
from dateline.knowledge.gazetteer.bar import shown
from dateline.knowledge.gazetteer.building import FILE, Progress, build, read_stamp, stamp
from dateline.knowledge.gazetteer.candidate import Candidate
from dateline.knowledge.gazetteer.names import fold_name, sound_name

CACHED: Final[int] = 65_536  # names whose places are kept in memory
CLOSE: Final[float] = 90.0  # least similarity (0 to 100) of a misspelled name; below it, "Sangwa" becomes "Sanguel"
CLOSE_LETTERS: Final[int] = 6  # shorter names are never matched by similarity
BIG_CITY: Final[int] = 400_000  # people; a city that tells its country by its name alone
_SELECT: Final = (
    "select place.id, place.name, place.common, place.lat, place.lon, place.country, one.name, two.name, "
    "place.feature, place.code, "
    "place.population, place.admin1, place.admin2 "
)
_JOIN: Final = "left join main.place one on one.id = place.admin1 left join main.place two on two.id = place.admin2 "
_BY_KEY: Final = _SELECT + "from {0}.named join {0}.place place on place.id = named.place " + _JOIN + "where named.key = ?"
_BY_PREFIX: Final = (
    _SELECT + "from {0}.named join {0}.place place on place.id = named.place " + _JOIN + "where named.key >= ? and named.key < ?"
)
_BY_ID: Final = _SELECT + "from {0}.place place " + _JOIN + "where place.id = ?"
_BY_SOUND: Final = "select sound, place from {0}.sounded where country = ? and sound >= ? and sound < ?"


class Gazetteer:
    """The index of a folder, with the places that were imported there; read-only, and safe to share between threads."""

    def __init__(self, path: Path, imported: Path | None = None) -> None:
        self._index = sqlite3.connect(_address(path), uri=True, check_same_thread=False)
        self._parts: tuple[str, ...] = ("main",)
        if imported is not None:
            self._index.execute("attach ? as imported", (_address(imported),))
            self._parts = ("imported", "main")
        self.lookup_key = lru_cache(maxsize=CACHED)(self._lookup_key)
        self.lookup_in = lru_cache(maxsize=CACHED)(self._lookup_in)
        self.capital = lru_cache(maxsize=None)(self._capital)
        self.country = lru_cache(maxsize=None)(self._country)
        self._big: dict[str, str] | None = None

    @classmethod
    def open(cls, home: Path, progress: Progress | None = None) -> Gazetteer:
        """The gazetteer of the folder `home`, built there first if it is missing or made by other versions (some 20 seconds).

        `progress` is told (rows done, rows in all); without one a bar is drawn on a terminal. Errors: gazetteer.build.
        """
        path = home / FILE
        if read_stamp(path) != stamp():
            if progress is not None:
                build(home, progress)
            else:
                with shown("Building the gazetteer (once)") as sink:
                    build(home, sink)
        imported = home / dump.FILE
        try:
            return cls(path, imported if read_stamp(imported) == dump.stamp() else None)
        except sqlite3.Error as error:
            raise DatelineError("gazetteer.build", f"{path}: {error}.") from error

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places that bear a name, in any spelling of it, most populous first; empty where none is known."""
        return self.lookup_key(fold_name(name))

    def beginning(self, name: str, limit: int) -> tuple[Candidate, ...]:
        """The places that bear a name which begins so, in any spelling of it, the most populous first; fewer letters than 2: none."""
        key = fold_name(name)
        found: dict[int, Candidate] = {}
        for part in self._parts if len(key) > 1 else ():
            query = _BY_PREFIX.format(part) + " order by place.population desc limit ?"
            for row in self._index.execute(query, (key, key + "\x7f", limit * 4)).fetchall():
                found.setdefault(row[0], _candidate(row))
        return tuple(sorted(found.values(), key=lambda c: (-c.population, c.id))[:limit])

    def by_id(self, geonames_id: int) -> Candidate | None:
        """The place of a GeoNames id, or of a row of the supplement; None where it is not known."""
        try:
            return self._get(geonames_id)
        except KeyError:
            return None

    def big_cities(self) -> dict[str, str]:
        """Folded name -> country of the capitals and big cities whose names tell the country by themselves."""
        if self._big is None:
            query = "select common, name, country, population from place where feature = 'P' and (population >= ? or code = 'PPLC')"
            rows = self._index.execute(query + " order by population", (BIG_CITY,)).fetchall()
            self._big = {fold_name(name): row[2] for row in rows for name in (row[0], row[1]) if name}
        return self._big

    def _lookup_key(self, key: str) -> tuple[Candidate, ...]:
        found: dict[int, Candidate] = {}
        for part in self._parts if key else ():
            for row in self._index.execute(_BY_KEY.format(part), (key,)).fetchall():
                found.setdefault(row[0], _candidate(row))
        return tuple(sorted(found.values(), key=lambda c: (-c.population, c.id)))

    def _get(self, identity: int) -> Candidate:
        for part in self._parts:
            row = self._index.execute(_BY_ID.format(part), (identity,)).fetchone()
            if row is not None:
                return _candidate(row)
        raise KeyError(identity)

    def _capital(self, country: str) -> Candidate | None:
        """The capital of a country (ISO 3166-1 alpha-2)."""
        query = "select id from place where country = ? and code = 'PPLC' order by population desc limit 1"
        row = self._index.execute(query, (country,)).fetchone()
        return self._get(row[0]) if row else None

    def _country(self, country: str) -> Candidate | None:
        """The country itself."""
        row = self._index.execute("select id from place where country = ? and code = 'PCLI' limit 1", (country,)).fetchone()
        return self._get(row[0]) if row else None

    def _lookup_in(self, name: str, country: str) -> tuple[Candidate, ...]:
        """The places of one country that bear a name or one much like it: sounding alike first, else nearly spelled so."""
        key = fold_name(name)
        exact = tuple(c for c in self.lookup_key(key) if c.country == country)
        if exact or len(key) < 4:
            return exact
        sound = sound_name(key)
        places = self._sounding(country, sound, sound + "\0")
        if not places and len(key) >= CLOSE_LETTERS:
            near = self._sounding(country, sound[:2], sound[:2] + "\x7f")
            match = process.extractOne(sound, list(near), scorer=fuzz.ratio, score_cutoff=CLOSE)
            places = {match[0]: near[match[0]]} if match else {}
        found = {self._get(place) for ids in places.values() for place in ids}
        return tuple(sorted(found, key=lambda c: (-c.population, c.id)))

    def _sounding(self, country: str, first: str, last: str) -> dict[str, list[int]]:
        """Sounds from `first` up to `last`, with the places of a country that bear them."""
        sounds: dict[str, list[int]] = {}
        for part in self._parts:
            for sound, place in self._index.execute(_BY_SOUND.format(part), (country, first, last)):
                sounds.setdefault(sound, []).append(place)
        return sounds


def _address(path: Path) -> str:
    """A read-only address of an index; it never changes once it is in place, a new one replaces it whole."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _candidate(row: tuple[Any, ...]) -> Candidate:
    return Candidate(*(*row[:11], (row[11], row[12])))
