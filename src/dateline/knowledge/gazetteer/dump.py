"""Takes in a GeoNames dump: the 19-column table of one country or of all, as .txt or as the .zip that holds it."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from dateline.errors import DatelineError
from dateline.knowledge.gazetteer.building import FILE as MAIN
from dateline.knowledge.gazetteer.packaged import usable
from dateline.knowledge.gazetteer.schema import SCHEMA, Row, add_rows, create_tables

FILE: Final = "imported.sqlite"
MAX_BYTES: Final[int] = 8_000_000_000  # bytes of text read from one dump; allCountries holds about 1.7 GB
MAX_LINE: Final[int] = 200_000  # characters of one row
COLUMNS: Final[int] = 19
STEP: Final[int] = 10_000  # rows between two signs of progress
_SKIPPED: Final = frozenset({"ADMH", "PPLH", "PPLQ", "PPLW", "PCLH"})  # historical, abandoned, destroyed


def stamp() -> str:
    """What an import was made by; one of another schema is left out until it is made again."""
    return f"{SCHEMA} imported"


def import_dump(path: Path, home: Path, progress: Callable[[int], None] | None = None) -> int:
    """The number of places taken from a dump into the gazetteer of `home`; earlier imports stay, rows of one id are replaced.

    `progress` is told the rows read. The file is streamed; nothing changes unless all of it was read.
    Errors: gazetteer.import (not such a file, or larger than the cap), gazetteer.build (no room, no rights).
    """
    if not path.is_file():
        raise DatelineError("gazetteer.import", f"{path}: no such file.")
    codes = _read_codes(home / MAIN)
    part: Path | None = None
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=".imported-", suffix=".part", dir=home, delete=False) as handle:
            part = Path(handle.name)
        count = _write(path, home / FILE, part, codes, progress)
        part.replace(home / FILE)
        return count
    except (zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise DatelineError("gazetteer.import", f"{path}: {error}.") from error
    except (OSError, sqlite3.Error) as error:
        raise DatelineError("gazetteer.build", f"{home}: {error}.") from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _write(path: Path, before: Path, part: Path, codes: dict[str, int], progress: Callable[[int], None] | None) -> int:
    kept = before.is_file() and _stamp_of(before) == stamp()
    if kept:
        shutil.copyfile(before, part)
    with closing(sqlite3.connect(part)) as connection, _lines(path) as lines:
        if kept:
            connection.executescript("pragma journal_mode = off; pragma synchronous = off")
        else:
            create_tables(connection)
            connection.execute("insert into meta values (?)", (stamp(),))
        before_count = connection.total_changes
        count = 0
        for row in read_rows(lines, path, codes, progress):
            add_rows(connection, (row,))
            count += 1
        if not count or connection.total_changes == before_count:
            raise DatelineError("gazetteer.import", f"{path}: it holds no places.")
        connection.commit()
    return count


def _stamp_of(path: Path) -> str | None:
    from dateline.knowledge.gazetteer.building import read_stamp

    return read_stamp(path)


def _read_codes(main: Path) -> dict[str, int]:
    """GeoNames division codes ("SY.11") -> ids, as the main index knows them; empty before it is built."""
    if not main.is_file():
        return {}
    with closing(sqlite3.connect(f"{main.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("select code, place from region").fetchall())


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a dump, from the text file or from the one in its archive."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
            if len(names) != 1:
                raise DatelineError("gazetteer.import", f"{path}: it should hold one table, it holds {len(names)}.")
            with archive.open(names[0]) as raw:
                yield _capped(io.TextIOWrapper(raw, encoding="utf-8", newline="\n"), path)
    else:
        with path.open(encoding="utf-8", newline="\n") as text:
            yield _capped(text, path)


def _capped(text: io.TextIOBase | io.TextIOWrapper, path: Path) -> Iterator[str]:
    read = 0
    while line := text.readline(MAX_LINE):
        read += len(line)
        if read > MAX_BYTES or len(line) >= MAX_LINE:
            raise DatelineError("gazetteer.import", f"{path}: larger than the cap.")
        yield line


def read_rows(
    lines: Iterable[str], path: Path, codes: dict[str, int], progress: Callable[[int], None] | None = None
) -> Iterator[Row]:
    """The places of a dump's lines; a line without 19 columns, an id or coordinates ends the import (gazetteer.import)."""
    for number, line in enumerate(lines, 1):
        if progress is not None and number % STEP == 0:
            progress(number)
        row = _row(line.rstrip("\r\n").split("\t"), path, number, codes)
        if row is not None:
            yield row


def _row(cells: list[str], path: Path, number: int, codes: dict[str, int]) -> Row | None:
    if len(cells) != COLUMNS:
        raise DatelineError("gazetteer.import", f"{path}, line {number}: {len(cells)} columns, not {COLUMNS}.")
    try:
        key, lat, lon, people = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as error:
        raise DatelineError("gazetteer.import", f"{path}, line {number}: {error}.") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and key > 0):
        raise DatelineError("gazetteer.import", f"{path}, line {number}: not a place on Earth.")
    if cells[7] in _SKIPPED or not cells[6]:
        return None
    names = tuple(name for name in (cells[2], *cells[3].split(",")) if name and usable(name))
    country = cells[8] or None
    first = codes.get(f"{country}.{cells[10]}")
    second = codes.get(f"{country}.{cells[10]}.{cells[11]}") if cells[11] else None
    regions = (None if first == key else first, None if second == key else second)
    return Row(key, cells[1], names, country, regions, cells[6], cells[7], people, (lat, lon))
